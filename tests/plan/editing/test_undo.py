"""Taking changes back, and doing them again."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from portici.journal.queries import history
from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.plan.models import Edition, EditionChange, EditionNode, Marker, NodeMarker
from portici.plan.queries.editing import (
    all_stated,
    instrument_stated,
    last_operation,
    last_undo,
    markers_stated,
    node_stated,
)
from portici.plan.rules.editing.states import FIELDS, NodeText, Why
from portici.plan.services import editing
from portici.plan.services.editing import CannotEdit

pytestmark = pytest.mark.django_db


def both(text: str) -> dict[str, str]:
    """A text in both languages."""
    return {"it": text, "en": f"{text} (en)"}


@pytest.fixture
def mine(draft: Edition, by_anna: By, why: Why) -> dict[str, Any]:
    """What every service is told."""
    return {"edition": draft, "by": by_anna, "why": why}


@pytest.fixture
def reword(mine: dict[str, Any]) -> Any:
    """Rewords a node; gives the operation."""

    def do(code: str, title: str, **more: Any) -> UUID:
        now = node_stated(mine["edition"], code)
        assert now is not None
        editing.reword_node(
            code=code,
            seen=now.fingerprint,
            title=both(title),
            summary=now.state["summary"],
            **{**mine, **more},
        )
        return last(mine["edition"])

    return do


def last(draft: Edition) -> UUID:
    """The last operation in the draft, whoever did it."""
    return history(scope=f"plan:small-plan:{draft.key}", with_names=True, limit=1)[0].operation


def states(draft: Edition) -> Any:
    """All that the draft says."""
    return all_stated(draft, *FIELDS)


def title(draft: Edition, code: str) -> str:
    """A node's Italian title."""
    now = node_stated(draft, code)
    assert now is not None
    return str(now.state["title"]["it"])


def found(refusal: pytest.ExceptionInfo[CannotEdit]) -> list[str]:
    """The codes of the findings of a refusal."""
    return [finding.code for finding in refusal.value.findings]


def test_what_was_taken_back_is_as_it_was_with_an_entry_of_its_own(
    draft: Edition, mine: dict[str, Any], reword: Any
) -> None:
    before = states(draft)
    operation = reword("A.1", "Nuovo")

    editing.undo_operation(edition=draft, operation=operation, by=mine["by"])

    assert states(draft) == before
    entry = history(scope="plan:small-plan:second", with_names=True, limit=1)[0]
    assert entry.verb == "plan.node-restored"
    assert entry.facts["undoes"] == str(operation)
    assert entry.operation != operation
    change = EditionChange.objects.filter(edition=draft).order_by("-pk")[0]
    assert (change.kind, change.source) == ("restored", "editorial")
    assert set(change.reason) == {"it", "en"}


def test_undo_and_redo_go_back_and_forth(draft: Edition, by_anna: By, reword: Any) -> None:
    original = title(draft, "A.1")

    def offered() -> tuple[str, str]:
        undo, redo = last_operation(draft, by_anna), last_undo(draft, by_anna)
        return undo.verb if undo else "", redo.verb if redo else ""

    def do(what: Any) -> str:
        chosen = what(draft, by_anna)
        assert chosen is not None
        editing.undo_operation(edition=draft, operation=chosen.operation, by=by_anna)
        return title(draft, "A.1")

    assert offered() == ("", "")
    reword("A.1", "Uno")
    reword("A.1", "Due")
    assert offered() == ("plan.node-reworded", "")
    assert do(last_operation) == "Uno"
    assert do(last_operation) == original
    assert offered() == ("", "plan.node-restored")
    assert do(last_undo) == "Uno"
    assert do(last_undo) == "Due"
    assert offered() == ("plan.node-reworded", "")
    assert do(last_operation) == "Uno"
    reword("A.1", "Tre")
    assert offered() == ("plan.node-reworded", "")
    described = last_operation(draft, by_anna)
    assert described is not None
    assert (described.label, described.things, described.at) == ("A.1", 1, by_anna.at)


def test_everybody_takes_back_their_own(draft: Edition, reword: Any, by_bruno: By) -> None:
    reword("A.1", "Di Anna")

    assert last_operation(draft, by_bruno) is None


def test_several_services_in_one_recording_are_taken_back_together(
    draft: Edition, mine: dict[str, Any], reword: Any
) -> None:
    before = states(draft)
    with recording(by=mine["by"]):
        editing.hold_edition(edition=draft)
        reword_in = {**mine}
        now = node_stated(draft, "A.1")
        assert now is not None
        editing.drop_node(code="A.1", seen=now.fingerprint, **reword_in)
        now = node_stated(draft, "A.2")
        assert now is not None
        editing.drop_node(code="A.2", seen=now.fingerprint, **reword_in)
        text = NodeText("A.1", both("Altro"), both("Altro"))
        editing.add_node(parent="A", text=text, **reword_in)
        editing.mark_nodes(codes=["A.1", "B"], add=["green"], **reword_in)
        now = node_stated(draft, "A.1")
        assert now is not None
        editing.reword_node(
            code="A.1",
            seen=now.fingerprint,
            title=both("Ancora"),
            summary=both("Altro"),
            **reword_in,
        )
    operation = last(draft)
    after = states(draft)

    editing.undo_operation(edition=draft, operation=operation, by=mine["by"])
    assert states(draft) == before
    editing.undo_operation(edition=draft, operation=last(draft), by=mine["by"])
    assert states(draft) == after


