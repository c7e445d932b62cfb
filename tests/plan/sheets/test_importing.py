"""Bringing an edited workbook into a draft: all or nothing, by the same services as an editor's hand."""

from typing import Any

import pytest
from openpyxl import Workbook
from tests.factories.workbooks import add_row, cell_of, put
from tests.plan.sheets.conftest import Bring

from portici.journal.models import Entry
from portici.plan.models import Edition, EditionNode
from portici.plan.queries.content import edition_content
from portici.plan.rules.canonical import content_digest
from portici.plan.services.sheets import CannotImport, ImportReport, SheetFile


def _counts(report: ImportReport) -> dict[str, int]:
    names = ("added", "changed", "dropped", "unchanged", "refused")
    return {name: sum(getattr(report, name).values()) for name in names}


def _differences(report: ImportReport) -> dict[str, dict[str, tuple[Any, Any]]]:
    return {change.label: change.differences for change in report.changes}


def _codes(edition: Edition) -> list[str]:
    rows = EditionNode.objects.filter(edition=edition).order_by("path")
    return list(rows.values_list("code", flat=True))


def test_a_reworded_node(bring: Bring, draft: Edition) -> None:
    report = bring(lambda book: put(book, "Nodes", "A.1", "Title (it)", "Titolo nuovo"))

    assert _differences(report) == {"A.1": {"title.it": ("Node A.1 (it)", "Titolo nuovo")}}
    assert _counts(report) == {
        "added": 0, "changed": 1, "dropped": 0, "unchanged": 14, "refused": 0,
    }  # fmt: skip
    node = EditionNode.objects.get(edition=draft, code="A.1")
    assert node.title == {"it": "Titolo nuovo", "en": "Node A.1 (en)"}
    entries = Entry.objects.filter(operation=report.operation).order_by("number")
    assert [entry.verb for entry in entries] == ["plan.node-reworded"]


def test_a_dry_run_answers_the_same_and_leaves_no_trace(bring: Bring, draft: Edition) -> None:
    before = content_digest(edition_content(draft)), Entry.objects.count()

    def edit(book: Workbook) -> None:
        put(book, "Nodes", "A.1", "Title (it)", "Titolo nuovo")
        put(book, "Figures", "F1", "Value", 92.5)

    dry = bring(edit, dry_run=True)
    unchanged = content_digest(edition_content(draft)), Entry.objects.count()
    done = bring(edit)

    assert unchanged == before
    assert dry.operation is None
    assert done.operation is not None
    assert (_counts(dry), _differences(dry)) == (_counts(done), _differences(done))
    assert _differences(done)["F1"] == {"value": ("91", "92.5")}


def test_codes_are_exchanged_and_parents_follow(bring: Bring, draft: Edition) -> None:
    uids = dict(draft.nodes.order_by("path").values_list("code", "node__uid"))

    def edit(book: Workbook) -> None:
        sheet = book["Nodes"]
        first, second = cell_of(sheet, "A.1", "Code"), cell_of(sheet, "A.2", "Code")
        first.value, second.value = "A.2", "A.1"
        cell_of(sheet, "B", "Code").value = "C"

    report = bring(edit)

    after = dict(draft.nodes.order_by("path").values_list("code", "node__uid"))
    assert after == {
        "A": uids["A"], "A.2": uids["A.1"], "A.1": uids["A.2"], "C": uids["B"], "B.1": uids["B.1"],
    }  # fmt: skip
    assert draft.nodes.get(code="B.1").parent.code == "C"
    assert sum(report.changed.values()) == 3


