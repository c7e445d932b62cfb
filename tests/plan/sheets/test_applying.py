"""In which order a file is carried out, and what becomes of rows that lean on a row that is refused."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook
from tests.factories.people import command
from tests.factories.workbooks import add_row, edited, put
from tests.plan.sheets.conftest import WHY, Bring

from portici.plan.models import Edition, EditionNode
from portici.plan.services.sheets import CannotImport, read_changes, workbook_of

TEXTS = {"Title (it)": "x", "Title (en)": "x", "Summary (it)": "x", "Summary (en)": "x"}


def _theme(code: str, **more: Any) -> Callable[[Workbook], None]:
    return lambda book: add_row(book, "Nodes", {"Code": code, "Level": "theme", **TEXTS, **more})


def _refused(bring: Bring, what: Any) -> list[tuple[str, str]]:
    with pytest.raises(CannotImport) as refusal:
        bring(what)
    return [(finding.code, finding.subject) for finding in refusal.value.report.findings]


def _with_a_third_theme(bring: Bring, draft: Edition, now: datetime) -> bytes:
    bring(_theme("C"))
    return workbook_of(edition=draft, language="en", at=now)


def test_what_leans_on_a_refused_row_is_refused_too(bring: Bring, draft: Edition) -> None:
    def edit(book: Workbook) -> None:
        _theme("C", Lines="999")(book)
        link = {"Line code": "C-S01", "Element": "C", "Instrument": "small-fund", "Wording": "it"}
        add_row(book, "Links", link)

    assert _refused(bring, edit) == [("plan.span-out-of-range", "C"), ("plan.edit-unknown", "C")]
    assert not draft.nodes.filter(code="C").exists()


def test_a_row_is_refused_once(bring: Bring) -> None:
    def edit(book: Workbook) -> None:
        # It cannot stand below itself; its other cell is not tried any more.
        put(book, "Nodes", "A", "Under", "A.1")
        put(book, "Nodes", "A", "Lines", "999")

    assert len(_refused(bring, edit)) == 1


def test_an_element_is_not_dropped_once_another_came_to_stand_below_it(
    bring: Bring, draft: Edition, now: datetime
) -> None:
    raw = _with_a_third_theme(bring, draft, now)

    def edit(book: Workbook) -> None:
        put(book, "Nodes", "C", "Action", "drop")
        put(book, "Nodes", "A.1", "Under", "C")

    assert _refused(bring, edited(raw, edit)) == [("plan.edit-has-children", "C")]
    assert draft.nodes.get(code="A.1").parent.code == "A"


def test_a_new_element_makes_room(bring: Bring, draft: Edition, now: datetime) -> None:
    raw = _with_a_third_theme(bring, draft, now)

    def edit(book: Workbook) -> None:
        _theme("D")(book)
        put(book, "Nodes", "A", "Position", 4)
        put(book, "Nodes", "B", "Position", 4)

    bring(edited(raw, edit))

    themes = EditionNode.objects.filter(edition=draft, level__key="theme").order_by("path")
    assert list(themes.values_list("code", flat=True)) == ["C", "D", "A", "B"]


def test_an_instrument_goes_with_its_links(bring: Bring, draft: Edition) -> None:
    def edit(book: Workbook) -> None:
        put(book, "Instruments", "small-fund", "Action", "drop")
        page = book["Links"]
        for row in page.iter_rows(min_row=2):
            if "small-fund" in [cell.value for cell in row]:
                row[0].value = "drop"

    bring(edit)

    assert [each.key for each in draft.instruments.order_by("position")] == ["big-fund"]


def test_progress_is_told_row_by_row(bring: Bring) -> None:
    told: list[tuple[str, int, int]] = []

    def edit(book: Workbook) -> None:
        put(book, "Nodes", "A.1", "Title (it)", "Titolo nuovo")
        put(book, "Figures", "F1", "Value", 92.5)

    bring(edit, progress=lambda *step: told.append(step))

    assert told == [("rows", 1, 2), ("rows", 2, 2)]


def test_an_edition_that_is_closed_is_only_compared(small: Edition, now: datetime) -> None:
    raw = workbook_of(edition=small, language="en", at=now)
    file = edited(raw, lambda book: put(book, "Nodes", "A.1", "Title (it)", "Titolo nuovo"))

    report = read_changes(edition=small, file=file, by=command(now), why=WHY)

    assert [finding.code for finding in report.findings] == ["sheet.edition-closed"]
    assert [change.label for change in report.changes] == ["A.1"]
