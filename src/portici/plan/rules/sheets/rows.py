"""From the tables of a file to rows whose cells have values: every fault with sheet, row, column and value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portici.kernel.findings import Finding, Place
from portici.kernel.rawtables import RawCell, RawTable
from portici.plan.rules.sheets.cells import read_cell
from portici.plan.rules.sheets.layout import (
    FORMAT,
    Column,
    Sheet,
    is_read_only,
    known_headings,
    language_of,
    normal,
    sheet_named,
)
from portici.plan.rules.sheets.surroundings import Surroundings, WrongCell, shown

# What stands before the values of the information sheet that are looked at.
PLAN_LABELS = frozenset({"piano", "plan"})
FORMAT_LABELS = frozenset({"formato", "format"})


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet, read.

    Attributes:
        kind: of the thing, as in `Sheet`.
        number: of the row in its sheet.
        cells: name of the column to value, of the columns that the sheet has; without the sheet's own.
        columns: name of the column to where it stands, from 0.
        action: "drop", or empty.
        id, seen: what the row carried away with it: the thing's key, and the fingerprint of what stood there then.
        table: where it stands.
    """

    kind: str
    number: int
    cells: Mapping[str, Any]
    columns: Mapping[str, int]
    action: str
    id: str
    seen: str
    table: RawTable

    def place(self, column: str = "") -> Place:
        """Where the row stands, or one of its cells."""
        return self.table.place(self.number, self.columns.get(column))

    def heading(self, column: str) -> str:
        """What stands over a column in this sheet; the column's name where it has none."""
        index = self.columns.get(column)
        return column if index is None else str(self.table.rows[0][1][index])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the cells of an edition's workbook may name.

    Attributes:
        plan: the plan's slug.
        sheets: those of the plan's languages.
        labels: `(kind, field)` to value to its names for people, for columns with a list of values.
        codes: of elements and lines, `known_codes` of `Surroundings`.
    """

    plan: str
    sheets: tuple[Sheet, ...]
    labels: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadSheets:
    """What a file holds.

    Attributes:
        rows: those that could be read, in the order of the file.
        kinds: of the sheets whose headings could be read.
        findings: why it cannot be taken in as it is.
        notes: what is left aside, and why; nothing has to be done about it.
        refused: kind to how many rows cannot be read.
    """

    rows: tuple[SheetRow, ...]
    kinds: tuple[str, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    refused: Mapping[str, int]


def read_sheets(tables: Sequence[RawTable], words: Vocabulary) -> ReadSheets:
    """Every row of every sheet that is known; other sheets and columns are left aside and named."""
    rows: list[SheetRow] = []
    findings: list[Finding] = []
    notes: list[Finding] = []
    refused: dict[str, int] = {}
    found: dict[str, RawTable] = {}
    sound: list[str] = []
    for table in tables:
        if is_read_only(table.name):
            findings.extend(_information_faults(table, words))
            continue
        sheet = _sheet_of(table, words.sheets)
        if sheet is None:
            if table.rows:
                notes.append(Finding("sheet.sheet-ignored", table.name, {}, table.place()))
            continue
        if sheet.kind in found:
            facts: dict[str, object] = {"other": found[sheet.kind].name}
            findings.append(Finding("sheet.sheet-twice", table.name, facts, table.place()))
            continue
        found[sheet.kind] = table
        columns, faults, left_out = _columns_of(table, sheet)
        findings.extend(faults)
        notes.extend(left_out)
        if faults:
            continue
        sound.append(sheet.kind)
        for row, problems in _rows_of(table, sheet, columns, words):
            findings.extend(problems)
            if row is None:
                refused[sheet.kind] = refused.get(sheet.kind, 0) + 1
            else:
                rows.append(row)
    if not found and not findings:
        findings.append(_nothing_known(tables, words.sheets))
    return ReadSheets(tuple(rows), tuple(sound), tuple(findings), tuple(notes), refused)


def _nothing_known(tables: Sequence[RawTable], sheets: Sequence[Sheet]) -> Finding:
    names = ", ".join(f"{sheet.name['it']}/{sheet.name['en']}" for sheet in sheets)
    seen = ", ".join(table.name for table in tables)
    file = tables[0].file if tables else ""
    return Finding("sheet.no-sheet", seen, {"names": names}, Place(file))


def _information_faults(table: RawTable, words: Vocabulary) -> Iterator[Finding]:
    """The workbook says of which plan it is, and in which form."""
    for number, cells in table.rows:
        if len(cells) < 2 or not isinstance(cells[0], str):
            continue
        label, value = normal(cells[0]), str(cells[1]).strip()
        if label in PLAN_LABELS and value != words.plan:
            facts: dict[str, object] = {"plan": words.plan}
            yield Finding("sheet.other-plan", value, facts, table.place(number, 1))
        if label in FORMAT_LABELS and value != FORMAT:
            facts = {"format": FORMAT}
            yield Finding("sheet.other-format", value, facts, table.place(number, 1))


def _sheet_of(table: RawTable, sheets: Sequence[Sheet]) -> Sheet | None:
    """By its name; else by its headings: all that name a row, and the most of the others."""
    named = sheet_named(table.name, sheets)
    if named is not None or not table.rows:
        return named
    headings = {normal(str(cell)) for cell in table.rows[0][1] if cell is not None}
    best, most = None, 0
    for sheet in sheets:
        known = {column.name for text, column in known_headings(sheet).items() if text in headings}
        if all(column.name in known for column in sheet.keys) and len(known) > most:
            best, most = sheet, len(known)
    # A list of codes alone may be anything.
    return best if most > 2 else None


def _columns_of(
    table: RawTable, sheet: Sheet
) -> tuple[dict[str, tuple[int, Column]], list[Finding], list[Finding]]:
    """Name of the column to where it stands; with what is wrong with the headings, and what is left aside."""
    columns: dict[str, tuple[int, Column]] = {}
    findings: list[Finding] = []
    notes: list[Finding] = []
    number, headings = table.rows[0] if table.rows else (1, ())
    known = known_headings(sheet)
    for index, cell in enumerate(headings):
        text = "" if cell is None else str(cell).strip()
        column = known.get(normal(text)) if text else None
        if column is not None and column.name in columns:
            facts: dict[str, object] = {"first": columns[column.name][0] + 1}
            findings.append(Finding("sheet.column-twice", text, facts, table.place(number, index)))
        elif column is not None:
            columns[column.name] = (index, column)
        elif text or _has_values(table, index):
            code = "sheet.column-ignored" if text else "sheet.column-without-heading"
            notes.append(Finding(code, shown(text), {}, table.place(number, index)))
    missing = [column for column in sheet.keys if column.name not in columns]
    # A row that carries its identity needs no other name.
    if "id" not in columns or len(columns) == 1:
        for column in missing:
            facts = {"heading": f"{column.heading['it']}/{column.heading['en']}"}
            findings.append(Finding("sheet.column-missing", table.name, facts, table.place(number)))
    return columns, findings, notes


def _has_values(table: RawTable, index: int) -> bool:
    return any(len(cells) > index and cells[index] is not None for _number, cells in table.rows[1:])


def _rows_of(
    table: RawTable,
    sheet: Sheet,
    columns: Mapping[str, tuple[int, Column]],
    words: Vocabulary,
) -> Iterator[tuple[SheetRow | None, list[Finding]]]:
    """Each row with its faults; a row without a single value of its own is none."""
    headings = [str(cell or "") for cell in table.rows[0][1]]
    language = language_of(headings, sheet)
    for number, cells in table.rows[1:]:
        values: dict[str, Any] = {}
        findings: list[Finding] = []
        if all(
            _cell(cells, index) is None or column.is_technical for index, column in columns.values()
        ):
            continue
        for name, (index, column) in columns.items():
            around = Surroundings(
                column.field,
                language,
                table.is_text,
                words.codes,
                words.labels.get((sheet.kind, column.field), {}),
            )
            try:
                values[name] = read_cell(column.form, _cell(cells, index), around)
            except WrongCell as fault:
                facts = {"column": headings[index].strip(), **fault.facts}
                findings.append(
                    Finding(fault.code, _named(cells), facts, table.place(number, index))
                )
        if findings:
            yield None, findings
            continue
        places = {name: index for name, (index, _column) in columns.items()}
        action, identity, seen = (values.pop(each, "") for each in ("action", "id", "fingerprint"))
        yield SheetRow(sheet.kind, number, values, places, action, identity, seen, table), []


def _cell(cells: Sequence[RawCell], index: int) -> RawCell:
    """The cell, None past the end of the row and for a text of spaces."""
    found = cells[index] if index < len(cells) else None
    return None if isinstance(found, str) and not found.strip() else found


def _named(cells: Sequence[RawCell]) -> str:
    """What a person finds the row by: its first text."""
    return next((shown(cell) for cell in cells if isinstance(cell, str) and cell.strip()), "")
