"""A whole plan in one file: it loads to the same state."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.factories.people import command
from tests.factories.plan_folder import small_plan, write_folder

from portici.kernel.archives import zipped
from portici.plan.models import Edition
from portici.plan.phrases import SENTENCES
from portici.plan.services import bundle
from portici.plan.services.bundle import check_plan, plan_as_json, plan_as_yaml, plan_as_zip
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

PLANS = Path(__file__).resolve().parents[2] / "plans"
WRITERS = {
    "x.json": plan_as_json,
    "x.yaml": plan_as_yaml,
    "x.yml": plan_as_yaml,
    "x.zip": plan_as_zip,
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("plan", ["torino-2030", "example-valley"])
def test_loads_to_the_same_state(plan: str, name: str, tmp_path: Path, now: datetime) -> None:
    edition = load_plan(report=check_folder(PLANS / plan), by=command(now))
    digest = edition.content_hash
    path = tmp_path / name
    path.write_bytes(WRITERS[name](edition=edition))
    # As in an empty database.
    other = tmp_path / "other.sqlite3"
    assert not other.exists()

    report = check_plan(path)

    assert report.findings == ()
    again = load_plan(report=report, by=command(now))
    assert (again.pk, again.content_hash) == (edition.pk, digest)


def _codes(path: Path) -> list[tuple[str, int | None]]:
    report = check_plan(path)
    for finding in report.findings:
        assert finding.code in SENTENCES
    return [
        (finding.code, finding.place.line if finding.place else None) for finding in report.findings
    ]


def _written(path: Path, value: Any) -> Path:
    text = value if isinstance(value, str) else json.dumps(value, indent=1, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_is_still_a_folder(tmp_path: Path) -> None:
    assert check_plan(write_folder(tmp_path / "f", small_plan())).findings == ()
    assert _codes(tmp_path / "nowhere.json") == [("plan.folder-missing", None)]


def test_findings_have_the_line_of_the_whole(tmp_path: Path) -> None:
    files = small_plan()
    files["figures.yaml"]["figures"][0]["topic"] = "A Topic"
    path = _written(tmp_path / "x.json", files)
    line = path.read_text(encoding="utf-8").splitlines().index('    "topic": "A Topic",') + 1

    assert _codes(path) == [("plan.value-wrong-form", line)]


@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("x.json", "{", [("bundle.json", 1)]),
        ("x.json", '{"a": 1, "a": 2}', [("bundle.json", None)]),
        ("x.json", "[" * 100_000, [("bundle.json", None)]),
        ("x.json", "[]", [("bundle.no-plan", None)]),
        ("x.yaml", "a: [", [("yaml.syntax", 2)]),
        ("x.yaml", "a: 1", [("bundle.no-plan", None)]),
        ("x.zip", "no archive", [("bundle.no-archive", None)]),
        ("x.zip", "PK\x03\x04", [("workbook.damaged", None)]),
    ],
)
def test_files_that_hold_no_plan(
    tmp_path: Path, name: str, value: str, codes: list[tuple[str, int | None]]
) -> None:
    assert _codes(_written(tmp_path / name, value)) == codes


def test_parts_that_nobody_knows(tmp_path: Path) -> None:
    files = {**small_plan(), "figure.yaml": {}}

    ((code, _line),) = _codes(_written(tmp_path / "x.json", files))

    assert code == "plan.file-unknown"


def test_a_zip_file_with_its_folder_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_folder(tmp_path / "f", small_plan())
    parts = {f"plan/{path.name}": path.read_bytes() for path in folder.iterdir()}
    path = tmp_path / "x.zip"

    path.write_bytes(zipped({"plan/": b"", "plan/readme.txt": b"x", **parts}))
    assert _codes(path) == []
    path.write_bytes(zipped({**parts, "other/plan.yaml": b"x: 1", "figure.yaml": b"x: 1"}))
    assert [code for code, _line in _codes(path)] == ["plan.file-unknown"] * 2
    path.write_bytes(zipped({**parts, "plan/phases.yaml": b"\xe8"}))
    assert _codes(path) == [("file.not-utf8", 1)]
    monkeypatch.setattr(bundle, "_MAXIMUM_MEMBER", 10)
    assert {code for code, _line in _codes(path)} >= {"file.too-large"}
    monkeypatch.setattr(bundle, "MAXIMUM_BYTES", 10)
    assert _codes(path) == [("file.too-large", None)]


def test_texts_that_are_too_long_or_not_utf8(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xe8")
    assert _codes(path) == [("file.not-utf8", 1)]


@pytest.mark.django_db
def test_a_plan_that_is_exported_as_a_file_is_read_by_people(small: Edition) -> None:
    text = plan_as_yaml(edition=small).decode()

    assert text.startswith("# Written by")
    assert "\nplan.yaml:\n" in text