def test_added_moved_and_dropped_nodes(bring: Bring, draft: Edition) -> None:
    def edit(book: Workbook) -> None:
        texts = {
            f"{field} ({language})": f"{field} {language}"
            for field in ("Title", "Summary")
            for language in ("it", "en")
        }
        # A theme that is new, a measure below it, and one that comes from elsewhere.
        add_row(book, "Nodes", {"Code": "C.1", "Under": "C", **texts, "Markers": "young; green"})
        add_row(
            book,
            "Nodes",
            {"Code": "C", "Level": "theme", "Position": 1, **texts, "Lines": "3-4, 7"},
        )
        put(book, "Nodes", "A.2", "Under", "C")
        put(book, "Nodes", "A.2", "Position", 1)
        put(book, "Nodes", "B.1", "Action", "elimina")
        put(book, "Nodes", "B", "Action", "drop")
        put(book, "Links", "B-S01", "Action", "drop")
        for row in book["Alignments"].iter_rows(min_row=2):
            if row[1].value == "B":
                row[0].value = "drop"

    report = bring(edit)

    assert _codes(draft) == ["C", "A.2", "C.1", "A", "A.1"]
    assert draft.nodes.get(code="C").lines == [[3, 4], [7, 7]]
    marks = draft.nodes.get(code="C.1").marks.order_by("marker__position")
    assert [mark.marker.key for mark in marks] == ["young", "green"]
    assert _counts(report)["dropped"] == 4
    assert _counts(report)["added"] == 2


def test_positions_reorder_siblings(bring: Bring, draft: Edition) -> None:
    report = bring(lambda book: put(book, "Nodes", "B", "Position", 1))

    assert _codes(draft) == ["B", "B.1", "A", "A.1", "A.2"]
    assert _differences(report) == {"B": {"position": (2, 1)}}


def test_links_and_alignments(bring: Bring, draft: Edition) -> None:
    def edit(book: Workbook) -> None:
        put(book, "Links", "the fund", "Wording", "our fund")
        add_row(
            book,
            "Links",
            {"Line code": "A.1-S01", "Element": "A.1", "Instrument": "small-fund", "Wording": "it"},
        )
        sheet = book["Alignments"]
        sheet.cell(2, 4).value = "water"
        add_row(
            book,
            "Alignments",
            {
                "Element": "A.1",
                "Framework": "World goals (en)",
                "Topic": "work",
                "Basis": "Stated in the document",
                "Lines": "12",
            },
        )

    report = bring(edit)

    links = edition_content(draft)["instruments.yaml"]["instruments"]
    assert {change.label for change in report.changes} == {
        "A-S01 → big-fund",
        "A.1-S01 → small-fund",
        "A → world-goals:work",
        "A.1 → world-goals:work",
    }
    # The line stayed the same one: it was reworded, and did not go and come back.
    verbs = Entry.objects.filter(operation=report.operation).values_list("verb", flat=True)
    assert sorted(verb for verb in verbs if "link" in verb) == [
        "plan.link-added",
        "plan.link-changed",
    ]
    assert [(link["line"], link["variant"]) for link in links[0]["links"]] == [
        ("A-S01", "our fund"),
        ("B-S01", "fund, big"),
    ]
    assert [link["line"] for link in links[1]["links"]] == ["A-S01", "A.1-S01"]
    alignments = edition_content(draft)["frameworks.yaml"]["alignments"]
    assert [(each["strategy"], each["topic"], each["basis"]) for each in alignments] == [
        ("A", "water", "editorial-proposal"),
        ("A.1", "work", "document"),
        ("B", "work", "document"),
    ]
    assert _counts(report) == {
        "added": 2, "changed": 2, "dropped": 0, "unchanged": 13, "refused": 0,
    }  # fmt: skip


