"""The plan in numbers: page, charts, contradictions, files."""

import json
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.factories.pages import page_of, visible_text
from tests.factories.plan_folder import small_plan, texts
from tests.portal.conftest import Loader

from portici.plan.models import Edition
from portici.portal.queries.figures import figures_page
from portici.portal.rules.figures import Quantity, comparable_groups

TURIN_PAGE = "/piani/torino-2030/numeri/"
SMALL_PAGE = "/en/plans/small-plan/numbers/"


def quantity(key: str, amount: int, **more: object) -> Quantity:
    """A figure about associations in the whole area."""
    facts = {"topic": "bodies", "unit": "places", "scope": "here", "year": None} | more
    return Quantity(key=key, amount=Decimal(amount), **facts)  # type: ignore[arg-type]


def test_three_figures_of_one_kind_are_comparable_from_the_largest() -> None:
    groups = comparable_groups([quantity("a", 2), quantity("b", 9), quantity("c", 5)])

    assert [[each.key for each in group] for group in groups] == [["b", "c", "a"]]


@pytest.mark.parametrize(
    "other",
    [{"topic": "people"}, {"unit": "euro"}, {"scope": "there"}, {"year": 2020}],
    ids=["another topic", "another unit", "another area", "another year"],
)
def test_figures_that_differ_are_not_comparable(other: dict[str, object]) -> None:
    figures = [quantity("a", 2), quantity("b", 9), quantity("c", 5, **other)]

    assert comparable_groups(figures) == []


def test_percentages_are_not_comparable() -> None:
    assert comparable_groups([quantity(key, 5, unit="percent") for key in "abc"]) == []


def test_figures_page_shows_every_figure_with_its_anchor(client: Client, turin: Edition) -> None:
    response = client.get(TURIN_PAGE)

    assert response.status_code == 200
    assert page_of(response).count('<tr id="') == turin.figures.count()
    assert page_of(response).count('<li id="I') == turin.inconsistencies.count()


def test_turin_compares_organisations_of_one_area_at_a_time(turin: Edition) -> None:
    charts = [chart for topic in figures_page(turin).topics for chart in topic.charts]

    assert [[bar.href for bar in chart.bars] for chart in charts] == [
        ["#G020", "#G030", "#G022"],
        ["#G031", "#G026", "#G033"],
    ]


def test_figures_page_warns_that_bars_are_never_added_up(client: Client, load: Loader) -> None:
    files = small_plan()
    one = files["figures.yaml"]["figures"][2]
    more = [{**one, "key": f"N{value}", "value": value} for value in (5, 1.5)]
    files["figures.yaml"]["figures"] += more
    load(files)

    text = visible_text(client.get(SMALL_PAGE))

    assert "Do not add these up" in text
    assert "People (en): Everywhere (en)" in text


def test_figures_keep_contradictions_texts_and_zeros(small: Edition) -> None:
    with translation.override("en"):
        page = figures_page(small)

    cards = [card for topic in page.topics for card in topic.figures]
    assert [(card.value, card.unit, card.is_text) for card in cards] == [
        ("about 91", "people (en)", False),
        ("Together (en)", "", True),
        ("0", "people (en)", False),
    ]
    assert [(each.key, [card.key for card in each.figures]) for each in page.contradictions] == [
        ("X1", ["F1"])
    ]
    assert [number.is_contradicted for number in page.headline] == [True]


def test_a_year_is_written_without_marks_of_thousands(load: Loader) -> None:
    files = small_plan()
    files["figures.yaml"]["figures"][2] |= {"value": 1998, "unit": {"key": "year", **texts("y")}}

    page = figures_page(load(files))

    assert (page.topics[0].figures[2].value, page.topics[0].figures[2].unit) == ("1998", "")


def test_a_topic_without_a_name_shows_its_key(load: Loader) -> None:
    files = small_plan()
    files["figures.yaml"]["topics"] = []

    assert [topic.name for topic in figures_page(load(files)).topics] == ["people"]


def test_figures_page_of_a_plan_without_any_says_so(client: Client, load: Loader) -> None:
    files = small_plan()
    del files["figures.yaml"]
    load(files)

    response = client.get(SMALL_PAGE)

    assert response.status_code == 200
    assert "This plan states no figures" in visible_text(response)


@pytest.mark.parametrize("copies", [1, 3, 100])
def test_figures_page_asks_the_database_alike_for_any_size(
    client: Client, load: Loader, copies: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    files = small_plan()
    one = files["figures.yaml"]["figures"][0]
    files["figures.yaml"]["figures"] = [{**one, "key": f"F{n}"} for n in range(copies)]
    load(files)

    with django_assert_num_queries(5):
        response = client.get(SMALL_PAGE)

    assert response.status_code == 200


def test_figures_export_keeps_what_the_document_states(client: Client, small: Edition) -> None:
    rows = json.loads(client.get(f"{SMALL_PAGE}export.json").content)

    assert [
        (row["qualifier"], row["value"], row["text_en"], row["inconsistency"]) for row in rows
    ] == [
        ("about", 91, None, "X1"),
        (None, None, "Together (en)", None),
        (None, 0, None, None),
    ]


def test_figures_export_keeps_decimals(client: Client, load: Loader) -> None:
    files = small_plan()
    files["figures.yaml"]["figures"][0]["value"] = 0.3
    load(files)

    rows = json.loads(client.get(f"{SMALL_PAGE}export.json").content)

    assert rows[0]["value"] == 0.3


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_figures_export_exists_in_every_format(client: Client, small: Edition, kind: str) -> None:
    assert client.get(f"{SMALL_PAGE}export.{kind}").status_code == 200
