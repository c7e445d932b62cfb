"""Erasing a person from the journal: the entries stay, and say nothing of who it was."""

from django.db import transaction

from portici.journal.models import Actor, PersonalValue
from portici.journal.rules.acts import By


def erase_person(*, actor_id: int, by: By) -> int:
    """Forget a person's name and every sealed value about them; gives how many values were erased.

    To be called inside a `recording` whose act says that somebody was erased. The chain still holds.
    """
    with transaction.atomic():
        count, _by_model = PersonalValue.objects.filter(about_id=actor_id).delete()
        Actor.objects.filter(pk=actor_id).update(name="", erased_at=by.at)
    return count
