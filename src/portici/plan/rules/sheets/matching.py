"""Which thing each row of a sheet names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portici.plan.rules.sheets.changes import NEW
from portici.plan.rules.sheets.layout import Sheet
from portici.plan.rules.sheets.rows import SheetRow
from portici.plan.rules.sheets.things import REFERENCES, Cells, Thing


@dataclass
class Naming:
    """Knows elements by their codes: those that they have, and those that the file gives them.

    Attributes:
        by_code: code to identity, in the edition.
        by_sheet_code: code to identity in the file, `NEW` and code for what it adds.
    """

    by_code: Mapping[str, str]
    by_sheet_code: dict[str, str] = field(default_factory=dict)

    def matched(
        self, sheet: Sheet, rows: Sequence[SheetRow], things: Mapping[str, Thing]
    ) -> dict[int, Thing]:
        """Number of the row to the thing that it names: by identity, else by code or key.

        A copied row carries the identity of its original: the row that still has the original's name keeps it.
        """
        matched: dict[int, Thing] = {}
        owners: dict[str, SheetRow] = {}
        for row in rows:
            thing = things.get(row.id)
            if thing is None:
                continue
            owner = owners.get(row.id)
            if owner is None or (
                not self._has_name(owner, sheet, thing) and self._has_name(row, sheet, thing)
            ):
                owners[row.id] = row
        for identity, row in owners.items():
            matched[row.number] = things[identity]
        by_name = {_name(sheet, thing.cells): thing for thing in things.values()}
        for row in rows:
            if row.number in matched:
                continue
            thing = by_name.get(self.row_name(sheet, row))
            if thing is not None and (thing.key not in owners or owners[thing.key] is not row):
                # Renumbered away by another row: the code is free for this one.
                owner = owners.get(thing.key)
                if owner is None or self._has_name(owner, sheet, thing):
                    matched[row.number] = thing
        return matched

    def row_name(self, sheet: Sheet, row: SheetRow) -> tuple[Any, ...]:
        """What names the row's thing; an element that is part of the name by its identity."""
        reference = REFERENCES.get(sheet.kind)
        return tuple(
            self.identity(row.cells.get(column.name, ""))
            if column.name == reference
            else row.cells.get(column.name)
            for column in sheet.keys
        )

    def _has_name(self, row: SheetRow, sheet: Sheet, thing: Thing) -> bool:
        return self.row_name(sheet, row) == _name(sheet, thing.cells)

    def name_elements(self, rows: Sequence[SheetRow], matched: Mapping[int, Thing]) -> None:
        """Codes as they will be: a reference means the element that has the code in the file."""
        for row in rows:
            code = row.cells.get("code")
            if not code or row.action:
                continue
            thing = matched.get(row.number)
            self.by_sheet_code.setdefault(code, thing.key if thing else f"{NEW}{code}")

    def identity(self, code: str) -> str:
        """The identity of the element of that code, in the file or else in the edition; empty when there is none."""
        return self.by_sheet_code.get(code) or self.by_code.get(code, "")


def _name(sheet: Sheet, cells: Cells) -> tuple[Any, ...]:
    return tuple(cells.get(column.name) for column in sheet.keys)
