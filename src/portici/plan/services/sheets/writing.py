"""An edition as a workbook, or as CSV files: what `importing` takes back."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from portici.kernel.clock import ROME
from portici.kernel.delimited import disarmed
from portici.kernel.localized import in_language
from portici.plan.models import Edition
from portici.plan.queries.editing import all_stated
from portici.plan.queries.sheets import Declared, declared_in
from portici.plan.rules.sheets.layout import (
    FORMAT,
    INFORMATION,
    LISTS,
    Column,
    Sheet,
    sheets_for,
)
from portici.plan.rules.sheets.things import Thing, sheet_rows, things_of
from portici.plan.services.sheets.vocabulary import choice_labels

KINDS = ("node", "markers", "instrument", "link", "alignment", "figure")

_BOLD = Font(bold=True)
_FILL = PatternFill("solid", fgColor="E6ECF2")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_TEXT = "@"

Rows = list[list[Any]]


def workbook_of(*, edition: Edition, language: str, at: datetime) -> bytes:
    """The edition as .xlsx, headed in that language. A constant number of queries."""
    book = Workbook(write_only=True)
    content = _content(edition, language)
    for sheet, rows in content:
        _write_sheet(book, sheet, rows, language)
    _write_plain(book, LISTS[language], _lists(declared_in(edition), language))
    _write_plain(book, INFORMATION[language], _information(edition, language, at))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_files_of(*, edition: Edition, language: str, at: datetime) -> dict[str, bytes]:
    """Name of the file to its content: UTF-8 with a mark and `;`, as spreadsheets with Italian settings open it."""
    files = {}
    for sheet, rows in _content(edition, language):
        headings = [column.headed(language) for column in sheet.columns]
        body = [
            [
                _csv_cell(cell, column, language)
                for cell, column in zip(row, sheet.columns, strict=True)
            ]
            for row in rows
        ]
        files[f"{sheet.file[language]}.csv"] = _as_csv([headings, *body])
    name = INFORMATION[language].lower()
    files[f"{name}.csv"] = _as_csv(_information(edition, language, at))
    return files


def _content(edition: Edition, language: str) -> list[tuple[Sheet, Rows]]:
    """Each sheet with its rows."""
    languages = edition.plan.languages
    things = things_of(all_stated(edition, *KINDS), languages)
    codes = {uid: str(thing.cells["code"]) for uid, thing in things["node"].items()}
    labels = choice_labels(language)
    return [
        (sheet, sheet_rows(sheet, _ordered(things, sheet), codes=codes, labels=labels))
        for sheet in sheets_for(languages)
    ]


def _ordered(things: Mapping[str, Mapping[str, Thing]], sheet: Sheet) -> Sequence[Thing]:
    return list(things[sheet.kind].values())


def _csv_cell(cell: Any, column: Column, language: str) -> str:
    if column.form == "number" and language == "it":
        return str(cell).replace(".", ",")
    return disarmed(str(cell)) if column.form != "number" else str(cell)


def _as_csv(rows: Sequence[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def _write_sheet(book: Workbook, sheet: Sheet, rows: Rows, language: str) -> None:
    """A heading that stays in sight, widths, texts that stay texts, and the technical columns out of sight."""
    page = book.create_sheet(title=sheet.name[language])
    for number, column in enumerate(sheet.columns, start=1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.hidden = column.is_technical
    page.freeze_panes = f"{get_column_letter(2 + len(sheet.keys))}2"
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    page.append([_heading(page, column.headed(language)) for column in sheet.columns])
    for row in rows:
        page.append(
            [_cell(page, value, column) for value, column in zip(row, sheet.columns, strict=True)]
        )


def _heading(page: Worksheet, text: str) -> Cell:
    cell = WriteOnlyCell(page, value=text)
    cell.font, cell.fill = _BOLD, _FILL
    return cell


def _cell(page: Worksheet, value: Any, column: Column) -> Cell:
    """Numbers are numbers; everything else is a text, so that no program makes a date or a formula of it."""
    if value == "" or value is None:
        cell = WriteOnlyCell(page)
    elif column.form in ("position", "year"):
        cell = WriteOnlyCell(page, value=int(value))
    elif column.form == "number":
        cell = WriteOnlyCell(page, value=float(value) if "." in value else int(value))
    else:
        cell = WriteOnlyCell(page, value=str(value))
        cell.data_type = "s"
    if column.form not in ("position", "year", "number"):
        cell.number_format = _TEXT
    cell.alignment = _WRAPPED
    cell.protection = Protection(locked=column.is_technical)
    return cell


def _write_plain(book: Workbook, title: str, rows: Sequence[Sequence[str]]) -> None:
    """A sheet that is only read: the first column narrow, the others wide."""
    page = book.create_sheet(title=title)
    for number, width in enumerate((28, 46, 70), start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for row in rows:
        cells = []
        for number, text in enumerate(row):
            cell = WriteOnlyCell(page, value=text)
            cell.data_type = "s"
            cell.alignment = _WRAPPED
            if number == 0:
                cell.font = _BOLD
            cells.append(cell)
        page.append(cells)


def _lists(declared: Declared, language: str) -> list[list[str]]:
    """Column, value and name of everything that cells may name."""
    with translation.override(language):
        rows = [[_("Column"), _("Value"), _("Meaning")]]
    headings = {
        (sheet.kind, column.field): f"{sheet.name[language]}: {column.heading[language]}"
        for sheet in sheets_for(())
        for column in sheet.columns
    }
    for place, names in (
        (("node", "level"), declared.levels),
        (("node", "markers"), declared.markers),
        (("instrument", "kind"), declared.kinds),
        (("alignment", "framework"), declared.frameworks),
        (("alignment", "topic"), declared.topics),
        (("figure", "topic"), declared.figure_topics),
        (("figure", "inconsistency"), declared.inconsistencies),
    ):
        rows += [
            [headings[place], key.partition(":")[2] or key, _meaning(key, texts, language)]
            for key, texts in names.items()
        ]
    for (kind, field), labels in (
        (("instrument", "status"), choice_labels(language)["status"]),
        (("alignment", "basis"), choice_labels(language)["basis"]),
        (("figure", "qualifier"), choice_labels(language)["qualifier"]),
        (("figure", "headline"), choice_labels(language)["headline"]),
    ):
        rows += [[headings[kind, field], label, ""] for label in labels.values()]
    return rows


def _meaning(key: str, texts: Mapping[str, str], language: str) -> str:
    """The name; of a topic also its framework, because two frameworks may have a topic of the same key."""
    framework, mark, _topic = key.partition(":")
    name = in_language(texts, language)
    return f"{name} ({framework})" if mark else name


def _information(edition: Edition, language: str, at: datetime) -> list[list[str]]:
    """Of which plan and edition, when, and how to use it. `rows.PLAN_LABELS` knows the first words."""
    with translation.override(language):
        moment = at.astimezone(ROME).strftime("%d/%m/%Y %H:%M")
        return [
            [{"it": "Piano", "en": "Plan"}[language], edition.plan.slug],
            [_("Title"), in_language(edition.plan.title, language)],
            [_("Edition"), f"{edition.key} ({edition.get_status_display()})"],
            [_("Taken away on"), moment],
            [{"it": "Formato", "en": "Format"}[language], FORMAT],
            [
                _("How to use it"),
                _(
                    "Change cells, add rows at the end, and bring the file back on the page “Spreadsheets” of a draft,"
                    " or with `portici plan import`. You are shown what would change before anything does."
                ),
            ],
            [
                _("To take something out"),
                _(
                    "Write “drop” (or “elimina”) in the first column of its row. A row that you delete from the sheet"
                    " changes nothing."
                ),
            ],
            [
                _("Lines"),
                _("Lines of the plan's document, written as 12-15, 20."),
            ],
            [
                _("Hidden columns"),
                _(
                    "Identity and fingerprint let us see what you changed, and whether somebody else changed it too."
                    " Leave them as they are; in a new row leave them empty."
                ),
            ],
        ]
