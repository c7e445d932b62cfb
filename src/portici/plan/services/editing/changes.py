"""Writing changes: every service of editing, and taking back, ends here."""

from collections.abc import Sequence

from portici.plan.rules.editing.states import Change, is_same
from portici.plan.services.editing.belongings import Belongings
from portici.plan.services.editing.draft import Draft
from portici.plan.services.editing.things_writing import (
    drop_alignments,
    drop_links,
    write_alignments,
    write_figures,
    write_instruments,
    write_links,
    write_markers,
)
from portici.plan.services.editing.tree_writing import delete_nodes, write_nodes


def write_changes(draft: Draft, changes: Sequence[Change]) -> int:
    """Write what differs, with reasons and entries; gives how many things changed.

    The rows concerned are locked, and their states are those that `before` says. First goes what hangs on other
    things, then come and go those things, then comes what hangs on them: in this order a change and its inverse
    are written alike.
    """
    changes = [change for change in changes if _differs(change)]
    if not changes:
        return 0
    belongings = Belongings(draft.edition)
    written: dict[int, Change] = {id(change): change for change in changes}

    def of(kind: str, *, going: bool | None = None) -> list[Change]:
        return [
            change
            for change in changes
            if change.kind == kind and (going is None or (change.after is None) == going)
        ]

    def note(before: Sequence[Change], after: Sequence[Change]) -> None:
        written.update({id(one): other for one, other in zip(before, after, strict=True)})

    going, staying = of("link", going=True), of("link", going=False)
    note(going, drop_links(draft, going, belongings))
    drop_alignments(draft, of("alignment", going=True))
    unmarked = [change for change in of("markers") if _only_loses(change)]
    note(unmarked, write_markers(draft, unmarked))
    note(of("instrument"), write_instruments(draft, of("instrument")))
    note(of("figure"), write_figures(draft, of("figure")))
    nodes = of("node")
    note(nodes, write_nodes(draft, nodes, belongings))
    write_links(draft, staying, belongings)
    delete_nodes(draft, of("node", going=True))
    write_alignments(draft, of("alignment", going=False))
    marked = [change for change in of("markers") if not _only_loses(change)]
    note(marked, write_markers(draft, marked))
    belongings.save()
    draft.log([written[id(change)] for change in changes])
    return len(changes)


def _differs(change: Change) -> bool:
    if change.before is None or change.after is None:
        return True
    return not is_same(change.kind, change.before, change.after)


def _only_loses(change: Change) -> bool:
    """Whether a node only loses markers: that comes before it may go itself."""
    before, after = (change.before or {})["markers"], (change.after or {})["markers"]
    return set(after) <= set(before)
