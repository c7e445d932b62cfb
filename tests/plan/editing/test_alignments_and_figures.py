"""Alignments and figures of a draft."""

from typing import Any

import pytest
from tests.factories.editing import both, found

from portici.plan.models import Edition
from portici.plan.queries.editing import (
    alignment_stated,
    all_stated,
    figure_stated,
)
from portici.plan.services import editing
from portici.plan.services.editing import CannotEdit, Conflict

pytestmark = pytest.mark.django_db

GOALS = {"framework": "world-goals"}


# Alignments.


def test_an_alignment_comes_changes_and_goes(draft: Edition, mine: dict[str, Any]) -> None:
    pair = {**GOALS, "topic": "water", "code": "B.1"}
    editing.align_node(basis="document", reason={}, lines=[(4, 5)], **pair, **mine)
    stated = alignment_stated(draft, "B.1", "world-goals", "water")
    assert stated is not None

    change: dict[str, Any] = {"basis": "editorial-proposal", "reason": both("Perché"), **pair}
    editing.change_alignment(seen=stated.fingerprint, **change, **mine)
    after = alignment_stated(draft, "B.1", "world-goals", "water")
    assert after is not None
    assert after.state == {
        **stated.state, "basis": "editorial-proposal", "reason": both("Perché"),
    }  # fmt: skip
    with pytest.raises(Conflict):
        editing.change_alignment(seen=stated.fingerprint, **change, **mine)
    editing.change_alignment(seen=after.fingerprint, lines=[(6, 7)], **change, **mine)

    editing.unalign_node(**pair, **mine)
    assert alignment_stated(draft, "B.1", "world-goals", "water") is None


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        ({"code": "Z"}, ["plan.node-unknown"]),
        ({"code": "A", "topic": "work"}, ["plan.edit-already-aligned"]),
        ({"framework": "none"}, ["plan.framework-unknown"]),
        ({"topic": "none"}, ["plan.topic-unknown"]),
        ({"basis": "rumour"}, ["plan.value-not-in-list"]),
        ({"basis": "document"}, ["plan.alignment-without-line"]),
        ({"reason": {}}, ["plan.alignment-without-reason"]),
    ],
)
def test_an_alignment_that_cannot_be(
    mine: dict[str, Any], values: dict[str, Any], findings: list[str]
) -> None:
    given: dict[str, Any] = {
        "code": "B.1", **GOALS, "topic": "water", "basis": "editorial-proposal", "reason": both("x"),
    }  # fmt: skip
    with pytest.raises(CannotEdit) as refusal:
        editing.align_node(**{**given, **values}, **mine)

    assert found(refusal) == findings


def test_an_alignment_that_is_not_there_cannot_go(mine: dict[str, Any]) -> None:
    for code, finding in (("A", "plan.edit-not-aligned"), ("Z", "plan.node-unknown")):
        with pytest.raises(CannotEdit) as refusal:
            editing.unalign_node(code=code, **GOALS, topic="water", **mine)
        assert found(refusal) == [finding]


def test_many_nodes_are_aligned_at_once_where_they_are_not_yet(
    draft: Edition, mine: dict[str, Any]
) -> None:
    work, water = ("world-goals", "work"), ("world-goals", "water")
    codes = ["A", "A.1", "B.1"]
    before = set(all_stated(draft, "alignment")["alignment"])

    count = editing.align_nodes(codes=codes, add=[work], reason=both("x"), **mine)
    after = set(all_stated(draft, "alignment")["alignment"])
    assert count == len(after - before) > 0

    count = editing.align_nodes(
        codes=[*codes, "A.2"], add=[water, work], remove=[work], reason=both("x"), **mine
    )
    assert count == 7
    assert alignment_stated(draft, "A", *work) is None
    assert alignment_stated(draft, "A", *water) is not None


