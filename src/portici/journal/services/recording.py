"""Writing entries: in the same transaction as the change that they tell of, at its very end."""

import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from portici.journal.models import Entry, PersonalValue
from portici.journal.queries.links import chained_fields
from portici.journal.rules.acts import Act, By, Sealed
from portici.journal.rules.chain import canonical, link_digest, seal_of
from portici.journal.services.revision import bump_revision
from portici.journal.services.rows import insert_rows, locked_head, move_head
from portici.journal.services.turns import turn_to_write

# The recording that is open in a thread, by connection: a service called by another writes into the same one.
_open = threading.local()


class Recording:
    """What is written into the journal when the outermost `recording` ends.

    Attributes:
        by: who acts.
        operation: what all its entries share.
    """

    def __init__(self, by: By) -> None:
        self.by = by
        self.operation: UUID = uuid4()
        self.changes_public = False
        self._acts: list[tuple[By, Act]] = []

    def add(self, act: Act, *, by: By | None = None) -> None:
        """One thing done; its entry is written at the end."""
        self._acts.append((by or self.by, act))

    def touch_public(self) -> None:
        """Public data changed without an entry of its own that is public."""
        self.changes_public = True

    @property
    def acts(self) -> tuple[Act, ...]:
        """What has been added so far."""
        return tuple(act for _by, act in self._acts)

    def mark(self) -> tuple[int, bool]:
        """Where the recording stands, to be able to go back."""
        return len(self._acts), self.changes_public

    def forget_since(self, mark: tuple[int, bool]) -> None:
        """Drop what was added after the mark: the part of the work that it told of was undone."""
        length, self.changes_public = mark
        del self._acts[length:]

    def write(self) -> None:
        """Write all entries. The head of the chain is locked here, late, so that writers wait little."""
        if self._acts:
            self._write_entries()
        if self.changes_public or any(act.is_public for _by, act in self._acts):
            bump_revision()

    def _write_entries(self) -> None:
        number, previous = locked_head()
        seals: list[PersonalValue] = []
        entries: list[Entry] = []
        for by, act in self._acts:
            number += 1
            entry = _entry(number, by, act, self.operation, seals)
            entry.previous = previous
            entry.digest = link_digest(
                number=number, fields=chained_fields(entry), previous=previous
            )
            previous = entry.digest
            entries.append(entry)
        insert_rows(seals)
        insert_rows(entries)
        move_head(number, previous)


@contextmanager
def recording(*, by: By) -> Iterator[Recording]:
    """A transaction with its entries: all of it is kept, or nothing.

    Inside another `recording` it is a part of that one: the entries share one operation, and are written when the
    outermost ends. When the inner part fails, its changes and its acts are undone, and the outer goes on or fails.
    A recording that adds no act writes no entry: nothing has changed.
    """
    key = connection.alias
    outer: Recording | None = _recordings().get(key)
    if outer is not None:
        mark = outer.mark()
        try:
            with transaction.atomic():
                yield outer
        except BaseException:
            outer.forget_since(mark)
            raise
        return
    current = Recording(by)
    with turn_to_write():
        _recordings()[key] = current
        try:
            yield current
            current.write()
        finally:
            # Before the commit: what is done on it may record on its own account.
            del _recordings()[key]


def _recordings() -> dict[str, Recording]:
    if not hasattr(_open, "recordings"):
        _open.recordings = {}
    recordings: dict[str, Recording] = _open.recordings
    return recordings


def _entry(number: int, by: By, act: Act, operation: UUID, seals: list[PersonalValue]) -> Entry:
    payload = {
        "changes": {
            name: [_stored(before, seals), _stored(after, seals)]
            for name, (before, after) in act.changes.items()
        },
        "facts": {name: _stored(value, seals) for name, value in act.facts.items()},
    }
    reason = act.reason
    if isinstance(reason, Sealed):
        payload["facts"]["reason"] = _stored(reason, seals)
        reason = ""
    return Entry(
        number=number,
        at=by.at,
        actor_id=by.actor_id,
        channel=by.channel,
        request_id=by.request_id[:64],
        operation=operation,
        verb=act.verb,
        subject_kind=act.subject.kind,
        subject_key=act.subject.key,
        subject_label=act.subject.label,
        scope=act.subject.scope,
        reason=reason,
        payload=canonical(payload),
        is_public=act.is_public,
    )


def _stored(value: object, seals: list[PersonalValue]) -> Any:
    """A value as JSON holds it; a personal one becomes its seal, and goes to a row of its own."""
    if isinstance(value, Sealed):
        salt = secrets.token_hex(16)
        seal = seal_of(salt=salt, text=value.text)
        seals.append(PersonalValue(seal=seal, about_id=value.about, salt=salt, text=value.text))
        return {"sealed": seal}
    if isinstance(value, Mapping):
        return {str(key): _stored(item, seals) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_stored(item, seals) for item in value]
    return value
