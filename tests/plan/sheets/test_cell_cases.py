"""How a cell is read, by examples that officials read and correct: tests/plan/cases/celle.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from portici.kernel.rawtables import ErrorCell, FormulaCell, RawCell
from portici.plan.phrases import SENTENCES
from portici.plan.rules.sheets.cells import read_cell
from portici.plan.rules.sheets.numbers import spans_text
from portici.plan.rules.sheets.surroundings import Surroundings, WrongCell

FILE = Path(__file__).parents[1] / "cases" / "celle.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]


def _cell(case: dict[str, Any]) -> RawCell:
    if "formula" in case:
        return FormulaCell(case["formula"])
    if "errore" in case:
        return ErrorCell(case["errore"])
    cell: RawCell = "a" * case["lungo"] if "lungo" in case else case["cell"]
    return cell


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cell_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    cell = _cell(case)
    around = Surroundings(
        column=case.get("column", ""),
        language=case.get("lingua", "it"),
        known=frozenset(case.get("noti", ())),
        labels={key: tuple(names) for key, names in case.get("nomi", {}).items()},
    )

    if "rifiuto" in case:
        with pytest.raises(WrongCell) as refusal:
            read_cell(case["form"], cell, around)
        assert refusal.value.code == case["rifiuto"]
        assert case["rifiuto"] in SENTENCES
    else:
        expected = cell if case["valore"] == "lungo" else case["valore"]
        value = read_cell(case["form"], cell, around)
        assert value == expected
        assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("spans", "text"), [([[12, 15], [20, 20]], "12-15, 20"), ([], ""), (None, "")]
)
def test_lines_are_written_as_they_are_read(spans: object, text: str) -> None:
    assert spans_text(spans) == text
