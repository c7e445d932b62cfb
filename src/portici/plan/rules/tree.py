"""The order of a tree whose nodes name their parents."""

from collections.abc import Sequence

from portici.plan.rules.schema import NodeEntry


def tree_paths(entries: Sequence[NodeEntry]) -> dict[str, str]:
    """For every code the positions from the root, four digits each.

    The second child of the first root has `0001.0002`. Siblings keep the order in which they are
    given; a parent may be given after its children. Every parent must exist, without rings.
    """
    counters: dict[str | None, int] = {}
    paths: dict[str, str] = {}
    waiting = list(entries)
    while waiting:
        later = []
        for entry in waiting:
            if entry.parent is not None and entry.parent not in paths:
                later.append(entry)
                continue
            counters[entry.parent] = counters.get(entry.parent, 0) + 1
            prefix = f"{paths[entry.parent]}." if entry.parent else ""
            paths[entry.code] = f"{prefix}{counters[entry.parent]:04d}"
        waiting = later
    return paths
