"""The lists of an edition: elements, instruments, alignments, numbers, markers; each with its columns and filters."""

from collections.abc import Callable

from portici.accounts.queries.visitors import Visitor
from portici.console.queries.lists.alignments import alignment_list
from portici.console.queries.lists.elements import marker_list, node_list
from portici.console.queries.lists.parts import ListFilter, WorkList, is_open
from portici.console.queries.lists.things import figure_list, instrument_list
from portici.plan.queries.editions import Edition

__all__ = ["LIST_KINDS", "ListFilter", "WorkList", "is_open", "work_list"]

_LISTS: dict[str, Callable[[Edition, Visitor], WorkList]] = {
    "nodes": node_list,
    "instruments": instrument_list,
    "alignments": alignment_list,
    "figures": figure_list,
    "markers": marker_list,
}
LIST_KINDS = tuple(_LISTS)


def work_list(kind: str, edition: Edition, visitor: Visitor) -> WorkList:
    """One of the lists, as the visitor may edit it. Constant queries."""
    return _LISTS[kind](edition, visitor)
