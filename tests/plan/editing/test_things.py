"""Instruments of a draft, and the lines that name them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.editing import both, found

from portici.journal.models import Entry
from portici.journal.rules.acts import By
from portici.plan.models import Edition, EditionChange, InstrumentLine
from portici.plan.queries.editing import (
    alignment_stated,
    all_stated,
    figure_stated,
    instrument_stated,
    link_stated,
    node_stated,
)
from portici.plan.rules.editing.states import FIELDS
from portici.plan.services import editing
from portici.plan.services.editing import CannotEdit, Conflict

pytestmark = pytest.mark.django_db

GOALS = {"framework": "world-goals"}


# States.


def test_every_state_has_the_fields_of_its_kind(draft: Edition) -> None:
    for kind, things in all_stated(draft, *FIELDS).items():
        assert things
        for key, thing in things.items():
            assert (thing.kind, thing.key) == (kind, key)
            assert tuple(thing.state) == FIELDS[kind]


def test_one_thing_has_the_state_that_it_has_among_all(draft: Edition) -> None:
    everything = all_stated(draft, *FIELDS)
    a = node_stated(draft, "A")
    assert a is not None

    assert everything["node"][a.key] == a
    assert everything["instrument"]["big-fund"] == instrument_stated(draft, "big-fund")
    assert everything["figure"]["F1"] == figure_stated(draft, "F1")
    assert everything["link"]["A-S01→big-fund"] == link_stated(draft, "A-S01", "big-fund")
    alignment = everything["alignment"][f"{a.key}→world-goals:work"]
    assert alignment == alignment_stated(draft, "A", "world-goals", "work")
    assert instrument_stated(draft, "x") is figure_stated(draft, "x") is None
    assert link_stated(draft, "x", "y") is alignment_stated(draft, "x", "y", "z") is None


def test_all_states_cost_the_same_for_any_number(draft: Edition, small: Edition) -> None:
    with CaptureQueriesContext(connection) as captured:
        all_stated(draft, *FIELDS)

    assert len(captured) == 7


# Instruments.


NEW = {"key": "new-fund", "kind": "fund", "name": both("Fondo"), "status": "listed"}


def test_a_new_instrument_stands_last(draft: Edition, mine: dict[str, Any]) -> None:
    assert (
        editing.add_instrument(values={**NEW, "summary": {"it": " ", "en": ""}}, **mine)
        == "new-fund"
    )

    assert list(all_stated(draft, "instrument")["instrument"]) == [
        "big-fund", "small-fund", "new-fund",
    ]  # fmt: skip
    stated = instrument_stated(draft, "new-fund")
    assert stated is not None
    assert stated.state["summary"] == {}


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        ({"key": "big-fund"}, ["plan.edit-key-taken"]),
        ({"kind": "dream"}, ["plan.kind-unknown"]),
        ({"status": "dreamt"}, ["plan.value-not-in-list"]),
        ({"links": []}, ["plan.field-unknown"]),
        ({"key": None}, ["plan.field-missing"]),
        ({"name": {"it": "solo"}}, ["plan.language-missing"]),
        ({"name": "solo"}, ["plan.value-wrong-structure"]),
        ({"named_elsewhere": [[9, 3]]}, ["plan.span-backwards"]),
        ({"named_elsewhere": [[9, 300]]}, ["plan.span-out-of-range"]),
    ],
)
def test_a_new_instrument_that_cannot_be(
    mine: dict[str, Any], values: dict[str, Any], findings: list[str]
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.add_instrument(values={**NEW, **values}, **mine)

    assert found(refusal) == findings


def test_an_instrument_changes_in_the_fields_that_are_given(
    draft: Edition, mine: dict[str, Any], seen: Any
) -> None:
    before = instrument_stated(draft, "big-fund")
    assert before is not None

    editing.change_instrument(
        key="big-fund",
        seen=before.fingerprint,
        values={"key": "big-fund", "status": "verified", "summary": {}},
        **mine,
    )

    after = instrument_stated(draft, "big-fund")
    assert after is not None
    assert after.state == {**before.state, "status": "verified", "summary": {}}
    assert EditionChange.objects.get(edition=draft).node is None


def test_an_instrument_changed_by_somebody_else(
    draft: Edition, mine: dict[str, Any], seen: Any, by_bruno: By
) -> None:
    before = seen("instrument", "big-fund")
    given = {"key": "big-fund", "seen": before}
    editing.change_instrument(values={"status": "active"}, **given, **{**mine, "by": by_bruno})

    with pytest.raises(Conflict) as refusal:
        editing.change_instrument(values={"status": "closed"}, **given, **mine)

    assert refusal.value.fields == {"status": ("listed", "active")}
    assert refusal.value.changed_by == "Bruno Neri"


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        ({"key": "other"}, ["plan.edit-key-fixed"]),
        ({"kind": "dream"}, ["plan.kind-unknown"]),
        ({"status": ""}, ["plan.field-missing"]),
    ],
)
def test_an_instrument_that_cannot_change_so(
    mine: dict[str, Any], seen: Any, values: dict[str, Any], findings: list[str]
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.change_instrument(
            key="big-fund", seen=seen("instrument", "big-fund"), values=values, **mine
        )

    assert found(refusal) == findings


def test_an_instrument_in_use_stays_and_the_lines_are_named(
    mine: dict[str, Any], seen: Any
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.drop_instrument(key="big-fund", seen=seen("instrument", "big-fund"), **mine)

    assert found(refusal) == ["plan.edit-instrument-in-use"]
    assert refusal.value.findings[0].facts == {"lines": "A-S01, B-S01"}


@pytest.mark.parametrize("verb", ["change", "drop"])
@pytest.mark.parametrize("kind", ["instrument", "figure"])
def test_a_thing_that_is_not_there(mine: dict[str, Any], verb: str, kind: str) -> None:
    more = {"values": {}} if verb == "change" else {}
    with pytest.raises(CannotEdit) as refusal:
        getattr(editing, f"{verb}_{kind}")(key="none", seen="", **more, **mine)

    assert found(refusal) == ["plan.edit-unknown"]


def test_a_thing_that_somebody_dropped(mine: dict[str, Any], seen: Any) -> None:
    editing.add_instrument(values=NEW, **mine)
    before = seen("instrument", "new-fund")
    editing.drop_instrument(key="new-fund", seen=before, **mine)
    editing.mark_nodes(codes=["A"], add=["green"], **mine)

    with pytest.raises(Conflict) as refusal:
        editing.drop_instrument(key="new-fund", seen=before, **mine)

    assert found(refusal) == ["plan.edit-dropped-by"]


# Links.


LINK = {"instrument": "small-fund", "variant": "il fondo"}


def test_a_new_line_names_an_instrument_and_goes_when_it_names_nothing(
    draft: Edition, mine: dict[str, Any]
) -> None:
    editing.link_instrument(node="B", line="B-S02", lines=[(5, 6)], **LINK, **mine)

    stated = link_stated(draft, "B-S02", "small-fund")
    assert stated is not None
    assert (stated.state["variant"], stated.state["lines"]) == ("il fondo", [[5, 6]])

    editing.unlink_instrument(instrument="small-fund", line="B-S02", **mine)

    assert not InstrumentLine.objects.filter(edition_node__edition=draft, code="B-S02").exists()


def test_a_line_that_is_there_names_one_more_and_stays_while_it_names_one(
    draft: Edition, mine: dict[str, Any]
) -> None:
    editing.link_instrument(node="B", line="B-S01", **LINK, **mine)
    stated = link_stated(draft, "B-S01", "small-fund")
    assert stated is not None
    assert stated.state["lines"] == [[8, 8]]

    editing.unlink_instrument(instrument="big-fund", line="B-S01", **mine)

    assert InstrumentLine.objects.filter(edition_node__edition=draft, code="B-S01").exists()


@pytest.mark.parametrize(
    ("values", "findings"),
    [
        ({"node": "Z"}, ["plan.node-unknown"]),
        ({"instrument": "none"}, ["plan.edit-unknown"]),
        ({"line": "A-S01"}, ["plan.line-two-places"]),
        ({"line": "B-S01", "lines": [(1, 1)]}, ["plan.line-two-spans"]),
        ({"line": "B-S01", "instrument": "big-fund"}, ["plan.edit-already-linked"]),
        ({"variant": ""}, ["plan.field-missing"]),
        ({"line": "B S"}, ["plan.value-wrong-form"]),
    ],
)
def test_a_link_that_cannot_be(
    mine: dict[str, Any], values: dict[str, Any], findings: list[str]
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.link_instrument(**{"node": "B", "line": "B-S02", **LINK, **values}, **mine)

    assert found(refusal) == findings


def test_a_link_that_is_not_there_cannot_go(mine: dict[str, Any]) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.unlink_instrument(instrument="small-fund", line="B-S01", **mine)

    assert found(refusal) == ["plan.edit-not-linked"]


def test_a_changed_wording_leaves_the_line_as_it_is(draft: Edition, mine: dict[str, Any]) -> None:
    line = InstrumentLine.objects.get(edition_node__edition=draft, code="B-S01")
    InstrumentLine.objects.filter(pk=line.pk).update(official="parole del documento")
    before = link_stated(draft, "B-S01", "big-fund")
    assert before is not None

    editing.change_link(
        instrument="big-fund",
        line="B-S01",
        seen=before.fingerprint,
        values={"variant": "il fondo nuovo"},
        **mine,
    )

    after = link_stated(draft, "B-S01", "big-fund")
    assert after is not None
    assert after.state == {**before.state, "variant": "il fondo nuovo"}
    line.refresh_from_db()
    assert line.official == "parole del documento"
    assert Entry.objects.filter(verb="plan.link-changed").count() == 1
    operation = Entry.objects.get(verb="plan.link-changed").operation
    editing.undo_operation(edition=draft, operation=operation, by=mine["by"])
    assert link_stated(draft, "B-S01", "big-fund") == before


def test_where_a_line_stands_is_the_same_for_all_that_it_names(
    draft: Edition, mine: dict[str, Any], seen: Any
) -> None:
    key = "A-S01→small-fund"
    others = dict(all_stated(draft, "link")["link"])

    editing.change_link(
        instrument="small-fund",
        line="A-S01",
        seen=seen("link", key),
        values={"node": "B", "lines": [(7, 9)]},
        **mine,
    )

    b = node_stated(draft, "B")
    assert b is not None
    links = all_stated(draft, "link")["link"]
    assert {name: each.state for name, each in links.items()} == {
        name: {**each.state, "node": b.key, "lines": [[7, 9]]}
        if each.state["line"] == "A-S01"
        else each.state
        for name, each in others.items()
    }
    assert sum(1 for each in links.values() if each.state["line"] == "A-S01") == 2
    assert Entry.objects.filter(verb="plan.link-changed").count() == 2
    operation = Entry.objects.filter(verb="plan.link-changed").values_list("operation", flat=True)
    editing.undo_operation(edition=draft, operation=operation[0], by=mine["by"])
    assert all_stated(draft, "link")["link"] == others


@pytest.mark.parametrize(
    ("name", "values", "findings"),
    [
        ({"line": "B-S09"}, {}, ["plan.edit-not-linked"]),
        ({"instrument": "small-fund"}, {}, ["plan.edit-not-linked"]),
        ({"seen": "old"}, {}, ["plan.edit-conflict"]),
        ({}, {"node": "Z"}, ["plan.node-unknown"]),
        ({}, {"variant": " "}, ["plan.field-missing"]),
        ({}, {"lines": [(9, 300)]}, ["plan.span-out-of-range"]),
        ({}, {"line": "B-S02"}, ["plan.edit-key-fixed"]),
        ({}, {"instrument": "small-fund"}, ["plan.edit-key-fixed"]),
        ({}, {"official": "x"}, ["plan.field-unknown"]),
    ],
)
def test_a_link_that_cannot_become_so(
    mine: dict[str, Any],
    seen: Any,
    name: dict[str, str],
    values: dict[str, Any],
    findings: list[str],
) -> None:
    link = {"instrument": "big-fund", "line": "B-S01", "seen": seen("link", "B-S01→big-fund")}

    with pytest.raises(CannotEdit) as refusal:
        editing.change_link(**{**link, **name}, values=values, **mine)

    assert found(refusal) == findings
    assert not Entry.objects.filter(verb="plan.link-changed").exists()
