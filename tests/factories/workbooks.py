"""Workbooks as people edit them in a spreadsheet program."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from portici.plan.services.sheets import SheetFile


def edited(raw: bytes, edit: Callable[[Workbook], object], *, name: str = "plan.xlsx") -> SheetFile:
    """The workbook once a person did something to it."""
    book = load_workbook(io.BytesIO(raw))
    edit(book)
    return SheetFile(name, saved(book))


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def written(sheets: dict[str, list[list[Any]]], *, name: str = "plan.xlsx") -> SheetFile:
    """A workbook of a person's own: name of the sheet to its rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    return SheetFile(name, saved(book))


def cell_of(page: Worksheet, named: str, heading: str) -> Any:
    """The cell under a heading, in the row that has `named` in one of its cells."""
    headings = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if named in [cell.value for cell in row]:
            return row[headings.index(heading)]
    raise AssertionError(f"no row with {named}")


def put(book: Workbook, sheet: str, named: str, heading: str, value: Any) -> None:
    """Write into the cell under a heading, in the row with `named`."""
    cell_of(book[sheet], named, heading).value = value


def add_row(book: Workbook, sheet: str, values: dict[str, Any]) -> None:
    """A new row at the end: heading to value."""
    headings = [cell.value for cell in book[sheet][1]]
    book[sheet].append([values.get(str(heading)) for heading in headings])
