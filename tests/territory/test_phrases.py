"""Every finding has its sentence, and a sentence never fails."""

import re
from pathlib import Path

from portici.kernel.findings import Finding
from portici.territory import phrases
from portici.territory.phrases import sentence, step_in_words

SOURCE = Path(phrases.__file__).parent
CODE = re.compile(r'"((?:sheet|territory|boundary|check)\.[a-z-]+)"')


def test_every_code_of_the_rules_has_a_sentence() -> None:
    used = {
        code
        for file in (*SOURCE.glob("rules/*.py"), *SOURCE.glob("services/*.py"))
        for code in CODE.findall(file.read_text(encoding="utf-8"))
    } - {"territory.yaml", *phrases.VERBS}

    without = {code for code in used if sentence(Finding(code)).startswith(f"{code}:")}

    assert without == set()


def test_every_sentence_is_of_a_code_in_use() -> None:
    text = (SOURCE / "phrases.py").read_text(encoding="utf-8")
    rules = "".join(file.read_text(encoding="utf-8") for file in SOURCE.glob("*/*.py"))

    assert {code for code in CODE.findall(text) if code not in rules} == set()


def test_unknown_code_is_shown_as_it_is() -> None:
    assert sentence(Finding("x.y", "thing", {"a": 1})) == "x.y: thing {'a': 1}"


def test_missing_fact_is_a_question_mark() -> None:
    assert "?" in sentence(Finding("boundary.not-json", "f"))


def test_steps_of_a_legend_differ_by_place() -> None:
    words = [
        step_in_words("1", "2", first=True, last=False),
        step_in_words("3", "4", first=False, last=False),
        step_in_words("5", "6", first=False, last=True),
        step_in_words("1", "6", first=True, last=True),
        step_in_words("7", "7", first=True, last=True),
    ]

    assert len(set(words)) == 5
    assert words[-1] == "7"
