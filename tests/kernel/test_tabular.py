"""The same rows as CSV, XLSX and JSON."""

import csv
import io
import json
from datetime import date

from openpyxl import load_workbook

from portici.kernel.tabular import MEDIA_TYPES, WRITERS, Column, Table, as_csv, as_json, as_xlsx

TABLE = Table(
    name="actions of a plan whose name is long",
    columns=[Column("code", "Codice", 12), Column("title", "Titolo"), Column("count", "Numero")],
    rows=[
        ["1.1", "Città; portici", 3],
        ["1.2", "=HYPERLINK(1)", None],
        ["1.3", "-1 € \x07bell", 0.5],
        ["1.4", "", True],
    ],
)


def test_csv_opens_in_italian_spreadsheets_without_formulas() -> None:
    raw = as_csv(TABLE)

    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Codice", "Titolo", "Numero"],
        ["1.1", "Città; portici", "3"],
        ["1.2", "'=HYPERLINK(1)", ""],
        ["1.3", "'-1 € \x07bell", "0.5"],
        ["1.4", "", "True"],
    ]


def test_xlsx_keeps_types_and_runs_no_formula() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(TABLE))).active
    assert sheet is not None

    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["Codice", "Titolo", "Numero"],
        ["1.1", "Città; portici", 3],
        ["1.2", "=HYPERLINK(1)", None],
        ["1.3", "-1 € bell", 0.5],
        ["1.4", None, True],
    ]
    assert sheet["B3"].data_type == "s"
    assert sheet.freeze_panes == "A2"
    assert sheet.title == "actions of a plan whose name is"


def test_json_has_the_columns_keys() -> None:
    table = Table("days", [Column("day", "Giorno")], [[date(2026, 3, 1)], [None]])

    assert json.loads(as_json(table)) == [{"day": "2026-03-01"}, {"day": None}]


def test_every_writer_has_a_media_type() -> None:
    assert WRITERS.keys() == MEDIA_TYPES.keys()
