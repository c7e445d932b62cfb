"""What changed between two editions: by examples that officials read, and by laws."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portici.plan.choices import ChangeKind
from portici.plan.rules.differences.elements import (
    KINDS,
    Origin,
    PartChange,
    Statement,
    TextChange,
    element_differences,
)
from portici.plan.rules.differences.order import moved_among
from portici.plan.rules.differences.words import Segment, text_difference

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "differenze.yaml").read_text(encoding="utf-8")
)


def _by_name(cases: list[dict[str, Any]]) -> Any:
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


def _statements(entries: list[dict[str, Any]]) -> list[Statement]:
    root_of: dict[str, str] = {}
    statements = []
    for entry in entries:
        parent = entry.get("parent")
        root_of[entry["id"]] = root_of[parent] if parent else entry["id"]
        statements.append(
            Statement(
                uid=entry["id"],
                code=entry["code"],
                level=entry.get("level", "area"),
                parent=parent,
                root=root_of[entry["id"]],
                title={"it": entry.get("title", "Titolo")},
                summary={"it": entry.get("summary", "Parole.")},
                official=entry.get("official", ""),
                lines=entry.get("lines", []),
                parts={"markers": {key: {} for key in entry.get("markers", ())}},
            )
        )
    return statements


@_by_name(CASES["elements"])
def test_elements_differ_as_the_case_says(case: dict[str, Any]) -> None:
    found = element_differences(
        _statements(case["before"]),
        _statements(case["after"]),
        origins=[Origin(**each) for each in case.get("origins", ())],
        same_document=not case.get("other_document"),
    )

    kinds = [(each.uid, [kind.value for kind in each.kinds]) for each in found]
    assert kinds == list(case["expected"].items())
    became = {each.uid: list(each.became) for each in found if each.became}
    assert became == case.get("became", {})


@_by_name(CASES["texts"])
def test_texts_differ_as_the_case_says(case: dict[str, Any]) -> None:
    difference = text_difference(case["before"], case["after"])

    assert " ".join(_marked(segment) for segment in difference.inline).replace(
        " .", "."
    ) == " ".join(case["reads"].split())


def _marked(segment: Segment) -> str:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return signs[segment.kind].format(segment.text.strip())


def test_an_element_tells_what_reads_otherwise_and_what_hangs_on_it_no_more() -> None:
    before = _statements([{"id": "a", "code": "1", "title": "Uno", "markers": ["giovani"]}])
    after = _statements([{"id": "a", "code": "1", "title": "Due", "official": "Testo"}])

    (found,) = element_differences(before, after)

    assert found.texts == (TextChange("title", "it", "Uno", "Due"),)
    assert found.parts == (PartChange("markers", "giovani", {}, None),)


def test_official_wording_is_compared_where_both_editions_have_it() -> None:
    before = _statements([{"id": "a", "code": "1", "official": "Uno"}])
    after = _statements([{"id": "a", "code": "1", "official": "Due"}])

    (found,) = element_differences(before, after)

    assert found.kinds == (ChangeKind.REWORDED,)
    assert found.texts == (TextChange("official", "", "Uno", "Due"),)


def test_an_element_knows_what_it_came_out_of() -> None:
    before = _statements([{"id": "a", "code": "1"}])
    after = _statements([{"id": "x", "code": "1"}, {"id": "y", "code": "2"}])
    origins = [Origin("x", "a", "split"), Origin("y", "a", "split")]

    found = element_differences(before, after, origins=origins)

    assert {each.uid: each.origins for each in found} == {"a": (), "x": ("a",), "y": ("a",)}


TEXTS = st.lists(st.sampled_from(["il", "fondo", "dell'impresa", "sociale", ",", "2027", "è"])).map(
    " ".join
)


# A busy machine draws texts slowly: that says nothing about them.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, TEXTS)
def test_what_stayed_and_what_went_give_the_texts_back(before: str, after: str) -> None:
    difference = text_difference(before, after)

    kept = [segment.text for segment in difference.inline if segment.kind != "removed"]
    assert _words("".join(kept)) == _words(after)
    assert _words("".join(segment.text for segment in difference.before)) == _words(before)
    assert _words("".join(segment.text for segment in difference.after)) == _words(after)
    assert difference.is_equal == (_words(before) == _words(after))


def _words(text: str) -> list[str]:
    return text.replace(",", " , ").split()


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_compared(before: str, after: str) -> None:
    difference = text_difference(before, after)

    assert difference == text_difference(before, after)
    assert "".join(each.text for each in difference.after).split() == after.split()


@given(st.permutations(list("abcdefgh")))
def test_only_as_many_moved_as_must(after: list[str]) -> None:
    before = sorted(after)

    moved = moved_among(before, after)

    stayed = [name for name in after if name not in moved]
    assert stayed == sorted(stayed)
    assert len(moved) < len(after)


def test_what_stands_behind_something_new_or_gone_has_not_moved() -> None:
    assert moved_among(["a", "b", "c"], ["x", "a", "c", "y"]) == frozenset()
    assert moved_among([], []) == frozenset()


CODES = st.lists(st.sampled_from("abcdef"), unique=True)


@given(CODES, CODES)
def test_every_identity_is_told_at_most_once(before: list[str], after: list[str]) -> None:
    one = _statements([{"id": each, "code": each} for each in before])
    other = _statements([{"id": each, "code": each} for each in after])

    found = element_differences(one, other)

    told = {each.uid: each.kinds for each in found}
    assert len(told) == len(found)
    assert {uid for uid, kinds in told.items() if ChangeKind.ADDED in kinds} == {*after} - {*before}
    assert {uid for uid, kinds in told.items() if ChangeKind.DROPPED in kinds} == {*before} - {
        *after
    }
    assert all(kind in KINDS for kinds in told.values() for kind in kinds)


def test_a_long_text_is_compared_quickly() -> None:
    words = [f"parola{number % 90}" for number in range(600)]
    before, after = " ".join(words), " ".join(reversed(words))

    assert not text_difference(before, after).is_equal
