"""Lines of means that name more than one instrument: rows must agree on where the line stands."""

from collections.abc import Iterator, Mapping, Sequence

from portici.kernel.findings import Finding
from portici.plan.rules.sheets.changes import NEW, PlannedChange
from portici.plan.rules.sheets.things import Thing


def is_renamed_link(change: PlannedChange) -> bool:
    """Whether a row of the links names another line or instrument than it did."""
    return bool({"line", "instrument"} & set(change.changed))


def line_faults(
    changes: Sequence[PlannedChange], links: Mapping[str, Thing], codes: Mapping[str, str]
) -> Iterator[tuple[PlannedChange, Finding]]:
    """The changes that move a line for one instrument and not for another that it names; `codes` are of elements.

    The element and the lines of the document belong to the line, and a row for each instrument repeats them.
    """
    of_links = {change.identity: change for change in changes if change.kind == "link"}
    for change in of_links.values():
        if change.change != "changed" or not {"lines", "node"} & set(change.changed):
            continue
        for key, thing in links.items():
            other = of_links.get(key)
            goes = other is not None and (other.change == "dropped" or is_renamed_link(other))
            if key == change.identity or goes or thing.cells["line"] != change.cells["line"]:
                continue
            finding = _disagreement(change, other.cells if other else thing.cells, codes)
            if finding is not None:
                yield change, finding
                break


def _disagreement(
    change: PlannedChange, cells: Mapping[str, object], codes: Mapping[str, str]
) -> Finding | None:
    line = change.cells["line"]
    if cells["node"] != change.cells["node"]:
        first, second = (
            codes.get(uid, uid.removeprefix(NEW))
            for uid in (str(cells["node"]), str(change.cells["node"]))
        )
        facts: dict[str, object] = {"first": first, "second": second}
        return Finding("plan.line-two-places", line, facts, change.row.place("node"))
    if cells["lines"] != change.cells["lines"]:
        return Finding("plan.line-two-spans", line, {}, change.row.place("lines"))
    return None
