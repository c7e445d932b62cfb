"""Reading an edition that is not the current one, the list of editions, and two of them compared."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.api.shapes import faults
from tests.factories.people import command
from tests.factories.plan_folder import small_plan, write_folder
from tests.factories.two_editions import approved, changed_draft, draft_of, first_edition

from portici.api.queries.examples import example_values
from portici.plan.models import Edition
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

pytestmark = pytest.mark.django_db

PLAN = "/api/v1/plans/small-plan"
# Addresses that answer from one edition: below the plan's, and as the description has them.
OF_AN_EDITION = ("", "/tree", "/nodes", "/nodes/A.4", "/instruments", "/figures")


@pytest.fixture
def first(db: None, tmp_path: Path) -> Edition:
    """The wide plan."""
    return first_edition(tmp_path / "first")


@pytest.fixture
def second(first: Edition) -> Edition:
    """The next edition, with one of every change, approved."""
    return approved(changed_draft(first))


def test_editions_are_listed_with_what_is_known_of_them(second: Edition, client: Client) -> None:
    answer = client.get(f"{PLAN}/editions?lang=en")

    assert faults("/plans/{slug}/editions", answer.json()) == []
    newer, older = answer.json()
    assert (newer["key"], newer["is_current"], newer["base"]) == ("second", True, "first")
    assert (newer["approved_on"], newer["approval_act"]) == ("2027-05-03", "Act 7/2027")
    assert newer["frozen_hash"] == newer["content_hash"] == second.content_hash
    assert (older["key"], older["is_current"], older["base"]) == ("first", False, None)
    assert older["status_label"] == "Superseded"
    assert answer.headers["X-Total-Count"] == "2"


def test_draft_is_not_told_of(first: Edition, client: Client) -> None:
    draft_of(first)

    assert [each["key"] for each in client.get(f"{PLAN}/editions").json()] == ["first"]


def test_current_draft_is_read_and_is_not_frozen(tmp_path: Path, client: Client) -> None:
    """A plan that is only being written has a draft as its current edition."""
    files = small_plan()
    files["plan.yaml"]["edition"]["status"] = "draft"
    load_plan(report=check_folder(write_folder(tmp_path / "draft", files)), by=command())

    listed = client.get(f"{PLAN}/editions").json()

    assert [(each["status"], each["frozen_at"], each["frozen_hash"]) for each in listed] == [
        ("draft", None, None)
    ]


@pytest.mark.parametrize("path", OF_AN_EDITION)
def test_answers_of_an_earlier_edition_have_their_shape(
    second: Edition, client: Client, path: str
) -> None:
    described = "/plans/{slug}" + path.replace("A.4", "{code}")

    earlier = client.get(f"{PLAN}{path}?edition=first")
    current = client.get(f"{PLAN}{path}?edition=second")

    assert faults(described, earlier.json()) == []
    assert earlier.json() != current.json()
    assert current.content == client.get(f"{PLAN}{path}").content


@pytest.mark.parametrize("path", OF_AN_EDITION)
def test_earlier_edition_costs_one_query_more(
    second: Edition,
    client: Client,
    path: str,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(14) as now:
        client.get(PLAN + path)

    with django_assert_num_queries(len(now) + 1):
        client.get(f"{PLAN}{path}?edition=first")


def test_earlier_edition_answers_unchanged_from_one_query(
    second: Edition, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"{PLAN}/nodes/A.2?edition=first"
    tag = client.get(address).headers["ETag"]

    with django_assert_num_queries(1):
        answer = client.get(address, headers={"If-None-Match": tag})

    assert answer.status_code == 304


@pytest.mark.parametrize("key", ["draft", "nothing", "%00", "%E2%80%AE", "a" * 2_000, "<script>"])
@pytest.mark.parametrize("path", OF_AN_EDITION)
def test_edition_that_nobody_may_read_is_a_problem(
    second: Edition, client: Client, path: str, key: str
) -> None:
    draft_of(second, key="draft")

    answer = client.get(f"{PLAN}{path}?edition={key}&lang=en")

    assert answer.status_code == 404
    assert answer.json()["type"] == "/api/v1/docs#problem-unknown-edition"
    assert answer.json()["detail"].endswith("that everybody may read. There are: second, first.")
    assert len(answer.json()["detail"]) < 250


def test_code_of_an_earlier_edition_is_a_problem_that_names_it(
    second: Edition, client: Client
) -> None:
    answer = client.get(f"{PLAN}/nodes/A.2?lang=en")

    assert answer.status_code == 404
    assert answer.json()["detail"] == (
        "The current edition of the plan small-plan has no element “A.2”, but the edition “first” has. To read it"
        " there, add edition=first."
    )
    assert client.get(f"{PLAN}/nodes/A.2?edition=first").json()["code"] == "A.2"


@pytest.mark.parametrize(
    ("question", "detail"),
    [
        ("nodes/Z?lang=en", "The plan small-plan has no element “Z”."),
        ("nodes/%00?lang=en", "The plan small-plan has no element “�”."),
        (
            "nodes/A.9?lang=en&edition=first",
            "The edition “first” of the plan small-plan has no element “A.9”.",
        ),
        (
            "nodes/A.2?lang=en&edition=second",
            "The edition “second” of the plan small-plan has no element “A.2”.",
        ),
    ],
)
def test_code_that_the_edition_asked_for_does_not_have(
    second: Edition, client: Client, question: str, detail: str
) -> None:
    answer = client.get(f"{PLAN}/{question}")

    assert (answer.status_code, answer.json()["detail"]) == (404, detail)


def test_code_of_a_draft_is_not_told_of(first: Edition, client: Client) -> None:
    changed_draft(first)

    answer = client.get(f"{PLAN}/nodes/A.9?lang=en")

    assert answer.json()["detail"] == "The plan small-plan has no element “A.9”."


def test_plan_is_told_as_the_edition_named_it(
    first: Edition, tmp_path: Path, client: Client
) -> None:
    files = small_plan()
    files["plan.yaml"]["edition"] |= {"key": "renamed", "base": "first"}
    files["plan.yaml"]["title"] = {"it": "Un altro nome", "en": "Another name"}
    report = check_folder(write_folder(tmp_path / "renamed", files))
    load_plan(report=report, by=command())

    assert client.get(f"{PLAN}?edition=renamed").json()["title"]["en"] == "Another name"
    assert client.get(f"{PLAN}?edition=first").json()["title"]["en"] == "A small plan (en)"


def test_frameworks_are_those_of_the_edition_asked(second: Edition, client: Client) -> None:
    address = "/api/v1/frameworks"

    current = client.get(address).json()

    assert client.get(f"{address}?edition=second").json() == current
    assert client.get(f"{address}?edition=first&plan=small-plan").json() == current
    assert client.get(f"{address}?edition=first&plan=other").json() == []
    assert client.get(f"{address}?edition=nothing%00").json() == []


def test_frameworks_of_a_draft_are_not_told(first: Edition, client: Client) -> None:
    draft_of(first)

    assert client.get("/api/v1/frameworks?edition=second").json() == []


def test_difference_has_its_shape_and_says_why(second: Edition, client: Client) -> None:
    found = client.get(f"{PLAN}/differences?from=first&to=second").json()

    assert faults("/plans/{slug}/differences", found) == []
    assert (found["from"], found["to"], found["steps"]) == ("first", "second", ["second"])
    assert found["counts"]["renumbered"] == 1
    renumbered = next(each for each in found["elements"] if each["code_before"] == "A.2")
    assert renumbered["code_after"] == "A.9"
    assert renumbered["reasons"][0]["reason"]["en"] == "The order was wrong. (en)"
    assert [each["key"] for each in found["figures"]] == ["F1"]


def test_difference_backwards_and_of_nothing_have_their_shape(
    second: Edition, client: Client
) -> None:
    backwards = client.get(f"{PLAN}/differences?from=second&to=first").json()
    nothing = client.get(f"{PLAN}/differences?from=first&to=first").json()

    assert faults("/plans/{slug}/differences", backwards) == []
    assert backwards["backwards"] is True
    assert faults("/plans/{slug}/differences", nothing) == []
    assert (nothing["elements"], nothing["counts"]) == ([], {})


def test_difference_with_a_draft_is_a_problem(first: Edition, client: Client) -> None:
    draft_of(first)

    answer = client.get(f"{PLAN}/differences?from=first&to=second&lang=en")

    assert answer.status_code == 404
    assert answer.json()["detail"] == (
        "The plan small-plan has no edition “second” that everybody may read. There are: first."
    )


def test_difference_of_what_is_not_said_is_refused(first: Edition, client: Client) -> None:
    answer = client.get(f"{PLAN}/differences?from=first&lang=en")

    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == ["to"]


def test_difference_keeps_its_budget(
    second: Edition, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15):
        client.get(f"{PLAN}/differences?from=first&to=second")


def test_examples_compare_the_current_edition_with_its_base(second: Edition) -> None:
    values = example_values()

    assert (values["from"], values["to"]) == ("first", "second")


def test_element_is_found_again_by_its_identity_in_another_edition(
    second: Edition, client: Client
) -> None:
    old = client.get(f"{PLAN}/nodes/A.2?edition=first").json()

    found = client.get(f"{PLAN}/nodes", {"id": old["id"]}).json()

    assert [row["code"] for row in found] == ["A.9"]
