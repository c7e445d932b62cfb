"""What the rows of a workbook change in an edition: each row beside the thing that it names.

- A row that says what the edition says changes nothing, whatever happened in between.
- A row that nobody touched since it was taken away changes nothing either: its cells still have its fingerprint.
- A row that somebody edited, while the thing was changed in the edition too, is a conflict.
- Columns and rows that the file does not have are left as they are. A thing goes only by a word in the column "action".

Cases: tests/plan/cases/fogli.yaml.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portici.kernel.findings import Finding
from portici.plan.rules.sheets.changes import (
    Planned,
    PlannedChange,
    RowConflict,
    compared,
    row_label,
)
from portici.plan.rules.sheets.layout import Column, Sheet
from portici.plan.rules.sheets.lines import line_faults
from portici.plan.rules.sheets.matching import Naming
from portici.plan.rules.sheets.reordering import reordered
from portici.plan.rules.sheets.rows import ReadSheets, SheetRow
from portici.plan.rules.sheets.things import REFERENCES, SHIFTING, Cells, Thing, cells_fingerprint

# What names these things stays for ever; another name is another thing.
_FIXED_KEYS = ("instrument", "figure")
_SHOWN_LABELS = 5


def planned(
    read: ReadSheets, things: Mapping[str, Mapping[str, Thing]], sheets: Sequence[Sheet]
) -> Planned:
    """Every row beside the thing that it names."""
    return _Planner(read, things, sheets).planned()


@dataclass
class _Planner:
    """Gathers what each row means, one kind after the other: elements first, because others name them."""

    read: ReadSheets
    things: Mapping[str, Mapping[str, Thing]]
    sheets: Sequence[Sheet]
    changes: list[PlannedChange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    conflicts: list[RowConflict] = field(default_factory=list)
    unchanged: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    refused: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        self.refused.update(self.read.refused)
        nodes = self._all("node")
        self._naming = Naming({thing.cells["code"]: uid for uid, thing in nodes.items()})

    def planned(self) -> Planned:
        for sheet in self.sheets:
            rows = [row for row in self.read.rows if row.kind == sheet.kind]
            if sheet.kind not in self.read.kinds:
                continue
            matched = self._naming.matched(sheet, rows, self._all(sheet.kind))
            if sheet.kind == "node":
                self._naming.name_elements(rows, matched)
                moved = reordered(self._all("node"), self._wishes(rows, matched))
            else:
                moved = frozenset()
            claimed: dict[str, SheetRow] = {}
            for row in rows:
                self._plan_row(sheet, row, matched.get(row.number), claimed, moved)
            if sheet.kind == "link":
                self._refuse_lines()
            self._note_missing(sheet, claimed)
        return Planned(
            tuple(self.changes),
            dict(self.unchanged),
            {kind: count for kind, count in self.refused.items() if count},
            tuple(self.findings),
            tuple(self.notes),
            tuple(self.conflicts),
        )

    def _all(self, kind: str) -> Mapping[str, Thing]:
        return self.things.get(kind, {})

    def _wishes(self, rows: Sequence[SheetRow], matched: Mapping[int, Thing]) -> dict[str, int]:
        """Identity to the position that the file gives it, of elements that stay below their parent."""
        wishes = {}
        for row in rows:
            thing, wish = matched.get(row.number), row.cells.get("position")
            if thing is None or wish is None or row.action:
                continue
            parent = row.cells.get("parent", None)
            if parent is None or self._naming.identity(parent) == thing.cells["parent"]:
                wishes[thing.key] = wish
        return wishes

    def _plan_row(
        self,
        sheet: Sheet,
        row: SheetRow,
        thing: Thing | None,
        claimed: dict[str, SheetRow],
        moved: frozenset[str],
    ) -> None:
        cells, findings = self._resolved(row)
        name = thing.key if thing else repr(self._naming.row_name(sheet, row))
        first = claimed.setdefault(name, row)
        if first is not row:
            facts = {"first": first.number}
            findings.append(Finding("sheet.row-twice", row_label(row), facts, row.place()))
        if thing is not None:
            findings.extend(_not_to_be_changed(row, thing))
        if findings and row.action != "drop":
            return self._refuse(row, *findings)
        if thing is None:
            return self._plan_new(sheet, row, cells)
        return self._plan_known(sheet, row, cells, thing, moved)

    def _plan_known(
        self, sheet: Sheet, row: SheetRow, cells: Cells, thing: Thing, moved: frozenset[str]
    ) -> None:
        is_stale = bool(row.seen) and row.seen != thing.fingerprint
        if row.action == "drop":
            if is_stale:
                return self._conflict(row, thing, ())
            return self.changes.append(PlannedChange(row, "dropped", thing, {}))
        changed = tuple(
            name
            for name, value in cells.items()
            if name not in SHIFTING and compared(value) != compared(thing.cells.get(name))
        )
        if changed and _is_untouched(sheet, row, cells):
            changed = ()
            facts: dict[str, object] = {}
            self.notes.append(Finding("sheet.row-outdated", thing.label, facts, row.place()))
        if changed and is_stale:
            return self._conflict(row, thing, changed)
        if thing.key in moved:
            changed = (*changed, "position")
        if not changed:
            self.unchanged[row.kind] += 1
            return None
        laid = {**thing.cells, **cells}
        return self.changes.append(PlannedChange(row, "changed", thing, laid, changed))

    def _plan_new(self, sheet: Sheet, row: SheetRow, cells: Cells) -> None:
        # A copied row carries what its original was.
        is_copy = row.id in self._all(row.kind)
        if row.seen and not is_copy:
            if row.action == "drop" or _is_untouched(sheet, row, cells):
                self.unchanged[row.kind] += 1
                return self.notes.append(Finding("sheet.row-gone", row_label(row), {}, row.place()))
            return self._conflict(row, None, ())
        if row.action == "drop":
            self.unchanged[row.kind] += 1
            return self.notes.append(Finding("sheet.row-gone", row_label(row), {}, row.place()))
        missing = [
            Finding(
                "sheet.cell-empty",
                row_label(row),
                {"column": _heading(row, column)},
                row.place(column.name),
            )
            for column in sheet.columns
            if column.is_required and not cells.get(column.name)
        ]
        if missing:
            return self._refuse(row, *missing)
        return self.changes.append(PlannedChange(row, "added", None, cells))

    def _resolved(self, row: SheetRow) -> tuple[dict[str, Any], list[Finding]]:
        """The cells with elements named by their identity; a code that nobody has is a finding."""
        cells = dict(row.cells)
        reference = REFERENCES.get(row.kind)
        if reference is None or not cells.get(reference):
            return cells, []
        code = cells[reference]
        identity = self._naming.identity(code)
        if not identity:
            facts = {"column": row.heading(reference), "value": code}
            place = row.place(reference)
            return cells, [Finding("sheet.element-unknown", row_label(row), facts, place)]
        cells[reference] = identity
        return cells, []

    def _refuse(self, row: SheetRow, *findings: Finding) -> None:
        self.findings.extend(findings)
        self.refused[row.kind] += 1

    def _conflict(self, row: SheetRow, thing: Thing | None, changed: tuple[str, ...]) -> None:
        self.conflicts.append(RowConflict(row, thing, changed))
        self.refused[row.kind] += 1

    def _refuse_lines(self) -> None:
        """A line stands in one place, whatever the rows say that name it."""
        codes = {uid: thing.label for uid, thing in self._all("node").items()}
        for change, finding in line_faults(self.changes, self._all("link"), codes):
            self.changes.remove(change)
            self._refuse(change.row, finding)

    def _note_missing(self, sheet: Sheet, claimed: Mapping[str, SheetRow]) -> None:
        """Things without a row stay; that is said, because somebody may have meant to remove them."""
        # Rows that cannot be read may be those of the missing things.
        missing = [
            thing.label for key, thing in self._all(sheet.kind).items() if key not in claimed
        ]
        if not missing or sheet.kind in self.read.refused:
            return
        labels = ", ".join(missing[:_SHOWN_LABELS]) + ("…" if len(missing) > _SHOWN_LABELS else "")
        table = next((row.table for row in claimed.values()), None)
        facts: dict[str, object] = {"count": len(missing), "labels": labels}
        place = table.place() if table else None
        code = "sheet.row-missing" if len(missing) == 1 else "sheet.rows-missing"
        self.notes.append(Finding(code, sheet.kind, facts, place))


def _not_to_be_changed(row: SheetRow, thing: Thing) -> Iterator[Finding]:
    """A level follows from where the element stands; keys stay for ever."""
    fixed = ["level"] if row.kind == "node" else []
    fixed += ["key"] if row.kind in _FIXED_KEYS else []
    for name in fixed:
        value = row.cells.get(name)
        if value and value != thing.cells[name]:
            facts = {"column": row.heading(name), "value": value, "stands": thing.cells[name]}
            yield Finding(f"sheet.{name}-fixed", thing.label, facts, row.place(name))


def _is_untouched(sheet: Sheet, row: SheetRow, cells: Cells) -> bool:
    """Whether the row still says what it said when it was taken away."""
    names = {column.name for column in sheet.columns} - {"action", "id", "fingerprint"} - SHIFTING
    return bool(row.seen) and names <= cells.keys() and cells_fingerprint(cells) == row.seen


def _heading(row: SheetRow, column: Column) -> str:
    if column.name in row.columns:
        return row.heading(column.name)
    return "/".join(dict.fromkeys(column.headed(language) for language in column.heading))