def test_instruments_and_figures(bring: Bring, draft: Edition) -> None:
    def edit(book: Workbook) -> None:
        put(book, "Instruments", "big-fund", "Status", "Active")
        names = {"Name (it)": "Nuovo", "Name (en)": "New"}
        add_row(
            book,
            "Instruments",
            {"Key": "new-fund", "Kind": "Fund (en)", "Status": "listed", **names},
        )
        add_row(
            book,
            "Links",
            {"Line code": "A-S09", "Element": "A", "Instrument": "new-fund", "Wording": "the new"},
        )
        put(book, "Figures", "F2", "Action", "drop")
        put(book, "Figures", "F3", "Headline", True)
        add_row(
            book,
            "Figures",
            {
                "Key": "F4",
                "Topic": "people",
                "Value": "1,234.5",
                "Unit key": "people",
                "Unit (it)": "persone",
                "Unit (en)": "people",
                "Year": "31/12/2024",
                **names,
            },
        )

    report = bring(edit)

    assert _counts(report)["refused"] == 0
    figures = {row.key: row for row in draft.figures.order_by("position")}
    assert list(figures) == ["F1", "F3", "F4"]
    assert (str(figures["F4"].number), figures["F4"].year) == ("1234.5000", 2024)
    assert figures["F3"].is_headline
    status = dict(draft.instruments.order_by("position").values_list("key", "status"))
    assert status == {"big-fund": "active", "small-fund": "active", "new-fund": "listed"}


def test_a_refused_row_changes_nothing_at_all(bring: Bring, draft: Edition) -> None:
    before = content_digest(edition_content(draft)), Entry.objects.count()

    def edit(book: Workbook) -> None:
        put(book, "Nodes", "A.1", "Title (it)", "Titolo nuovo")
        put(book, "Nodes", "A.2", "Lines", "999")
        put(book, "Nodes", "B.1", "Title (en)", None)
        put(book, "Figures", "F1", "Value", "=1+1")

    with pytest.raises(CannotImport) as refusal:
        bring(edit)

    report = refusal.value.report
    assert {
        (finding.code, finding.place.sheet, finding.place.row, finding.place.column)
        for finding in report.findings
        if finding.place
    } == {
        ("sheet.formula", "Figures", 2, "F"),
        ("plan.span-out-of-range", "Nodes", 4, "K"),
        ("plan.language-missing", "Nodes", 6, "G"),
    }
    assert (content_digest(edition_content(draft)), Entry.objects.count()) == before
    assert _counts(report)["refused"] == 3
    assert _counts(report)["changed"] == 1


def test_a_row_changed_meanwhile_is_a_conflict(bring: Bring, raw: bytes, draft: Edition) -> None:
    def mine(book: Workbook) -> None:
        put(book, "Nodes", "A.1", "Title (it)", "Mio")

    def theirs(book: Workbook) -> None:
        put(book, "Nodes", "A.1", "Title (it)", "Loro")
        put(book, "Nodes", "A.2", "Title (it)", "Loro")

    bring(theirs)
    again = bring(SheetFile("same.xlsx", raw), dry_run=True)
    same = bring(theirs)
    with pytest.raises(CannotImport) as refusal:
        bring(mine)

    # Nobody edited these rows: the edition stays as it is.
    assert [note.code for note in again.notes] == ["sheet.row-outdated"] * 2
    assert (again.changes, again.conflicts) == ((), ())
    assert (same.changes, same.conflicts, same.operation) == ((), (), None)
    (conflict,) = refusal.value.report.conflicts
    assert (conflict.label, conflict.fields) == ("A.1", {"title.it": ("Loro", "Mio")})
    assert conflict.changed_at is not None
    assert draft.nodes.get(code="A.1").title["it"] == "Loro"


def test_markers_reasons_and_alignments_of_what_is_unknown(bring: Bring, draft: Edition) -> None:
    def edit(book: Workbook) -> None:
        put(book, "Nodes", "A.2", "Markers", "young")
        sheet = book["Alignments"]
        headings = [cell.value for cell in sheet[1]]
        sheet.cell(2, headings.index("Reason (it)") + 1).value = "Un altro motivo"

    report = bring(edit)

    assert [(each.kind, each.changed) for each in report.changes] == [
        ("node", ("markers",)),
        ("alignment", ("reason.it",)),
    ]
    node = draft.nodes.get(code="A.2")
    assert [mark.marker.key for mark in node.marks.order_by("pk")] == ["young"]
    alignment = draft.nodes.get(code="A").alignments.order_by("pk").first()
    assert alignment is not None
    assert alignment.reason["it"] == "Un altro motivo"
