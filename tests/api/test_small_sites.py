"""The API of a site that holds nothing, or a small plan that is not Turin's."""

import pytest
from django.test import Client
from tests.api.shapes import faults
from tests.factories.editions import thawed

from portici.api.queries.examples import example_values
from portici.plan.models import Edition, EditionNode


@pytest.mark.parametrize(
    "address", ["plans", "frameworks", "territories", "zones", "municipalities"]
)
def test_lists_of_an_empty_site_are_empty(db: None, client: Client, address: str) -> None:
    answer = client.get(f"/api/v1/{address}")

    assert answer.json() == []
    assert answer.headers["X-Total-Count"] == "0"


def test_unknown_plan_of_an_empty_site_says_so(db: None, client: Client) -> None:
    answer = client.get("/api/v1/plans/rome-2040?lang=en")

    assert answer.json()["detail"] == (
        "There is no plan “rome-2040” here: no plan has been loaded yet."
    )


def test_documentation_of_an_empty_site_is_there(db: None, client: Client) -> None:
    assert client.get("/api/v1/docs").status_code == 200


def test_small_plan_has_exactly_its_shape(small: Edition, client: Client) -> None:
    """A plan without all that Turin's has, and with what Turin's has not."""
    base = f"/api/v1/plans/{small.plan.slug}"
    codes = [row["code"] for row in client.get(f"{base}/tree").json()["nodes"]]

    assert faults("/plans/{slug}", client.get(base).json()) == []
    assert faults("/plans/{slug}/figures", client.get(f"{base}/figures").json()) == []
    for code in codes:
        page = client.get(f"{base}/nodes/{code}").json()
        assert faults("/plans/{slug}/nodes/{code}", page) == []


def test_plan_without_a_document_says_so(small: Edition, client: Client) -> None:
    with thawed():
        Edition.objects.filter(pk=small.pk).update(document={}, vision={})

    answer = client.get(f"/api/v1/plans/{small.plan.slug}").json()

    assert answer["document"] is None
    assert answer["vision"] is None


def test_examples_of_an_empty_site_have_no_values(db: None) -> None:
    assert example_values() == {}


def test_examples_are_of_this_site(small: Edition) -> None:
    assert example_values() == {
        "slug": "small-plan",
        "edition": "first",
        "plan": "small-plan",
        "from": "first",
        "to": "first",
        "code": "A.1",
        "level": "measure",
        "parent": "A",
        "root": "A",
    }


def test_examples_of_a_plan_without_elements_name_the_plan(small: Edition) -> None:
    with thawed():
        EditionNode.objects.filter(edition=small).delete()

    values = dict.fromkeys(("from", "to", "edition"), "first") | dict.fromkeys(
        ("slug", "plan"), "small-plan"
    )
    assert example_values() == values


def test_search_of_an_empty_site_finds_nothing(db: None, client: Client) -> None:
    assert client.get("/api/v1/search?q=anything").json()["hits"] == []
