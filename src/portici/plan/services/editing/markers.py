"""Markers on nodes of a draft."""

from collections import defaultdict
from collections.abc import Sequence

from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.plan.models import Edition, Marker, NodeMarker
from portici.plan.queries.editing import mark_rows, stated_markers
from portici.plan.rules.editing.states import Change, Why
from portici.plan.services.editing.changes import write_changes
from portici.plan.services.editing.draft import open_draft, refuse
from portici.plan.services.editing.locks import locked_nodes


def mark_nodes(
    *,
    edition: Edition,
    codes: Sequence[str],
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    by: By,
    why: Why,
) -> int:
    """Set and take away markers on many nodes at once; gives how many nodes changed. Raises CannotEdit.

    What is there already is left as it is: two people who set different markers do not get in each other's way.
    A marker that is both in `add` and in `remove` is taken away.
    """
    with recording(by=by) as record:
        rows = locked_nodes(edition, codes)
        draft = open_draft(edition, record, by=by, why=why)
        order = list(
            Marker.objects.filter(edition=edition)
            .order_by("position")
            .values_list("key", flat=True)
        )
        refuse(
            [
                *(
                    Finding("plan.node-unknown", code)
                    for code in dict.fromkeys(codes)
                    if code not in rows
                ),
                *(
                    Finding("plan.marker-unknown", ", ".join(codes[:3]), {"marker": key})
                    for key in dict.fromkeys([*add, *remove])
                    if key not in order
                ),
            ]
        )
        draft.knows(*rows.values())
        marks: dict[int, list[NodeMarker]] = defaultdict(list)
        for mark in mark_rows(edition).filter(edition_node__in=rows.values()):
            marks[mark.edition_node_id].append(mark)
        changes = []
        for row in rows.values():
            stated = stated_markers(row, marks[row.pk])
            wanted = ({*stated.state["markers"], *add}) - set(remove)
            after = {"markers": [key for key in order if key in wanted]}
            changes.append(Change("markers", stated.key, row.code, "changed", stated.state, after))
        return write_changes(draft, changes)
