"""The history of a thing, as entries that pages and interfaces show."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from portici.journal.models import Entry, PersonalValue
from portici.journal.rules.chain import seals_in

# What is shown where a personal value was erased.
ERASED = "…"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its value before and after; None is "was not there"."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry for readers.

    Attributes:
        number, at, channel, request_id, operation, verb, reason: as they stand in the journal.
        actor_id: primary key of the actor, 0 where names are not shown.
        actor: the person's name; empty where names are not shown, where it was erased, and for commands.
        actor_kind: person, command or system.
        subject_kind, subject_key, subject_label, scope: what it is about.
        changes, facts: personal values are opened where they still exist, and left out where names are not shown.
    """

    number: int
    at: datetime
    channel: str
    request_id: str
    operation: UUID
    verb: str
    reason: str
    actor_id: int
    actor: str
    actor_kind: str
    subject_kind: str
    subject_key: str
    subject_label: str
    scope: str
    changes: tuple[FieldChange, ...]
    facts: dict[str, Any]
    is_public: bool


def history(
    *,
    kind: str = "",
    keys: Sequence[str] = (),
    scope: str = "",
    verbs: Sequence[str] = (),
    actor_id: int | None = None,
    with_names: bool = False,
    before: int | None = None,
    limit: int = 50,
) -> list[EntryRow]:
    """Entries from the newest, at most `limit`, older than the number `before`. Two queries at most.

    Without `with_names` only public entries are given, without anybody's name.
    `scope` matches itself and whatever lies below it (`plan:torino-2030` holds `plan:torino-2030:2025`).
    """
    entries = Entry.objects.select_related("actor").order_by("-number")
    if kind:
        entries = entries.filter(subject_kind=kind)
    if keys:
        entries = entries.filter(subject_key__in=keys)
    if scope:
        entries = entries.filter(scope=scope) | entries.filter(scope__startswith=f"{scope}:")
    if verbs:
        entries = entries.filter(verb__in=verbs)
    if actor_id is not None:
        entries = entries.filter(actor_id=actor_id)
    if not with_names:
        entries = entries.filter(is_public=True)
    if before is not None:
        entries = entries.filter(number__lt=before)
    return entry_rows(entries[:limit], with_names=with_names)


def operation_entries(operation: UUID) -> list[EntryRow]:
    """All entries of one operation in the order in which they were written, with names. Two queries at most."""
    entries = Entry.objects.select_related("actor").filter(operation=operation)
    return entry_rows(entries.order_by("number"), with_names=True)


def entry_rows(entries: Iterable[Entry], *, with_names: bool) -> list[EntryRow]:
    """Entries, read with their actors, for readers. One query, and one more where personal values are opened."""
    read = [(entry, json.loads(entry.payload)) for entry in entries]
    seals = [seal for _entry, payload in read for seal in seals_in(payload)]
    opened: dict[str, str] = {}
    if seals and with_names:
        values = PersonalValue.objects.filter(seal__in=seals).order_by("seal")
        opened = dict(values.values_list("seal", "text"))
    return [_row(entry, _opened(payload, opened), with_names) for entry, payload in read]


def _row(entry: Entry, payload: dict[str, Any], with_names: bool) -> EntryRow:
    facts = payload["facts"]
    reason = entry.reason or facts.pop("reason", "")
    return EntryRow(
        number=entry.number,
        at=entry.at,
        channel=entry.channel,
        request_id=entry.request_id if with_names else "",
        operation=entry.operation,
        verb=entry.verb,
        reason=reason,
        actor_id=entry.actor_id if with_names else 0,
        actor=entry.actor.name if with_names else "",
        actor_kind=entry.actor.kind,
        subject_kind=entry.subject_kind,
        subject_key=entry.subject_key,
        subject_label=entry.subject_label,
        scope=entry.scope,
        changes=tuple(
            FieldChange(name, before, after)
            for name, (before, after) in sorted(payload["changes"].items())
        ),
        facts=facts,
        is_public=entry.is_public,
    )


def _opened(value: Any, opened: dict[str, str]) -> Any:
    """The value with its seals opened."""
    if isinstance(value, dict):
        if set(value) == {"sealed"}:
            return opened.get(value["sealed"], ERASED)
        return {key: _opened(item, opened) for key, item in value.items()}
    if isinstance(value, list):
        return [_opened(item, opened) for item in value]
    return value
