"""The revision of the public data, and what stands beside it."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class PublicState:
    """What every public page depends on.

    Attributes:
        revision: number of the last public change; 0 before the first.
        standing: name to value of what apps keep for every page (`services.set_standing`).
    """

    revision: int = 0
    standing: dict[str, Any] = field(default_factory=dict)


def current_revision() -> int:
    """The number of the last public change; 0 before the first. One query."""
    return current_state().revision


def current_state() -> PublicState:
    """The revision with what stands beside it. One query.

    Written out: every request asks it first, and putting it together would cost more than all else that
    an unchanged page needs.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, standing FROM journal_revision WHERE id = 1")
        row: tuple[int, str] | None = cursor.fetchone()
    if row is None:
        return PublicState()
    number, standing = row
    return PublicState(number, json.loads(standing) if standing else {})
