"""What a workbook changes: a row with the thing that it changes, and a row that must not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portici.kernel.findings import Finding
from portici.plan.rules.sheets.rows import SheetRow
from portici.plan.rules.sheets.things import Cells, Thing

# Before the code of an element that a row of the file adds: it has no identity yet.
NEW = "new:"


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """What one row changes.

    Attributes:
        change: "added", "changed" or "dropped".
        thing: as it stands in the edition; None when it is added.
        cells: of the row, laid over those of the thing; elements are named by identity, new ones by `NEW` and code.
        changed: names of the columns that differ.
    """

    row: SheetRow
    change: str
    thing: Thing | None
    cells: Cells
    changed: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Of the thing."""
        return self.row.kind

    @property
    def label(self) -> str:
        """What people call the thing."""
        return self.thing.label if self.thing else row_label(self.row)

    @property
    def identity(self) -> str:
        """The thing's key; of an element that is added `NEW` and its code."""
        return self.thing.key if self.thing else f"{NEW}{self.cells.get('code', '')}"

    @property
    def before(self) -> Cells:
        """The thing's cells as they stand; none when it is added."""
        return self.thing.cells if self.thing else {}

    @property
    def differences(self) -> dict[str, tuple[Any, Any]]:
        """Name of the column to what stood and what will stand there."""
        before = self.before
        after: Cells = {} if self.change == "dropped" else self.cells
        names = self.changed or tuple(dict.fromkeys([*before, *after]))
        found = {name: (before.get(name), after.get(name)) for name in names}
        return {
            name: pair for name, pair in found.items() if compared(pair[0]) != compared(pair[1])
        }


@dataclass(frozen=True, slots=True)
class RowConflict:
    """A row that was edited, of a thing that was changed in the edition too; without thing, it was dropped there."""

    row: SheetRow
    thing: Thing | None
    changed: tuple[str, ...]

    @property
    def label(self) -> str:
        """What people call the thing."""
        return self.thing.label if self.thing else row_label(self.row)


@dataclass(frozen=True)
class Planned:
    """What a file changes in an edition.

    Attributes:
        unchanged, refused: kind to number of rows.
    """

    changes: tuple[PlannedChange, ...]
    unchanged: Mapping[str, int]
    refused: Mapping[str, int]
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    conflicts: tuple[RowConflict, ...]


def row_label(row: SheetRow) -> str:
    """What people call what a row names: its code or key, or both that it links."""
    cells = row.cells
    if row.kind == "link":
        return f"{cells.get('line', '')} → {cells.get('instrument', '')}"
    if row.kind == "alignment":
        return f"{cells.get('node', '')} → {cells.get('framework', '')}:{cells.get('topic', '')}"
    return str(cells.get("code") or cells.get("key") or row.id)


def compared(value: Any) -> Any:
    """A value as two are compared: all empty ones are one, and the order of markers is the plan's."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return sorted(value) or None
    return None if value in (None, "", {}) else value
