"""Alignments of nodes of a draft to topics of frameworks."""

from collections.abc import Mapping, Sequence

from portici.journal.rules.acts import By
from portici.journal.services import Recording, recording
from portici.kernel.findings import Finding
from portici.plan.choices import AlignmentBasis
from portici.plan.models import Edition, EditionNode, Topic
from portici.plan.queries.editing import (
    alignment_key,
    alignment_rows,
    alignment_stated,
    stated_alignment,
)
from portici.plan.rules.editing.checks import checked
from portici.plan.rules.editing.states import Change, Stated, Why
from portici.plan.services.editing.branches import dropped
from portici.plan.services.editing.changes import write_changes
from portici.plan.services.editing.conflicts import agree, gone
from portici.plan.services.editing.draft import Draft, open_draft, refuse
from portici.plan.services.editing.locks import locked_node, locked_nodes
from portici.plan.services.editing.refusals import CannotEdit

# The keys of a framework and of one of its topics.
Pair = tuple[str, str]


def align_node(
    *,
    edition: Edition,
    code: str,
    framework: str,
    topic: str,
    basis: str,
    reason: Mapping[str, str],
    lines: Sequence[tuple[int, int]] = (),
    by: By,
    why: Why,
) -> None:
    """Align a node to a topic; `basis` is a value of AlignmentBasis. Raises CannotEdit (already aligned, unknown)."""
    with recording(by=by) as record:
        row = locked_node(edition, code)
        draft = open_draft(edition, record, by=by, why=why)
        if row is None:
            raise gone(edition, "node", code)
        draft.knows(row)
        if alignment_stated(draft.edition, code, framework, topic) is not None:
            raise CannotEdit(Finding("plan.edit-already-aligned", code, {"topic": topic}))
        values = {"basis": basis, "reason": reason, "lines": list(lines)}
        refuse(_unknown_topics(draft, [(framework, topic)]))
        write_changes(draft, [_new(draft, row, (framework, topic), values)])


def change_alignment(
    *,
    edition: Edition,
    code: str,
    framework: str,
    topic: str,
    seen: str,
    basis: str,
    reason: Mapping[str, str],
    lines: Sequence[tuple[int, int]] | None = None,
    by: By,
    why: Why,
) -> None:
    """Change basis, reason or lines of an alignment. Raises CannotEdit, Conflict."""
    with recording(by=by) as record:
        draft, stated = _aligned(edition, record, code, (framework, topic), by, why)
        agree(draft.edition, stated, seen)
        values: dict[str, object] = {**stated.state, "basis": basis, "reason": reason}
        if lines is not None:
            values["lines"] = list(lines)
        state, findings = checked("alignment", code, values, draft.frame)
        refuse(findings)
        change = Change("alignment", stated.key, stated.label, "changed", stated.state, state)
        write_changes(draft, [change])


def unalign_node(
    *, edition: Edition, code: str, framework: str, topic: str, by: By, why: Why
) -> None:
    """Take an alignment away. Raises CannotEdit when there is none."""
    with recording(by=by) as record:
        draft, stated = _aligned(edition, record, code, (framework, topic), by, why)
        write_changes(draft, [dropped(stated)])


def align_nodes(
    *,
    edition: Edition,
    codes: Sequence[str],
    add: Sequence[tuple[str, str]] = (),
    remove: Sequence[tuple[str, str]] = (),
    reason: Mapping[str, str] | None = None,
    by: By,
    why: Why,
) -> int:
    """Set (as editorial proposals, with `reason`) and take away `(framework, topic)` on many nodes at once.

    What is there already is left as it is. Gives how many alignments were added or taken away. Raises CannotEdit.
    A topic that is both in `add` and in `remove` is taken away.
    """
    with recording(by=by) as record:
        rows = locked_nodes(edition, codes)
        draft = open_draft(edition, record, by=by, why=why)
        unknown = [code for code in dict.fromkeys(codes) if code not in rows]
        refuse(
            [
                *(Finding("plan.node-unknown", code) for code in unknown),
                *_unknown_topics(draft, [*add, *remove]),
            ]
        )
        draft.knows(*rows.values())
        aligned = {
            each.key: each
            for each in map(
                stated_alignment,
                alignment_rows(draft.edition).filter(edition_node__in=rows.values()),
            )
        }
        values = {
            "basis": AlignmentBasis.EDITORIAL_PROPOSAL.value,
            "reason": reason or {},
            "lines": [],
        }
        changes = []
        for row in rows.values():
            uid = str(row.node.uid)
            for pair in dict.fromkeys(remove):
                stated = aligned.get(alignment_key(uid, *pair))
                if stated is not None:
                    changes.append(dropped(stated))
            for pair in dict.fromkeys(add):
                if pair not in remove and alignment_key(uid, *pair) not in aligned:
                    changes.append(_new(draft, row, pair, values))
        return write_changes(draft, changes)


def _aligned(
    edition: Edition, record: Recording, code: str, pair: Pair, by: By, why: Why
) -> tuple[Draft, Stated]:
    """The draft, with the node locked, and the alignment. Raises CannotEdit when there is none."""
    row = locked_node(edition, code)
    draft = open_draft(edition, record, by=by, why=why)
    if row is None:
        raise gone(edition, "node", code)
    draft.knows(row)
    stated = alignment_stated(draft.edition, code, *pair)
    if stated is None:
        raise CannotEdit(Finding("plan.edit-not-aligned", code, {"topic": pair[1]}))
    return draft, stated


def _new(draft: Draft, row: EditionNode, pair: Pair, values: Mapping[str, object]) -> Change:
    """A node is aligned to a topic. Raises CannotEdit."""
    framework, topic = pair
    uid = str(row.node.uid)
    given = {"node": uid, "framework": framework, "topic": topic, **values}
    state, findings = checked("alignment", row.code, given, draft.frame)
    refuse(findings)
    label = f"{row.code} → {framework}:{topic}"
    return Change("alignment", alignment_key(uid, framework, topic), label, "added", None, state)


def _unknown_topics(draft: Draft, pairs: Sequence[Pair]) -> list[Finding]:
    """Topics and frameworks that the edition does not have. One query."""
    rows = Topic.objects.filter(framework__edition=draft.edition).order_by("pk")
    known = set(rows.values_list("framework__key", "key"))
    frameworks = {framework for framework, _topic in known}
    findings = []
    for framework, topic in dict.fromkeys(pairs):
        if framework not in frameworks:
            findings.append(Finding("plan.framework-unknown", framework))
        elif (framework, topic) not in known:
            findings.append(Finding("plan.topic-unknown", topic, {"framework": framework}))
    return findings
