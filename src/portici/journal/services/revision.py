"""Counting changes of public data, and what stands beside the count."""

import json
from typing import Any

from django.db import transaction
from django.db.models import F

from portici.journal.models import Revision


def bump_revision() -> None:
    """Count one more change of public data. `recording` calls it last; nothing else needs to."""
    with transaction.atomic():
        changed = Revision.objects.filter(pk=1).update(number=F("number") + 1)
        if not changed:
            Revision.objects.create(pk=1, number=1)


def set_standing(*, name: str, value: Any) -> None:
    """Keep a small value, as JSON can hold it, where every public page finds it without a query of its own.

    To be called inside the `recording` of the change that it follows from, which also counts the change. An empty
    value takes the name away. The row is locked, so that two writers do not lose one another's names.
    """
    with transaction.atomic():
        Revision.objects.get_or_create(pk=1)
        row = Revision.objects.select_for_update().get(pk=1)
        standing = json.loads(row.standing) if row.standing else {}
        standing.pop(name, None)
        if value:
            standing[name] = value
        row.standing = json.dumps(standing, ensure_ascii=False, sort_keys=True) if standing else ""
        row.save(update_fields=["standing"])
