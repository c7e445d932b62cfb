"""How much hangs on each station of the thread, for every element of a plan at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from portici.plan.rules.outline import NodeRow


@dataclass(frozen=True, slots=True)
class ThreadCounts:
    """What an element has.

    Attributes:
        actions: elements of the last level under it; None when it is one of them.
        instruments: distinct instruments named under it, or from which it inherits.
    """

    actions: int | None
    instruments: int


def thread_counts(rows: Sequence[NodeRow], *, last_level: str) -> dict[str, ThreadCounts]:
    """The counts of every row, by code; parents come before children in `rows`.

    - An element of the last level is an action itself: it has none under it.
    - Instruments hold for the element that names them and for all that stands under it; an element
      above counts those of what stands under it.
    """
    actions = dict.fromkeys((row.code for row in rows), 0)
    below: dict[str, set[str]] = {row.code: set(row.instruments) for row in rows}
    for row in reversed(rows):
        if row.level == last_level:
            actions[row.code] += 1
        if row.parent is not None:
            actions[row.parent] += actions[row.code]
            below[row.parent] |= below[row.code]
    held: dict[str, set[str]] = {}
    for row in rows:
        held[row.code] = held.get(row.parent or "", set()) | set(row.instruments)
    return {
        row.code: ThreadCounts(
            actions=None if row.level == last_level else actions[row.code],
            instruments=len(held[row.code] | below[row.code]),
        )
        for row in rows
    }
