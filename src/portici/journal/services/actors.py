"""Those who act."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from portici.journal.choices import ActorKind, Channel
from portici.journal.models import Actor
from portici.journal.rules.acts import By


def new_person(*, name: str) -> Actor:
    """An actor for a person; the person's account refers to it. To be called inside a `recording`."""
    return Actor.objects.create(kind=ActorKind.PERSON, name=name)


def rename_person(*, actor_id: int, name: str) -> None:
    """What a person is called from now on, in past entries too: entries know only the uid."""
    Actor.objects.filter(pk=actor_id, kind=ActorKind.PERSON).update(name=name)


def by_command(at: datetime) -> By:
    """Whoever works on the server itself, by a command. One query or two."""
    return By(_fixed_actor(ActorKind.COMMAND).pk, at, channel=Channel.COMMAND)


def by_schedule(at: datetime) -> By:
    """Portici itself, doing at a set time what somebody planned before. One query or two."""
    return By(_fixed_actor(ActorKind.SYSTEM).pk, at, channel=Channel.SCHEDULE)


def _fixed_actor(kind: ActorKind) -> Actor:
    """The one actor of that kind, the same on every installation."""
    uid = uuid5(NAMESPACE_URL, f"portici:actor:{kind.value}")
    return Actor.objects.get_or_create(uid=uid, defaults={"kind": kind})[0]
