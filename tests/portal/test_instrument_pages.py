"""The catalogue of instruments, each instrument, and the catalogue as files."""

import json
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.pages import links_to, page_of, plan_of_size, visible_text
from tests.factories.plan_folder import small_plan
from tests.portal.conftest import Loader

from portici.plan.models import Edition, InstrumentLine

PAGE = "/en/plans/small-plan/instruments/"


def names(client: Client, **asked: str) -> list[str]:
    page = page_of(client.get(PAGE, asked))
    return re.findall(r"<h3><a href=\"[^\"]+\">([^<]+)</a></h3>", page)


def test_instruments_page_shows_every_instrument_of_turin_once(
    client: Client, turin: Edition
) -> None:
    response = client.get("/piani/torino-2030/strumenti/")

    keys = re.findall(r'<li id="([^"]+)">', page_of(response))
    assert response.status_code == 200
    assert sorted(keys) == sorted(turin.instruments.values_list("key", flat=True))


def test_instruments_page_names_strategies_and_the_documents_own_names(
    client: Client, small: Edition
) -> None:
    text = visible_text(client.get(PAGE))

    assert "Fund (en) 2 Money. (en)" in text
    assert "Big fund (en) Much money. (en) The document writes: the fund; fund, big" in text
    assert f"{'/en/plans/small-plan/elements/'}B/" in links_to(client.get(PAGE), "/en/plans/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Big fund (en)", "Small fund (en)"]),
        ({"kind": "fund"}, ["Big fund (en)", "Small fund (en)"]),
        ({"q": "much"}, ["Big fund (en)"]),
        ({"q": "other"}, ["Small fund (en)"]),
        ({"q": "nothing-like-it"}, []),
        ({"kind": "galaxy"}, ["Big fund (en)", "Small fund (en)"]),
    ],
)
def test_instruments_page_filters_live_in_the_address(
    client: Client, small: Edition, asked: dict[str, str], found: list[str]
) -> None:
    assert names(client, **asked) == found


def test_instruments_page_says_what_it_does_not_know(client: Client, small: Edition) -> None:
    text = visible_text(client.get(PAGE, {"kind": "galaxy"}))

    assert "“galaxy” is not among the values of “Kind”: this filter is not applied." in text


def test_instruments_page_chips_remove_one_filter_each(client: Client, small: Edition) -> None:
    response = client.get(PAGE, {"kind": "fund", "q": "big"})

    assert links_to(response, "?") == ["?q=big", "?kind=fund"]


def test_instruments_page_of_an_empty_answer_leads_back(client: Client, small: Edition) -> None:
    response = client.get(PAGE, {"q": "nothing-like-it"})

    assert "No instrument matches these filters" in visible_text(response)
    assert PAGE in links_to(response, PAGE)


def test_instruments_page_of_a_plan_without_any_says_so(client: Client, load: Loader) -> None:
    files = small_plan()
    files["instruments.yaml"] = {"kinds": [], "instruments": []}
    files["official.yaml"]["elements"] = []
    load(files)

    assert "This plan names no instruments" in visible_text(client.get(PAGE))


@pytest.mark.parametrize("size", [1, 3, 9])
def test_instruments_page_asks_the_database_alike_for_any_size(
    client: Client, load: Loader, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(plan_of_size(size))

    with django_assert_num_queries(6):
        response = client.get(PAGE)

    assert f"{2 * size} instruments" in visible_text(response)


def test_instruments_export_holds_the_rows_shown(client: Client, small: Edition) -> None:
    response = client.get(f"{PAGE}export.json", {"q": "other"})

    assert json.loads(response.content) == [
        {
            "key": "small-fund",
            "kind": "fund",
            "kind_name": "Fund (en)",
            "name_it": "Small fund (it)",
            "name_en": "Small fund (en)",
            "summary_it": None,
            "summary_en": None,
            "status": "active",
            "named_under": "A",
            "lines_of_means": "A-S01",
            "variants": "the other",
            "document_lines": "7",
            "named_elsewhere": "9",
            "note_it": "Kept apart. (it)",
            "note_en": "Kept apart. (en)",
        }
    ]
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="small-plan_first_2026-03-02_instruments.json"'
    )


@pytest.mark.parametrize(("format", "status"), [("csv", 200), ("xlsx", 200), ("pdf", 404)])
def test_instruments_export_comes_in_three_formats(
    client: Client, small: Edition, format: str, status: int
) -> None:
    assert client.get(f"{PAGE}export.{format}").status_code == status


def test_instrument_page_tells_where_the_document_names_it(client: Client, small: Edition) -> None:
    response = client.get(f"{PAGE}big-fund/")

    text = visible_text(response)
    assert response.status_code == 200
    assert "Fund (en) Listed in the plan Big fund (en) Much money. (en)" in text
    assert "Theme (en) A: Node A (en) “the fund” A-S01 line 7 of the document" in text
    assert "Theme (en) B: Node B (en) “fund, big” B-S01 line 8 of the document" in text
    assert "A choice of the editors" not in text


def test_instrument_page_says_what_the_editors_chose(client: Client, small: Edition) -> None:
    text = visible_text(client.get(f"{PAGE}small-fund/"))

    assert "The document also speaks of it at line 9 of the document." in text
    assert "A choice of the editors Kept apart. (en)" in text


def test_instrument_page_quotes_the_official_wording(client: Client, small: Edition) -> None:
    InstrumentLine.objects.filter(code="A-S01").update(official="il fondo grande")

    text = visible_text(client.get(f"{PAGE}big-fund/"))

    assert ("“il fondo grande” A-S01" in text, "“the fund”" in text) == (True, False)


def test_instrument_page_leads_to_what_counts_on_it(client: Client, small: Edition) -> None:
    response = client.get(f"{PAGE}small-fund/")

    assert links_to(response, "/en/plans/small-plan/?") == [
        "/en/plans/small-plan/?instrument=small-fund"
    ]


@pytest.mark.parametrize("size", [1, 3, 9])
def test_instrument_page_asks_the_database_alike_for_any_size(
    client: Client, load: Loader, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(plan_of_size(size))

    with django_assert_num_queries(5):
        client.get(f"{PAGE}fund-t1-1/")


def test_instrument_page_of_an_unknown_key_is_not_found(client: Client, small: Edition) -> None:
    assert client.get(f"{PAGE}no-such-thing/").status_code == 404
