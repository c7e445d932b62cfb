"""Workbooks as programs other than ours write them: LibreOffice, and whatever people use."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from tests.factories.people import SPRING
from tests.factories.workbooks import cell_of, edited, put
from tests.plan.sheets.conftest import Bring

from portici.plan.models import Edition
from portici.plan.services.sheets import ImportReport, SheetFile, workbook_of

# The draft of `conftest`, headed in Italian, opened and saved by LibreOffice Calc 7.4.
SAVED = Path(__file__).parent / "saved_by_libreoffice.xlsx"


def _nothing(report: ImportReport) -> None:
    assert (report.changes, report.findings, report.conflicts, report.notes) == ((), (), (), ())
    assert sum(report.unchanged.values()) == 15


def test_a_workbook_saved_by_libreoffice_changes_nothing(bring: Bring) -> None:
    _nothing(bring(SheetFile("piano.xlsx", SAVED.read_bytes())))


def test_an_edit_in_a_workbook_saved_by_libreoffice(bring: Bring, draft: Edition) -> None:
    def edit(book: Workbook) -> None:
        put(book, "Elementi", "A.1", "Titolo (it)", "Nuovo")
        put(book, "Dati", "F1", "Valore", 1234.5)

    report = bring(edited(SAVED.read_bytes(), edit))

    assert [(each.label, each.changed) for each in report.changes] == [
        ("A.1", ("title.it",)),
        ("F1", ("value",)),
    ]
    assert str(draft.figures.get(key="F1").number) == "1234.5000"


def _with_inline_texts(raw: bytes) -> bytes:
    """The workbook without a list of shared texts: each stands in its cell."""
    source = ZipFile(io.BytesIO(raw))
    texts = re.findall(r"<si>(.*?)</si>", source.read("xl/sharedStrings.xml").decode(), re.DOTALL)
    stream = io.BytesIO()

    def inline(match: re.Match[str]) -> str:
        return f'<c{match[1]}t="inlineStr"{match[2]}><is>{texts[int(match[3])]}</is></c>'

    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                cells = re.compile(r'<c([^>]*)t="s"([^>]*)><v>(\d+)</v></c>')
                content = cells.sub(inline, content.decode()).encode()
            if name != "xl/sharedStrings.xml":
                content = content.replace(
                    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.'
                    b'openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>',
                    b"",
                )
                target.writestr(name, content)
    return stream.getvalue()


def test_texts_that_stand_in_their_cells(bring: Bring) -> None:
    content = _with_inline_texts(SAVED.read_bytes())

    assert b"inlineStr" in ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    _nothing(bring(SheetFile("piano.xlsx", content)))


def test_sheets_and_columns_in_another_order_with_empty_ends(bring: Bring) -> None:
    def edit(book: Workbook) -> None:
        book._sheets.reverse()
        page = book["Nodes"]
        rows = [[cell.value for cell in row] for row in page.iter_rows()]
        page.delete_rows(1, page.max_row)
        for row in rows:
            page.append([*reversed(row), None, "   "])
        # Cells that were coloured once, far below and to the right.
        page.cell(900, 60).value = " "
        page.cell(901, 2).number_format = "0.00"

    _nothing(bring(edit))


@pytest.mark.parametrize(
    ("sheet", "named", "heading", "value"),
    [
        ("Nodes", "A", "Position", 1.0),
        ("Nodes", "A", "Position", "1"),
        ("Figures", "F1", "Value", "91"),
        ("Figures", "F1", "Value", 91.0),
        ("Nodes", "A.1", "Title (it)", "Node A.1 (it)\r\n"),
    ],
)
def test_the_same_said_otherwise_changes_nothing(
    bring: Bring, sheet: str, named: str, heading: str, value: Any
) -> None:
    _nothing(bring(lambda book: put(book, sheet, named, heading, value)))


def test_a_year_that_became_a_date_is_a_year(bring: Bring, draft: Edition) -> None:
    def edit(book: Workbook) -> None:
        cell = cell_of(book["Figures"], "F1", "Year")
        cell.value, cell.number_format = date(2024, 12, 31), "dd/mm/yyyy"

    bring(edit)

    assert draft.figures.get(key="F1").year == 2024


def test_codes_that_became_numbers_are_those_codes(bring: Bring, draft: Edition) -> None:
    def number(book: Workbook) -> None:
        for old, new in (("A", "1"), ("A.1", "1.1"), ("A.2", "1.2")):
            cell_of(book["Nodes"], old, "Code").value = new
        for page in (book["Nodes"], book["Links"], book["Alignments"]):
            for row in page.iter_rows(min_row=2):
                for cell in row:
                    if cell.value == "A":
                        cell.value = "1"

    def as_numbers(book: Workbook) -> None:
        for row in book["Elementi"].iter_rows(min_row=2, max_col=4):
            for cell in row:
                if re.fullmatch(r"1(\.\d)?", str(cell.value)):
                    cell.value, cell.number_format = float(cell.value), "General"

    bring(number)
    taken = edited(workbook_of(edition=draft, language="it", at=SPRING), as_numbers)

    assert sorted(draft.nodes.values_list("code", flat=True)) == ["1", "1.1", "1.2", "B", "B.1"]
    _nothing(bring(taken))
