"""The frameworks that a plan refers to."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.pages import page_of, plan_of_size, visible_text
from tests.factories.plan_folder import small_plan
from tests.portal.conftest import Loader

from portici.plan.models import Edition
from portici.portal.queries.frameworks import framework_groups

TURIN_PAGE = "/piani/torino-2030/quadri/"
SMALL_PAGE = "/en/plans/small-plan/frameworks/"


def test_frameworks_page_shows_every_framework_with_an_anchor(
    client: Client, turin: Edition
) -> None:
    response = client.get(TURIN_PAGE)

    assert response.status_code == 200
    assert page_of(response).count('<li class="framework" id="') == 46


def test_frameworks_stand_by_level_from_the_widest(turin: Edition) -> None:
    levels = [group.key for group in framework_groups(turin)]

    assert levels == [
        "un", "eu", "national", "regional", "metropolitan", "chamber", "city", "alliance", "peer",
    ]  # fmt: skip


def test_frameworks_page_says_what_is_over(client: Client, small: Edition) -> None:
    text = visible_text(client.get(SMALL_PAGE))

    assert (
        "References of the plan that have expired or ended Old strategy (en) : Successor to be found."
        in text
    )
    assert "adopted: 25 September 2015 valid: until 2030" in text
    assert "Water (en) no element of the plan yet" in text


def test_framework_card_counts_its_alignments(small: Edition) -> None:
    cards = [card for group in framework_groups(small) for card in group.frameworks]

    assert [(card.key, card.alignments, card.has_ended) for card in cards] == [
        ("world-goals", 2, False),
        ("old-strategy", 0, True),
    ]


def test_frameworks_page_of_a_plan_without_any_says_so(client: Client, load: Loader) -> None:
    files = small_plan()
    del files["frameworks.yaml"]
    load(files)

    response = client.get(SMALL_PAGE)

    assert response.status_code == 200
    assert "This plan names no frameworks" in visible_text(response)


@pytest.mark.parametrize("size", [1, 3, 9])
def test_frameworks_page_asks_the_database_alike_for_any_size(
    client: Client, load: Loader, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(plan_of_size(size))

    with django_assert_num_queries(6):
        response = client.get(SMALL_PAGE)

    assert response.status_code == 200


def test_frameworks_export_has_a_row_per_topic(client: Client, small: Edition) -> None:
    rows = json.loads(client.get(f"{SMALL_PAGE}export.json").content)

    assert [
        (row["framework"], row["topic"], row["aligned"], row["aligned_count"]) for row in rows
    ] == [
        ("world-goals", "work", "A, B", 2),
        ("world-goals", "water", None, 0),
        ("old-strategy", None, None, 0),
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_frameworks_export_exists_in_every_format(
    client: Client, small: Edition, kind: str
) -> None:
    assert client.get(f"{SMALL_PAGE}export.{kind}").status_code == 200
