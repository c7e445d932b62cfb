"""The database's tables as a command needs them."""

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
    missing = missing_migrations()
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    return missing
