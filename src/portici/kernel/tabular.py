"""Every list as a file: the same rows as CSV, XLSX or JSON."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell: TypeAlias = str | int | float | bool | date | None

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}

# A cell that a spreadsheet would run as a formula (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` names it in JSON, `label` heads it for people, `width` is in characters."""

    key: str
    label: str
    width: int = 20


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to take away: `name` is the file's stem, every row has one cell per column."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte-order mark and `;`, as spreadsheets with Italian settings open it; formulas are disarmed."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.label for column in table.columns])
    for row in table.rows:
        writer.writerow([_disarmed(cell) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def as_xlsx(table: Table) -> bytes:
    """One sheet with a bold, frozen, filterable heading; texts that look like formulas stay texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=table.name[:31])
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    headings = []
    for column in table.columns:
        heading = WriteOnlyCell(sheet, value=column.label)
        heading.font = Font(bold=True)
        headings.append(heading)
    sheet.append(headings)
    for row in table.rows:
        sheet.append([_typed_cell(sheet, cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_json(table: Table) -> bytes:
    """A list of objects with the columns' keys, in the columns' order."""
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str).encode("utf-8")


WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}


def _disarmed(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _typed_cell(sheet: Worksheet, cell: Cell) -> object:
    """A text is written as a text even when it starts with `=`; control characters that XLSX forbids are dropped."""
    if not isinstance(cell, str):
        return cell
    clean = "".join(character for character in cell if character >= " " or character in "\t\n\r")
    written = WriteOnlyCell(sheet, value=clean)
    written.data_type = "s"
    return written
