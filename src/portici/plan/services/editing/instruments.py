"""Instruments of a draft, and the lines under its nodes that name them."""

from collections.abc import Mapping, Sequence
from typing import Any

from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.plan.models import Edition, InstrumentKind, InstrumentLine
from portici.plan.queries.editing import (
    instrument_stated,
    link_key,
    link_rows,
    link_stated,
    stated_instrument,
    stated_link,
)
from portici.plan.rules.editing.checks import checked
from portici.plan.rules.editing.states import Change, Why
from portici.plan.services.editing.branches import dropped
from portici.plan.services.editing.changes import write_changes
from portici.plan.services.editing.conflicts import agree, gone
from portici.plan.services.editing.draft import Draft, open_draft, refuse
from portici.plan.services.editing.locks import (
    lock_structure,
    locked_instrument,
    locked_node,
    locked_nodes,
)
from portici.plan.services.editing.refusals import CannotEdit


def add_instrument(*, edition: Edition, values: Mapping[str, Any], by: By, why: Why) -> str:
    """Add an instrument; `values` are the fields of FIELDS["instrument"], key, kind, name and status at least.

    Returns its key. Raises CannotEdit.
    """
    with recording(by=by) as record:
        lock_structure(edition)
        draft = open_draft(edition, record, by=by, why=why)
        state, findings = checked("instrument", str(values.get("key", "")), values, draft.frame)
        refuse(findings)
        key: str = state["key"]
        if instrument_stated(draft.edition, key) is not None:
            raise CannotEdit(Finding("plan.edit-key-taken", key))
        refuse(_unknown_kind(draft, key, state["kind"]))
        write_changes(draft, [Change("instrument", key, key, "added", None, state)])
    return key


def change_instrument(
    *, edition: Edition, key: str, seen: str, values: Mapping[str, Any], by: By, why: Why
) -> None:
    """Change the fields given in `values`, all but the key. Raises CannotEdit, Conflict."""
    with recording(by=by) as record:
        row = locked_instrument(edition, key)
        draft = open_draft(edition, record, by=by, why=why)
        if row is None:
            raise gone(edition, "instrument", key)
        stated = stated_instrument(row)
        agree(draft.edition, stated, seen)
        if values.get("key", key) != key:
            raise CannotEdit(Finding("plan.edit-key-fixed", key))
        state, findings = checked("instrument", key, {**stated.state, **values}, draft.frame)
        refuse(findings)
        refuse(_unknown_kind(draft, key, state["kind"]))
        write_changes(draft, [Change("instrument", key, key, "changed", stated.state, state)])


def drop_instrument(*, edition: Edition, key: str, seen: str, by: By, why: Why) -> None:
    """Take an instrument out. Raises CannotEdit while a line names it: the finding says which; Conflict."""
    with recording(by=by) as record:
        row = locked_instrument(edition, key)
        draft = open_draft(edition, record, by=by, why=why)
        if row is None:
            raise gone(edition, "instrument", key)
        stated = stated_instrument(row)
        agree(draft.edition, stated, seen)
        write_changes(draft, [dropped(stated)])


def link_instrument(
    *,
    edition: Edition,
    instrument: str,
    node: str,
    line: str,
    variant: str,
    lines: Sequence[tuple[int, int]] = (),
    by: By,
    why: Why,
) -> None:
    """Let the line of code `line` under the node of code `node` name an instrument; the line is made when it is new.

    A line that is there already keeps its place in the document: `lines` is left out or the same.
    Raises CannotEdit (the line stands under another node, names the instrument already, unknown things).
    """
    with recording(by=by) as record:
        # Two people who make the same line under two nodes: one of them is told.
        lock_structure(edition)
        row = locked_node(edition, node)
        named = locked_instrument(edition, instrument)
        draft = open_draft(edition, record, by=by, why=why)
        if row is None:
            raise gone(edition, "node", node)
        if named is None:
            raise gone(edition, "instrument", instrument)
        draft.knows(row)
        values = {
            "line": line,
            "node": str(row.node.uid),
            "lines": list(lines),
            "instrument": instrument,
            "variant": variant,
        }
        state, findings = checked("link", line, values, draft.frame)
        refuse(findings)
        present = InstrumentLine.objects.filter(
            edition_node__edition=draft.edition, code=state["line"]
        )
        there = present.select_related("edition_node").first()
        if there is not None:
            state = {**state, "lines": _agreed_lines(there, node, state["lines"])}
        if link_stated(draft.edition, state["line"], instrument) is not None:
            facts = {"line": state["line"]}
            raise CannotEdit(Finding("plan.edit-already-linked", instrument, facts))
        label = f"{state['line']} → {instrument}"
        key = link_key(state["line"], instrument)
        write_changes(draft, [Change("link", key, label, "added", None, state)])


