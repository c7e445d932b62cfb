"""`portici audit journal` as people and machines use it."""

import json
from collections.abc import Callable

import pytest
from tests.cli.conftest import Outcome
from tests.factories.people import SPRING, command
from tests.journal.conftest import act, run_sql, without_triggers

from portici.journal.rules.acts import Sealed
from portici.journal.services import erase_person, recording

Portici = Callable[..., Outcome]

pytestmark = pytest.mark.django_db


def test_a_journal_that_holds_prints_what_to_note_down(portici: Portici) -> None:
    with recording(by=command()) as record:
        record.add(act())

    outcome = portici("audit", "journal")

    assert outcome.code == 0
    assert "The journal holds: 1 entry." in outcome.output
    note = outcome.output.rsplit(" ", 1)[1].strip()
    again = portici("audit", "journal", "--note", note)
    assert again.code == 0
    assert "number 1, still stands in it" in again.output


def test_a_broken_journal_names_the_entry(portici: Portici) -> None:
    with recording(by=command()) as record:
        record.add(act("A.1"))
        record.add(act("A.2"))

    with without_triggers():
        run_sql("UPDATE journal_entry SET reason = 'x' WHERE number = 2")
        outcome = portici("audit", "journal")
        as_json = portici("audit", "journal", "--json")

    assert (outcome.code, outcome.output) == (1, "")
    assert "Entry 2 is not what was written" in outcome.errors
    answer = json.loads(as_json.output)
    assert as_json.code == 1
    assert (answer["holds"], answer["fault"]["entry"], answer["fault"]["fault"]) == (
        False,
        2,
        "altered",
    )


def test_erased_values_are_told(portici: Portici) -> None:
    by = command()
    with recording(by=by) as record:
        record.add(act(changes={"email": (None, Sealed("a@example.org", about=by.actor_id))}))
    with recording(by=by) as record:
        erase_person(actor_id=by.actor_id, by=by)

    outcome = portici("audit", "journal")
    answer = json.loads(portici("audit", "journal", "--json").output)

    assert "1 personal value was erased since" in outcome.output
    assert (answer["holds"], answer["erased_values"], answer["fault"]) == (True, 1, None)
    assert by.at == SPRING


@pytest.mark.parametrize("note", ["x", "1:abc", ":", "-1:" + "a" * 64])
def test_a_note_that_is_none_is_misuse(portici: Portici, note: str) -> None:
    outcome = portici("audit", "journal", f"--note={note}")

    assert outcome.code == 2
    assert "is no note" in outcome.errors


def test_another_digest_than_the_one_noted_down_does_not_hold(portici: Portici) -> None:
    with recording(by=command()) as record:
        record.add(act())

    outcome = portici("audit", "journal", "--note", "1:" + "a" * 64)

    assert outcome.code == 1
    assert "does not have the digest that was noted down" in outcome.errors
