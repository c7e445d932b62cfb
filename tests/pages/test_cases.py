"""The rules by examples that officials read and correct: tests/pages/cases/, in Italian."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from portici.pages.rules.checks import is_error, page_findings
from portici.pages.rules.pictures import PictureWords, kept_widths, word_findings

CASES = Path(__file__).parent / "cases"
ALTERNATIVES = {"111111111111": {"it", "en"}, "222222222222": {"en"}}


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return content


TEXTS = _read("testi.yaml")["cases"]
IMAGES = _read("immagini.yaml")


@pytest.mark.parametrize("case", TEXTS, ids=[case["name"] for case in TEXTS])
def test_a_text_has_the_findings_of_the_case(case: dict[str, Any]) -> None:
    stored = {language: case[language] for language in ("it", "en") if language in case}

    findings = page_findings(stored, alternatives=ALTERNATIVES)

    assert [each.code for each in findings if is_error(each)] == case["errors"]
    assert [each.code for each in findings if not is_error(each)] == case["warnings"]


@pytest.mark.parametrize("case", IMAGES["widths"], ids=[case["name"] for case in IMAGES["widths"]])
def test_a_picture_is_kept_in_the_widths_of_the_case(case: dict[str, Any]) -> None:
    assert list(kept_widths(case["width"])) == case["kept"]


@pytest.mark.parametrize("case", IMAGES["words"], ids=[case["name"] for case in IMAGES["words"]])
def test_the_words_of_a_picture_have_the_findings_of_the_case(case: dict[str, Any]) -> None:
    findings = word_findings(PictureWords({"it": case["it"]}, {}))

    assert [each.code for each in findings] == case["findings"]
