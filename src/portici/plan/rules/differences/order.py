"""Which of several things changed their place among the others."""

from bisect import bisect_left
from collections.abc import Sequence


def moved_among(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """The things that changed their place among those that stand in both orders.

    Only as many as must be: what stands behind something that was put in, taken out or moved has not moved itself.
    The longest row of things that still follow one another in the old order has stayed; the others have moved.
    """
    place = {name: number for number, name in enumerate(before)}
    common = [name for name in after if name in place]
    stayed = _longest_rising([place[name] for name in common])
    return frozenset(name for name in common if place[name] not in stayed)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The members of one longest rising row within the numbers, which are all different."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    row: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        row.add(step)
        step = before[step]
    return frozenset(row)
