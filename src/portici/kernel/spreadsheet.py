"""Reading workbooks and CSV that people give us: values only, and nothing that could harm us."""

import io
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from portici.kernel.archives import MAXIMUM_BYTES, is_archive, open_archive
from portici.kernel.delimited import read_delimited
from portici.kernel.findings import Finding, Place
from portici.kernel.rawtables import (
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    ErrorCell,
    FormulaCell,
    RawCell,
    RawTable,
)

_OLE = b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
# Rows without a value that stand between rows with one: past this many they are no sheet of a person.
_MAXIMUM_GAP = 100_000

Tables = tuple[RawTable, ...]
Findings = tuple[Finding, ...]


def read_tables(raw: bytes, *, name: str) -> tuple[Tables, Findings]:
    """The tables of a workbook (.xlsx), of one CSV, or of a ZIP file of CSVs; told apart by what they hold.

    A file with a finding is not read: there are tables, or findings.
    """
    if len(raw) > MAXIMUM_BYTES:
        facts: dict[str, object] = {"bytes": len(raw), "limit": MAXIMUM_BYTES}
        return (), (Finding("file.too-large", name, facts, Place(name)),)
    if not raw.strip():
        return (), (Finding("file.empty", name, {}, Place(name)),)
    if raw.startswith(_OLE) or is_archive(raw):
        archive, fault = open_archive(raw, name=name)
        if archive is None:
            return (), (fault,) if fault else ()
        with archive:
            return _tables_of_archive(archive, raw, name)
    table, findings = read_delimited(raw, file=name, name=PurePath(name).stem)
    return ((table,) if table else ()), findings


def _tables_of_archive(archive: ZipFile, raw: bytes, name: str) -> tuple[Tables, Findings]:
    parts = archive.namelist()
    if "xl/workbook.xml" in parts:
        return _workbook_tables(raw, name)
    if "mimetype" in parts and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
        return (), (Finding("workbook.open-document", name, {}, Place(name)),)
    sheets = [part for part in parts if part.lower().endswith(".csv")]
    if not sheets:
        return (), (Finding("workbook.no-tables", name, {}, Place(name)),)
    tables: list[RawTable] = []
    findings: list[Finding] = []
    for part in sheets:
        table, faults = read_delimited(
            archive.read(part), file=f"{name}/{part}", name=PurePath(part).stem
        )
        findings.extend(faults)
        if table is not None:
            tables.append(table)
    return ((), tuple(findings)) if findings else (tuple(tables), ())


def _workbook_tables(raw: bytes, name: str) -> tuple[Tables, Findings]:
    """Every sheet. openpyxl raises whatever it likes on a file that some program wrote wrongly."""
    tables: list[RawTable] = []
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            # Programs write dimensions that are not those of the sheet.
            sheet.reset_dimensions()
            rows: list[tuple[int, tuple[RawCell, ...]]] = []
            last = 0
            for number, cells in enumerate(sheet.iter_rows(max_col=MAXIMUM_COLUMNS), start=1):
                values = _trimmed(cells)
                if values:
                    rows.append((number, values))
                    last = number
                if len(rows) > MAXIMUM_ROWS or number - last > _MAXIMUM_GAP:
                    place = Place(name, sheet=sheet.title)
                    facts: dict[str, object] = {"limit": MAXIMUM_ROWS}
                    return (), (Finding("workbook.too-many-rows", sheet.title, facts, place),)
            tables.append(RawTable(name, sheet.title, tuple(rows)))
    except Exception as error:
        facts = {"problem": str(error) or type(error).__name__}
        return (), (Finding("workbook.damaged", name, facts, Place(name)),)
    return tuple(tables), ()


def _trimmed(cells: tuple[Any, ...]) -> tuple[RawCell, ...]:
    """The values of a row, without the empty cells at its end; nothing for an empty row."""
    values = [_value_of(cell) for cell in cells]
    while values and values[-1] is None:
        values.pop()
    return tuple(values)


def _value_of(cell: Any) -> RawCell:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return FormulaCell(str(getattr(value, "text", None) or value))
    if cell.data_type == "e":
        return ErrorCell(str(value))
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, time | timedelta):
        # A text such as 1:30 that the spreadsheet took for an hour: no column of ours holds hours.
        return ErrorCell(str(value))
    if isinstance(value, bool | int | float | date):
        return value
    return str(value)
