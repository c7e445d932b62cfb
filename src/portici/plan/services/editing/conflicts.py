"""What somebody else changed meanwhile, told to whoever comes second."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from portici.journal.queries import EntryRow, history
from portici.kernel.findings import Finding
from portici.plan.models import Edition
from portici.plan.queries.editing import edition_scope, node_stated
from portici.plan.rules.editing.states import (
    FIELDS,
    Stated,
    fingerprint,
    seen_position,
)
from portici.plan.services.editing.draft import subject_key
from portici.plan.services.editing.refusals import CannotEdit, Conflict

# The same refusal where the journal knows a person's name.
_BY_SOMEBODY = {
    "plan.edit-conflict": "plan.edit-conflict-by",
    "plan.edit-dropped": "plan.edit-dropped-by",
    "plan.edit-undo-changed-since": "plan.edit-undo-changed-since-by",
}
# How many entries of a thing are read to find the state that somebody saw.
_READ_BACK = 50


def agree(edition: Edition, current: Stated, seen: str) -> None:
    """Raises Conflict unless the thing is as the editor saw it.

    A node's number among its siblings shifts when others come and go: nobody minds that, as long as nobody moved
    the node itself from where the editor saw it.
    """
    if current.fingerprint == seen:
        return
    entries = last_entries(edition, current.kind, current.key, limit=_READ_BACK)
    place = seen_position(current.state, seen) if current.kind == "node" else None
    if place is not None and not _was_moved_from(place, entries):
        return
    last = entries[0] if entries else None
    raise Conflict(
        named("plan.edit-conflict", current.label, last),
        current=current,
        changed_by=last.actor if last else "",
        changed_at=last.at if last else None,
        fields=_changed_since(current, seen, entries),
    )


def _was_moved_from(place: int, entries: list[EntryRow]) -> bool:
    """Whether the last move of a node took it away from that place."""
    moves = (change for entry in entries for change in entry.changes if change.name == "position")
    last = next(moves, None)
    return last is not None and last.before == place


def gone(edition: Edition, kind: str, name: str) -> CannotEdit:
    """The refusal for a thing that is not there: dropped or renumbered by somebody, or never known.

    `name` is a node's code, or the key of an instrument or figure.
    """
    entries = history(kind=f"plan.{kind}", scope=edition_scope(edition), with_names=True, limit=200)
    for entry in entries:
        if entry.facts.get("kind") != kind:
            continue
        fields = {change.name: change for change in entry.changes}
        named_by = fields.get("code" if kind == "node" else "key")
        if named_by is None or named_by.before != name:
            continue
        if named_by.after is None:
            return Conflict(
                named("plan.edit-dropped", name, entry),
                current=None,
                changed_by=entry.actor,
                changed_at=entry.at,
            )
        code = str(named_by.after)
        return Conflict(
            Finding("plan.edit-renumbered", name, {"code": code}),
            current=node_stated(edition, code),
            changed_by=entry.actor,
            changed_at=entry.at,
            fields={"code": (name, code)},
        )
    code = "plan.node-unknown" if kind == "node" else "plan.edit-unknown"
    return CannotEdit(Finding(code, name))


def named(code: str, subject: str, entry: EntryRow | None) -> Finding:
    """The finding that names who did it and when, where the journal knows."""
    if entry is None or not entry.actor:
        return Finding(code, subject)
    return Finding(_BY_SOMEBODY[code], subject, {"who": entry.actor, "at": written_time(entry.at)})


def written_time(at: datetime) -> str:
    """Day and hour in the site's time zone."""
    return f"{localtime(at):%d/%m/%Y, %H:%M}"


def last_entries(edition: Edition, kind: str, key: str, *, limit: int) -> list[EntryRow]:
    """The last entries of a thing in an edition, the newest first. Two queries at most."""
    subject = "node" if kind == "markers" else kind
    entries = history(
        kind=f"plan.{subject}",
        keys=[subject_key(key)],
        scope=edition_scope(edition),
        with_names=True,
        limit=limit,
    )
    return [entry for entry in entries if entry.facts.get("kind") == kind]


def _changed_since(
    current: Stated, seen: str, entries: list[EntryRow]
) -> dict[str, tuple[object, object]]:
    """Field to `(before, now)`: walks back until the state is the one that was seen.

    When it is not found, every field counts as changed, from an unknown value: None.
    """
    state: dict[str, Any] = dict(current.state)
    for entry in entries:
        state.update({change.name: change.before for change in entry.changes})
        place = seen_position(state, seen) if current.kind == "node" else None
        if place is not None:
            state["position"] = place
        if fingerprint(state) == seen:
            return {
                name: (state.get(name), current.state.get(name))
                for name in FIELDS[current.kind]
                if state.get(name) != current.state.get(name)
            }
    return {name: (None, value) for name, value in current.state.items()}