def test_fields_that_others_changed_since_stay(
    draft: Edition, mine: dict[str, Any], reword: Any, by_bruno: By
) -> None:
    operation = reword("A.1", "Nuovo")
    now = node_stated(draft, "A.1")
    assert now is not None
    editing.move_node(code="A.1", seen=now.fingerprint, parent="B", **{**mine, "by": by_bruno})

    editing.undo_operation(edition=draft, operation=operation, by=mine["by"])

    now = node_stated(draft, "A.1")
    b = node_stated(draft, "B")
    assert now is not None
    assert b is not None
    assert (now.state["title"]["it"], now.state["parent"]) == ("Node A.1 (it)", b.key)


def test_what_somebody_changed_again_is_not_taken_back(
    draft: Edition, mine: dict[str, Any], reword: Any, by_bruno: By
) -> None:
    operation = reword("A.1", "Nuovo")
    reword("A.1", "Di Bruno", by=by_bruno)

    with pytest.raises(CannotEdit) as refusal:
        editing.undo_operation(edition=draft, operation=operation, by=mine["by"])

    assert found(refusal) == ["plan.edit-undo-changed-since-by"]
    assert refusal.value.findings[0].facts["who"] == "Bruno Neri"
    assert title(draft, "A.1") == "Di Bruno"


def test_what_was_taken_back_is_not_taken_back_again(
    draft: Edition, mine: dict[str, Any], reword: Any
) -> None:
    operation = reword("A.1", "Nuovo")
    editing.undo_operation(edition=draft, operation=operation, by=mine["by"])

    with pytest.raises(CannotEdit) as refusal:
        editing.undo_operation(edition=draft, operation=operation, by=mine["by"])

    assert found(refusal) == ["plan.edit-undo-already"]


def test_an_operation_of_another_edition_or_of_none(
    draft: Edition, small: Edition, mine: dict[str, Any], reword: Any
) -> None:
    operation = reword("A.1", "Nuovo")

    for edition, unknown in ((small, operation), (draft, uuid4())):
        with pytest.raises(CannotEdit) as refusal:
            editing.undo_operation(edition=edition, operation=unknown, by=mine["by"])
        assert found(refusal) == ["plan.edit-undo-unknown"]


def test_a_new_node_under_which_others_stand_now_does_not_go(
    draft: Edition, mine: dict[str, Any]
) -> None:
    editing.add_node(parent=None, text=NodeText("C", both("C"), both("C")), **mine)
    operation = last(draft)
    editing.add_node(parent="C", text=NodeText("C.1", both("C"), both("C")), **mine)
    editing.mark_nodes(codes=["C"], add=["green"], **mine)

    with pytest.raises(CannotEdit) as refusal:
        editing.undo_operation(edition=draft, operation=operation, by=mine["by"])

    assert found(refusal) == ["plan.edit-undo-in-use"]
    assert refusal.value.findings[0].facts == {"things": "C.1"}


def test_what_comes_back_finds_its_code_taken(draft: Edition, mine: dict[str, Any]) -> None:
    now = node_stated(draft, "A.1")
    assert now is not None
    editing.drop_node(code="A.1", seen=now.fingerprint, **mine)
    operation = last(draft)
    editing.add_node(parent="B", text=NodeText("A.1", both("C"), both("C")), **mine)

    with pytest.raises(CannotEdit) as refusal:
        editing.undo_operation(edition=draft, operation=operation, by=mine["by"])

    assert found(refusal) == ["plan.edit-code-taken"]


def test_what_comes_back_or_goes_back_finds_its_parent_gone(
    draft: Edition, mine: dict[str, Any]
) -> None:
    def fingerprint(code: str) -> str:
        now = node_stated(draft, code)
        assert now is not None
        return now.fingerprint

    editing.drop_node(code="A.1", seen=fingerprint("A.1"), **mine)
    dropped = last(draft)
    editing.move_node(code="A.2", seen=fingerprint("A.2"), parent="B", **mine)
    moved = last(draft)
    editing.drop_node(code="A", seen=fingerprint("A"), **mine)

    for operation in (dropped, moved):
        with pytest.raises(CannotEdit) as refusal:
            editing.undo_operation(edition=draft, operation=operation, by=mine["by"])
        assert found(refusal) == ["plan.parent-unknown"]


