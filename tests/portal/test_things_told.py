"""Changes of what hangs on an element, and of things beside the tree, in words."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from tests.factories.plan_folder import texts

from portici.plan.rules.differences.elements import PartChange
from portici.portal.queries.things import PartTold, part_shown

NAMES = {
    "level": {"measure": texts("Measure")},
    "markers": {"green": texts("Green")},
    "alignment": {"goals:water": texts("Goals: Water")},
    "link": {"fund": texts("Fund")},
    "instrument": {"fund": texts("Fund")},
    "figure": {"F1": texts("Members")},
    "instrument-kind": {"law": texts("Law")},
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences in English."""
    with translation.override("en"):
        yield


def told(kind: str, key: str, before: Any, after: Any) -> PartTold:
    return part_shown(PartChange(kind, key, before, after), NAMES)


@pytest.mark.parametrize(
    ("kind", "key", "came", "went"),
    [
        ("markers", "green", "Marked: Green (en)", "No longer marked: Green (en)"),
        (
            "alignment",
            "goals:water",
            "Now aligned with Goals: Water (en)",
            "No longer aligned with Goals: Water (en)",
        ),
        (
            "link",
            "fund",
            "Now to be carried out with Fund (en)",
            "No longer carried out with Fund (en)",
        ),
        ("instrument", "fund", "New: Fund (en)", "Taken out: Fund (en)"),
        ("figure", "F1", "New: Members (en)", "Taken out: Members (en)"),
        ("figure", "F9", "New: F9", "Taken out: F9"),
    ],
)
def test_what_came_and_what_went_is_named(kind: str, key: str, came: str, went: str) -> None:
    assert told(kind, key, None, {"lines": [[1, 2]]}) == PartTold(came)
    assert told(kind, key, {"lines": [[1, 2]]}, None) == PartTold(went)


@pytest.mark.parametrize(
    ("kind", "key", "sentence"),
    [
        ("markers", "green", "Marked in other lines: Green (en)"),
        ("alignment", "goals:water", "Aligned otherwise with Goals: Water (en)"),
        ("link", "fund", "Named otherwise: Fund (en)"),
        ("instrument", "fund", "Fund (en)"),
        ("figure", "F1", "Members (en)"),
    ],
)
def test_what_changed_is_named_with_what_reads_otherwise(
    kind: str, key: str, sentence: str
) -> None:
    shown = told(kind, key, {"lines": [[1, 1]], "year": 2024}, {"lines": [[3, 4]], "year": 2024})

    assert shown == PartTold(
        sentence,
        (("In the document", "", "line 1 of the document", "lines 3–4 of the document"),),
    )


@pytest.mark.parametrize(
    ("field", "before", "after", "expected"),
    [
        ("status", "active", "closed", ("State", "", "Active", "Closed")),
        ("status", "active", "gone", ("State", "", "Active", "gone")),
        ("qualifier", "", "about", ("Exactness", "", "", "about")),
        (
            "basis",
            "document",
            "editorial-proposal",
            ("Ground", "", "Stated in the document", "Editorial proposal"),
        ),
        ("kind", "law", "unheard-of", ("Kind", "", "Law (en)", "unheard-of")),
        ("year", None, 2024, ("Year", "", "", "2024")),
        (
            "variants",
            ["the fund"],
            ["the fund", "it"],
            ("Names that the document uses", "", "the fund", "the fund; it"),
        ),
        ("value", "91", texts("Many"), ("Value", "", "91", "Many (en)")),
        ("value", texts("Many"), "91", ("Value", "", "Many (en)", "91")),
        ("colour", "red", "blue", ("colour", "", "red", "blue")),
    ],
)
def test_values_are_told_as_one_reads_them(
    field: str, before: Any, after: Any, expected: tuple[str, str, str, str]
) -> None:
    assert told("instrument", "fund", {field: before}, {field: after}).texts == (expected,)


def test_a_text_is_told_in_every_language_in_which_it_changed() -> None:
    before = {"caveat": {}, "name": {"it": "Soci", "en": "Members"}}
    after = {"caveat": {"en": "Nobody counted."}, "name": {"it": "Socie", "en": "Members"}}

    assert told("figure", "F1", before, after).texts == (
        ("Caveat", "en", "", "Nobody counted."),
        ("Name", "it", "Soci", "Socie"),
    )


def test_other_lines_of_an_element_are_told() -> None:
    assert told("lines", "", [[1, 2]], []) == PartTold(
        "Other lines of the document",
        (("In the document", "", "lines 1–2 of the document", ""),),
    )


def test_another_level_is_told_by_its_name_or_its_key() -> None:
    assert told("level", "", "measure", "unheard-of") == PartTold(
        "Another level", (("Level", "", "Measure (en)", "unheard-of"),)
    )


@pytest.mark.parametrize(
    ("key", "before", "after", "expected"),
    [
        (
            "title",
            {"it": "Piano", "en": "Plan"},
            {"it": "Piano", "en": "The plan"},
            PartTold("Title of the plan", (("", "en", "Plan", "The plan"),)),
        ),
        ("vision", None, {"it": "Insieme"}, PartTold("Vision", (("", "it", "", "Insieme"),))),
        ("vision", {"it": "Insieme"}, None, PartTold("Vision", (("", "it", "Insieme", ""),))),
        (
            "horizon",
            [2024, 2030],
            [2024, 2035],
            PartTold("Horizon", (("", "", "2024–2030", "2024–2035"),)),
        ),
        ("horizon", None, [2024, 2035], PartTold("Horizon", (("", "", "", "2024–2035"),))),
    ],
)
def test_what_a_plan_says_of_itself_is_told(
    key: str, before: Any, after: Any, expected: PartTold
) -> None:
    assert told("edition", key, before, after) == expected
