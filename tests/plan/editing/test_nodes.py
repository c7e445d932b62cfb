"""Rewording nodes of a draft, and who meets whom while doing so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.editing import both, codes, found, text_of

from portici.journal.models import Entry
from portici.journal.queries import history
from portici.journal.rules.acts import By
from portici.plan.models import (
    Edition,
    EditionChange,
)
from portici.plan.queries.editing import (
    node_stated,
)
from portici.plan.rules.editing.states import Stated, Why
from portici.plan.services import editing
from portici.plan.services.editing import CannotEdit, Conflict
from portici.plan.services.editions import (
    approve_edition,
    close_consultation,
    discard_draft,
    open_consultation,
)

pytestmark = pytest.mark.django_db


# Rewording.


def test_rewording_says_something_else_and_keeps_the_rest(
    draft: Edition, reword: Callable[..., None], stated: Callable[[str], Stated]
) -> None:
    before = stated("A.1")

    reword("A.1", title={"it": " Nuovo ", "en": "New"})

    after = stated("A.1")
    assert after.state == {**before.state, "title": {"it": "Nuovo", "en": "New"}}
    assert after.key == before.key


def test_rewording_leaves_an_entry_and_a_reason(
    draft: Edition, reword: Callable[..., None], stated: Callable[[str], Stated]
) -> None:
    reword("A.1", lines=[(3, 4)])

    (entry,) = history(
        scope="plan:small-plan:second", verbs=["plan.node-reworded"], with_names=True
    )
    assert entry.actor == "Anna Rossi"
    assert entry.reason == "Chiesto dai comuni."
    assert (entry.subject_kind, entry.subject_label) == ("plan.node", "A.1")
    assert entry.subject_key == stated("A.1").key
    assert [change.name for change in entry.changes] == ["lines", "title"]
    assert entry.facts["source"] == "participation"
    assert entry.facts["source_note"] == "Incontro del 3 marzo"
    assert entry.is_public is False
    (change,) = EditionChange.objects.filter(edition=draft)
    assert (change.kind, change.subject, change.key) == ("reworded", "node", "A.1")
    assert str(change.node and change.node.uid) == entry.subject_key
    assert (change.reason, change.operation) == ({"it": "Chiesto dai comuni."}, entry.operation)
    assert change.changed_on.isoformat() == "2026-03-02"


def test_rewording_to_the_same_words_changes_nothing(
    draft: Edition, reword: Callable[..., None], stated: Callable[[str], Stated]
) -> None:
    count = Entry.objects.count()

    reword("A.1", title=stated("A.1").state["title"])

    assert Entry.objects.count() == count
    assert not EditionChange.objects.exists()


def test_rewording_costs_nine_queries(reword: Callable[..., None], mine: dict[str, Any]) -> None:
    now = node_stated(mine["edition"], "A.1")
    assert now is not None
    with CaptureQueriesContext(connection) as captured:
        editing.reword_node(
            code="A.1",
            seen=now.fingerprint,
            title=both("Nuovo"),
            summary=now.state["summary"],
            **mine,
        )

    assert len(captured) == 9


def test_texts_that_cannot_be_are_refused_all_at_once(reword: Callable[..., None]) -> None:
    with pytest.raises(CannotEdit) as refusal:
        reword("A.1", title={"it": "<b>x</b>", "en": "x" * 301})

    assert found(refusal) == ["plan.text-markup", "plan.text-too-long"]


def test_every_language_of_the_plan_and_no_other_is_written(reword: Callable[..., None]) -> None:
    with pytest.raises(CannotEdit) as refusal:
        reword("A.1", title={"it": "x", "en": " ", "fr": "x"}, lines=[(99, 101)])

    assert sorted(found(refusal)) == [
        "plan.edit-language-unknown",
        "plan.language-missing",
        "plan.span-out-of-range",
    ]


def test_a_reason_is_needed(reword: Callable[..., None]) -> None:
    with pytest.raises(CannotEdit) as refusal:
        reword("A.1", why=Why({"it": " "}, "editorial"))

    assert found(refusal) == ["plan.edit-no-reason"]


def test_a_source_is_one_of_those_that_there_are(reword: Callable[..., None]) -> None:
    with pytest.raises(CannotEdit) as refusal:
        reword("A.1", why=Why({"it": "Perché"}, "rumour"))

    assert found(refusal) == ["plan.value-not-in-list"]


def test_a_reason_that_is_no_text_is_refused(reword: Callable[..., None]) -> None:
    nonsense: Any = [1]
    with pytest.raises(CannotEdit) as refusal:
        reword("A.1", why=Why(nonsense, "editorial", nonsense))

    assert set(found(refusal)) == {"plan.value-wrong-structure", "plan.value-not-text"}


# Whether the edition can be edited.


def test_an_approved_edition_is_not_edited(
    draft: Edition, reword: Callable[..., None], by_anna: By, now: Any
) -> None:
    stale = Edition.objects.get(pk=draft.pk)
    approve_edition(edition=draft, act="Delibera 1", approved_on=now.date(), by=by_anna)

    with pytest.raises(CannotEdit) as refusal:
        reword("A.1", edition=stale)

    assert found(refusal) == ["plan.edit-frozen"]


def test_an_edition_in_consultation_is_read_and_not_edited(
    draft: Edition, reword: Callable[..., None], by_anna: By
) -> None:
    open_consultation(edition=draft, by=by_anna)
    with pytest.raises(CannotEdit) as refusal:
        reword("A.1")
    assert found(refusal) == ["plan.edit-in-consultation"]

    close_consultation(edition=draft, by=by_anna)
    reword("A.1")


def test_an_edition_that_was_discarded_is_not_edited(
    draft: Edition, reword: Callable[..., None], stated: Callable[[str], Stated], by_anna: By
) -> None:
    now = stated("A.1")
    stale = Edition.objects.select_related("plan").get(pk=draft.pk)
    discard_draft(edition=draft, by=by_anna, reason="Non serve.")

    with pytest.raises(CannotEdit) as refusal:
        editing.reword_node(
            edition=stale,
            code="A.1",
            seen=now.fingerprint,
            title=both("x"),
            summary=both("x"),
            by=by_anna,
            why=Why(both("x"), "editorial"),
        )

    assert found(refusal) == ["plan.edit-edition-gone"]


# Two people.


def test_the_second_is_told_what_the_first_changed(
    reword: Callable[..., None], stated: Callable[[str], Stated], by_bruno: By
) -> None:
    seen = stated("A.1")
    reword("A.1", by=by_bruno)
    reword("A.1", by=by_bruno, title=both("Ancora"))

    with pytest.raises(Conflict) as refusal:
        reword("A.1", seen=seen.fingerprint, title=both("Mio"))

    conflict = refusal.value
    assert found(refusal) == ["plan.edit-conflict-by"]
    assert conflict.findings[0].facts == {"who": "Bruno Neri", "at": "02/03/2026, 11:30"}
    assert conflict.changed_by == "Bruno Neri"
    assert conflict.current == stated("A.1")
    assert conflict.fields == {"title": (seen.state["title"], both("Ancora"))}
    assert stated("A.1").state["title"] == both("Ancora")


def test_a_state_that_never_was_is_a_conflict_in_everything(
    reword: Callable[..., None], stated: Callable[[str], Stated]
) -> None:
    with pytest.raises(Conflict) as refusal:
        reword("A.1", seen="0" * 16)

    assert found(refusal) == ["plan.edit-conflict"]
    assert refusal.value.changed_at is None
    assert refusal.value.fields["title"] == (None, stated("A.1").state["title"])


def test_whoever_rewords_does_not_mind_that_siblings_came_before(
    draft: Edition,
    reword: Callable[..., None],
    stated: Callable[[str], Stated],
    mine: dict[str, Any],
) -> None:
    seen = stated("A.1")
    editing.add_node(parent="A", text=text_of("A.0"), position=1, **mine)
    assert stated("A.1").fingerprint != seen.fingerprint

    reword("A.1", seen=seen.fingerprint)

    assert codes(draft) == ["A", "A.0", "A.1", "A.2", "B", "B.1"]


def test_the_journal_finds_what_was_changed_behind_a_shifted_place(
    reword: Callable[..., None], stated: Callable[[str], Stated], mine: dict[str, Any]
) -> None:
    seen = stated("A.1")
    reword("A.1")
    editing.add_node(parent="A", text=text_of("A.0"), position=1, **mine)

    with pytest.raises(Conflict) as refusal:
        reword("A.1", seen=seen.fingerprint)

    assert set(refusal.value.fields) == {"position", "title"}


def test_a_node_dropped_by_somebody_else_is_told_so(
    mine: dict[str, Any], stated: Callable[[str], Stated], reword: Callable[..., None], by_bruno: By
) -> None:
    seen = stated("A.2").fingerprint
    editing.drop_node(code="A.2", seen=seen, **{**mine, "by": by_bruno})
    reword("A.1")
    editing.mark_nodes(codes=["A.1"], add=["green"], **mine)

    with pytest.raises(Conflict) as refusal:
        editing.reword_node(code="A.2", seen=seen, title=both("x"), summary=both("x"), **mine)

    assert found(refusal) == ["plan.edit-dropped-by"]
    assert refusal.value.current is None
    assert refusal.value.changed_by == "Bruno Neri"


def test_a_node_renumbered_by_somebody_else_is_found_under_its_new_code(
    mine: dict[str, Any], stated: Callable[[str], Stated]
) -> None:
    seen = stated("A.2").fingerprint
    editing.mark_nodes(codes=["A.1"], add=["green"], **mine)
    editing.renumber_node(code="A.2", seen=seen, new_code="A.9", **mine)

    with pytest.raises(Conflict) as refusal:
        editing.drop_node(code="A.2", seen=seen, **mine)

    assert found(refusal) == ["plan.edit-renumbered"]
    assert refusal.value.current == stated("A.9")
    assert refusal.value.fields == {"code": ("A.2", "A.9")}


@pytest.mark.parametrize("verb", ["reword", "move", "renumber", "split", "drop"])
def test_a_node_that_never_was_is_unknown(verb: str, mine: dict[str, Any]) -> None:
    more: dict[str, Any] = {
        "reword": {"title": both("x"), "summary": both("x")},
        "move": {"parent": None},
        "renumber": {"new_code": "X"},
        "split": {"into": [text_of("X"), text_of("Y")]},
        "drop": {},
    }[verb]
    do: Any = getattr(editing, f"{verb}_node")

    with pytest.raises(CannotEdit) as refusal:
        do(code="Z", seen="", **more, **mine)

    assert found(refusal) == ["plan.node-unknown"]
