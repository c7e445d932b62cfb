"""The database's tables as a command needs them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def missing_migrations() -> int:
    """How many changes of the tables are still to be made."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare_tables() -> int:
    """Bring the tables up to this release; gives how many changes were made."""
    Path(settings.PORTICI_DATA).mkdir(parents=True, exist_ok=True)
    if not missing_migrations():
        return 0
    with _turn():
        # Another command may have made them while this one waited.
        missing = missing_migrations()
        if missing:
            call_command("migrate", interactive=False, verbosity=0)
    return missing


@contextmanager
def _turn() -> Iterator[None]:
    """Two commands begun at the same time do not make the same tables: the second waits for the first."""
    with (Path(settings.PORTICI_DATA) / "tables.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
