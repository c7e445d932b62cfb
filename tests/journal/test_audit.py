"""What an audit finds when somebody with full access has been at the tables."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.journal.conftest import Write, act, run_sql, without_triggers

from portici.journal.models import Entry, Head
from portici.journal.queries.links import audit_chain
from portici.journal.rules.acts import By, Sealed
from portici.journal.rules.chain import ORIGIN, Break
from portici.journal.services import new_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(by: By, write: Write) -> None:
    """Three entries, one with a personal value; somebody else who did nothing."""
    new_person(name="Bruno Neri")
    sealed = {"email": (None, Sealed("anna@example.org", about=by.actor_id))}
    write(act("A.1"), act("A.2", changes=sealed), act("A.3"))


def test_an_empty_journal_holds(db: None) -> None:
    report = audit_chain()

    assert (report.holds, report.entries, report.digest) == (True, 0, ORIGIN)


@pytest.mark.usefixtures("written")
def test_a_journal_without_a_head_is_cut_off() -> None:
    Head.objects.all().delete()

    assert audit_chain().fault == Break(0, "shortened")


ALTERED = {
    "reason": ("UPDATE journal_entry SET reason = 'x' WHERE number = 2", Break(2, "altered")),
    "payload": ("UPDATE journal_entry SET payload = 'x' WHERE number = 2", Break(2, "altered")),
    "when": ("UPDATE journal_entry SET at = '2020-01-01 00:00:00+00:00'", Break(1, "altered")),
    "publicity": ("UPDATE journal_entry SET is_public = NOT is_public", Break(1, "altered")),
    "who": (
        "UPDATE journal_entry SET actor_id = (SELECT max(id) FROM journal_actor)",
        Break(1, "altered"),
    ),
    "first gone": ("DELETE FROM journal_entry WHERE number = 1", Break(1, "missing")),
    "one gone": ("DELETE FROM journal_entry WHERE number = 2", Break(2, "missing")),
    "last gone": ("DELETE FROM journal_entry WHERE number = 3", Break(3, "missing")),
    "all gone": ("DELETE FROM journal_entry", Break(1, "missing")),
    "digest": (
        "UPDATE journal_entry SET digest = repeat('a', 64) WHERE number = 2",
        Break(2, "altered"),
    ),
    "order": ("UPDATE journal_entry SET previous = digest WHERE number = 3", Break(3, "unlinked")),
    "personal value": ("UPDATE journal_personalvalue SET text = 'other'", Break(2, "seal")),
    "head": ("UPDATE journal_head SET digest = 'x'", Break(3, "shortened")),
    "head behind": (
        "UPDATE journal_head SET number = 2, digest = (SELECT digest FROM journal_entry WHERE number = 2)",
        Break(2, "shortened"),
    ),
    "head ahead": ("UPDATE journal_head SET number = 4", Break(4, "missing")),
}


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(("statement", "fault"), ALTERED.values(), ids=ALTERED)
def test_the_first_entry_that_does_not_hold_is_named(statement: str, fault: Break) -> None:
    with without_triggers():
        # SQLite has no repeat().
        run_sql(statement.replace("repeat('a', 64)", "'" + "a" * 64 + "'"))

        assert audit_chain().fault == fault


@pytest.mark.usefixtures("written")
def test_the_earlier_of_two_faults_is_named() -> None:
    with without_triggers():
        run_sql("UPDATE journal_entry SET reason = 'x' WHERE number = 3")
        run_sql("UPDATE journal_personalvalue SET text = 'other'")

        assert audit_chain().fault == Break(2, "seal")


@pytest.mark.usefixtures("written")
def test_a_note_must_still_stand() -> None:
    digest = Entry.objects.get(number=2).digest

    assert audit_chain(number=2, digest=digest).holds
    assert audit_chain(number=2, digest="f" * 64).fault == Break(2, "noted")
    assert audit_chain(number=9, digest=digest).fault == Break(4, "missing")


@pytest.mark.parametrize("count", [1, 3, 300])
def test_an_audit_asks_as_often_for_any_number_of_entries(
    by: By, write: Write, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sealed = {"email": (None, Sealed("anna@example.org", about=by.actor_id))}
    write(*[act(changes=sealed) for _number in range(count)])

    with django_assert_num_queries(4):
        assert audit_chain().holds