def change_link(
    *,
    edition: Edition,
    instrument: str,
    line: str,
    seen: str,
    values: Mapping[str, Any],
    by: By,
    why: Why,
) -> None:
    """Change how a line names an instrument; `values` may give variant, lines, and node (a node's code).

    The line stays the same one, with its official wording. Where it stands is the line's own: whatever else it
    names follows. Raises CannotEdit (not linked, unknown node, wrong values), Conflict.
    """
    with recording(by=by) as record:
        lock_structure(edition)
        lines = InstrumentLine.objects.filter(edition_node__edition=edition, code=line)
        standing = lines.order_by("pk").values_list("edition_node__code", flat=True)
        target = values.get("node")
        nodes = locked_nodes(edition, {*standing, *([target] if target else [])})
        draft = open_draft(edition, record, by=by, why=why)
        draft.knows(*nodes.values())
        stated = link_stated(draft.edition, line, instrument)
        if stated is None:
            raise CannotEdit(Finding("plan.edit-not-linked", instrument, {"line": line}))
        agree(draft.edition, stated, seen)
        if target and target not in nodes:
            raise gone(edition, "node", target)
        given = {**values, "node": str(nodes[target].node.uid)} if target else dict(values)
        state, findings = checked("link", line, {**stated.state, **given}, draft.frame)
        refuse(findings)
        if (state["line"], state["instrument"]) != (line, instrument):
            raise CannotEdit(Finding("plan.edit-key-fixed", stated.label))
        place = {"node": state["node"], "lines": state["lines"]}
        others = (
            link_rows(draft.edition).filter(line__code=line).exclude(instrument__key=instrument)
        )
        changes = [Change("link", stated.key, stated.label, "changed", stated.state, state)]
        for other in map(stated_link, others):
            follows = {**other.state, **place}
            changes.append(Change("link", other.key, other.label, "changed", other.state, follows))
        write_changes(draft, changes)


def unlink_instrument(*, edition: Edition, instrument: str, line: str, by: By, why: Why) -> None:
    """Let a line no longer name an instrument; a line that names nothing any more goes. Raises CannotEdit."""
    with recording(by=by) as record:
        lock_structure(edition)
        rows = InstrumentLine.objects.filter(edition_node__edition=edition, code=line)
        locked_nodes(edition, rows.order_by("pk").values_list("edition_node__code", flat=True))
        draft = open_draft(edition, record, by=by, why=why)
        stated = link_stated(draft.edition, line, instrument)
        if stated is None:
            raise CannotEdit(Finding("plan.edit-not-linked", instrument, {"line": line}))
        write_changes(draft, [dropped(stated)])


def _agreed_lines(there: InstrumentLine, node: str, lines: list[list[int]]) -> list[list[int]]:
    """Where the line stands in the document. Raises CannotEdit when it stands elsewhere, or under another node."""
    if there.edition_node.code != node:
        facts = {"first": there.edition_node.code, "second": node}
        raise CannotEdit(Finding("plan.line-two-places", there.code, facts))
    if lines and lines != there.lines:
        raise CannotEdit(Finding("plan.line-two-spans", there.code))
    present: list[list[int]] = there.lines
    return present


def _unknown_kind(draft: Draft, key: str, kind: str) -> list[Finding]:
    """The kind of an instrument is one of those that the edition declares. One query."""
    if InstrumentKind.objects.filter(edition=draft.edition, key=kind).exists():
        return []
    return [Finding("plan.kind-unknown", key, {"kind": kind})]
