"""What a file is told when it is not quite what was taken away: sheets, headings, rows."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.factories.people import command
from tests.factories.workbooks import add_row, edited, put, written
from tests.plan.sheets.conftest import WHY, Bring

from portici.kernel.archives import zipped
from portici.plan.models import Edition
from portici.plan.phrases import SENTENCES
from portici.plan.rules.sheets.reordering import moves
from portici.plan.services.sheets import (
    CannotImport,
    ImportReport,
    SheetFile,
    csv_files_of,
    import_sheets,
    workbook_of,
)

NODE = ["Codice", "Titolo (it)"]


def _codes(report: ImportReport) -> list[str]:
    findings = [*report.all_findings, *report.notes]
    assert all(finding.code in SENTENCES for finding in findings)
    return [finding.code for finding in findings]


def _refused(bring: Bring, what: Any) -> list[str]:
    with pytest.raises(CannotImport) as refusal:
        bring(what)
    return _codes(refusal.value.report)


@pytest.mark.parametrize(
    ("sheets", "codes"),
    [
        ({"Foglio1": [["a", "b"], [1, 2]]}, ["sheet.no-sheet", "sheet.sheet-ignored"]),
        (
            {"Elementi": [NODE, ["A.1", "x"]], "Nodes": [["Code"]]},
            ["sheet.sheet-twice", "sheet.rows-missing"],
        ),
        ({"Elementi": [["Titolo (it)"], ["x"]]}, ["sheet.column-missing"]),
        ({"Elementi": [["Codice", "Code"], ["A", "A"]]}, ["sheet.column-twice"]),
        ({"Elementi": []}, ["sheet.column-missing"]),
        ({"Elementi": [NODE, ["A", "x"], ["A", "y"]]}, ["sheet.row-twice", "sheet.rows-missing"]),
        (
            {"Elementi": [["Codice", "Sotto"], ["A.1", "Z"]]},
            ["sheet.element-unknown", "sheet.rows-missing"],
        ),
        (
            {"Elementi": [["Codice", "Livello"], ["A.1", "theme"]]},
            ["sheet.level-fixed", "sheet.rows-missing"],
        ),
        (
            {"Elementi": [["Codice", "Azione"], ["A.1", "via"]]},
            ["sheet.action-unknown"],
        ),
        (
            {"Elementi": [NODE, ["C", "x"]]},
            ["sheet.cell-empty"] * 3 + ["sheet.rows-missing"],
        ),
        ({"Informazioni": [["Piano", "other-plan"]]}, ["sheet.other-plan"]),
        ({"Information": [["Format", "portici-sheets/9"], ["x"]]}, ["sheet.other-format"]),
        ({"Informazioni": [["Piano", "small-plan"]]}, ["sheet.no-sheet"]),
        (
            {"Dati": [["Chiave", "Argomento"], ["F1", "animals"]]},
            ["plan.edit-figure-topic-unknown", "sheet.rows-missing"],
        ),
    ],
)
def test_what_is_wrong_is_said(bring: Bring, sheets: dict[str, Any], codes: list[str]) -> None:
    assert _refused(bring, written(sheets)) == codes


def test_a_sheet_is_known_by_its_headings(bring: Bring, draft: Edition) -> None:
    report = bring(
        written(
            {
                "Foglio1": [
                    ["Titolo (it)", "Mio", None, None, "CODICE", "sintesi it"],
                    ["Nuovo", 1, 2, None, "A.1", "Sintesi nuova"],
                    [None, 3],
                ],
                "Appunti": [["x"]],
                "Foglio3": [],
            }
        )
    )

    assert _codes(report) == [
        "sheet.column-ignored",
        "sheet.column-without-heading",
        "sheet.sheet-ignored",
        "sheet.rows-missing",
    ]
    assert draft.nodes.get(code="A.1").title == {"it": "Nuovo", "en": "Node A.1 (en)"}


def test_keys_stay_and_copied_rows_are_new(bring: Bring, draft: Edition) -> None:
    def copy(book: Workbook) -> None:
        page = book["Nodes"]
        values = [cell.value for cell in page[3]]
        values[1] = "A.9"
        page.append(values)

    report = bring(copy)
    refused = _refused(bring, lambda book: put(book, "Figures", "F1", "Key", "F9"))

    assert sum(report.added.values()) == 1
    assert draft.nodes.get(code="A.9").title == draft.nodes.get(code="A.1").title
    assert "sheet.key-fixed" in refused


def test_rows_of_what_is_gone(bring: Bring, raw: bytes, draft: Edition) -> None:
    bring(lambda book: put(book, "Figures", "F2", "Action", "drop"))

    again = bring(SheetFile("x.xlsx", raw))
    dropped = bring(lambda book: put(book, "Figures", "F2", "Action", "drop"))
    never = bring(
        written({"Figures": [["Key", "Action", "Topic"], ["F99", "drop", "people"]]}), dry_run=True
    )
    edited_row = _refused(bring, lambda book: put(book, "Figures", "F2", "Year", 2020))

    assert _codes(again) == _codes(dropped) == ["sheet.row-gone"]
    assert _codes(never) == ["sheet.row-gone", "sheet.rows-missing"]
    assert edited_row == ["sheet.conflict-dropped"]


def test_a_row_changed_meanwhile_is_not_dropped(bring: Bring) -> None:
    bring(lambda book: put(book, "Figures", "F2", "Year", 2020))

    assert _refused(bring, lambda book: put(book, "Figures", "F2", "Action", "drop")) == [
        "sheet.conflict"
    ]


def test_what_stands_in_the_way_is_said_by_the_services(bring: Bring) -> None:
    def edit(book: Workbook) -> None:
        # Under itself; a code that stays taken; a drop of what has something below.
        put(book, "Nodes", "A", "Under", "A.1")
        put(book, "Nodes", "B", "Action", "drop")
        texts = {"Title (it)": "x", "Title (en)": "x", "Summary (it)": "x", "Summary (en)": "x"}
        add_row(book, "Nodes", {"Code": "D", "Level": "measure", **texts})
        add_row(
            book, "Links", {"Line code": "D-S1", "Element": "D", "Instrument": "no", "Wording": "x"}
        )

    codes = _refused(bring, edit)

    assert "plan.edit-has-children" in codes
    assert "sheet.level-fixed" in codes
    assert len(codes) == 4


def test_csv_with_other_marks(bring: Bring, draft: Edition, now: datetime) -> None:
    files = csv_files_of(edition=draft, language="it", at=now)
    text = files["dati.csv"].decode("utf-8-sig").replace("F1;people;", "F1;people;È ")
    single = bring(SheetFile("dati.csv", text.replace(";91;", ";1.234,5;").encode("cp1252")))
    report = bring(SheetFile("x.zip", zipped(csv_files_of(edition=draft, language="it", at=now))))

    assert sum(single.changed.values()) == 1
    figure = draft.figures.get(key="F1")
    assert (str(figure.number), figure.name["it"]) == ("1234.5000", "È Members (it)")
    assert (report.changes, report.findings, report.notes) == ((), (), ())


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({}, "abcd"),
        ({"a": 3}, "bcad"),
        ({"d": 1}, "dabc"),
        ({"a": 2, "b": 1}, "bacd"),
        ({"a": 4, "d": 1}, "dbca"),
        ({"a": 9}, "bcda"),
        ({"a": 1, "b": 2}, "abcd"),
    ],
)
def test_moves_lead_to_the_order_asked_for(wishes: dict[str, int], expected: str) -> None:
    standing = list("abcd")
    for uid, place in moves("abcd", wishes):
        standing.remove(uid)
        standing.insert(place - 1, uid)

    assert "".join(standing) == expected


TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=("Cc", "Zs")),
    min_size=1,
    max_size=30,
).filter(lambda text: "<" not in text and "x005F" not in text)


@pytest.mark.django_db
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    titles=st.dictionaries(st.sampled_from(["A", "A.1", "A.2", "B", "B.1"]), TEXT, max_size=4),
    lines=st.dictionaries(
        st.sampled_from(["A", "A.1", "B.1"]), st.integers(min_value=1, max_value=100), max_size=3
    ),
    value=st.decimals(-10_000, 10_000, places=3),
    form=st.sampled_from(["xlsx", "csv"]),
)
def test_what_is_edited_is_what_is_taken_away_again(
    draft: Edition, raw: bytes, now: datetime, titles: Any, lines: Any, value: Any, form: str
) -> None:
    def edit(book: Workbook) -> None:
        for code, title in titles.items():
            cell = next(row for row in book["Nodes"].iter_rows(min_row=2) if row[1].value == code)[
                6
            ]
            cell.value, cell.data_type = title, "s"
        for code, line in lines.items():
            put(book, "Nodes", code, "Lines", f"{line}-100")
        put(book, "Figures", "F1", "Value", float(value))

    fresh = workbook_of(edition=draft, language="en", at=now)
    import_sheets(edition=draft, file=edited(fresh, edit), by=command(now), why=WHY)

    again = workbook_of(edition=draft, language="en", at=now)
    if form == "csv":
        again = zipped(csv_files_of(edition=draft, language="en", at=now))
    for code, title in titles.items():
        assert draft.nodes.get(code=code).title["en"] == title.strip()
    for code, line in lines.items():
        assert draft.nodes.get(code=code).lines == [[line, 100]]
    assert draft.figures.get(key="F1").number == value
    report = import_sheets(
        edition=draft, file=SheetFile(f"x.{form}", again), by=command(now), why=WHY
    )
    assert (report.changes, report.findings) == ((), ())
