"""Django's flush, past the triggers that refuse to empty the journal and frozen editions.

Only the test suite has this command: it empties the database between tests that commit.
"""

from typing import Any

from django.core.management.commands import flush
from django.db import connections


class Command(flush.Command):
    """Sets the triggers aside, empties the tables, puts the triggers back."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
                try:
                    super().handle(**options)
                finally:
                    cursor.execute("SET session_replication_role = DEFAULT")
                return
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
                " AND sql LIKE '%RAISE(ABORT%'"
            )
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            try:
                super().handle(**options)
            finally:
                for _name, sql in triggers:
                    cursor.execute(sql)
