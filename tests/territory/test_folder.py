"""A territory folder: what is wrong with it is said all at once, with file and line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.factories.territory_folder import HEADING, ROWS
from tests.territory.conftest import WriteFolder

from portici.territory.phrases import sentence
from portici.territory.services import check_folder, folder

Change = Callable[[dict[str, Any]], None]


def codes(path: Path) -> list[str]:
    return [finding.code for finding in check_folder(path).findings]


def test_sound_folder_has_no_findings(write_folder: WriteFolder) -> None:
    report = check_folder(write_folder())

    assert report.findings == ()
    assert report.folder is not None
    assert len(report.folder.rows) == 4


def test_missing_folder_is_a_finding(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere") == ["territory.folder-missing"]


def test_missing_files_are_findings(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["territory.file-missing", "territory.file-missing"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda it: it.pop("name"), ["territory.field-missing"]),
        (lambda it: it.update(more=1), ["territory.field-unknown"]),
        (lambda it: it["name"].update(it="<script>"), ["territory.text-markup"]),
        (lambda it: it["name"].update(it="  "), ["territory.text-empty"]),
        (lambda it: it.update(slug="Not A Key"), ["territory.value-wrong"]),
        (
            lambda it: it["box"].update(west=8.0),
            ["territory.box-inside-out"] + ["territory.point-outside-box"] * 4,
        ),
        (lambda it: it["zones"].append(it["zones"][0]), ["yaml.alias"]),
        (
            lambda it: it["zones"].append({"number": 1, "name": {"it": "x"}}),
            ["territory.zone-twice"],
        ),
        (
            lambda it: it["zones"].append({"number": 9, "name": {"it": "x"}}),
            ["territory.zone-empty"],
        ),
        (lambda it: it["zones"].pop(), ["territory.zone-unknown", "territory.zone-unknown"]),
        (
            lambda it: it["zones"][0]["published"].update(evidence="none"),
            ["territory.evidence-unknown"],
        ),
        (lambda it: it["evidence"].pop("guess"), ["territory.evidence-unknown"]),
        (
            lambda it: it["sources"][0]["columns"].remove("name"),
            ["territory.column-without-source"],
        ),
        (
            lambda it: it["sources"][0]["columns"].extend(["name", "nome"]),
            ["territory.source-column-twice", "territory.source-column-unknown"],
        ),
        (
            lambda it: it["sources"][0]["exceptions"][0].update(istat_code="001999"),
            ["territory.municipality-unknown"],
        ),
        (lambda it: it["totals"].update(population=1351), ["territory.total-differs"]),
    ],
)
def test_description_that_does_not_agree_is_a_finding(
    change: Change, expected: list[str], description: dict[str, Any], write_folder: WriteFolder
) -> None:
    change(description)

    findings = check_folder(write_folder(description)).findings

    assert [finding.code for finding in findings] == expected
    assert all(finding.place is not None and finding.place.line for finding in findings)


def test_box_must_hold_every_point(write_folder: WriteFolder, description: dict[str, Any]) -> None:
    description["box"]["north"] = 45.2

    assert codes(write_folder(description)) == ["territory.point-outside-box"] * 2


def test_code_cadastral_code_and_point_belong_to_one_municipality(
    write_folder: WriteFolder, description: dict[str, Any]
) -> None:
    del description["totals"]
    again = ROWS[0].replace("Àlfa", "Again")

    findings = check_folder(write_folder(description, rows=(*ROWS, again))).findings

    assert [(each.code, each.subject, each.facts["column"]) for each in findings] == [
        ("territory.row-twice", "Again", "istat_code"),
        ("territory.row-twice", "Again", "cadastral_code"),
        ("territory.row-twice", "Again", "lat, lon"),
    ]


def test_folder_says_the_faults_of_both_files(
    write_folder: WriteFolder, description: dict[str, Any]
) -> None:
    del description["slug"]

    assert codes(write_folder(description, heading=HEADING + ",more")) == [
        "territory.field-missing",
        "sheet.column-unknown",
    ]


def test_broken_yaml_is_a_finding(write_folder: WriteFolder) -> None:
    path = write_folder()
    (path / "territory.yaml").write_text("zones: [", encoding="utf-8")

    assert codes(path) == ["yaml.syntax"]


def test_sheet_that_is_not_utf8_is_a_finding_with_its_line(write_folder: WriteFolder) -> None:
    path = write_folder()
    (path / "municipalities.csv").write_bytes(b"istat_code\n\xe0\n")

    finding = check_folder(path).findings[0]

    assert (finding.code, finding.facts) == ("file.not-utf8", {"byte": "0xE0"})
    assert finding.place is not None
    assert finding.place.line == 2


def test_sheet_that_is_too_large_is_a_finding(
    write_folder: WriteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MAXIMUM_SHEET_BYTES", 20)

    assert codes(write_folder()) == ["file.too-large"]


def test_sheet_that_is_a_folder_is_a_finding(write_folder: WriteFolder) -> None:
    path = write_folder()
    (path / "municipalities.csv").unlink()
    (path / "municipalities.csv").mkdir()

    assert codes(path) == ["file.unreadable"]


def test_sentence_names_fact_and_form(write_folder: WriteFolder) -> None:
    path = write_folder(rows=(ROWS[0].replace("45.10", "north"),))

    found = sentence(check_folder(path).findings[0])

    assert "north" in found
    assert "45.36524" in found
