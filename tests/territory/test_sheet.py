"""municipalities.csv: every fault of a cell is a finding with line, column and value."""

from decimal import Decimal

import pytest
from tests.factories.territory_folder import HEADING, ROWS

from portici.kernel.findings import MAXIMUM_FINDINGS, Finding, Place
from portici.territory.rules.sheet import (
    MAXIMUM_ROWS,
    MunicipalityRow,
    read_sheet,
)


def sheet(*rows: str, heading: str = HEADING) -> str:
    return "\n".join((heading, *rows)) + "\n"


def spoiled(column: str, value: str) -> str:
    """The first row with another value in one cell."""
    cells = dict(zip(HEADING.split(","), ROWS[0].split(","), strict=True))
    return ",".join((cells | {column: value}).values())


def test_sheet_gives_typed_rows() -> None:
    rows, findings = read_sheet(sheet(ROWS[0]), name="m.csv")

    assert findings == ()
    assert rows == (
        MunicipalityRow(
            line=2,
            istat_code="001001",
            name="Àlfa",
            zone_number=1,
            zone_confidence="A",
            zone_evidence="list",
            lat=45.10,
            lon=7.10,
            population=1000,
            area_km2=Decimal("10.5000"),
            altitude_class="Pianura",
            altitude_m=200,
            mountain="NM",
            population_legal_2021=990,
            cadastral_code="A001",
        ),
    )


def test_sheet_keeps_unknown_facts_unknown() -> None:
    rows, findings = read_sheet(sheet(ROWS[3]), name="m.csv")

    assert findings == ()
    assert (rows[0].population, rows[0].area_km2, rows[0].mountain, rows[0].altitude_m) == (
        None,
        None,
        "",
        None,
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("istat_code", "1001"),
        ("istat_code", "00100x"),
        ("name", "<b>Alfa</b>"),
        ("name", "A" * 101),
        ("name", "Al\x00fa"),
        ("zone_number", "0"),
        ("zone_number", "one"),
        ("zone_confidence", "D"),
        ("zone_evidence", "Not a key"),
        ("lat", "north"),
        ("lat", "NaN"),
        ("lon", "181"),
        ("population", "-1"),
        ("population", "1.000"),
        ("area_km2", "0"),
        ("area_km2", "Infinity"),
        ("altitude_class", "Plain"),
        ("altitude_m", "9001"),
        ("mountain", "X"),
        ("population_legal_2021", "1e3"),
        ("cadastral_code", "l219"),
    ],
)
def test_sheet_refuses_a_cell_of_wrong_form(column: str, value: str) -> None:
    rows, findings = read_sheet(sheet(spoiled(column, value)), name="m.csv")

    assert rows == ()
    assert [(each.code, each.facts["column"], each.place) for each in findings] == [
        ("sheet.cell-wrong", column, Place("m.csv", 2, column=column))
    ]


def test_sheet_shows_a_long_value_shortened() -> None:
    _rows, findings = read_sheet(sheet(spoiled("name", "A" * 5_000)), name="m.csv")

    assert findings[0].facts["value"] == "A" * 57 + "…"


def test_sheet_refuses_an_empty_required_cell() -> None:
    rows, findings = read_sheet(sheet(spoiled("name", "  ")), name="m.csv")

    assert rows == ()
    assert [(each.code, each.facts["column"]) for each in findings] == [
        ("sheet.cell-empty", "name")
    ]


def test_sheet_says_which_columns_are_wrong() -> None:
    heading = HEADING.replace("mountain", "montain").replace("altitude_m,", "name,")

    rows, findings = read_sheet(sheet(ROWS[0], heading=heading), name="m.csv")

    assert rows == ()
    assert [(each.code, each.subject) for each in findings] == [
        ("sheet.column-missing", "altitude_m"),
        ("sheet.column-missing", "mountain"),
        ("sheet.column-twice", "name"),
        ("sheet.column-unknown", "montain"),
    ]


def test_sheet_says_when_a_row_has_too_many_cells() -> None:
    rows, findings = read_sheet(sheet(ROWS[0] + ",more", ROWS[1]), name="m.csv")

    assert [row.name for row in rows] == ["Bèta"]
    assert findings == (
        Finding("sheet.cells-count", "001001", {"found": 15, "expected": 14}, Place("m.csv", 2)),
    )


def test_sheet_passes_over_empty_lines_and_counts_them() -> None:
    rows, findings = read_sheet(sheet(ROWS[0], "", ROWS[1]), name="m.csv")

    assert findings == ()
    assert [row.line for row in rows] == [2, 4]


def test_sheet_without_rows_is_a_finding() -> None:
    assert read_sheet(sheet(), name="m.csv") == (
        (),
        (Finding("sheet.no-rows", "m.csv", {}, Place("m.csv")),),
    )


def test_empty_sheet_misses_every_column() -> None:
    _rows, findings = read_sheet("", name="m.csv")

    assert [each.code for each in findings] == ["sheet.column-missing"] * 14


def test_sheet_with_an_open_quote_is_a_finding() -> None:
    _rows, findings = read_sheet(sheet('"' + ROWS[0]), name="m.csv")

    assert [each.code for each in findings] == ["sheet.unreadable"]


def test_sheet_stops_at_too_many_rows() -> None:
    rows, findings = read_sheet(sheet(*[ROWS[0]] * (MAXIMUM_ROWS + 2)), name="m.csv")

    assert len(rows) == MAXIMUM_ROWS
    assert [each.code for each in findings] == ["sheet.too-long"]


def test_sheet_lists_so_many_findings_and_counts_the_rest() -> None:
    _rows, findings = read_sheet(sheet(*["x"] * (MAXIMUM_FINDINGS + 7)), name="m.csv")

    assert len(findings) == MAXIMUM_FINDINGS + 1
    assert (findings[-1].code, findings[-1].facts) == ("territory.more-findings", {"count": 7})
