"""Editing nodes of a draft: their wording, their code, their place. Splitting and merging stand in `divisions`."""

from collections.abc import Mapping, Sequence

from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.plan.choices import ChangeKind
from portici.plan.models import Edition
from portici.plan.queries.editing import stated_node, tree_of
from portici.plan.queries.wordings import locked_wording
from portici.plan.rules.editing.checks import checked
from portici.plan.rules.editing.states import Change, NodeText, Why
from portici.plan.rules.editing.tree import (
    drop_faults,
    move_faults,
    new_codes_faults,
    place_faults,
)
from portici.plan.services.editing.branches import (
    dropped_branch,
    new_node_change,
)
from portici.plan.services.editing.changes import write_changes
from portici.plan.services.editing.conflicts import agree, gone
from portici.plan.services.editing.draft import open_draft, refuse
from portici.plan.services.editing.locks import lock_structure, locked_node, locked_nodes


def add_node(
    *,
    edition: Edition,
    parent: str | None,
    text: NodeText,
    by: By,
    why: Why,
    position: int | None = None,
) -> str:
    """Add a node under the node of code `parent` (None: a root), last among its siblings or at `position` from 1.

    Its level is the one below its parent's. Its identity is new, even when its code was another node's before.
    Returns its uid. Raises CannotEdit.
    """
    with recording(by=by) as record:
        lock_structure(edition)
        locked_nodes(edition, [parent] if parent is not None else [])
        draft = open_draft(edition, record, by=by, why=why)
        tree = tree_of(draft.edition)
        faults = place_faults(tree, code=text.code, depth=None, parent=parent, position=position)
        refuse([*faults, *new_codes_faults(tree, [text.code])])
        above = tree.by_code(parent) if parent is not None else None
        siblings = tree.children(above.uid if above else None)
        change = new_node_change(
            draft,
            tree,
            text,
            parent=above,
            position=position or len(siblings) + 1,
        )
        write_changes(draft, [change])
    return change.key


def reword_node(
    *,
    edition: Edition,
    code: str,
    seen: str,
    title: Mapping[str, str],
    summary: Mapping[str, str],
    lines: Sequence[tuple[int, int]] | None = None,
    by: By,
    why: Why,
) -> None:
    """Give a node another wording; `lines` None leaves its lines as they are. Raises CannotEdit, Conflict."""
    with recording(by=by) as record:
        found = locked_wording(edition, code)
        draft = open_draft(edition, record, by=by, why=why)
        if found is None:
            raise gone(edition, "node", code)
        node_id, stated = found
        draft.node_ids[stated.key] = node_id
        agree(draft.edition, stated, seen)
        wording: dict[str, object] = {"title": title, "summary": summary}
        if lines is not None:
            wording["lines"] = lines
        state, findings = checked("node", code, {**stated.state, **wording}, draft.frame)
        refuse(findings)
        change = Change("node", stated.key, code, ChangeKind.REWORDED.value, stated.state, state)
        write_changes(draft, [change])


def move_node(
    *,
    edition: Edition,
    code: str,
    seen: str,
    parent: str | None,
    position: int | None = None,
    by: By,
    why: Why,
) -> None:
    """Put a node, with all below it, under another node of the same level, or elsewhere among its siblings.

    Its code stays: renumbering is a change of its own. Raises CannotEdit (under itself or its own descendant, a
    parent of the wrong level), Conflict.
    """
    with recording(by=by) as record:
        lock_structure(edition)
        rows = locked_nodes(edition, [code, *([parent] if parent is not None else [])])
        draft = open_draft(edition, record, by=by, why=why)
        if code not in rows:
            raise gone(edition, "node", code)
        stated = stated_node(rows[code])
        agree(draft.edition, stated, seen)
        tree = tree_of(draft.edition)
        node = tree.nodes[stated.key]
        refuse(list(move_faults(tree, node, parent=parent, position=position)))
        above = tree.by_code(parent) if parent is not None else None
        others = [each for each in tree.children(above.uid if above else None) if each != node]
        place = {
            "parent": above.uid if above else None,
            "position": position or len(others) + 1,
        }
        after = {**stated.state, **place}
        change = Change("node", stated.key, code, ChangeKind.MOVED.value, stated.state, after)
        write_changes(draft, [change])


def renumber_node(
    *, edition: Edition, code: str, seen: str, new_code: str, by: By, why: Why
) -> None:
    """Give a node another code; its identity and its old address stay. Raises CannotEdit, Conflict."""
    with recording(by=by) as record:
        lock_structure(edition)
        row = locked_node(edition, code)
        draft = open_draft(edition, record, by=by, why=why)
        if row is None:
            raise gone(edition, "node", code)
        stated = stated_node(row)
        agree(draft.edition, stated, seen)
        state, findings = checked("node", code, {**stated.state, "code": new_code}, draft.frame)
        refuse(findings)
        if state["code"] != code:
            tree = tree_of(draft.edition)
            refuse(list(new_codes_faults(tree, [state["code"]], leaving=[code])))
        change = Change("node", stated.key, code, ChangeKind.RENUMBERED.value, stated.state, state)
        write_changes(draft, [change])


def drop_node(
    *,
    edition: Edition,
    code: str,
    seen: str,
    with_children: bool = False,
    by: By,
    why: Why,
) -> None:
    """Take a node out of the draft, with its markers, alignments and links; its identity and its history stay.

    Raises CannotEdit (it has children and `with_children` is not set; it is the last node), Conflict.
    """
    with recording(by=by) as record:
        lock_structure(edition)
        tree = tree_of(edition)
        node = tree.by_code(code)
        branch = tree.branch(node.uid) if node else []
        rows = locked_nodes(edition, [each.code for each in branch])
        draft = open_draft(edition, record, by=by, why=why)
        if node is None or code not in rows:
            raise gone(edition, "node", code)
        agree(draft.edition, stated_node(rows[code]), seen)
        refuse(list(drop_faults(tree, node, with_children=with_children)))
        write_changes(draft, dropped_branch(draft, branch))
