"""The matrix of alignment, as a page and as a file."""

import json

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.factories.pages import links_to, page_of, plan_of_size, visible_text
from tests.factories.plan_folder import small_plan
from tests.portal.conftest import Loader

from portici.plan.models import Edition
from portici.plan.queries.frameworks import AlignedCode, aligned_codes
from portici.portal.queries.alignment import alignment_page, busiest, framework_choices

TURIN_PAGE = "/piani/torino-2030/allineamento/"
SMALL_PAGE = "/en/plans/small-plan/alignment/"


def test_alignment_page_has_a_row_per_strategy_and_a_column_per_topic(
    client: Client, turin: Edition
) -> None:
    response = client.get(TURIN_PAGE, {"framework": "eu-council-recommendation-2023"})

    table = page_of(response).partition('class="matrix"')[2].partition("</table>")[0]
    assert response.status_code == 200
    assert table.partition("<tbody>")[2].count('scope="row"') - 1 == 36
    assert table.partition("</thead>")[0].count('scope="col"') == 1 + 11 + 1


def test_alignment_page_opens_with_the_framework_that_has_most_alignments(
    client: Client, turin: Edition
) -> None:
    page = page_of(client.get(TURIN_PAGE))

    assert page.count(" selected>") == 1
    assert 'value="eu-council-recommendation-2023" selected' in page


def test_alignment_shows_marks_reasons_and_gaps(small: Edition) -> None:
    with translation.override("en"):
        page = alignment_page(small, "world-goals")

    assert page is not None
    assert [(row.code, [cell and cell.mark for cell in row.cells]) for row in page.rows] == [
        ("A", ["proposal", None]),
        ("B", ["document", None]),
    ]
    assert [cell.reason for row in page.rows for cell in row.aligned] == [
        "Both speak of work. (en)",
        "lines 10–11 of the document",
    ]
    assert (page.gaps, page.without) == (("Water (en)",), ())
    assert (page.total, page.stated, page.proposed) == (2, 1, 1)


def test_alignment_names_the_rows_without_any_topic(load: Loader) -> None:
    files = small_plan()
    del files["frameworks.yaml"]["alignments"][0]

    page = alignment_page(load(files), "world-goals")

    assert page is not None
    assert page.without == ("A",)


def test_alignment_page_of_an_unknown_framework_says_so_and_shows_another(
    client: Client, small: Edition
) -> None:
    response = client.get(SMALL_PAGE, {"framework": "none\x00such"})

    assert response.status_code == 200
    assert "This plan has no framework “none\x00such” with topics." in visible_text(response)
    assert 'value="world-goals" selected' in page_of(response)


def test_every_mark_leads_to_its_reason(client: Client, turin: Edition) -> None:
    response = client.get(TURIN_PAGE)

    reasons = [href for href in links_to(response, "#") if "-" in href and "." in href]
    missing = [href for href in reasons if f'id="{href[1:]}"' not in page_of(response)]
    assert (len(reasons), missing) == (74, [])


def test_alignment_page_without_frameworks_says_so(client: Client, load: Loader) -> None:
    files = small_plan()
    del files["frameworks.yaml"]
    load(files)

    response = client.get(SMALL_PAGE)

    assert response.status_code == 200
    assert "This plan is not aligned with any framework yet" in visible_text(response)


def test_alignment_page_of_an_unaligned_framework_shows_empty_rows(
    client: Client, load: Loader
) -> None:
    files = small_plan()
    files["frameworks.yaml"]["alignments"] = []
    edition = load(files)

    page = alignment_page(edition, "world-goals")

    assert page is not None
    assert [row.code for row in page.rows] == ["A", "B"]
    assert len(page.gaps) == 2
    assert client.get(SMALL_PAGE).status_code == 200


def test_alignment_page_without_any_such_framework_is_none(small: Edition) -> None:
    assert alignment_page(small, "none-such") is None


def test_busiest_of_no_frameworks_is_nothing() -> None:
    assert busiest(()) == ""


def test_framework_choices_leave_out_frameworks_without_topics(small: Edition) -> None:
    choices = framework_choices(small)

    assert [(choice.value, choice.count) for choice in choices] == [("world-goals", 2)]


def test_aligned_codes_say_which_the_document_states(small: Edition) -> None:
    codes = aligned_codes(small)

    assert list(codes.values()) == [[AlignedCode("A", False), AlignedCode("B", True)]]


@pytest.mark.parametrize("size", [1, 3, 9])
def test_alignment_page_asks_the_database_alike_for_any_size(
    client: Client, load: Loader, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(plan_of_size(size))

    with django_assert_num_queries(11):
        response = client.get(SMALL_PAGE)

    assert response.status_code == 200


def test_alignment_export_holds_the_rows_of_the_page(client: Client, small: Edition) -> None:
    response = client.get(f"{SMALL_PAGE}export.json", {"framework": "world-goals"})

    assert json.loads(response.content) == [
        {
            "code": "A",
            "title": "Node A (en)",
            "work": "Editorial proposal: Both speak of work. (en)",
            "water": None,
            "topics": 1,
        },
        {
            "code": "B",
            "title": "Node B (en)",
            "work": "Stated in the document: lines 10–11 of the document",
            "water": None,
            "topics": 1,
        },
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_alignment_export_exists_in_every_format(client: Client, small: Edition, kind: str) -> None:
    response = client.get(f"{SMALL_PAGE}export.{kind}")

    disposition = 'attachment; filename="small-plan_first_2026-03-02_alignment_world-goals'
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'{disposition}.{kind}"'


def test_alignment_export_of_another_format_does_not_exist(client: Client, small: Edition) -> None:
    assert client.get(f"{SMALL_PAGE}export.ods").status_code == 404


def test_alignment_export_without_frameworks_does_not_exist(client: Client, load: Loader) -> None:
    files = small_plan()
    del files["frameworks.yaml"]
    load(files)

    assert client.get(f"{SMALL_PAGE}export.csv").status_code == 404


def test_alignment_page_of_an_unknown_plan_does_not_exist(client: Client, db: None) -> None:
    assert client.get("/piani/nessuno/allineamento/").status_code == 404