def test_what_comes_back_finds_gone_what_it_hangs_on(draft: Edition, mine: dict[str, Any]) -> None:
    """Kinds, topics, markers and inconsistencies go only when a folder is loaded again."""
    values = {"key": "new-fund", "kind": "fund", "name": both("Fondo"), "status": "listed"}

    def stated_seen(kind: str, key: str) -> str:
        return str(all_stated(draft, kind)[kind][key].fingerprint)

    operations = []
    editing.mark_nodes(codes=["A.1"], remove=["young"], **mine)
    operations.append((last(draft), "plan.marker-unknown"))
    editing.unalign_node(code="A", framework="world-goals", topic="work", **mine)
    operations.append((last(draft), "plan.topic-unknown"))
    editing.add_instrument(values=values, **mine)
    editing.link_instrument(instrument="new-fund", node="B", line="B-S09", variant="x", **mine)
    editing.unlink_instrument(instrument="new-fund", line="B-S09", **mine)
    operations.append((last(draft), "plan.edit-unknown"))
    editing.drop_instrument(key="new-fund", seen=stated_seen("instrument", "new-fund"), **mine)
    operations.append((last(draft), "plan.kind-unknown"))
    named = next(
        each
        for each in all_stated(draft, "figure")["figure"].values()
        if each.state["inconsistency"]
    )
    editing.drop_figure(key=named.key, seen=named.fingerprint, **mine)
    operations.append((last(draft), "plan.inconsistency-unknown"))
    NodeMarker.objects.filter(edition_node__edition=draft).delete()
    Marker.objects.filter(edition=draft).delete()
    draft.frameworks.get(key="world-goals").topics.filter(key="work").delete()
    draft.inconsistencies.all().delete()
    draft.instrument_kinds.all().delete()

    for operation, finding in operations:
        with pytest.raises(CannotEdit) as refusal:
            editing.undo_operation(edition=draft, operation=operation, by=mine["by"])
        assert found(refusal) == [finding]


def test_what_comes_back_finds_its_framework_or_its_node_gone(
    draft: Edition, mine: dict[str, Any]
) -> None:
    editing.unalign_node(code="A", framework="world-goals", topic="work", **mine)
    unaligned = last(draft)
    editing.mark_nodes(codes=["A.1"], remove=["young"], **mine)
    unmarked = last(draft)
    editing.unlink_instrument(instrument="big-fund", line="B-S01", **mine)
    unlinked = last(draft)
    draft.frameworks.all().delete()
    EditionNode.objects.filter(edition=draft, code__in=["A.1", "B.1", "B"]).delete()

    for operation, finding in (
        (unaligned, "plan.framework-unknown"),
        (unmarked, "plan.node-unknown"),
        (unlinked, "plan.node-unknown"),
    ):
        with pytest.raises(CannotEdit) as refusal:
            editing.undo_operation(edition=draft, operation=operation, by=mine["by"])
        assert found(refusal) == [finding]


def test_an_instrument_comes_back_to_its_place_while_it_is_free(
    draft: Edition, mine: dict[str, Any]
) -> None:
    def order() -> list[str]:
        return list(all_stated(draft, "instrument")["instrument"])

    editing.unlink_instrument(instrument="small-fund", line="A-S01", **mine)
    now = instrument_stated(draft, "small-fund")
    assert now is not None
    editing.drop_instrument(key="small-fund", seen=now.fingerprint, **mine)
    operation = last(draft)
    values = {"key": "new-fund", "kind": "fund", "name": both("Fondo"), "status": "listed"}
    editing.add_instrument(values=values, **mine)

    editing.undo_operation(edition=draft, operation=operation, by=mine["by"])

    assert order() == ["big-fund", "new-fund", "small-fund"]


def test_a_figure_comes_back_to_its_place(draft: Edition, mine: dict[str, Any]) -> None:
    before = list(all_stated(draft, "figure")["figure"].values())
    editing.drop_figure(key=before[0].key, seen=before[0].fingerprint, **mine)

    editing.undo_operation(edition=draft, operation=last(draft), by=mine["by"])

    assert list(all_stated(draft, "figure")["figure"].values()) == before


def test_a_line_that_stands_elsewhere_meanwhile_does_not_come_back(
    draft: Edition, mine: dict[str, Any]
) -> None:
    editing.unlink_instrument(instrument="big-fund", line="B-S01", **mine)
    operation = last(draft)
    editing.link_instrument(instrument="small-fund", node="A", line="B-S01", variant="x", **mine)

    with pytest.raises(CannotEdit) as refusal:
        editing.undo_operation(edition=draft, operation=operation, by=mine["by"])

    assert found(refusal) == ["plan.line-two-places"]


def test_the_lines_that_state_a_marker_come_back_with_it(
    draft: Edition, mine: dict[str, Any]
) -> None:
    editing.mark_nodes(codes=["A.1"], remove=["young"], **mine)

    editing.undo_operation(edition=draft, operation=last(draft), by=mine["by"])

    mark = NodeMarker.objects.get(edition_node__edition=draft, edition_node__code="A.1")
    assert mark.lines == [[2, 2]]
    assert markers_stated(draft, "A.1") is not None
