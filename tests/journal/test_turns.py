"""Turns to write on SQLite: one after the other, across processes, and never for longer than a transaction."""

import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker
from tests.journal.conftest import NOW

from portici.journal.rules.acts import By
from portici.journal.services import Recording, recording

BY = By(1, NOW)


@pytest.fixture
def turns(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    """The file of turns, outside any transaction of the test, which therefore writes nothing."""
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            pytest.skip("PostgreSQL has no turns")
        connection.ensure_connection()
        # A database in memory has no turns: one process uses it. No table is asked for here.
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "portici.sqlite3"))
        yield tmp_path / "portici.sqlite3-turn"


def _is_free(file: Path) -> bool:
    """Whether another process would get the turn at once."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def test_the_turn_lasts_as_long_as_the_transaction(turns: Path) -> None:
    with recording(by=BY):
        assert not _is_free(turns)

    assert _is_free(turns)


def test_what_is_done_on_the_commit_makes_nobody_wait_and_records_by_itself(turns: Path) -> None:
    seen: list[tuple[bool, Recording]] = []

    def afterwards() -> None:
        free = _is_free(turns)
        with recording(by=BY) as record:
            seen.append((free, record))

    with recording(by=BY) as first:
        transaction.on_commit(afterwards)

    ((free, second),) = seen
    assert free
    assert second is not first


def test_a_failure_gives_the_turn_up(turns: Path) -> None:
    with pytest.raises(ZeroDivisionError), recording(by=BY):
        raise ZeroDivisionError

    assert _is_free(turns)


def test_whoever_holds_the_database_waits_for_no_turn(turns: Path) -> None:
    with transaction.atomic(), recording(by=BY), recording(by=BY):
        assert _is_free(turns)


def test_one_waits_for_another_process(turns: Path) -> None:
    written = threading.Event()

    def write() -> None:
        with recording(by=BY):
            written.set()
        connection.close()

    descriptor = os.open(turns, os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    other = threading.Thread(target=write)
    other.start()
    assert not written.wait(0.3)

    os.close(descriptor)
    assert written.wait(10)
    other.join()
