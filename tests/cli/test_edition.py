"""`portici plan edition …`: the life of an edition by command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Outcome
from tests.factories.editions import thawed

from portici.journal.models import Entry
from portici.plan.models import Edition, EditionNode
from portici.plan.queries.editions import edition_of

Portici = Callable[..., Outcome]

FREEZE = ("--act", "Council, no. 7", "--date", "2026-03-01")


@pytest.fixture
def second(small: Edition, portici: Portici) -> Edition:
    """A draft begun from the small plan's edition."""
    assert portici("plan", "edition", "new", "small-plan", "second", "--name", "Second").code == 0
    edition = edition_of("small-plan", "second")
    assert edition is not None
    return edition


def test_edition_is_begun_consulted_upon_and_frozen(portici: Portici, small: Edition) -> None:
    begun = portici(
        "plan", "edition", "new", "small-plan", "second", "--name", "it=Seconda", "--name", "Second"
    )
    consulted = portici("plan", "edition", "consult", "small-plan", "second", "--reason", "Ready.")
    closed = portici("plan", "edition", "consult", "small-plan", "second", "--close")
    frozen = portici("plan", "edition", "freeze", "small-plan", "second", *FREEZE)
    listed = portici("plan", "edition", "list", "small-plan")

    second = edition_of("small-plan", "second")
    assert second is not None
    assert second.name == {"it": "Seconda", "en": "Second"}
    assert begun.output == (
        "Begun second as a copy of first: a draft, which nobody but editors sees.\n"
    )
    assert consulted.output == "second is in consultation.\n"
    assert closed.output == "second is a draft again.\n"
    assert frozen.output == (
        f"second is approved and frozen. Content hash: {second.content_hash}\n"
    )
    assert listed.output.splitlines() == [
        "* second  Approved  Second  begun from first",
        "  first  Superseded  First edition (en)",
    ]
    assert [begun.code, consulted.code, closed.code, frozen.code] == [0, 0, 0, 0]
    assert Entry.objects.filter(channel="command", scope="plan:small-plan:second").count() == 4


def test_steps_answer_in_json(portici: Portici, small: Edition) -> None:
    name = ("--name", "Second", "--from", "first", "--json")
    begun = json.loads(portici("plan", "edition", "new", "small-plan", "second", *name).output)
    consulted = portici("plan", "edition", "consult", "small-plan", "second", "--json")
    frozen = portici("plan", "edition", "freeze", "small-plan", "second", *FREEZE, "--json")
    listed = json.loads(portici("plan", "edition", "list", "small-plan", "--json").output)

    assert (begun["edition"], begun["status"], begun["base"]) == ("second", "draft", "first")
    assert json.loads(consulted.output)["status"] == "in-consultation"
    assert json.loads(frozen.output)["approval_act"] == "Council, no. 7"
    assert [(each["edition"], each["status"], each["current"]) for each in listed] == [
        ("second", "approved", True),
        ("first", "superseded", False),
    ]


def test_refusals_say_why_and_end_with_one(portici: Portici, second: Edition) -> None:
    EditionNode.objects.filter(edition=second, code="A").update(title={"it": "Solo"})

    taken = portici("plan", "edition", "new", "small-plan", "second", "--name", "x")
    frozen = portici("plan", "edition", "freeze", "small-plan", "second", *FREEZE)
    as_json = portici("plan", "edition", "freeze", "small-plan", "first", *FREEZE, "--json")

    assert (taken.code, frozen.code, as_json.code) == (1, 1, 1)
    assert taken.errors.splitlines()[0] == (
        "The plan has an edition “second” already. Choose another key."
    )
    assert frozen.errors.splitlines() == [
        "The text “title” of A has no version in “en”. Write it.",
        "1 finding.",
    ]
    answer = json.loads(as_json.output)
    assert answer["findings"][0]["code"] == "plan.edition-is-frozen"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("list", "nowhere"), "There is no plan “nowhere”. Loaded: small-plan."),
        (
            ("consult", "small-plan", "third"),
            "The plan “small-plan” has no edition “third”. Editions: first.",
        ),
        (
            ("diff", "small-plan", "first", "x"),
            "The plan “small-plan” has no edition “x”. Editions: first.",
        ),
    ],
)
def test_unknown_plan_or_edition_is_misuse(
    portici: Portici, small: Edition, arguments: tuple[str, ...], sentence: str
) -> None:
    outcome = portici("plan", "edition", *arguments)

    assert (outcome.code, outcome.errors.strip()) == (2, sentence)


