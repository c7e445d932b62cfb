"""Writing changes of nodes as rows."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import connection

from portici.kernel.findings import Finding
from portici.plan.models import (
    Alignment,
    EditionNode,
    InstrumentLine,
    Level,
    Node,
    NodeMarker,
    NodeOrigin,
)
from portici.plan.queries.editing import node_rows, tree_of
from portici.plan.rules.editing.states import Change, State
from portici.plan.rules.editing.tree import Placement, Tree, arranged
from portici.plan.services.editing.belongings import Belongings
from portici.plan.services.editing.draft import Draft
from portici.plan.services.editing.refusals import CannotEdit

_WORDING = ("title", "summary", "lines")
# Written out, as in `queries.wordings`.
_NEW_WORDING = """
    UPDATE plan_editionnode SET title = %s, summary = %s, lines = %s
    WHERE edition_id = %s AND node_id = %s
"""


def write_nodes(draft: Draft, changes: Sequence[Change], belongings: Belongings) -> list[Change]:
    """Write nodes that come, change and make ready to go; `delete_nodes` takes the last away.

    Gives the changes with what was kept. Those of wording alone cost one query each; the others rewrite the paths
    of the tree.
    """
    if all(change.is_wording for change in changes):
        for change in changes:
            _reword(draft, change.after or {}, draft.node_id(change.key))
        return list(changes)
    tree = tree_of(draft.edition)
    rows = {str(row.node.uid): row for row in node_rows(draft.edition)}
    draft.knows(*rows.values())
    written = [
        _leave(draft, change, rows[change.key], belongings) if change.after is None else change
        for change in changes
    ]
    written = [
        _renumber(change, rows[change.key], belongings)
        if change.before is not None and change.after is not None
        else change
        for change in written
    ]
    _refuse_taken_codes(written, rows)
    levels = {
        level.key: level for level in Level.objects.filter(edition=draft.edition).order_by("pk")
    }
    coming = [change for change in written if change.before is None]
    for change in sorted(coming, key=lambda change: levels[(change.after or {})["level"]].position):
        _come(draft, change, rows, levels, belongings)
    _write_fields(written, rows)
    _place(tree, written, rows)
    return written


def delete_nodes(draft: Draft, changes: Iterable[Change]) -> None:
    """Take nodes away that nothing hangs on any more. Raises CannotEdit, by name, when something does."""
    leaving = {change.key: change for change in changes if change.after is None}
    if not leaving:
        return
    rows = EditionNode.objects.filter(edition=draft.edition, node__uid__in=leaving)
    found = {
        row.pk: leaving[str(row.node.uid)] for row in rows.select_related("node").order_by("pk")
    }
    for held, key in _hanging(list(found)):
        facts = {"things": held}
        raise CannotEdit(Finding("plan.edit-undo-in-use", found[key].label, facts))
    NodeOrigin.objects.filter(edition=draft.edition, node__uid__in=leaving).delete()
    EditionNode.objects.filter(pk__in=found).delete()


def _reword(draft: Draft, state: State, node_id: int) -> None:
    wording = [json.dumps(state[name]) for name in _WORDING]
    with connection.cursor() as cursor:
        cursor.execute(_NEW_WORDING, [*wording, draft.edition.pk, node_id])


def _leave(draft: Draft, change: Change, row: EditionNode, belongings: Belongings) -> Change:
    """Free the code of a node that goes, and note down what must come back with it."""
    origins = NodeOrigin.objects.filter(edition=draft.edition, node_id=row.node_id)
    kept = {
        "identity": row.identity,
        "official": row.official,
        "origins": [
            [str(uid), kind]
            for uid, kind in origins.order_by("pk").values_list("origin__uid", "kind")
        ],
        **belongings.take(row.code, "node"),
    }
    row.code = f"~{row.pk}"
    row.save(update_fields=["code"])
    return replace(change, kept_before=kept)


def _renumber(change: Change, row: EditionNode, belongings: Belongings) -> Change:
    """A node that changes its code keeps the name from which its identity was made."""
    old, new = row.code, (change.after or {})["code"]
    if old == new:
        return change
    belongings.rename(old, new)
    name = row.identity or old
    identity = change.kept_after.get("identity", "" if name == new else name)
    return replace(
        change, kept_before={"identity": row.identity}, kept_after={"identity": identity}
    )


def _refuse_taken_codes(changes: Sequence[Change], rows: dict[str, EditionNode]) -> None:
    """A code names one node: seen here too, because taking back knows no rule of what it takes back."""
    touched = {change.key for change in changes}
    taken = {row.code for uid, row in rows.items() if uid not in touched}
    for change in changes:
        code = (change.after or {}).get("code")
        if code in taken:
            raise CannotEdit(Finding("plan.edit-code-taken", str(code)))


def _come(
    draft: Draft,
    change: Change,
    rows: dict[str, EditionNode],
    levels: dict[str, Level],
    belongings: Belongings,
) -> None:
    state, kept = change.after or {}, change.kept_after
    parent = state["parent"]
    if parent is not None and parent not in rows:
        raise CannotEdit(Finding("plan.parent-unknown", change.label, {"parent": parent}))
    node = Node.objects.get(uid=change.key)
    row = EditionNode.objects.create(
        edition=draft.edition,
        node=node,
        level=levels[state["level"]],
        parent=rows[parent] if parent else None,
        code=state["code"],
        identity=kept.get("identity", ""),
        official=kept.get("official", ""),
        path="",
        **{name: state[name] for name in _WORDING},
    )
    rows[change.key] = row
    draft.knows(row)
    belongings.give(row.code, dict(kept))
    NodeOrigin.objects.bulk_create(
        NodeOrigin(edition=draft.edition, node=node, origin_id=draft.node_id(uid), kind=kind)
        for uid, kind in kept.get("origins", [])
    )


def _write_fields(changes: Sequence[Change], rows: dict[str, EditionNode]) -> None:
    """What is said of nodes that stay."""
    staying = [change for change in changes if change.before and change.after]
    for change in staying:
        row, state = rows[change.key], change.after or {}
        for name in ("code", *_WORDING):
            setattr(row, name, state[name])
        row.identity = change.kept_after.get("identity", row.identity)
        if state["parent"] is not None and state["parent"] not in rows:
            raise CannotEdit(
                Finding("plan.parent-unknown", change.label, {"parent": state["parent"]})
            )
        row.parent = rows[state["parent"]] if state["parent"] else None
    EditionNode.objects.bulk_update(
        [rows[change.key] for change in staying],
        ["code", "identity", "parent", *_WORDING],
        batch_size=200,
    )


def _place(tree: Tree, changes: Sequence[Change], rows: dict[str, EditionNode]) -> None:
    """The paths of all nodes whose place is another now."""
    placements: dict[str, Placement] = {}
    for change in changes:
        before, after = change.before or {}, change.after or {}
        names = ("parent", "position")
        if after and any(before.get(name) != after[name] for name in names):
            placements[change.key] = (after["parent"], after["position"])
    dropped = [change.key for change in changes if change.after is None]
    paths = arranged(tree, placements, dropped)
    moved = [row for uid, row in rows.items() if uid in paths and row.path != paths[uid]]
    for row in moved:
        row.path = paths[str(row.node.uid)]
    EditionNode.objects.bulk_update(moved, ["path"], batch_size=200)


def _hanging(keys: Sequence[int]) -> Iterable[tuple[str, int]]:
    """What still hangs on nodes: a name, and the primary key of the node. Four queries."""
    children = EditionNode.objects.filter(parent__in=keys).exclude(pk__in=keys)
    yield from children.order_by("pk").values_list("code", "parent_id")
    lines = InstrumentLine.objects.filter(edition_node__in=keys)
    yield from lines.order_by("pk").values_list("code", "edition_node_id")
    marks = NodeMarker.objects.filter(edition_node__in=keys)
    yield from marks.order_by("pk").values_list("marker__key", "edition_node_id")
    alignments = Alignment.objects.filter(edition_node__in=keys)
    yield from alignments.order_by("pk").values_list("topic__key", "edition_node_id")
