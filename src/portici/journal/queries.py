"""Questions to the journal."""

from django.db import connection


def current_revision() -> int:
    """The number of the last public change; 0 before the first. One query.

    Written out: every request asks it first, and putting it together would cost more than all else that
    an unchanged page needs.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM journal_revision WHERE id = 1")
        row: tuple[int] | None = cursor.fetchone()
    return row[0] if row else 0
