"""Raw SQL against the journal, on whichever engine the tests run."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.journal.conftest import Write, act, run_sql

from portici.journal.models import Actor, Entry, PersonalValue
from portici.journal.queries.links import audit_chain
from portici.journal.rules.acts import By, Sealed
from portici.journal.services import recording

pytestmark = pytest.mark.django_db

COPY = (
    "INSERT INTO journal_entry (number, at, actor_id, channel, request_id, operation, verb, subject_kind, subject_key,"
    " subject_label, scope, reason, payload, is_public, previous, digest)"
    " SELECT {number}, at, actor_id, channel, request_id, operation, verb, subject_kind, subject_key, subject_label,"
    " scope, reason, payload, is_public, {previous}, digest FROM journal_entry WHERE number = 1"
)

REFUSED = {
    "update of one column": "UPDATE journal_entry SET reason = 'another'",
    "update without a change": "UPDATE journal_entry SET reason = reason",
    "delete": "DELETE FROM journal_entry",
    "delete of the last": "DELETE FROM journal_entry WHERE number = 2",
    "insert that leaves a gap": COPY.format(number=9, previous="digest"),
    "insert before the others": COPY.format(number=0, previous="previous"),
    "insert that follows nothing": COPY.format(number=3, previous="'" + "f" * 64 + "'"),
    "change of what was sealed": "UPDATE journal_personalvalue SET text = 'another'",
    "change of a salt": "UPDATE journal_personalvalue SET salt = 'another'",
    "another actor in the place of one": "UPDATE journal_actor SET uid = '" + "0" * 32 + "'",
    "another kind of actor": "UPDATE journal_actor SET kind = 'system'",
    "deleting who acted": "DELETE FROM journal_actor",
}


@pytest.fixture
def written(by: By, write: Write) -> None:
    """Two entries, one with a personal value."""
    write(act(changes={"email": (None, Sealed("anna@example.org", about=by.actor_id))}), act("A.2"))


def _checked(statement: str) -> None:
    """Run the statement, with the foreign keys that are looked at last."""
    with transaction.atomic():
        run_sql(statement)
        connection.check_constraints()


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_the_database_refuses(statement: str) -> None:
    before = list(Entry.objects.order_by("number").values())

    with pytest.raises(DatabaseError):
        _checked(statement)

    assert list(Entry.objects.order_by("number").values()) == before
    assert PersonalValue.objects.get().text == "anna@example.org"
    assert audit_chain().holds


@pytest.mark.usefixtures("written")
def test_replacing_an_entry_is_refused() -> None:
    replace = COPY.format(number=1, previous="previous")
    if connection.vendor == "postgresql":
        statement = f"{replace} ON CONFLICT (number) DO UPDATE SET reason = 'another'"
    else:
        statement = replace.replace("INSERT INTO", "INSERT OR REPLACE INTO")

    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql(statement)

    assert audit_chain().holds


@pytest.mark.usefixtures("written")
def test_truncating_is_refused() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")

    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql("TRUNCATE journal_entry CASCADE")

    assert Entry.objects.count() == 2


@pytest.mark.usefixtures("written")
def test_the_orm_is_refused_as_well() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(number=1).update(verb="another")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()


@pytest.mark.usefixtures("written")
def test_erasing_is_allowed() -> None:
    Actor.objects.update(name="")
    PersonalValue.objects.all().delete()

    report = audit_chain()
    assert (report.holds, report.erased_values) == (True, 1)


def test_what_has_been_refused_leaves_the_chain_open(by: By, write: Write) -> None:
    write(act())
    with pytest.raises(DatabaseError), transaction.atomic():
        run_sql("DELETE FROM journal_entry")

    with recording(by=by) as record:
        record.add(act("A.2"))

    assert audit_chain().entries == 2
