"""Two editions compared as the tables hold them, with their reasons."""

import json
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.pages import plan_of_size
from tests.factories.people import command
from tests.factories.plan_folder import small_plan, texts, write_folder
from tests.factories.two_editions import (
    LATER,
    approved,
    changed_draft,
    draft_of,
    first_edition,
    seen,
    why,
)

from portici.plan.models import Edition
from portici.plan.queries.difference_data import difference_as_json
from portici.plan.queries.differences import edition_difference, lineage
from portici.plan.queries.editions import current_edition, edition_of
from portici.plan.services.editing import reword_node
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(db: None, tmp_path: Path) -> Edition:
    """The wide plan."""
    return first_edition(tmp_path / "first")


@pytest.fixture
def second(first: Edition) -> Edition:
    """The next edition, approved, with one of every change."""
    return approved(changed_draft(first))


def test_difference_tells_what_became_of_every_element(first: Edition, second: Edition) -> None:
    difference = edition_difference(first, second)

    told = [
        (
            each.before.code if each.before else None,
            each.after.code if each.after else None,
            [kind.value for kind in each.kinds],
        )
        for each in difference.elements
    ]
    assert told == [
        ("A.1", "A.1", ["reworded"]),
        ("A.2", "A.9", ["renumbered"]),
        ("A.4", "A.4", ["changed"]),
        ("B.1", None, ["split"]),
        (None, "B.1a", ["added"]),
        (None, "B.1b", ["added"]),
        ("B.2", None, ["merged"]),
        ("B.3", None, ["merged"]),
        (None, "B.7", ["added"]),
        ("A.3", "A.3", ["moved"]),
        ("C.1", None, ["dropped"]),
        (None, "C.2", ["added"]),
    ]
    assert [(part.key, part.before is None) for part in difference.elements[2].parts] == [
        ("green", True),
        ("world-goals:water", True),
    ]
    assert [part.key for part in difference.instruments] == ["small-fund"]
    assert [part.key for part in difference.figures] == ["F1"]
    assert {kind.value: count for kind, count in difference.counts.items()} == {
        "added": 4,
        "dropped": 1,
        "split": 1,
        "merged": 2,
        "renumbered": 1,
        "moved": 1,
        "reworded": 1,
        "changed": 1,
    }


def test_difference_gives_the_reasons(first: Edition, second: Edition) -> None:
    difference = edition_difference(first, second)

    by_code = {each.stated.code: each.uid for each in difference.elements}
    (reason,) = difference.reasons_of("node", by_code["A.1"])
    assert reason.reason == texts("It was not clear.")
    assert (reason.source, reason.note, reason.edition) == (
        "participation",
        "Meeting of 3 May",
        "second",
    )
    assert len(difference.reasons_of("node", by_code["A.4"])) == 2
    assert [each.source for each in difference.reasons_of("instrument", "small-fund")] == [
        "monitoring"
    ]
    assert difference.steps == ("second",)
    assert not difference.is_backwards


def test_reasons_of_all_editions_between_stand_in_order(first: Edition, second: Edition) -> None:
    third = draft_of(second, key="third")
    reword_node(
        **seen(third, "A.1"),
        title=texts("Node A.1 at last"),
        summary=texts("What A.1 is about."),
        by=command(LATER),
        why=why("Once more.", "editorial", ""),
    )

    difference = edition_difference(first, third)

    element = next(each for each in difference.elements if each.stated.code == "A.1")
    assert [each.edition for each in difference.reasons_of("node", element.uid)] == [
        "second",
        "third",
    ]
    assert difference.steps == ("second", "third")


def test_backwards_comparison_gives_no_reasons(first: Edition, second: Edition) -> None:
    difference = edition_difference(second, first)

    assert difference.is_backwards
    assert difference.reasons == {}
    assert difference.counts


def test_an_edition_does_not_differ_from_itself(first: Edition) -> None:
    difference = edition_difference(first, first)

    assert difference.is_empty
    assert (difference.steps, difference.is_backwards) == ((), False)


def test_editions_of_the_same_parent_take_the_reasons_since_then(first: Edition) -> None:
    one, other = draft_of(first, key="one"), draft_of(first, key="other")

    steps, is_backwards = lineage(one, other)

    assert ([step.key for step in steps], is_backwards) == (["other"], False)


def test_editions_without_common_ancestor_are_compared_by_identity(
    first: Edition, tmp_path: Path
) -> None:
    files = small_plan()
    plan = files["plan.yaml"]
    plan["edition"]["key"] = "loaded"
    plan["document"]["title"] = "Another document"
    plan["vision"]["text"] = texts("Another vision.")
    plan["nodes"][2]["code"] = "A.8"
    plan["nodes"][1]["lines"] = [[50, 51]]
    plan["horizon"]["to"] = 2035
    loaded = load_plan(
        report=check_folder(write_folder(tmp_path / "loaded", files)), by=command(LATER)
    )

    difference = edition_difference(first, loaded)

    kinds = {each.stated.code: [kind.value for kind in each.kinds] for each in difference.elements}
    assert kinds == {
        "A.8": ["renumbered"],
        "A.3": ["dropped"],
        "A.4": ["dropped"],
        "B.2": ["dropped"],
        "B.3": ["dropped"],
        "C": ["dropped"],
        "C.1": ["dropped"],
    }
    assert {part.key for part in difference.declared} == {"vision", "horizon"}
    assert difference.reasons == {}


@pytest.mark.parametrize("size", [1, 3, 9])
def test_difference_asks_the_database_alike_for_any_size(
    tmp_path: Path, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = first_edition(tmp_path / "first", plan_of_size(size))
    draft = draft_of(first)
    for number in range(1, size + 1):
        reword_node(
            **seen(draft, f"T1.{number}"),
            title=texts("Otherwise"),
            summary=texts("Otherwise."),
            by=command(LATER),
            why=why("So."),
        )
    one, other = edition_of("small-plan", "first"), edition_of("small-plan", "second")
    assert one is not None
    assert other is not None

    with django_assert_num_queries(10):
        difference = edition_difference(one, other)

    assert len(difference.elements) == size


def test_difference_as_json_can_be_printed(first: Edition, second: Edition) -> None:
    data = difference_as_json(edition_difference(first, second))

    assert json.loads(json.dumps(data)) == data
    assert (data["plan"], data["from"], data["to"]) == ("small-plan", "first", "second")
    moved = next(each for each in data["elements"] if "moved" in each["kinds"])
    assert (moved["parent_before"], moved["parent_after"]) == ("A", "B")
    reworded = next(each for each in data["elements"] if each["kinds"] == ["reworded"])
    assert reworded["texts"][0] == {
        "field": "title",
        "language": "it",
        "before": "Node A.1 (it)",
        "after": "Node A.1 said better (it)",
    }
    assert reworded["reasons"][0]["reason"] == texts("It was not clear.")
    assert data["instruments"][0]["change"] == "changed"


def test_the_current_edition_is_the_approved_one(second: Edition) -> None:
    current = current_edition("small-plan")

    assert current is not None
    assert current.key == "second"
