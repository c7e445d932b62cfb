"""The whole plan on one page, and as files."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.factories.pages import links_to, outline_codes, page_of, plan_of_size, visible_text
from tests.factories.plan_folder import small_plan
from tests.portal.conftest import Loader

from portici.plan.models import Edition

TURIN_PAGE = "/piani/torino-2030/"
SMALL_PAGE = "/en/plans/small-plan/"


def test_plan_page_shows_every_element_in_document_order(client: Client, turin: Edition) -> None:
    response = client.get(TURIN_PAGE)

    codes = list(turin.nodes.order_by("path").values_list("code", flat=True))
    assert response.status_code == 200
    assert len(codes) == 169
    assert outline_codes(response) == codes


def test_plan_page_keeps_its_budget_of_queries_and_bytes(
    client: Client, turin: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(10):
        response = client.get(TURIN_PAGE)

    compressed = client.get(TURIN_PAGE, headers={"Accept-Encoding": "gzip"})
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert (len(response.content) <= 150_000, len(compressed.content) <= 30_000) == (True, True)


@pytest.mark.parametrize("size", [1, 3, 9])
def test_plan_page_asks_the_database_alike_for_any_size(
    client: Client, load: Loader, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(plan_of_size(size))

    with django_assert_num_queries(10):
        response = client.get(SMALL_PAGE)

    assert len(outline_codes(response)) == size + size * size


def test_plan_page_speaks_both_languages(client: Client, turin: Edition) -> None:
    italian, english = client.get(TURIN_PAGE), client.get("/en/plans/torino-2030/")

    assert 'lang="it"' in page_of(italian)
    assert 'lang="en"' in page_of(english)
    assert "Inclusione nella società e nel lavoro" in visible_text(italian)
    assert "Inclusion" in visible_text(english)


def test_plan_page_keeps_the_filter_in_the_other_language(client: Client, turin: Edition) -> None:
    page = page_of(client.get(TURIN_PAGE, {"level": "area", "q": "finanza"}))

    other = re.search(r'class="site-language"[^>]* href="([^"]+)"', page)
    assert other is not None
    assert other[1] == "/en/plans/torino-2030/?level=area&amp;q=finanza"


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"root": "A"}, ["A", "A.1", "A.2"]),
        ({"level": "theme"}, ["A", "B"]),
        ({"marker": "young"}, ["A", "A.1"]),
        ({"instrument": "small-fund"}, ["A", "A.1", "A.2"]),
        ({"topic": "world-goals:work", "root": "B"}, ["B", "B.1"]),
        ({"topic": "world-goals"}, ["A", "A.1", "A.2", "B", "B.1"]),
        ({"topic": "world-goals:water"}, []),
        ({"q": "node b.1"}, ["B", "B.1"]),
        ({"q": "ABOUT", "level": "theme"}, ["A", "B"]),
        ({"q": "nothing-like-it"}, []),
        ({"root": "", "q": "  "}, ["A", "A.1", "A.2", "B", "B.1"]),
    ],
)
def test_plan_page_filters_live_in_the_address(
    client: Client, small: Edition, asked: dict[str, str], codes: list[str]
) -> None:
    assert outline_codes(client.get(SMALL_PAGE, asked)) == codes


def test_plan_page_says_how_many_answer(client: Client, small: Edition) -> None:
    response = client.get(SMALL_PAGE, {"q": "a.2"})

    assert outline_codes(response) == ["A", "A.2"]
    assert "Remove the filter Words: a.2" in visible_text(response)
    assert '<p class="rows-count"><b>1</b> measure (en)</p>' in page_of(response)


def test_plan_page_chips_remove_one_filter_each(client: Client, small: Edition) -> None:
    page = page_of(client.get(SMALL_PAGE, {"level": "measure", "q": "about"}))

    chips = re.findall(
        r'<li><a class="[^"]*" href="(\?[^"]*)"><span class="visually-hidden">Remove', page
    )
    assert chips == ["?q=about", "?level=measure"]


@pytest.mark.parametrize("field", ["root", "level", "instrument", "topic", "marker"])
def test_plan_page_says_what_it_does_not_know_and_shows_the_rest(
    client: Client, small: Edition, field: str
) -> None:
    response = client.get(SMALL_PAGE, {field: "<b>galaxy</b>"})

    assert response.status_code == 200
    assert "“<b>galaxy</b>” is not among the values of" in visible_text(response)
    assert len(outline_codes(response)) == 5


@pytest.mark.parametrize("text", ["%", '"', "*", "\x00", "a" * 2000, "' OR 1=1", "<script>"])
def test_plan_page_answers_any_text(client: Client, small: Edition, text: str) -> None:
    response = client.get(SMALL_PAGE, {"q": text})

    assert response.status_code == 200
    assert "<script>" not in page_of(response).partition("<main")[2]


def test_plan_page_of_an_empty_answer_leads_back(client: Client, small: Edition) -> None:
    response = client.get(SMALL_PAGE, {"q": "nothing-like-it"})

    assert "No element of the plan matches these filters" in visible_text(response)
    assert SMALL_PAGE in links_to(response, "/en/plans/small-plan/")


def test_plan_page_without_choices_leaves_their_lists_out(client: Client, load: Loader) -> None:
    files = small_plan()
    del files["plan.yaml"]["markers"]
    files["plan.yaml"]["nodes"][1].pop("markers")
    for name in ("instruments.yaml", "frameworks.yaml"):
        files[name] = {key: [] for key in files[name]}
    files["official.yaml"]["elements"] = []
    load(files)

    page = page_of(client.get(SMALL_PAGE))

    assert re.findall(r'<select id="filter-(\w+)"', page) == ["root", "level"]


def test_plan_page_has_no_inline_style_or_script(client: Client, turin: Edition) -> None:
    page = page_of(client.get(TURIN_PAGE))

    assert re.findall(r"<[^>]+ style=|<style|<script(?![^>]* src=)| on[a-z]+=", page) == []


def test_plan_page_of_an_unknown_plan_is_not_found(client: Client, db: None) -> None:
    assert client.get("/piani/no-such-plan/").status_code == 404


def rows_of(client: Client, format: str, asked: dict[str, str]) -> list[dict[str, Any]]:
    response = client.get(f"{SMALL_PAGE}export.{format}", asked)
    assert response.status_code == 200
    name = f"small-plan_first_2026-03-02_elements.{format}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    if format == "json":
        return json.loads(response.content)
    if format == "csv":
        lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    else:
        sheet = load_workbook(io.BytesIO(response.content)).active
        lines = [list(row) for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({}, ["A", "A.1", "A.2", "B", "B.1"]),
        ({"level": "measure", "root": "A"}, ["A.1", "A.2"]),
        ({"q": "nothing-like-it"}, []),
    ],
)
def test_plan_export_holds_what_answers_in_every_format(
    client: Client, small: Edition, asked: dict[str, str], codes: list[str]
) -> None:
    found = {
        "csv": [row["Code"] for row in rows_of(client, "csv", asked)],
        "xlsx": [row["Code"] for row in rows_of(client, "xlsx", asked)],
        "json": [row["code"] for row in rows_of(client, "json", asked)],
    }

    assert found == {"csv": codes, "xlsx": codes, "json": codes}


def test_plan_export_gives_both_languages_and_the_way_back(client: Client, small: Edition) -> None:
    row = rows_of(client, "json", {"marker": "young"})[0]

    uid = row.pop("id")
    assert uid == str(small.nodes.get(code="A.1").node.uid)
    assert row == {
        "code": "A.1",
        "level": "measure",
        "level_name": "Measure (en)",
        "parent": "A",
        "title_it": "Node A.1 (it)",
        "title_en": "Node A.1 (en)",
        "summary_it": "What A.1 is about. (it)",
        "summary_en": "What A.1 is about. (en)",
        "official": None,
        "lines": "1–2",
        "instruments": None,
        "topics": None,
        "markers": "young",
        "address": "http://testserver/en/plans/small-plan/elements/A.1/",
    }


def test_plan_page_downloads_keep_the_filter(client: Client, small: Edition) -> None:
    response = client.get(SMALL_PAGE, {"level": "theme", "q": "node"})

    assert links_to(response, f"{SMALL_PAGE}export.") == [
        f"{SMALL_PAGE}export.{format}?level=theme&q=node" for format in ("csv", "xlsx", "json")
    ]


@pytest.mark.parametrize("format", ["pdf", "CSV", "exe", "csv.gz"])
def test_plan_export_in_another_format_is_not_found(
    client: Client, small: Edition, format: str
) -> None:
    assert client.get(f"{SMALL_PAGE}export.{format}").status_code == 404
