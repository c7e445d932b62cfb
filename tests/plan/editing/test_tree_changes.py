"""Adding, moving, renumbering, splitting, merging and dropping nodes of a draft."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.editing import both, codes, found, text_of

from portici.journal.queries import history
from portici.plan.models import (
    Edition,
    EditionChange,
    EditionNode,
    InstrumentLine,
    Node,
    NodeMarker,
    NodeOrigin,
)
from portici.plan.queries.editing import (
    alignment_stated,
    link_stated,
    markers_stated,
)
from portici.plan.rules.editing.states import Stated
from portici.plan.services import editing
from portici.plan.services.editing import CannotEdit, Conflict
from portici.plan.services.writing import node_uid

pytestmark = pytest.mark.django_db


# Adding.


def test_a_new_node_stands_last_with_an_identity_of_its_own(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    uid = editing.add_node(parent="A", text=text_of("A.3"), **mine)

    assert codes(draft) == ["A", "A.1", "A.2", "A.3", "B", "B.1"]
    assert stated("A.3").key == uid == str(node_uid(slug="small-plan", code="A.3", identity=None))
    assert stated("A.3").state["level"] == "measure"
    assert stated("A.3").state["parent"] == stated("A").key


def test_a_new_root_takes_its_place(draft: Edition, mine: dict[str, Any]) -> None:
    editing.add_node(parent=None, text=text_of("C"), position=2, **mine)

    assert codes(draft) == ["A", "A.1", "A.2", "C", "B", "B.1"]


def test_the_code_of_a_node_that_went_does_not_bring_it_back(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    old = stated("A.1")
    for _time in range(2):
        editing.drop_node(code="A.1", seen=stated("A.1").fingerprint, **mine)
        editing.add_node(parent="A", text=text_of("A.1"), **mine)

    row = EditionNode.objects.select_related("node").get(edition=draft, code="A.1")
    assert row.identity == row.node.identity == "a-1-second-2"
    assert str(row.node.uid) != old.key
    assert Node.objects.filter(uid=old.key).exists()


@pytest.mark.parametrize(
    ("parent", "code", "position", "finding"),
    [
        ("Z", "A.3", None, "plan.parent-unknown"),
        ("A.1", "A.3", None, "plan.edit-no-level-below"),
        ("A", "A.2", None, "plan.edit-code-taken"),
        ("A", "A 3", None, "plan.value-wrong-form"),
        ("A", "A.3", 4, "plan.edit-position-wrong"),
        ("A", "A.3", -1, "plan.edit-position-wrong"),
        ("A", "A.3", True, "plan.edit-position-wrong"),
        (None, "C", 4, "plan.edit-position-wrong"),
    ],
)
def test_a_new_node_that_cannot_be(
    draft: Edition, mine: dict[str, Any], parent: str, code: str, position: int, finding: str
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.add_node(parent=parent, text=text_of(code), position=position, **mine)

    assert found(refusal) == [finding]
    assert codes(draft) == ["A", "A.1", "A.2", "B", "B.1"]


# Moving and renumbering.


def test_a_node_moves_under_another(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    editing.move_node(code="A.1", seen=stated("A.1").fingerprint, parent="B", **mine)

    assert codes(draft) == ["A", "A.2", "B", "B.1", "A.1"]
    assert EditionChange.objects.get(edition=draft).kind == "moved"


def test_a_node_moves_among_its_siblings_with_all_below_it(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    editing.move_node(code="B", seen=stated("B").fingerprint, parent=None, position=1, **mine)

    assert codes(draft) == ["B", "B.1", "A", "A.1", "A.2"]


def test_moving_to_where_it_stands_changes_nothing(
    mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    editing.move_node(code="A.2", seen=stated("A.2").fingerprint, parent="A", **mine)

    assert not EditionChange.objects.exists()


def test_whoever_moves_a_node_minds_that_it_was_moved(
    mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    seen = stated("A.1").fingerprint
    editing.move_node(code="A.1", seen=seen, parent="A", position=2, **mine)

    with pytest.raises(Conflict):
        editing.move_node(code="A.1", seen=seen, parent="A", position=1, **mine)


@pytest.mark.parametrize(
    ("code", "parent", "finding"),
    [
        ("A", "A", "plan.edit-under-itself"),
        ("A", "A.1", "plan.edit-under-itself"),
        ("A", "B", "plan.parent-wrong-level"),
        ("A.1", "B.1", "plan.parent-wrong-level"),
        ("A.1", None, "plan.parent-missing"),
        ("A.1", "Z", "plan.parent-unknown"),
    ],
)
def test_a_node_that_cannot_move_there(
    mine: dict[str, Any], stated: Callable[[str], Stated], code: str, parent: str, finding: str
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.move_node(code=code, seen=stated(code).fingerprint, parent=parent, **mine)

    assert found(refusal) == [finding]


def test_a_renumbered_node_keeps_its_identity_and_its_colour(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    uid = stated("A").key

    editing.renumber_node(code="A", seen=stated("A").fingerprint, new_code="Z", **mine)

    assert stated("Z").key == uid
    row = EditionNode.objects.get(edition=draft, code="Z")
    assert row.identity == "A"
    draft.refresh_from_db()
    assert draft.appearance == {"colours": {"Z": "#336699"}, "icons": {"Z": "table"}}

    editing.renumber_node(code="Z", seen=stated("Z").fingerprint, new_code="A", **mine)

    row.refresh_from_db()
    assert (row.code, row.identity) == ("A", "")


def test_the_recipe_of_the_wording_follows_a_code(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    base = draft.base
    assert base is not None
    draft.recipe = base.recipe
    draft.save(update_fields=["recipe"])

    editing.renumber_node(code="A", seen=stated("A").fingerprint, new_code="Z", **mine)
    draft.refresh_from_db()
    assert draft.recipe
    assert [each["code"] for each in draft.recipe["elements"]] == ["Z", "A-S01"]

    editing.drop_node(code="Z", seen=stated("Z").fingerprint, with_children=True, **mine)
    operation = _last(draft)
    draft.refresh_from_db()
    assert draft.recipe["elements"] == []

    editing.undo_operation(edition=draft, operation=operation, by=mine["by"])
    draft.refresh_from_db()
    assert [each["code"] for each in draft.recipe["elements"]] == ["Z", "A-S01"]


def test_a_code_in_use_is_not_given_again(
    mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.renumber_node(code="A.1", seen=stated("A.1").fingerprint, new_code="A.2", **mine)
    assert found(refusal) == ["plan.edit-code-taken"]

    editing.renumber_node(code="A.1", seen=stated("A.1").fingerprint, new_code="A.1", **mine)
    assert not EditionChange.objects.exists()


# Splitting and merging.


def test_parts_take_the_place_of_the_node_and_what_hangs_on_it(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    editing.align_nodes(codes=["A.1"], add=[("world-goals", "water")], reason=both("x"), **mine)
    editing.link_instrument(instrument="big-fund", node="A.1", line="A.1-S01", variant="x", **mine)
    old = stated("A.1")

    uids = editing.split_node(
        code="A.1", seen=old.fingerprint, into=[text_of("A.1"), text_of("A.3")], **mine
    )

    assert codes(draft) == ["A", "A.1", "A.3", "A.2", "B", "B.1"]
    assert uids == (stated("A.1").key, stated("A.3").key)
    assert old.key not in uids
    origins = NodeOrigin.objects.filter(edition=draft).order_by("pk")
    assert [(str(each.node.uid), str(each.origin.uid), each.kind) for each in origins] == [
        (uid, old.key, "split") for uid in uids
    ]
    for code in ("A.1", "A.3"):
        marks = NodeMarker.objects.filter(edition_node__edition=draft, edition_node__code=code)
        assert [(mark.marker.key, mark.lines) for mark in marks] == [("young", [[2, 2]])]
        assert alignment_stated(draft, code, "world-goals", "water") is not None
    link = link_stated(draft, "A.1-S01", "big-fund")
    assert link is not None
    assert link.state["node"] == uids[0]


@pytest.mark.parametrize(
    ("code", "into", "findings"),
    [
        ("A.1", ["A.3"], ["plan.edit-split-too-few"]),
        ("A", ["C", "D"], ["plan.edit-split-children"]),
        ("A.1", ["A.2", "A.3"], ["plan.edit-code-taken"]),
        ("A.1", ["A.3", "A.3"], ["plan.edit-code-taken"]),
    ],
)
def test_a_node_that_cannot_be_split_so(
    mine: dict[str, Any],
    stated: Callable[[str], Stated],
    code: str,
    into: list[str],
    findings: list[str],
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.split_node(
            code=code,
            seen=stated(code).fingerprint,
            into=[text_of(each) for each in into],
            **mine,
        )

    assert found(refusal) == findings


def test_a_merged_node_has_all_that_hung_on_them_each_once(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    old = [stated(code) for code in ("B", "A")]

    uid = editing.merge_nodes(codes=["B", "A", "B"], into=text_of("B"), **mine)

    assert codes(draft) == ["B", "B.1", "A.1", "A.2"]
    assert stated("B").key == uid
    origins = NodeOrigin.objects.filter(edition=draft).order_by("pk")
    assert [(str(each.origin.uid), each.kind) for each in origins] == [
        (each.key, "merge") for each in old
    ]
    lines = InstrumentLine.objects.filter(edition_node__edition=draft).order_by("code")
    assert [(line.code, line.edition_node.code) for line in lines] == [
        ("A-S01", "B"),
        ("B-S01", "B"),
    ]
    assert alignment_stated(draft, "B", "world-goals", "work") is not None
    assert {
        change.kind for change in EditionChange.objects.filter(edition=draft, subject="node")
    } == {
        "added",
        "merged",
        "moved",
    }


def test_a_merge_of_parts_comes_from_where_they_came_from(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    old = stated("A.1")
    editing.split_node(
        code="A.1", seen=old.fingerprint, into=[text_of("A.3"), text_of("A.4")], **mine
    )

    uid = editing.merge_nodes(codes=["A.4", "A.3"], into=text_of("A.1"), **mine)

    (origin,) = NodeOrigin.objects.filter(edition=draft)
    assert (str(origin.node.uid), str(origin.origin.uid), origin.kind) == (uid, old.key, "merge")
    assert codes(draft) == ["A", "A.1", "A.2", "B", "B.1"]


@pytest.mark.parametrize(
    ("merged", "into", "findings"),
    [
        (["A"], "C", ["plan.edit-merge-too-few"]),
        (["A", "A"], "C", ["plan.edit-merge-too-few"]),
        ([], "C", ["plan.edit-merge-too-few"]),
        (["A", "Z"], "C", ["plan.node-unknown"]),
        (["A", "B.1"], "C", ["plan.edit-merge-levels"]),
        (["A.1", "A.2"], "B.1", ["plan.edit-code-taken"]),
    ],
)
def test_nodes_that_cannot_be_merged_so(
    mine: dict[str, Any], merged: list[str], into: str, findings: list[str]
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.merge_nodes(codes=merged, into=text_of(into), **mine)

    assert found(refusal) == findings


# Dropping.


def test_a_node_goes_with_all_that_hangs_on_it(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    editing.drop_node(code="A", seen=stated("A").fingerprint, with_children=True, **mine)

    assert codes(draft) == ["B", "B.1"]
    assert alignment_stated(draft, "A", "world-goals", "work") is None
    assert link_stated(draft, "A-S01", "big-fund") is None
    draft.refresh_from_db()
    assert draft.appearance == {"colours": {}, "icons": {}}
    kinds = [change.subject for change in EditionChange.objects.filter(edition=draft)]
    assert sorted(kinds) == sorted(
        [
            "link",
            "link",
            *["alignment"] * kinds.count("alignment"),
            "markers",
            "node",
            "node",
            "node",
        ]
    )


def test_a_node_with_others_below_it_goes_only_with_them(
    draft: Edition, mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.drop_node(code="A", seen=stated("A").fingerprint, **mine)

    assert found(refusal) == ["plan.edit-has-children"]
    assert refusal.value.findings[0].facts == {"codes": "A.1, A.2"}


def test_the_last_node_stays(mine: dict[str, Any], stated: Callable[[str], Stated]) -> None:
    editing.drop_node(code="A", seen=stated("A").fingerprint, with_children=True, **mine)

    with pytest.raises(CannotEdit) as refusal:
        editing.drop_node(code="B", seen=stated("B").fingerprint, with_children=True, **mine)

    assert found(refusal) == ["plan.edit-last-node"]


# Markers.


def test_markers_are_set_and_taken_away_where_they_are_not_yet(
    draft: Edition, mine: dict[str, Any]
) -> None:
    changed = editing.mark_nodes(
        codes=["A", "A.1"], add=["young", "green"], remove=["green"], **mine
    )

    assert changed == 1
    for code in ("A", "A.1"):
        marks = markers_stated(draft, code)
        assert marks is not None
        assert marks.state == {"markers": ["young"]}
    assert markers_stated(draft, "Z") is None


def test_markers_and_codes_that_are_not_there(mine: dict[str, Any]) -> None:
    with pytest.raises(CannotEdit) as refusal:
        editing.mark_nodes(codes=["A", "Z"], add=["old"], **mine)

    assert found(refusal) == ["plan.node-unknown", "plan.marker-unknown"]


def test_marking_costs_the_same_for_any_number(mine: dict[str, Any]) -> None:
    def cost(chosen: list[str], marker: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            editing.mark_nodes(codes=chosen, add=[marker], **mine)
        return len(captured)

    assert cost(["A"], "green") == cost(["A.1", "A.2", "B", "B.1"], "green")


# A draft that everybody reads.


def test_editing_the_edition_that_is_shown_is_found_at_once(
    draft: Edition,
    reword: Callable[..., None],
    mine: dict[str, Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    Edition.objects.filter(plan=draft.plan, is_current=True).update(is_current=False)
    Edition.objects.filter(pk=draft.pk).update(is_current=True)
    from portici.journal.queries import current_revision  # noqa: PLC0415 -- read beside its use

    before = current_revision()
    with django_capture_on_commit_callbacks(execute=True) as called:
        reword("A.1", title=both("Girasole"))
        reword("A.2", title=both("Tulipano"))

    assert len(called) == 2
    assert current_revision() > before
    entries = history(scope="plan:small-plan:second", verbs=["plan.node-reworded"])
    assert [entry.is_public for entry in entries] == [True, True]


def _last(draft: Edition) -> UUID:
    return history(scope="plan:small-plan:second", with_names=True, limit=1)[0].operation
