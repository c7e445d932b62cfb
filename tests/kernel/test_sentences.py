"""From a finding to its sentence, without Django."""

import re
from pathlib import Path

from portici.kernel import files, located_yaml
from portici.kernel.findings import Finding
from portici.kernel.sentences import FILE_SENTENCES, written

CODE = re.compile(r'"((?:file|yaml)\.[a-z0-9-]+)"')


def _shout(text: str) -> str:
    return text.upper().replace("{SUBJECT}", "{subject}").replace("{LINE}", "{line}")


def test_sentence_is_translated_before_its_facts_are_put_in() -> None:
    finding = Finding("wet", "umbrella", {"line": 3})

    found = written(finding, sentences={"wet": "the {subject} at {line}"}, translate=_shout)

    assert found == "THE umbrella AT 3"


def test_missing_fact_is_a_question_mark() -> None:
    assert written(Finding("a"), sentences={"a": "{what}!"}, translate=str) == "?!"


def test_unknown_code_is_shown_with_its_facts() -> None:
    finding = Finding("x.y", "thing", {"a": 1})

    assert written(finding, sentences={}, translate=str) == "x.y: thing {'a': 1}"


def test_every_fault_of_a_file_has_a_sentence_and_no_other() -> None:
    sources = [
        Path(str(module.__file__)).read_text(encoding="utf-8") for module in (files, located_yaml)
    ]

    assert set(FILE_SENTENCES) == {code for source in sources for code in CODE.findall(source)}
