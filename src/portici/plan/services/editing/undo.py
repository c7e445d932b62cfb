"""Taking back the last change."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from portici.journal.queries import EntryRow, operation_entries
from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.plan.choices import ChangeSource
from portici.plan.models import Edition
from portici.plan.phrases.editing import undone_reason
from portici.plan.queries.editing import all_stated, edition_scope
from portici.plan.rules.editing.inverses import Done, inverse, left_state, unmarked
from portici.plan.rules.editing.states import FIELDS, Change, Stated, Why, is_same
from portici.plan.services.editing.changes import write_changes
from portici.plan.services.editing.conflicts import last_entries, named
from portici.plan.services.editing.draft import open_draft
from portici.plan.services.editing.locks import hold_edition
from portici.plan.services.editing.refusals import CannotEdit

# Kind to key to state.
Things = dict[str, dict[str, Stated]]


def undo_operation(*, edition: Edition, operation: UUID, by: By) -> None:
    """Put everything that one operation changed back as it was before, as a new operation with entries of its own.

    Taking back what took something back does it again. Raises CannotEdit when something that it changed was changed
    again since (the finding says what and by whom), when it belongs to another edition, or when it was taken back
    already.
    """
    with recording(by=by) as record:
        hold_edition(edition=edition)
        entries = _entries(edition, operation)
        languages = edition.header.get("languages") or edition.plan.languages
        why = Why(undone_reason(languages), ChangeSource.EDITORIAL.value)
        redoes = any("undoes" in entry.facts for entry in entries)
        draft = open_draft(edition, record, by=by, why=why, undoes=operation, redoes=redoes)
        done = [_done(entry) for entry in entries]
        _refuse_changed_since(edition, operation, done)
        now = all_stated(draft.edition, *FIELDS)
        for _step, group in groupby(reversed(done), key=lambda each: each.step):
            changes = [inverse(each, _current(now, each)) for each in group]
            write_changes(draft, changes)
            now = _after(draft.edition, now, changes)


def _entries(edition: Edition, operation: UUID) -> list[EntryRow]:
    """What the operation did in this edition. Raises CannotEdit when that is nothing."""
    entries = [
        entry
        for entry in operation_entries(operation)
        if entry.scope == edition_scope(edition) and "step" in entry.facts
    ]
    if not entries:
        raise CannotEdit(Finding("plan.edit-undo-unknown", str(operation)))
    return entries


def _done(entry: EntryRow) -> Done:
    kept = entry.facts.get("kept", [{}, {}])
    return Done(
        kind=entry.facts["kind"],
        key=entry.facts["key"],
        label=entry.subject_label,
        step=entry.facts["step"],
        fields={change.name: (change.before, change.after) for change in entry.changes},
        kept=(kept[0], kept[1]),
    )


def _current(now: Things, done: Done) -> Stated | None:
    return now[done.kind].get(done.key) or unmarked(done.kind, done.key, done.label)


def _after(edition: Edition, now: Things, changes: Sequence[Change]) -> Things:
    """The states once the changes are written; nodes are read again when the tree is another."""
    for change in changes:
        now[change.kind].pop(change.key, None)
        if change.after is not None:
            label = change.after["code"] if change.kind == "node" else change.label
            now[change.kind][change.key] = Stated(change.kind, change.key, label, change.after)
    if all(change.kind != "node" or change.is_wording for change in changes):
        return now
    return {**now, **all_stated(edition, "node")}


def _refuse_changed_since(edition: Edition, operation: UUID, done: Sequence[Done]) -> None:
    """Everything is as the operation left it, field by field; its number among its siblings may have shifted."""
    now = all_stated(edition, *FIELDS)
    findings = []
    for (kind, key), left in left_state(done).items():
        current = now[kind].get(key) or unmarked(kind, key, left.label)
        fields = left.fields
        if fields is None:
            is_left = current is None
        else:
            state = {name: current.state.get(name) for name in fields} if current else {}
            is_left = current is not None and is_same(kind, state, fields, minds_position=False)
        if not is_left:
            last = next(iter(last_entries(edition, kind, key, limit=1)), None)
            if last is not None and last.facts.get("undoes") == str(operation):
                findings.append(Finding("plan.edit-undo-already", left.label))
            else:
                findings.append(named("plan.edit-undo-changed-since", left.label, last))
    if findings:
        raise CannotEdit(*findings)
