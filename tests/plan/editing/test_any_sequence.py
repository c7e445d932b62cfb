"""Whatever is done to a draft, in whatever order: its content can always be loaded, and all of it taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portici.journal.queries import history
from portici.journal.rules.acts import By
from portici.plan.models import Edition, EditionNode
from portici.plan.queries.content import content_findings, edition_content
from portici.plan.queries.editing import all_stated, edition_scope, node_stated, tree_of
from portici.plan.rules.editing.states import NodeText, Why
from portici.plan.rules.editing.tree import arranged
from portici.plan.services import editing
from portici.plan.services.editing import CannotEdit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Small enough that sequences meet: codes are used again, places are contested.
CODES = ["A", "B", "C", "A.1", "A.2", "B.1", "C.1", "C.2"]
TOPICS = [("world-goals", "work"), ("world-goals", "water")]
MARKERS = ["young", "green"]

Step = tuple[str, int, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "add", "reword", "move", "renumber", "split", "merge", "drop", "mark", "align",
                "instrument", "link", "unlink", "drop instrument", "figure", "drop figure",
            ]
        ),
        st.integers(0, 20),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip


def _text(code: str, number: int) -> NodeText:
    return NodeText(code, _both(f"Titolo {number}"), _both(f"Testo {number}"), ((1, number + 1),))


def _both(text: str) -> dict[str, str]:
    return {"it": text, "en": f"{text} (en)"}


class Editor:
    """Does steps; each number chooses among what there is at that moment."""

    def __init__(self, draft: Edition, by: By, why: Why) -> None:
        self.draft = draft
        self.mine: dict[str, Any] = {"edition": draft, "by": by, "why": why}

    def take(self, step: Step) -> None:
        """Do it, or be refused."""
        name, one, two, three = step
        do: Callable[[int, int, int], object] = getattr(self, f"_{name.replace(' ', '_')}")
        do(one, two, three)

    def _node(self, number: int) -> tuple[str, str]:
        codes = list(EditionNode.objects.filter(edition=self.draft).order_by("path"))
        code = codes[number % len(codes)].code
        stated = node_stated(self.draft, code)
        assert stated is not None
        return code, stated.fingerprint

    def _add(self, one: int, two: int, three: int) -> None:
        parent = None if one % 3 == 0 else self._node(one)[0]
        text = _text(CODES[two % len(CODES)], three)
        editing.add_node(parent=parent, text=text, position=three % 4 or None, **self.mine)

    def _reword(self, one: int, two: int, three: int) -> None:
        code, seen = self._node(one)
        text = _text(code, two)
        editing.reword_node(
            code=code,
            seen=seen,
            title=text.title,
            summary=text.summary,
            lines=text.lines,
            **self.mine,
        )

    def _move(self, one: int, two: int, three: int) -> None:
        code, seen = self._node(one)
        parent = None if two % 3 == 0 else self._node(two)[0]
        editing.move_node(
            code=code, seen=seen, parent=parent, position=three % 4 or None, **self.mine
        )

    def _renumber(self, one: int, two: int, three: int) -> None:
        code, seen = self._node(one)
        editing.renumber_node(code=code, seen=seen, new_code=CODES[two % len(CODES)], **self.mine)

    def _split(self, one: int, two: int, three: int) -> None:
        code, seen = self._node(one)
        into = [_text(CODES[(two + number) % len(CODES)], three) for number in range(2)]
        editing.split_node(code=code, seen=seen, into=into, **self.mine)

    def _merge(self, one: int, two: int, three: int) -> None:
        codes = [self._node(one)[0], self._node(two)[0]]
        editing.merge_nodes(codes=codes, into=_text(CODES[three % len(CODES)], one), **self.mine)

    def _drop(self, one: int, two: int, three: int) -> None:
        code, seen = self._node(one)
        editing.drop_node(code=code, seen=seen, with_children=two % 2 == 0, **self.mine)

    def _mark(self, one: int, two: int, three: int) -> None:
        codes = [self._node(one)[0], self._node(two)[0]]
        add, remove = MARKERS[three % 2], MARKERS[one % 2]
        editing.mark_nodes(codes=codes, add=[add], remove=[remove], **self.mine)

    def _align(self, one: int, two: int, three: int) -> None:
        codes = [self._node(one)[0], self._node(two)[0]]
        editing.align_nodes(
            codes=codes,
            add=[TOPICS[three % 2]],
            remove=[TOPICS[one % 2]],
            reason=_both("Perché"),
            **self.mine,
        )

    def _instrument(self, one: int, two: int, three: int) -> None:
        values = {"key": f"fund-{one % 3}", "kind": "fund", "name": _both("F"), "status": "listed"}
        editing.add_instrument(values=values, **self.mine)

    def _chosen(self, kind: str, number: int) -> Any:
        things = list(all_stated(self.draft, kind)[kind].values())
        if not things:
            raise CannotEdit
        return things[number % len(things)]

    def _link(self, one: int, two: int, three: int) -> None:
        editing.link_instrument(
            instrument=self._chosen("instrument", one).key,
            node=self._node(two)[0],
            line=f"S-{three % 3}",
            variant="nome",
            **self.mine,
        )

    def _unlink(self, one: int, two: int, three: int) -> None:
        state = self._chosen("link", one).state
        editing.unlink_instrument(instrument=state["instrument"], line=state["line"], **self.mine)

    def _drop_instrument(self, one: int, two: int, three: int) -> None:
        stated = self._chosen("instrument", one)
        editing.drop_instrument(key=stated.key, seen=stated.fingerprint, **self.mine)

    def _figure(self, one: int, two: int, three: int) -> None:
        stated = self._chosen("figure", one)
        editing.add_figure(
            values={**stated.state, "key": f"N{two % 3}", "value": three}, **self.mine
        )

    def _drop_figure(self, one: int, two: int, three: int) -> None:
        stated = self._chosen("figure", one)
        editing.drop_figure(key=stated.key, seen=stated.fingerprint, **self.mine)


def _content(draft: Edition) -> dict[str, Any]:
    """What the draft says; the reasons of changes are added to for ever, and so left out."""
    content = edition_content(Edition.objects.select_related("plan").get(pk=draft.pk))
    content.pop("changes.yaml", None)
    return content


def _last_operation(draft: Edition) -> UUID | None:
    entries = history(scope=edition_scope(draft), with_names=True, limit=1)
    return entries[0].operation if entries else None


def _agrees(draft: Edition) -> None:
    assert content_findings(Edition.objects.get(pk=draft.pk)) == ()
    tree = tree_of(draft)
    rows = EditionNode.objects.filter(edition=draft).select_related("node")
    assert {str(row.node.uid): row.path for row in rows} == arranged(tree, {})


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_content_can_be_loaded_after_each_step_and_all_steps_taken_back(
    draft: Edition, by_anna: By, why: Why, steps: list[Step]
) -> None:
    with transaction.atomic():
        editor = Editor(draft, by_anna, why)
        done: list[tuple[UUID, dict[str, Any]]] = []
        for step in steps:
            before, last = _content(draft), _last_operation(draft)
            try:
                editor.take(step)
            except CannotEdit:
                assert _content(draft) == before
            operation = _last_operation(draft)
            if operation is not None and operation != last:
                done.append((operation, before))
            else:
                assert _content(draft) == before
            _agrees(draft)
        for operation, before in reversed(done):
            editing.undo_operation(edition=draft, operation=operation, by=by_anna)
            assert _content(draft) == before
            _agrees(draft)
        transaction.set_rollback(True)
