"""Verbs of the journal."""

from django.db import transaction
from django.db.models import F

from portici.journal.models import Revision


def bump_revision() -> None:
    """Count one more change of public data. Call it last inside the transaction that makes the change."""
    with transaction.atomic():
        changed = Revision.objects.filter(pk=1).update(number=F("number") + 1)
        if not changed:
            Revision.objects.create(pk=1, number=1)
