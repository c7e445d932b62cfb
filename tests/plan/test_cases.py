"""The rules by examples that officials read and correct: tests/plan/cases/, in Italian."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.factories.editions import plan_with_history
from tests.factories.plan_folder import Files, small_plan, write_folder

from portici.plan.rules.outline import NodeFilter, NodeRow, filtered_outline, words_asked
from portici.plan.services.folder import check_folder

CASES = Path(__file__).parent / "cases"


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return content


FILTERS = _read("filtri.yaml")
FOLDERS = _read("cartella.yaml")
EDITIONS = _read("edizioni.yaml")


def _by_name(cases: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


def _row(entry: dict[str, Any]) -> NodeRow:
    parent = entry.get("parent")
    return NodeRow(
        uid=entry["code"],
        code=entry["code"],
        level=entry["level"],
        parent=parent,
        root=entry["code"].split(".")[0],
        depth=0 if parent is None else 1,
        title={"it": entry["title"]},
        summary={"it": entry["summary"]},
        official=entry.get("official", ""),
        lines=[],
        instruments=tuple(entry.get("instruments", ())),
        topics=tuple(entry.get("topics", ())),
        markers=tuple(entry.get("markers", ())),
    )


def _filter(text: str = "", **fields: str) -> NodeFilter:
    return NodeFilter(words=words_asked(text), **fields)


@_by_name(FILTERS["cases"])
def test_filter_leaves_what_the_case_says(case: dict[str, Any]) -> None:
    rows = [_row(entry) for entry in FILTERS["nodes"]]

    outline = filtered_outline(rows, _filter(**case["filter"]))

    assert outline.matches == set(case["matches"])
    assert [row.code for row in outline.rows] == case["shown"]


def _step(value: Any, part: str | int) -> Any:
    """The part of a mapping or list; an entry of a list by its code or key, or by its place."""
    if isinstance(value, list) and isinstance(part, str):
        return next(entry for entry in value if part in (entry.get("code"), entry.get("key")))
    return value[part]


def _change(content: dict[str, Any], case: dict[str, Any]) -> None:
    *way, last = case["at"]
    value: Any = content
    for part in way:
        value = _step(value, part)
    if "to" in case:
        value[last] = case["to"]
    else:
        del value[last]


@_by_name(FOLDERS["cases"])
def test_folder_has_the_findings_of_the_case(case: dict[str, Any], tmp_path: Path) -> None:
    _check(small_plan(), case, tmp_path)


@_by_name(EDITIONS["cases"])
def test_edition_has_the_findings_of_the_case(case: dict[str, Any], tmp_path: Path) -> None:
    _check(plan_with_history(), case, tmp_path)


def _check(files: Files, case: dict[str, Any], tmp_path: Path) -> None:
    _change(files[case["file"]], case)

    report = check_folder(write_folder(tmp_path, files))

    assert [finding.code for finding in report.findings] == case["findings"]
    assert {Path(finding.place.file).name for finding in report.findings if finding.place} <= {
        case["file"]
    }
