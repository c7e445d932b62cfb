"""Changes of whole nodes with all that hangs on them, as splitting, merging and dropping need them."""

from collections.abc import Sequence

from portici.plan.choices import ChangeKind
from portici.plan.models import Node, NodeOrigin
from portici.plan.queries.editing import (
    alignment_rows,
    link_rows,
    mark_rows,
    node_rows,
    stated_alignment,
    stated_link,
    stated_markers,
    stated_node,
)
from portici.plan.rules.editing.checks import checked
from portici.plan.rules.editing.identities import identity_candidates
from portici.plan.rules.editing.states import Change, NodeText, Stated
from portici.plan.rules.editing.tree import Standing, Tree
from portici.plan.services.editing.draft import Draft, refuse
from portici.plan.services.writing import node_uid


class Hanging:
    """What hangs on some nodes, in the order of pages. Four queries.

    Attributes:
        nodes: the nodes' own states, by uid.
        marks: uid to marker key to the lines that state it.
        markers, alignments, links: states; markers by uid, the others in lists.
    """

    def __init__(self, draft: Draft, uids: Sequence[str]) -> None:
        edition = draft.edition
        rows = list(node_rows(edition).filter(node__uid__in=uids))
        draft.knows(*rows)
        keys = [row.pk for row in rows]
        marks = list(mark_rows(edition).filter(edition_node__in=keys))
        self.nodes = {str(row.node.uid): stated_node(row) for row in rows}
        self.marks = {
            str(row.node.uid): {
                mark.marker.key: mark.lines for mark in marks if mark.edition_node_id == row.pk
            }
            for row in rows
        }
        self.markers = {
            str(row.node.uid): stated_markers(
                row, [mark for mark in marks if mark.edition_node_id == row.pk]
            )
            for row in rows
        }
        self.alignments = [
            stated_alignment(row) for row in alignment_rows(edition).filter(edition_node__in=keys)
        ]
        self.links = [
            stated_link(row) for row in link_rows(edition).filter(line__edition_node__in=keys)
        ]

    def unmarked(self) -> list[Change]:
        """The nodes lose all their markers."""
        return [
            Change("markers", each.key, each.label, "changed", each.state, {"markers": []})
            for each in self.markers.values()
            if each.state["markers"]
        ]


def dropped_branch(draft: Draft, branch: Sequence[Standing]) -> list[Change]:
    """A branch goes with everything on it, the lowest first."""
    hanging = Hanging(draft, [node.uid for node in branch])
    things = [*hanging.links, *hanging.alignments]
    return [
        *(dropped(thing) for thing in things),
        *hanging.unmarked(),
        *(dropped(hanging.nodes[node.uid]) for node in reversed(branch)),
    ]


def dropped(thing: Stated, change: str = ChangeKind.DROPPED.value) -> Change:
    """A thing goes."""
    return Change(thing.kind, thing.key, thing.label, change, thing.state, None)


def new_node_change(
    draft: Draft,
    tree: Tree,
    text: NodeText,
    *,
    parent: Standing | None,
    position: int,
    origins: Sequence[tuple[str, str]] = (),
    kept: dict[str, object] | None = None,
) -> Change:
    """A node comes, with an identity that no node of the plan ever had. Raises CannotEdit.

    `origins` are uids with a value of OriginKind; `kept` what passes to it from another node.
    """
    values = {
        "code": text.code,
        "level": tree.levels[parent.depth + 1 if parent else 0],
        "parent": parent.uid if parent else None,
        "position": position,
        "title": text.title,
        "summary": text.summary,
        "lines": list(text.lines),
    }
    state, findings = checked("node", text.code, values, draft.frame)
    refuse(findings)
    uid, identity = _new_identity(draft, state["code"])
    belongings = {"identity": identity, "origins": [list(origin) for origin in origins]}
    return Change(
        "node",
        uid,
        state["code"],
        ChangeKind.ADDED.value,
        None,
        state,
        kept_after={**(kept or {}), **belongings},
    )


def origins_of(draft: Draft, uids: Sequence[str], kind: str) -> list[tuple[str, str]]:
    """Where a node that takes the place of others comes from: they, or where they came from in this edition.

    A node that was made and split or merged within one draft never stood in an edition: its origins take its place.
    """
    rows = NodeOrigin.objects.filter(edition=draft.edition, node__uid__in=uids).order_by("pk")
    earlier: dict[str, list[str]] = {}
    for uid, origin in rows.values_list("node__uid", "origin__uid"):
        earlier.setdefault(str(uid), []).append(str(origin))
    found = [origin for uid in uids for origin in earlier.get(uid, [uid])]
    return [(uid, kind) for uid in dict.fromkeys(found)]


def _new_identity(draft: Draft, code: str) -> tuple[str, str]:
    """A uid that no node of the plan ever had, and the name that it is made of; empty when that is the code."""
    plan = draft.edition.plan
    uid, name = next(
        (uid, name)
        for name in identity_candidates(code, draft.edition.key)
        if not Node.objects.filter(
            uid=(uid := node_uid(slug=plan.slug, code=code, identity=name))
        ).exists()
    )
    # Made at once: the next node of the same change sees that the name is taken.
    draft.node_ids[str(uid)] = Node.objects.create(plan=plan, uid=uid, identity=name).pk
    return str(uid), "" if name == code else name
