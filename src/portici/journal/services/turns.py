"""Turns to write on SQLite, which lets one write at a time and leaves it to chance who is next.

Without them a writer that finds the database locked sleeps and tries again, longer each time, while those who come
later slip in: with sixteen at once the unlucky wait for seconds, until they are refused. Here they stand in the queue
of a lock on a file, which the kernel keeps across threads and processes, and gives up when its holder dies.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def turn_to_write() -> Iterator[None]:
    """A transaction in its turn, which ends with the commit: what is done on it makes nobody wait.

    There are no turns on PostgreSQL, where writers wait for rows in the order in which they came, nor inside a
    transaction: that one holds the database already, and whoever holds it never waits for a turn.
    A database in memory belongs to one process.
    """
    database = str(connection.settings_dict["NAME"])
    is_shared = connection.vendor == "sqlite" and not re.search(r":memory:|mode=memory", database)
    if connection.in_atomic_block or not is_shared:
        with transaction.atomic():
            yield
        return
    turn = _Turn(f"{database}-turn")
    try:
        with transaction.atomic():
            transaction.on_commit(turn.end)
            yield
    finally:
        turn.end()


class _Turn:
    def __init__(self, file: str) -> None:
        # Opened anew for each turn: the lock belongs to this opening, so that threads exclude one another too.
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def end(self) -> None:
        """Let the next one write; after the first time nothing happens."""
        if self._descriptor < 0:
            return
        # Given up by name: a process forked meanwhile would keep the lock as long as it keeps its copy.
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        os.close(self._descriptor)
        self._descriptor = -1
