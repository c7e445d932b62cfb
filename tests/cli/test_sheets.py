"""`portici plan export` and `portici plan import` as people and machines use them."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.cli.conftest import Outcome
from tests.factories.people import command
from tests.factories.workbooks import edited, put

from portici.journal.models import Entry
from portici.plan.models import Edition, EditionChange
from portici.plan.queries.content import edition_content
from portici.plan.rules.canonical import content_digest
from portici.plan.services.editions import new_edition

Portici = Callable[..., Outcome]


@pytest.fixture
def draft(small: Edition, now: datetime) -> Edition:
    """A draft of the small plan."""
    return new_edition(base=small, key="second", name={"en": "Second"}, by=command(now))


@pytest.fixture
def book(portici: Portici, small: Edition, tmp_path: Path) -> Path:
    """The current edition as a workbook."""
    path = tmp_path / "t.xlsx"
    assert portici("plan", "export", "small-plan", "--format", "xlsx", "-o", path).code == 0
    return path


def _edit(path: Path, edit: Callable[[Workbook], object]) -> None:
    path.write_bytes(edited(path.read_bytes(), edit).content)


def _counts(outcome: Outcome) -> dict[str, Any]:
    report = json.loads(outcome.output)
    names = ("added", "changed", "unchanged", "refused", "done", "dry_run")
    return {name: report[name] for name in names}


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["-o", "x.xlsx"], ["x.xlsx"]),
        (["--format", "json"], ["small-plan-first.json"]),
        (["-o", "x.yaml", "--format", "yaml"], ["x.yaml"]),
        (["-o", "x.zip"], ["x.zip"]),
        (["--format", "csv"], ["small-plan-first.zip"]),
        (
            ["--format", "csv", "-o", "folder", "--language", "it"],
            [
                "allineamenti.csv", "collegamenti.csv", "dati.csv", "elementi.csv",
                "informazioni.csv", "strumenti.csv",
            ],
        ),
        (
            ["folder"],
            [
                "figures.yaml", "frameworks.yaml", "instruments.yaml", "official.yaml",
                "phases.yaml", "plan.yaml",
            ],
        ),
    ],
)  # fmt: skip
def test_export_writes_what_is_asked(
    portici: Portici,
    small: Edition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    names: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small-plan").rename(tmp_path.parent / f"{tmp_path.name}-plan")

    outcome = portici("plan", "export", "small-plan", *options)

    assert outcome.code == 0
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == names
    again = portici("plan", "export", "small-plan", *options)
    assert again.code == 2
    assert "already" in again.errors
    assert portici("plan", "export", "small-plan", *options, "--force").code == 0


def test_export_of_what_is_not_there(portici: Portici, small: Edition, tmp_path: Path) -> None:
    assert portici("plan", "export", "nowhere", "-o", tmp_path / "x.json").code == 2
    unknown = portici("plan", "export", "small-plan", "--edition", "third", "-o", "x.json")
    assert (unknown.code, "There are: first." in unknown.errors) == (2, True)
    assert portici("plan", "export", "small-plan", "a", "-o", "b").code == 2


def test_headings_are_in_the_language_asked_for(
    portici: Portici, small: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "t.xlsx"

    portici("plan", "export", "small-plan", "-o", path, "--language", "it")

    book = load_workbook(path)
    assert book.sheetnames == [
        "Elementi", "Strumenti", "Collegamenti", "Allineamenti", "Dati", "Valori ammessi",
        "Informazioni",
    ]  # fmt: skip
    assert [cell.value for cell in book["Elementi"][1]][:3] == ["Azione", "Codice", "Livello"]
    hidden = book["Elementi"].column_dimensions
    assert (hidden["L"].hidden, hidden["M"].hidden, hidden["B"].hidden) == (True, True, False)


def test_nothing_edited_changes_nothing_even_where_nothing_may_change(
    portici: Portici, book: Path
) -> None:
    entries = Entry.objects.count()

    dry = portici("plan", "import", "small-plan", book, "--dry-run", "--json")
    done = portici("plan", "import", "small-plan", book)

    assert dry.code == 0
    assert _counts(dry) == {
        "added": 0, "changed": 0, "unchanged": 15, "refused": 0, "done": False, "dry_run": True,
    }  # fmt: skip
    assert json.loads(dry.output)["findings"] == []
    assert (done.code, "nothing was changed" in done.output) == (0, True)
    assert Entry.objects.count() == entries


def test_an_edit_of_an_approved_edition_is_refused(portici: Portici, book: Path) -> None:
    _edit(book, lambda workbook: put(workbook, "Nodes", "A.1", "Title (it)", "Nuovo"))

    outcome = portici("plan", "import", "small-plan", book, "--json")

    report = json.loads(outcome.output)
    assert (outcome.code, report["changed"], report["done"]) == (1, 1, False)
    assert [finding["code"] for finding in report["findings"]] == ["sheet.edition-closed"]
    assert "portici plan edition new small-plan" in report["findings"][0]["sentence"]


def test_an_edit_goes_into_the_only_draft(portici: Portici, book: Path, draft: Edition) -> None:
    _edit(book, lambda workbook: put(workbook, "Nodes", "A.1", "Title (it)", "Nuovo"))

    dry = portici("plan", "import", "small-plan", book, "--dry-run")
    done = portici("plan", "import", "small-plan", book, "--reason", "Because", "--json")

    assert "changed: A.1 (title.it)" in dry.output
    assert (done.code, _counts(done)["changed"], _counts(done)["done"]) == (0, 1, True)
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert (entry.verb, entry.reason, entry.channel, entry.actor.kind) == (
        "plan.node-reworded", "Because", "import", "command",
    )  # fmt: skip
    assert json.loads(done.output)["operation"] == str(entry.operation)


def test_a_change_without_a_reason_has_the_name_of_its_file(
    portici: Portici, book: Path, draft: Edition
) -> None:
    _edit(book, lambda workbook: put(workbook, "Nodes", "A.1", "Title (it)", "Nuovo"))

    outcome = portici("plan", "import", "small-plan", book, "--json")

    change = EditionChange.objects.get()
    assert (outcome.code, _counts(outcome)) == (
        0,
        {"added": 0, "changed": 1, "unchanged": 14, "refused": 0, "done": True, "dry_run": False},
    )
    assert (change.source, book.name in " ".join(change.reason.values())) == ("editorial", True)


def test_an_edited_draft_is_exported_with_its_hash_of_now(
    portici: Portici, book: Path, draft: Edition, tmp_path: Path
) -> None:
    def hash_of(*options: str) -> str:
        target = tmp_path / "hash.json"
        outcome = portici("plan", "export", "small-plan", "-o", target, "--force", *options)
        return outcome.output.splitlines()[-1].removeprefix("Content hash: ")

    approved, before = hash_of(), hash_of("--edition", "second")
    _edit(book, lambda workbook: put(workbook, "Nodes", "A.1", "Title (it)", "Nuovo"))
    portici("plan", "import", "small-plan", book, "--reason", "Because")

    # Without --edition it is the current one.
    assert hash_of() == approved
    draft.refresh_from_db()
    after = hash_of("--edition", "second")
    assert after != before
    assert after == content_digest(edition_content(draft))


def test_two_drafts_need_to_be_told_apart(
    portici: Portici, book: Path, draft: Edition, small: Edition, now: datetime
) -> None:
    new_edition(base=small, key="third", name={"en": "Third"}, by=command(now))

    unsaid = portici("plan", "import", "small-plan", book)
    assert unsaid.code == 2
    assert "more than one draft: " in unsaid.errors
    assert "--edition KEY" in unsaid.errors
    assert portici("plan", "import", "small-plan", book, "--edition", "third").code == 0


def test_findings_are_told_with_their_cell(portici: Portici, book: Path, draft: Edition) -> None:
    def edit(workbook: Workbook) -> None:
        put(workbook, "Figures", "F1", "Value", "=1+1")
        put(workbook, "Nodes", "A.2", "Lines", "12.5")
        put(workbook, "Nodes", "A.1", "Title (it)", "Nuovo")
        workbook["Nodes"]["N1"] = "Mine"

    _edit(book, edit)

    outcome = portici("plan", "import", "small-plan", book, "--json")
    said = portici("plan", "import", "small-plan", book)

    report = json.loads(outcome.output)
    assert outcome.code == 1
    assert [
        (each["code"], each["sheet"], each["row"], each["column"], each["heading"], each["value"])
        for each in report["findings"]
    ] == [
        ("sheet.lines-wrong", "Nodes", 4, "K", "Lines", "12.5"),
        ("sheet.formula", "Figures", 2, "F", "Value", "=1+1"),
    ]
    assert [note["code"] for note in report["notes"]] == ["sheet.column-ignored"]
    assert f"{book} Figures F2: “Value” of F1 holds a formula" in said.errors
    assert "Nothing was changed" in said.errors


def test_a_conflict_is_told_with_both_values(portici: Portici, book: Path, draft: Edition) -> None:
    mine = book.with_name("mine.xlsx")
    mine.write_bytes(book.read_bytes())
    _edit(book, lambda workbook: put(workbook, "Nodes", "A.1", "Title (it)", "Loro"))
    _edit(mine, lambda workbook: put(workbook, "Nodes", "A.1", "Title (it)", "Mio"))
    portici("plan", "import", "small-plan", book, "--reason", "Theirs")

    outcome = portici("plan", "import", "small-plan", mine, "--json")

    (conflict,) = json.loads(outcome.output)["conflicts"]
    assert (outcome.code, conflict["label"], conflict["row"]) == (1, "A.1", 3)
    assert conflict["fields"] == {"title.it": ["Loro", "Mio"]}


@pytest.mark.parametrize("name", ["x.json", "x.yaml", "x.zip", "folder", "csv"])
def test_a_whole_plan_goes_into_the_draft(
    portici: Portici, draft: Edition, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    form = "csv" if name == "csv" else name.partition(".")[2].replace("zip", "yaml") or "yaml"
    portici("plan", "export", "small-plan", "--format", form, "-o", path)

    same = portici("plan", "import", "small-plan", path, "--json")

    assert json.loads(same.output)["findings"] == []
    assert (same.code, _counts(same)["unchanged"], _counts(same)["done"]) == (0, 15, False)


def test_parts_of_a_whole_plan_that_no_import_changes(
    portici: Portici, draft: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    portici("plan", "export", "small-plan", "-o", path)
    files = json.loads(path.read_text(encoding="utf-8"))
    files["plan.yaml"]["nodes"][1]["title"]["it"] = "Nuovo"
    changed = json.dumps(files)
    files["phases.yaml"]["phases"][0]["starts"] = "2023-07"
    files["plan.yaml"]["slug"] = "small-plan"

    path.write_text(changed, encoding="utf-8")
    done = portici("plan", "import", "small-plan", path, "--json", "--reason", "Because")
    path.write_text(json.dumps(files), encoding="utf-8")
    refused = portici("plan", "import", "small-plan", path, "--json")
    files["plan.yaml"]["slug"] = "other-plan"
    path.write_text(json.dumps(files), encoding="utf-8")
    other = portici("plan", "import", "small-plan", path, "--json")

    assert (_counts(done)["changed"], _counts(done)["done"]) == (1, True)
    assert [each["subject"] for each in json.loads(refused.output)["findings"]] == [
        "phases.yaml: phases: listening"
    ]
    assert [each["code"] for each in json.loads(other.output)["findings"]] == ["sheet.other-plan"]


def test_a_file_that_is_not_there(portici: Portici, draft: Edition, tmp_path: Path) -> None:
    outcome = portici("plan", "import", "small-plan", tmp_path / "no.xlsx")

    assert outcome.code == 2
    assert "no.xlsx" in outcome.errors
