"""Rows of the journal by statements that are written out: one writer at a time stands at the end of the chain, and
putting the same statements together for each would take longer than running them."""

from collections.abc import Sequence
from functools import cache

from django.db import connection
from django.db.models import Field, Model

from portici.journal.models import Head
from portici.journal.rules.chain import ORIGIN

_HEAD = "SELECT number, digest FROM journal_head WHERE id = 1"
_LOCKED_HEAD = f"{_HEAD} FOR UPDATE"


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert new rows of one model; a primary key that the database counts is not read back. One query."""
    if not rows:
        return
    fields, statement = _insertion(type(rows[0]))
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        if len(values) == 1:
            # For many rows psycopg sets up a pipeline, which costs more than inserting the one that there mostly is.
            cursor.execute(statement, values[0])
        else:
            cursor.executemany(statement, values)


@cache
def _insertion(model: type[Model]) -> tuple[list["Field[object, object]"], str]:
    """The fields that an insertion gives, and the statement, which is the same on both engines."""
    table = model._meta  # noqa: SLF001 -- documented by Django, whose name for it is this
    fields = [field for field in table.concrete_fields if not field.db_returning]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    # Names of our own tables and columns: nothing that anybody typed.
    return fields, f'INSERT INTO "{table.db_table}" ({columns}) VALUES ({places})'  # noqa: S608 -- see above


def locked_head() -> tuple[int, str]:
    """Number and digest of the last entry; nobody else writes one until the transaction ends. One query."""
    with connection.cursor() as cursor:
        # On SQLite the whole database is locked from the beginning of the transaction.
        cursor.execute(_LOCKED_HEAD if connection.features.has_select_for_update else _HEAD)
        found: tuple[int, str] | None = cursor.fetchone()
    if found is not None:
        return found
    # The migration makes it; a database emptied by a test makes it again.
    Head.objects.create(pk=1, digest=ORIGIN)
    return 0, ORIGIN


def move_head(number: int, digest: str) -> None:
    """The chain ends with another entry. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_head SET number = %s, digest = %s WHERE id = 1", [number, digest]
        )
