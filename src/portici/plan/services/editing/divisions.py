"""Splitting a node of a draft, and merging several."""

from collections.abc import Sequence
from typing import Any

from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.plan.choices import ChangeKind, OriginKind
from portici.plan.models import Edition
from portici.plan.queries.editing import alignment_key, stated_node, tree_of
from portici.plan.rules.editing.states import Change, NodeText, Stated, Why
from portici.plan.rules.editing.tree import Standing, Tree, merge_faults, split_faults
from portici.plan.services.editing.branches import (
    Hanging,
    dropped,
    new_node_change,
    origins_of,
)
from portici.plan.services.editing.changes import write_changes
from portici.plan.services.editing.conflicts import agree, gone
from portici.plan.services.editing.draft import Draft, open_draft, refuse
from portici.plan.services.editing.locks import lock_structure, locked_node, locked_nodes


def split_node(
    *, edition: Edition, code: str, seen: str, into: Sequence[NodeText], by: By, why: Why
) -> tuple[str, ...]:
    """Put two or more new nodes in the place of one without children; they know where they come from.

    Markers, alignments and links of the old node pass to each of the new ones that can have them (a link's line
    stands under one node: it passes to the first). Returns their uids. Raises CannotEdit, Conflict.
    """
    with recording(by=by) as record:
        lock_structure(edition)
        row = locked_node(edition, code)
        draft = open_draft(edition, record, by=by, why=why)
        if row is None:
            raise gone(edition, "node", code)
        stated = stated_node(row)
        agree(draft.edition, stated, seen)
        tree = tree_of(draft.edition)
        node = tree.nodes[stated.key]
        refuse(list(split_faults(tree, node, [text.code for text in into])))
        origins = origins_of(draft, [node.uid], OriginKind.SPLIT.value)
        parts = [
            new_node_change(
                draft,
                tree,
                text,
                parent=tree.nodes[node.parent] if node.parent else None,
                position=node.position + number,
                origins=origins,
                kept=_look(draft, code) if number == 0 else None,
            )
            for number, text in enumerate(into)
        ]
        hanging = Hanging(draft, [node.uid])
        changes = [
            *_passed_on(hanging, parts),
            dropped(stated, ChangeKind.SPLIT.value),
            *parts,
        ]
        write_changes(draft, changes)
    return tuple(part.key for part in parts)


def merge_nodes(*, edition: Edition, codes: Sequence[str], into: NodeText, by: By, why: Why) -> str:
    """Put one new node in the place of two or more of the same level; it stands where the first stood.

    Children, markers, alignments and links of all pass to it, each once. Returns its uid. Raises CannotEdit.
    """
    with recording(by=by) as record:
        lock_structure(edition)
        tree = tree_of(edition)
        merged = _merged(tree, codes)
        children = [child for node in merged for child in tree.children(node.uid)]
        locked_nodes(edition, [node.code for node in (*merged, *children)])
        draft = open_draft(edition, record, by=by, why=why)
        refuse(list(merge_faults(tree, codes, into.code)))
        first = merged[0]
        uids = [node.uid for node in merged]
        part = new_node_change(
            draft,
            tree,
            into,
            parent=tree.nodes[first.parent] if first.parent else None,
            position=_place_of_first(tree, merged),
            origins=origins_of(draft, uids, OriginKind.MERGE.value),
            kept=_look(draft, first.code),
        )
        hanging = Hanging(draft, [node.uid for node in (*merged, *children)])
        moved = [
            _moved(hanging, child, part.key, number)
            for number, child in enumerate(children, start=1)
        ]
        of_merged = Hanging(draft, uids)
        changes = [
            *_passed_on(of_merged, [part]),
            *moved,
            *(dropped(of_merged.nodes[uid], ChangeKind.MERGED.value) for uid in uids),
            part,
        ]
        write_changes(draft, changes)
    return part.key


def _merged(tree: Tree, codes: Sequence[str]) -> list[Standing]:
    """The nodes of the codes as far as there are any, each once, in the order in which they are named."""
    found = (tree.by_code(code) for code in dict.fromkeys(codes))
    return [node for node in found if node is not None]


def _place_of_first(tree: Tree, merged: Sequence[Standing]) -> int:
    """The first node's number once those that are merged with it no longer stand before it."""
    first = merged[0]
    before = [
        node
        for node in merged[1:]
        if node.parent == first.parent and node.position < first.position
    ]
    return first.position - len(before)


def _look(draft: Draft, code: str) -> dict[str, object]:
    """Colour and icon of a node, which pass to the node that takes its place."""
    appearance = draft.edition.appearance
    look = {"colour": appearance.get("colours") or {}, "icon": appearance.get("icons") or {}}
    return {name: given[code] for name, given in look.items() if code in given}


def _moved(hanging: Hanging, child: Standing, parent: str, position: int) -> Change:
    stated = hanging.nodes[child.uid]
    after = {**stated.state, "parent": parent, "position": position}
    return Change("node", child.uid, child.code, ChangeKind.MOVED.value, stated.state, after)


def _passed_on(hanging: Hanging, parts: Sequence[Change]) -> list[Change]:
    """Markers, alignments and links go from the nodes that leave to those that take their place."""
    changes = [*_links(hanging, parts[0]), *_alignments(hanging, parts), *hanging.unmarked()]
    marks: dict[str, Any] = {}
    for carried in hanging.marks.values():
        for key, lines in carried.items():
            marks.setdefault(key, lines)
    if marks:
        order = [key for each in hanging.markers.values() for key in each.state["markers"]]
        keys = list(dict.fromkeys(order))
        lines = {key: lines for key, lines in marks.items() if lines}
        changes += [
            Change(
                "markers",
                part.key,
                part.label,
                "changed",
                {"markers": []},
                {"markers": keys},
                kept_after={"lines": lines} if lines else {},
            )
            for part in parts
        ]
    return changes


def _links(hanging: Hanging, part: Change) -> list[Change]:
    return [
        Change(
            "link", each.key, each.label, "changed", each.state, {**each.state, "node": part.key}
        )
        for each in hanging.links
    ]


def _alignments(hanging: Hanging, parts: Sequence[Change]) -> list[Change]:
    """What the document states stands before what editors propose, where both align to one topic."""
    going = [dropped(each) for each in hanging.alignments]
    ranked = sorted(hanging.alignments, key=lambda each: each.state["basis"] != "document")
    topics: dict[tuple[str, str], Stated] = {}
    for each in ranked:
        topics.setdefault((each.state["framework"], each.state["topic"]), each)
    coming = []
    for part in parts:
        for (framework, topic), each in topics.items():
            key = alignment_key(part.key, framework, topic)
            label = f"{part.label} → {framework}:{topic}"
            state = {**each.state, "node": part.key}
            coming.append(Change("alignment", key, label, "added", None, state))
    return [*going, *coming]
