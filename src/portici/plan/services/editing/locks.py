"""Which rows an edit locks, and in which order, so that many people edit at once and nobody waits for ever.

Whoever edits locks, in this order, what they need of it, and nothing else:

1. the plan's row, when the tree or a catalogue changes (add, move, renumber, split, merge, drop; a new instrument
   or figure): such changes follow one another;
2. the rows of the nodes concerned, by primary key; markers, alignments and lines of means are locked by their node;
3. the rows of instruments concerned, by primary key;
4. the rows of figures concerned;
5. the head of the journal, at the very end (`recording` does it).

Only then the edition's state is read, so that an approval which happened meanwhile is seen. A service that calls
several verbs in one `recording`, or closes an edition to edits, calls `hold_edition` first: it locks 1 to 4 whole.
On SQLite a transaction locks the whole database from its beginning, and these queries only read.
"""

from collections.abc import Iterable

from portici.plan.models import Edition, EditionNode, Figure, Instrument, Plan
from portici.plan.queries.editing import figure_rows, instrument_rows, node_rows

# Weaker than FOR UPDATE on PostgreSQL: rows that refer to a locked row can be added meanwhile.


def hold_edition(*, edition: Edition) -> None:
    """Wait for every edit of the edition that is under way, and let none begin until the transaction ends.

    To be called inside a transaction, first of all. Four queries.
    """
    lock_structure(edition)
    for model in (EditionNode, Instrument, Figure):
        rows = model.objects.select_for_update(no_key=True).filter(edition_id=edition.pk)
        list(rows.order_by("pk").values_list("pk", flat=True))


def lock_structure(edition: Edition) -> None:
    """Changes of the tree and of the catalogues of a plan follow one another. One query."""
    plans = Plan.objects.select_for_update(no_key=True).filter(pk=edition.plan_id)
    list(plans.order_by("pk").values_list("pk", flat=True))


def locked_node(edition: Edition, code: str) -> EditionNode | None:
    """The row of one node, with all that its state is made of; None when there is no such code. One query."""
    return locked_nodes(edition, [code]).get(code)


def locked_nodes(edition: Edition, codes: Iterable[str]) -> dict[str, EditionNode]:
    """The rows of nodes by code. One query."""
    rows = node_rows(edition).select_for_update(of=("self",), no_key=True)
    found = rows.filter(code__in=list(codes)).order_by("pk")
    return {row.code: row for row in found}


def locked_instrument(edition: Edition, key: str) -> Instrument | None:
    """The row of an instrument; None when there is none of that key. One query."""
    rows = instrument_rows(edition).select_for_update(of=("self",), no_key=True)
    return rows.filter(key=key).first()


def locked_figure(edition: Edition, key: str) -> Figure | None:
    """The row of a figure; None when there is none of that key. One query."""
    rows = figure_rows(edition).select_for_update(of=("self",), no_key=True)
    return rows.filter(key=key).first()
