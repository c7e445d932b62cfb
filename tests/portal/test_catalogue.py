"""What a filter leaves of the catalogue of instruments."""

import pytest

from portici.portal.rules.catalogue import (
    CatalogueEntry,
    CatalogueFilter,
    Mention,
    catalogue_parameters,
    filtered_entries,
    read_catalogue_filter,
)
from portici.portal.rules.plan_filter import Named

FUND = Named("fund", {"it": "Fondo"})
KINDS = (FUND, Named("body", {"it": "Organismo"}))


def entry(key: str, kind: str, *variants: str) -> CatalogueEntry:
    return CatalogueEntry(
        key=key,
        kind=kind,
        name={"it": f"Nome {key}", "en": f"Name {key}"},
        summary={"it": "Per le comunità"},
        status="listed",
        merge_note={},
        named_elsewhere=(),
        mentions=tuple(
            Mention("1-S01", variant, "", "1.1", {}, {}, "1", ((1, 2),)) for variant in variants
        ),
    )


ENTRIES = (entry("uno", "fund", "Sportello unico"), entry("due", "body"))


def keys(**asked: str) -> list[str]:
    wanted = read_catalogue_filter(asked, kinds=KINDS)
    return [each.key for each in filtered_entries(ENTRIES, wanted, language="it")]


def test_filtered_entries_without_a_filter_are_all() -> None:
    assert keys() == ["uno", "due"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "fund"}, ["uno"]),
        ({"q": "sport"}, ["uno"]),
        ({"q": "1.1"}, ["uno"]),
        ({"q": "comunita"}, ["uno", "due"]),
        ({"q": "nome due"}, ["due"]),
        ({"kind": "fund", "q": "due"}, []),
        ({"q": "name"}, []),
    ],
)
def test_filtered_entries_answer_kind_and_words(asked: dict[str, str], found: list[str]) -> None:
    assert keys(**asked) == found


def test_read_catalogue_filter_reports_an_unknown_kind_and_leaves_it_out() -> None:
    asked = read_catalogue_filter({"kind": "galaxy", "q": "%"}, kinds=KINDS)

    assert asked == CatalogueFilter(kind=None, text="%", words=(), unknown="galaxy")
    assert catalogue_parameters(asked) == {}


def test_catalogue_parameters_ask_for_the_same_again() -> None:
    asked = read_catalogue_filter({"kind": "fund", "q": "Sportello"}, kinds=KINDS)

    assert asked.kind == FUND
    assert catalogue_parameters(asked) == {"kind": "fund", "q": "Sportello"}
