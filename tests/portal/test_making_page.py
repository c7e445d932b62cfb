"""How the plan was made."""

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.factories.pages import page_of, visible_text
from tests.factories.plan_folder import small_plan, texts
from tests.portal.conftest import Loader

from portici.plan.models import Edition
from portici.portal.queries.making import making_page

TURIN_PAGE = "/piani/torino-2030/come-nasce/"
SMALL_PAGE = "/en/plans/small-plan/how-it-was-made/"


def test_making_page_shows_the_five_phases_of_turin(client: Client, turin: Edition) -> None:
    response = client.get(TURIN_PAGE)

    anchors = ["document-analysis", "interviews", "event", "consultation", "approval"]
    assert response.status_code == 200
    assert [f'<li id="{anchor}">' in page_of(response) for anchor in anchors] == [True] * 5


def test_making_page_shows_promoters_dates_and_what_comes_next(
    client: Client, small: Edition
) -> None:
    text = visible_text(client.get(SMALL_PAGE))

    assert "Who promotes it A promoter (en) line 5 of the document" in text
    assert "Dates to remember 25 February 2025 Approval (en)" in text
    assert "The plan covers 2025–2030." in text
    assert "After approval: what the plan asks for now Design (en) Later. (en)" in text


def test_phases_have_dates_as_precise_as_the_document(small: Edition) -> None:
    page = making_page(small)

    assert [step.moment.when for step in page.phases] == ["luglio – 31 dicembre 2024", "2025"]
    assert page.phases[0].moment.numbers == (("30", "interviews (it)"),)


def test_phases_show_where_dates_are_in_doubt(client: Client, load: Loader) -> None:
    files = small_plan()
    files["phases.yaml"]["phases"][0]["date_note"] = texts("July or August.")
    load(files)

    assert "On the dates: July or August. (en)" in visible_text(client.get(SMALL_PAGE))


@pytest.mark.parametrize(
    ("horizon", "words"),
    [({"to": 2030}, "until 2030"), (None, "")],
)
def test_horizon_is_said_as_far_as_it_is_known(
    load: Loader, horizon: dict[str, int] | None, words: str
) -> None:
    files = small_plan()
    files["plan.yaml"]["horizon"] = horizon

    edition = load(files)
    with translation.override("en"):
        assert making_page(edition).horizon == words


def test_making_page_of_a_plan_without_phases_says_so(client: Client, load: Loader) -> None:
    files = small_plan()
    del files["phases.yaml"]
    load(files)

    response = client.get(SMALL_PAGE)

    assert response.status_code == 200
    assert "Nothing is recorded about the making of this plan" in visible_text(response)


@pytest.mark.parametrize("copies", [1, 3, 40])
def test_making_page_asks_the_database_alike_for_any_size(
    client: Client, load: Loader, copies: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    files = small_plan()
    one = files["phases.yaml"]["phases"][0]
    phases = [{**one, "number": n, "key": f"phase-{n}"} for n in range(1, copies + 1)]
    files["phases.yaml"]["phases"] = phases
    load(files)

    with django_assert_num_queries(4):
        response = client.get(SMALL_PAGE)

    assert response.status_code == 200
