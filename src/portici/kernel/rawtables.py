"""Tables as they stand in a file that a person gave us, before anybody knows what they mean."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from portici.kernel.findings import Place

# What a cell holds. Cells of CSV are texts; those of workbooks also numbers, dates and yes or no.
CellValue: TypeAlias = str | int | float | bool | date | None

MAXIMUM_ROWS = 50_000
MAXIMUM_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell whose value a program would compute: we take values, not formulas."""

    formula: str


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell in which the spreadsheet itself shows an error, such as #REF!."""

    text: str


RawCell: TypeAlias = CellValue | FormulaCell | ErrorCell


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet of a workbook, or one CSV file.

    Attributes:
        file: name of the file as the person gave it.
        name: of the sheet; for CSV the file's name without its ending.
        rows: number of the row, from 1 (for CSV the line at which it begins), with its cells; empty rows left out.
        is_text: whether all cells are texts, as in CSV: numbers are still to be read, and by whose marks.
    """

    file: str
    name: str
    rows: tuple[tuple[int, tuple[RawCell, ...]], ...]
    is_text: bool = False

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Where a cell stands, `column` counted from 0; without numbers the whole table."""
        letter = column_letter(column) if column is not None else None
        return Place(self.file, sheet=self.name, row=row, column=letter)


def column_letter(index: int) -> str:
    """`A` for 0, `Z` for 25, `AA` for 26."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