def test_many_nodes_cannot_be_aligned_to_what_is_not_there_or_without_a_reason(
    mine: dict[str, Any],
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.align_nodes(codes=["Z"], add=[("a", "b")], remove=[("world-goals", "x")], **mine)
    assert found(refusal) == ["plan.node-unknown", "plan.framework-unknown", "plan.topic-unknown"]

    with pytest.raises(CannotEdit) as refusal:
        editing.align_nodes(codes=["B.1"], add=[("world-goals", "water")], **mine)
    assert found(refusal) == ["plan.alignment-without-reason"]


# Figures.


@pytest.fixture
def figure(draft: Edition) -> dict[str, Any]:
    """The values of a figure that is there, under another key."""
    stated = figure_stated(draft, "F1")
    assert stated is not None
    return {**stated.state, "key": "F9"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (12, "12"), ("0012.50", "12.5"), (-0.25, "-0.25"), ("-0", "0"), (0, "0"), ("1e3", "1000"),
        (both("da dieci a venti"), both("da dieci a venti")),
    ],
)  # fmt: skip
def test_a_figure_is_a_number_or_a_text(
    draft: Edition, mine: dict[str, Any], figure: dict[str, Any], given: Any, kept: Any
) -> None:
    editing.add_figure(values={**figure, "value": given}, **mine)

    stated = figure_stated(draft, "F9")
    assert stated is not None
    assert stated.state == {**figure, "value": kept}


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        ({"key": "F1"}, ["plan.edit-key-taken"]),
        ({"value": None}, ["plan.field-missing"]),
        ({"value": True}, ["plan.value-not-number-or-text"]),
        ({"value": [1]}, ["plan.value-not-number-or-text"]),
        ({"value": "12,5"}, ["plan.number-wrong"]),
        ({"value": "1_0"}, ["plan.number-wrong"]),
        ({"value": "NaN"}, ["plan.number-wrong"]),
        ({"value": "0.00001"}, ["plan.number-wrong"]),
        ({"value": "1" * 50}, ["plan.number-wrong"]),
        ({"value": {"it": "solo"}}, ["plan.language-missing"]),
        ({"unit": {}}, ["plan.field-missing"]),
        ({"year": "2025"}, ["plan.value-not-whole"]),
        ({"headline": "yes"}, ["plan.value-not-boolean"]),
        ({"inconsistency": "X9"}, ["plan.inconsistency-unknown"]),
        ({"topic": "dreams"}, ["plan.edit-figure-topic-unknown"]),
    ],
)
def test_a_figure_that_cannot_be(
    mine: dict[str, Any], figure: dict[str, Any], values: dict[str, Any], findings: list[str]
) -> None:
    draft: Edition = mine["edition"]
    topics = [{"key": figure["topic"], "name": both("Tema")}]
    Edition.objects.filter(pk=draft.pk).update(figure_topics=topics)

    with pytest.raises(CannotEdit) as refusal:
        editing.add_figure(values={**figure, **values}, **mine)

    assert found(refusal) == findings


def test_a_figure_changes_and_goes(draft: Edition, mine: dict[str, Any], seen: Any) -> None:
    editing.change_figure(
        key="F1", seen=seen("figure", "F1"), values={"value": both("molti"), "year": None}, **mine
    )
    stated = figure_stated(draft, "F1")
    assert stated is not None
    assert (stated.state["value"], stated.state["year"]) == (both("molti"), None)

    with pytest.raises(CannotEdit) as refusal:
        editing.change_figure(key="F1", seen=stated.fingerprint, values={"key": "F2"}, **mine)
    assert found(refusal) == ["plan.edit-key-fixed"]

    editing.drop_figure(key="F1", seen=stated.fingerprint, **mine)
    assert figure_stated(draft, "F1") is None


def test_a_figure_that_contradicts_another_may_be_changed(
    draft: Edition, mine: dict[str, Any]
) -> None:
    figures = all_stated(draft, "figure")["figure"].values()
    named = next(each for each in figures if each.state["inconsistency"])
    other = next(each for each in figures if not each.state["inconsistency"])

    for each, inconsistency in ((named, None), (other, named.state["inconsistency"])):
        values = {"year": 2019, "inconsistency": inconsistency}
        editing.change_figure(key=each.key, seen=each.fingerprint, values=values, **mine)
        now = figure_stated(draft, each.key)
        assert now is not None
        assert now.state == {**each.state, **values}


def test_the_first_figure_and_the_first_instrument_of_all(
    draft: Edition, mine: dict[str, Any], figure: dict[str, Any], seen: Any
) -> None:
    for key in list(all_stated(draft, "figure")["figure"]):
        editing.drop_figure(key=key, seen=seen("figure", key), **mine)

    editing.add_figure(values=figure, **mine)

    assert list(all_stated(draft, "figure")["figure"]) == ["F9"]
