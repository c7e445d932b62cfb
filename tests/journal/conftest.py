"""Entries, and a way past the triggers that keep them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection

from portici.journal.models import Actor
from portici.journal.rules.acts import Act, By, Subject
from portici.journal.services import new_person, recording

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

Write = Callable[..., None]


def act(key: str = "A.1", **more: object) -> Act:
    """Something done to a node."""
    fields = {"verb": "plan.node-reworded", "changes": {"title": ("one", "two")}, **more}
    return Act(subject=Subject("plan.node", key, label=key, scope="plan:small"), **fields)  # type: ignore[arg-type]


@pytest.fixture
def anna(db: None) -> Actor:
    """Somebody who acts."""
    return new_person(name="Anna Rossi")


@pytest.fixture
def by(anna: Actor) -> By:
    """An act of hers at a page."""
    return By(anna.pk, NOW, request_id="abc")


@pytest.fixture
def write(by: By) -> Write:
    """Writes entries, each as an operation of its own."""

    def write_all(*acts: Act) -> None:
        for each in acts:
            with recording(by=by) as record:
                record.add(each)

    return write_all


@contextmanager
def without_triggers() -> Iterator[None]:
    """As somebody with full access to the database could work, until the test's transaction is undone."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = ("journal_entry", "journal_personalvalue", "journal_actor")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
    yield


def run_sql(statement: str, *values: object) -> None:
    """One statement, as it is."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
