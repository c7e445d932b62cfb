"""Carrying out what a file changes, by the same services as an editor's hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from portici.kernel.findings import Finding
from portici.plan.queries.editing import (
    alignment_stated,
    all_stated,
    figure_stated,
    instrument_stated,
    link_stated,
)
from portici.plan.rules.sheets.changes import NEW, PlannedChange
from portici.plan.rules.sheets.lines import is_renamed_link
from portici.plan.rules.sheets.things import texts_in, values_of
from portici.plan.services import editing
from portici.plan.services.editing import CannotEdit
from portici.plan.services.sheets.refusing import pairs
from portici.plan.services.sheets.tree import TreeApplying


@dataclass
class Applying(TreeApplying):
    """Everything that a file changes."""

    def apply(self, changes: Sequence[PlannedChange]) -> None:
        """Everything, in an order in which nothing stands in the way of anything else, as far as there is one."""
        for uid, stated in all_stated(self.edition, "node")["node"].items():
            self.codes[uid] = stated.state["code"]
            self.parents[uid] = stated.state["parent"] or ""
        self.total = len(changes)
        of_kind = _by_kind(changes)
        nodes = of_kind("node")
        for kind in ("link", "alignment"):
            self._drop_links(of_kind(kind))
        self.apply_tree(nodes)
        for change in of_kind("instrument"):
            self._instrument(change, is_drop=False)
        # A line that is moved first takes in what newly names it.
        for change in sorted(of_kind("link"), key=lambda each: each.change == "added"):
            self._link(change)
        for change in of_kind("instrument"):
            self._instrument(change, is_drop=True)
        for change in of_kind("alignment"):
            self._align(change)
        for change in of_kind("figure"):
            self._figure(change)

    # What hangs on elements.

    def _drop_links(self, changes: Sequence[PlannedChange]) -> None:
        """What goes, and what will come back under another name: before elements go."""
        for change in changes:
            if change.thing is not None and (change.change == "dropped" or _is_renamed(change)):
                self._try(change.row, partial(self._unlink, change))

    def _unlink(self, change: PlannedChange) -> None:
        cells = change.before
        if change.kind == "link":
            editing.unlink_instrument(
                edition=self.edition,
                instrument=cells["instrument"],
                line=cells["line"],
                by=self.by,
                why=self.why,
            )
        else:
            editing.unalign_node(
                edition=self.edition,
                code=self.codes[cells["node"]],
                framework=cells["framework"],
                topic=cells["topic"],
                by=self.by,
                why=self.why,
            )

    def _link(self, change: PlannedChange) -> None:
        if change.change == "changed" and not _is_renamed(change):
            self._try(change.row, partial(self._change_link, change))
        elif change.change != "dropped":
            self._try(change.row, partial(self._set_link, change))

    def _change_link(self, change: PlannedChange) -> None:
        """The line stays the same one, and keeps its official wording."""
        cells, (line, instrument) = (
            change.cells,
            (change.before["line"], change.before["instrument"]),
        )
        stated = link_stated(self.edition, line, instrument)
        editing.change_link(
            edition=self.edition,
            instrument=instrument,
            line=line,
            seen=stated.fingerprint if stated else "",
            values={
                "variant": cells["variant"],
                "lines": cells["lines"],
                "node": self._code_of(cells["node"]),
            },
            by=self.by,
            why=self.why,
        )

    def _set_link(self, change: PlannedChange) -> None:
        cells = change.cells
        editing.link_instrument(
            edition=self.edition,
            instrument=cells["instrument"],
            node=self._code_of(cells["node"]),
            line=cells["line"],
            variant=cells["variant"],
            lines=pairs(cells.get("lines")),
            by=self.by,
            why=self.why,
        )

    def _align(self, change: PlannedChange) -> None:
        if change.change != "dropped":
            self._try(change.row, partial(self._set_alignment, change))

    def _set_alignment(self, change: PlannedChange) -> None:
        cells = change.cells
        code, framework, topic = self._code_of(cells["node"]), cells["framework"], cells["topic"]
        values: dict[str, Any] = {
            "basis": cells["basis"],
            "reason": texts_in("reason", cells),
            "lines": pairs(cells.get("lines")),
        }
        stated = alignment_stated(self.edition, code, framework, topic)
        common: dict[str, Any] = {
            "edition": self.edition, "code": code, "framework": framework, "topic": topic,
            "by": self.by, "why": self.why, **values,
        }  # fmt: skip
        if change.thing is None or _is_renamed(change) or stated is None:
            editing.align_node(**common)
        else:
            editing.change_alignment(seen=stated.fingerprint, **common)

    def _code_of(self, name: str) -> str:
        code = self.codes.get(name)
        if code is None:
            raise CannotEdit(Finding("plan.edit-unknown", name.removeprefix(NEW)))
        return code

    # Catalogues.

    def _instrument(self, change: PlannedChange, *, is_drop: bool) -> None:
        if is_drop == (change.change == "dropped"):
            self._try(change.row, partial(self._set_instrument, change))

    def _set_instrument(self, change: PlannedChange) -> None:
        given: dict[str, Any] = {"edition": self.edition, "by": self.by, "why": self.why}
        if change.thing is None:
            editing.add_instrument(values=values_of("instrument", change.cells), **given)
            return
        stated = instrument_stated(self.edition, change.thing.key)
        given |= {"key": change.thing.key, "seen": stated.fingerprint if stated else ""}
        if change.change == "dropped":
            editing.drop_instrument(**given)
        else:
            editing.change_instrument(values=_changed_values(change), **given)

    def _figure(self, change: PlannedChange) -> None:
        self._try(change.row, partial(self._set_figure, change))

    def _set_figure(self, change: PlannedChange) -> None:
        given: dict[str, Any] = {"edition": self.edition, "by": self.by, "why": self.why}
        if change.thing is None:
            editing.add_figure(values=values_of("figure", change.cells), **given)
            return
        stated = figure_stated(self.edition, change.thing.key)
        given |= {"key": change.thing.key, "seen": stated.fingerprint if stated else ""}
        if change.change == "dropped":
            editing.drop_figure(**given)
        else:
            editing.change_figure(values=_changed_values(change), **given)


def _by_kind(
    changes: Sequence[PlannedChange],
) -> Callable[[str], list[PlannedChange]]:
    found: dict[str, list[PlannedChange]] = {}
    for change in changes:
        found.setdefault(change.kind, []).append(change)
    return lambda kind: found.get(kind, [])


def _is_renamed(change: PlannedChange) -> bool:
    """Whether it has to go and come back: it links other things than it did."""
    if change.kind == "link":
        return is_renamed_link(change)
    return bool({"node", "framework", "topic"} & set(change.changed))


def _changed_values(change: PlannedChange) -> Mapping[str, Any]:
    """The fields of which a column differs."""
    fields = {name.partition(".")[0] for name in change.changed}
    fields |= {"value"} & {"value" for field in fields if field in ("words", "value")}
    fields |= {"unit"} & {"unit" for field in fields if field in ("unit", "unit_key")}
    values = values_of(change.kind, change.cells)
    return {name: value for name, value in values.items() if name in fields}