def test_wrong_day_is_misuse(portici: Portici, second: Edition) -> None:
    day = ("--act", "x", "--date", "1.3.2026")

    assert portici("plan", "edition", "freeze", "small-plan", "second", *day).code == 2
    assert portici("plan", "edition", "freeze", "small-plan", "second").code == 2


def test_draft_is_discarded_only_when_that_is_meant(portici: Portici, second: Edition) -> None:
    reason = ("discard", "small-plan", "second", "--reason", "By mistake.")

    asked = portici("plan", "edition", *reason)
    assert asked.code != 0
    assert edition_of("small-plan", "second") == second
    done = portici("plan", "edition", *reason, "--yes")

    assert (done.code, done.output) == (0, "second is gone. Its history stays.\n")
    assert edition_of("small-plan", "second") is None


def test_discarding_in_json(portici: Portici, second: Edition) -> None:
    reason = ("--reason", "By mistake.", "--yes", "--json")

    answer = json.loads(
        portici("plan", "edition", "discard", "small-plan", "second", *reason).output
    )

    assert answer == {"slug": "small-plan", "edition": "second", "discarded": True, "findings": []}


def test_verify_names_the_edition_that_does_not_hold(portici: Portici, second: Edition) -> None:
    EditionNode.objects.filter(edition=second, code="A").update(lines=[[9, 9]])
    held = portici("plan", "edition", "verify", "small-plan")
    with thawed():
        EditionNode.objects.filter(edition__key="first", code="A").update(lines=[[9, 9]])

    broken = portici("plan", "edition", "verify", "small-plan")
    alone = portici("plan", "edition", "verify", "small-plan", "second", "--json")
    first = portici("plan", "verify", "small-plan", "--edition", "first", "--json")

    assert held.code == 0
    assert held.output.startswith("small-plan second is being edited.")
    assert (broken.code, alone.code, first.code) == (1, 0, 1)
    assert broken.errors.startswith("small-plan first is frozen, and no longer holds")
    assert [each["edition"] for each in json.loads(alone.output)] == ["second"]
    assert json.loads(first.output)["equal"] is False


def test_diff_tells_elements_and_figures(portici: Portici, second: Edition) -> None:
    same = portici("plan", "edition", "diff", "small-plan", "first", "second")
    node = EditionNode.objects.get(edition=second, code="A.1")
    EditionNode.objects.filter(pk=node.pk).update(
        code="A.7", title={"it": "Altro titolo", "en": "Another title"}
    )
    second.figures.filter(key="F1").update(year=2023)

    told = portici("plan", "edition", "diff", "small-plan", "first", "second")
    answer = json.loads(
        portici("plan", "edition", "diff", "small-plan", "first", "second", "--json").output
    )

    assert same.output == "first and second say the same.\n"
    assert told.code == 0
    assert told.output.splitlines()[0].startswith("~ A.1 → A.7  Another title")
    assert "    - Node A.1 (en)" in told.output
    assert "~ figure F1" in told.output
    assert [(each["before"], each["after"]) for each in answer["elements"]] == [("A.1", "A.7")]
    assert [each["key"] for each in answer["figures"]] == ["F1"]


def test_show_and_official_take_an_edition(
    portici: Portici, second: Edition, tmp_path: Path
) -> None:
    EditionNode.objects.filter(edition=second, code="A").update(
        title={"it": "Altro", "en": "Another title"}
    )

    shown = portici("plan", "show", "small-plan", "--edition", "second")
    current = portici("plan", "show", "small-plan")

    assert "A  Another title" in shown.output
    assert "A  Node A (en)" in current.output
