"""YAML whose every value remembers its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portici.kernel.findings import Place
from portici.kernel.located_yaml import parse_located_yaml, read_located_yaml

TEXT = """\
slug: small
nodes:
  - code: "1.1"
    title: {it: Sì, en: Oh yes}
    lines: [[1, 2]]
    when: 2024-07-01
    share: 0.5
    open: true
    gone: null
"""


def test_values_and_lines_are_kept() -> None:
    document = parse_located_yaml(TEXT, name="plan.yaml")

    assert document.findings == ()
    assert document.value == {
        "slug": "small",
        "nodes": [
            {
                "code": "1.1",
                "title": {"it": "Sì", "en": "Oh yes"},
                "lines": [[1, 2]],
                # Dates stay texts: the schema says what they must be.
                "when": "2024-07-01",
                "share": 0.5,
                "open": True,
                "gone": None,
            }
        ],
    }
    assert document.line_of(("nodes", 0, "lines")) == 5
    assert document.place_of(("nodes", 0, "title", "en")) == Place("plan.yaml", 4)


def test_line_of_an_absent_part_is_that_of_what_is_around_it() -> None:
    document = parse_located_yaml(TEXT, name="plan.yaml")

    assert document.line_of(("nodes", 0, "summary", "it")) == 3
    assert document.line_of(("other",)) == 1


def test_line_in_an_empty_document_is_unknown() -> None:
    document = parse_located_yaml("", name="plan.yaml")

    assert document.line_of(("nodes",)) is None


def test_entry_is_named_by_its_code_or_key() -> None:
    document = parse_located_yaml("markers:\n- key: young\n  lines: [[1, 2]]\n", name="plan.yaml")

    assert document.value_at(("markers", 0, "lines")) == [[1, 2]]
    assert document.entry_name(("markers", 0, "lines", 0)) == "young"
    assert document.entry_name(()) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: !!int abc", "yaml.number-unclear"),
        ("a: !!float ''", "yaml.number-unclear"),
        ("a: !!bool abc", "yaml.syntax"),
        ("a: !!binary abc", None),
        ("a: !!float abc", "yaml.number-unclear"),
        ("[" * 5000, "yaml.too-deep"),
        ("a: 0x" + "9" * 10, "yaml.number-unclear"),
        ("a: 0o17", None),
        ("a: [-1, +2.5, .5, 1.5e+3, .inf, -.INF, .nan, 0, 0.0]", None),
        ("a: " + "9" * 5000, "yaml.syntax"),
    ],
)
def test_odd_values_are_findings_or_texts(text: str, code: str | None) -> None:
    document = parse_located_yaml(text, name="plan.yaml")

    assert [finding.code for finding in document.findings] == ([code] if code else [])


@given(st.text(alphabet="abc:-?[]{}&*!|>'\"%@`#, \n\t0123456789", max_size=300))
def test_any_text_gives_a_value_or_findings(text: str) -> None:
    document = parse_located_yaml(text, name="plan.yaml")

    assert document.name == "plan.yaml"


def test_file_is_named_as_asked(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("\ufeffslug: x\n", encoding="utf-8")

    assert read_located_yaml(tmp_path / "plan.yaml").name == "plan.yaml"
    assert read_located_yaml(tmp_path / "plan.yaml", name="other").value == {"slug": "x"}
