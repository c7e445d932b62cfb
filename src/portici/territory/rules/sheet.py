"""Reading municipalities.csv: every cell has a form, and every fault is a finding with line, column and value."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from portici.kernel.findings import Finding, Place, listed
from portici.kernel.shapes import KEY_PATTERN, plain
from portici.territory.choices import AltitudeClass, Mountain, ZoneConfidence

MAXIMUM_ROWS = 10_000
MAXIMUM_NAME = 100

_CADASTRAL_CODE = re.compile(r"^[A-Z]\d{3}$")


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A row of the sheet, typed; None and empty text mean unknown.

    Attributes:
        line: where the row begins in the file.
        lat, lon: degrees, WGS84.
        area_km2: square kilometres; altitude_m: metres above the sea.
    """

    line: int
    istat_code: str
    name: str
    zone_number: int
    zone_confidence: str
    zone_evidence: str
    lat: float
    lon: float
    population: int | None
    area_km2: Decimal | None
    altitude_class: str
    altitude_m: int | None
    mountain: str
    population_legal_2021: int | None
    cadastral_code: str


class _LineReader(Protocol):
    """What `csv.reader` gives: rows, and the line that it has come to."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """What a cell of a column must look like.

    Attributes:
        read: the typed value; raises ValueError for a text that is not of the form.
        expected: the form in words, for the sentence (a key into `phrases`).
        unknown: the value of an empty cell; None together with `is_required` False means unknown.
    """

    read: Callable[[str], object]
    expected: str
    is_required: bool = True
    unknown: object = None


def istat_code(text: str) -> str:
    """Six digits: province and municipality."""
    if len(text) == 6 and text.isascii() and text.isdigit():
        return text
    raise ValueError(text)


def cadastral_code(text: str) -> str:
    """A letter and three digits, as on tax codes."""
    if _CADASTRAL_CODE.match(text):
        return text
    raise ValueError(text)


def _name(text: str) -> str:
    if len(text) > MAXIMUM_NAME:
        raise ValueError(text)
    return plain(text)


def _key(text: str) -> str:
    if re.fullmatch(KEY_PATTERN, text):
        return text
    raise ValueError(text)


def _degrees(text: str) -> float:
    return float(_decimal(text, -180, 180))


def _area(text: str) -> Decimal:
    """Positive and below 100,000 km², with four decimals at most."""
    return _decimal(text, Decimal("0.0001"), 99_999).quantize(Decimal("0.0001"))


def _decimal(text: str, lowest: float | Decimal, highest: float | Decimal) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if number.is_finite() and lowest <= number <= highest:
        return number
    raise ValueError(text)


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if re.fullmatch(r"-?[0-9]{1,9}", text) and lowest <= int(text) <= highest:
            return int(text)
        raise ValueError(text)

    return read


def _one_of(values: list[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text in values:
            return text
        raise ValueError(text)

    return read


COLUMNS: Mapping[str, ColumnForm] = {
    "istat_code": ColumnForm(istat_code, "six-digits"),
    "name": ColumnForm(_name, "name"),
    "zone_number": ColumnForm(_whole(1, 999), "zone-number"),
    "zone_confidence": ColumnForm(_one_of(ZoneConfidence.values), "confidence"),
    "zone_evidence": ColumnForm(_key, "key", is_required=False, unknown=""),
    "lat": ColumnForm(_degrees, "degrees"),
    "lon": ColumnForm(_degrees, "degrees"),
    "population": ColumnForm(_whole(0, 99_999_999), "whole-number", is_required=False),
    "area_km2": ColumnForm(_area, "area", is_required=False),
    "altitude_class": ColumnForm(
        _one_of(AltitudeClass.values), "altitude-class", is_required=False, unknown=""
    ),
    "altitude_m": ColumnForm(_whole(-500, 9_000), "altitude", is_required=False),
    "mountain": ColumnForm(_one_of(Mountain.values), "mountain", is_required=False, unknown=""),
    "population_legal_2021": ColumnForm(_whole(0, 99_999_999), "whole-number", is_required=False),
    "cadastral_code": ColumnForm(cadastral_code, "cadastral-code", is_required=False, unknown=""),
}


def read_sheet(text: str, *, name: str) -> tuple[tuple[MunicipalityRow, ...], tuple[Finding, ...]]:
    """The rows of a CSV with comma and heading; rows with a fault are left out, and the fault is said.

    At most 200 findings are listed; a last one says how many more there are.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    findings: list[Finding] = []
    rows: list[MunicipalityRow] = []
    try:
        heading = next(reader, [])
        findings.extend(_heading_findings(heading, name))
        if not findings:
            for row, faults in _rows(reader, heading, name):
                findings.extend(faults)
                if row is not None:
                    rows.append(row)
    except csv.Error as error:
        place = Place(name, reader.line_num)
        findings.append(Finding("sheet.unreadable", name, {"problem": str(error)}, place))
    if not rows and not findings:
        findings.append(Finding("sheet.no-rows", name, {}, Place(name)))
    return tuple(rows), listed(findings, file=name, more="territory.more-findings")


def _heading_findings(heading: list[str], name: str) -> Iterator[Finding]:
    place = Place(name, 1)
    for column in COLUMNS:
        if column not in heading:
            yield Finding("sheet.column-missing", column, {}, place)
    for index, column in enumerate(heading):
        if column not in COLUMNS:
            yield Finding("sheet.column-unknown", column, {}, place)
        elif column in heading[:index]:
            yield Finding("sheet.column-twice", column, {}, place)


def _rows(
    reader: _LineReader, heading: list[str], name: str
) -> Iterator[tuple[MunicipalityRow | None, list[Finding]]]:
    line = 2
    for count, cells in enumerate(reader):
        if count == MAXIMUM_ROWS:
            facts: dict[str, object] = {"limit": MAXIMUM_ROWS}
            yield None, [Finding("sheet.too-long", name, facts, Place(name, line))]
            return
        if cells:
            yield _row(cells, heading, Place(name, line))
        line = reader.line_num + 1


def _row(
    cells: list[str], heading: list[str], place: Place
) -> tuple[MunicipalityRow | None, list[Finding]]:
    if len(cells) != len(heading):
        facts: dict[str, object] = {"found": len(cells), "expected": len(heading)}
        return None, [Finding("sheet.cells-count", cells[0], facts, place)]
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    for column, raw in zip(heading, cells, strict=True):
        form = COLUMNS[column]
        text = raw.strip()
        if not text:
            values[column] = form.unknown
            if form.is_required:
                findings.append(_fault("sheet.cell-empty", cells[0], column, "", form, place))
            continue
        try:
            values[column] = form.read(text)
        except ValueError:
            findings.append(_fault("sheet.cell-wrong", cells[0], column, text, form, place))
    if findings:
        return None, findings
    return MunicipalityRow(line=place.line or 0, **values), []


def _fault(
    code: str, subject: str, column: str, value: str, form: ColumnForm, place: Place
) -> Finding:
    facts: dict[str, object] = {
        "column": column,
        "value": value if len(value) <= 60 else f"{value[:57]}…",
        "expected": form.expected,
    }
    return Finding(code, subject, facts, Place(place.file, place.line, column=column))
