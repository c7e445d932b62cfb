"""Reading the journal within what somebody may read of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from portici.journal.models import Actor, Entry
from portici.journal.queries.history import EntryRow, entry_rows


@dataclass(frozen=True, slots=True)
class Reach:
    """A part of the journal: what was done within a scope, or to things of these keys; empty fields bound nothing.

    Attributes:
        scope: matches itself and whatever lies below it.
        keys: what names the things for ever, such as uids of nodes.
        operations, labels: beside those, things that were called so when they were changed in these operations; they
            count only together with keys.
    """

    scope: str = ""
    keys: frozenset[str] = frozenset()
    operations: frozenset[UUID] = frozenset()
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class JournalAsked:
    """What is asked of the journal; empty means everything.

    Attributes:
        scope: matches itself and whatever lies below it.
        kind, key: of the subject. verb: exactly. actor_id: primary key of the actor.
        since, until: instants, the first included and the second not.
    """

    scope: str = ""
    kind: str = ""
    key: str = ""
    verb: str = ""
    actor_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def entries_within(
    reaches: Sequence[Reach], asked: JournalAsked, *, before: int | None = None, limit: int = 50
) -> list[EntryRow]:
    """Entries with names from the newest, at most `limit`, older than the number `before`. Two queries at most."""
    entries = _within(reaches, asked).select_related("actor").order_by("-number")
    if before is not None:
        entries = entries.filter(number__lt=before)
    return entry_rows(entries[:limit], with_names=True)


def actors_within(reaches: Sequence[Reach]) -> list[tuple[int, str]]:
    """Primary key and name of every person who did something there, by name. One query."""
    done = _within(reaches, JournalAsked()).filter(actor=OuterRef("pk")).order_by()
    people = Actor.objects.exclude(name="").filter(Exists(done)).order_by("name", "pk")
    return list(people.values_list("pk", "name"))


def verbs_within(reaches: Sequence[Reach]) -> list[str]:
    """Every verb that was used there, in alphabetical order. One query."""
    entries = _within(reaches, JournalAsked()).order_by("verb")
    return list(entries.values_list("verb", flat=True).distinct())


def _within(reaches: Iterable[Reach], asked: JournalAsked) -> QuerySet[Entry]:
    """Nothing without a reach, everything with one that bounds nothing."""
    allowed = [_bounds(reach) for reach in reaches]
    # An empty condition joined by "or" would vanish instead of letting everything through.
    bounds = Q() if any(not each for each in allowed) else reduce(or_, allowed, Q(pk__in=[]))
    entries = Entry.objects.filter(bounds).filter(_at_or_below(asked.scope))
    exact = {
        "subject_kind": asked.kind,
        "subject_key": asked.key,
        "verb": asked.verb,
        "actor_id": asked.actor_id,
        "at__gte": asked.since,
        "at__lt": asked.until,
    }
    return entries.filter(**{name: value for name, value in exact.items() if value})


def _bounds(reach: Reach) -> Q:
    bounds = _at_or_below(reach.scope)
    if not reach.keys:
        return bounds
    named = Q(subject_key__in=sorted(reach.keys))
    changed = Q(operation__in=sorted(reach.operations), subject_label__in=sorted(reach.labels))
    return bounds & (named | changed)


def _at_or_below(scope: str) -> Q:
    return Q(scope=scope) | Q(scope__startswith=f"{scope}:") if scope else Q()
