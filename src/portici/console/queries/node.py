"""One element of an edition with all that its page in the working area shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from portici.accounts.queries.visitors import Visitor
from portici.console.queries.editable import editable_codes
from portici.kernel.localized import in_language
from portici.plan.choices import AlignmentBasis, EditionStatus
from portici.plan.queries.editing import (
    alignment_rows,
    link_rows,
    mark_rows,
    node_rows,
    stated_alignment,
    stated_link,
    stated_node,
)
from portici.plan.queries.editions import Edition
from portici.plan.queries.instruments import instrument_names
from portici.plan.queries.outline import levels_of, markers_of
from portici.plan.queries.outline import node_rows as outline_rows
from portici.plan.rules.differences.words import Segment, text_difference
from portici.plan.rules.editing.states import Stated
from portici.plan.rules.outline import NodeRow
from portici.ui.appearance import accent_class


@dataclass(frozen=True, slots=True)
class Compared:
    """A text of the base edition beside what it has become; `pieces` are empty where nothing differs."""

    field: str
    language: str
    before: str
    pieces: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class OwnAlignment:
    """An alignment of the element."""

    framework: str
    topic: str
    framework_title: str
    name: str
    basis: str
    reason: str
    href: str


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A line of means under the element that names an instrument."""

    line: str
    instrument: str
    name: str
    variant: str


@dataclass(frozen=True)
class WorkNode:
    """An element of an edition as those who work on it see it.

    Attributes:
        stated: its state.
        row: the same among all `rows` of the edition, in document order.
        level, below: names of its level and of the level below, empty where there is none.
        official: the document's wording, or empty.
        compared: its texts in the base edition; `is_new` when that edition does not have it.
        markers: key, name and whether the element carries it.
        editable: codes of all elements that the visitor may edit; empty while the edition is not open.
    """

    stated: Stated
    row: NodeRow
    rows: Sequence[NodeRow]
    level: str
    below: str
    official: str
    accent: str
    compared: tuple[Compared, ...]
    is_new: bool
    markers: tuple[tuple[str, str, bool], ...]
    alignments: tuple[OwnAlignment, ...]
    links: tuple[OwnLink, ...]
    editable: frozenset[str]

    @property
    def may_edit(self) -> bool:
        """Whether the visitor may edit it now."""
        return self.row.code in self.editable

    @property
    def may_place(self) -> bool:
        """Whether they may move it or take it out, which is editing what it stands under."""
        return self._may_place(self.row)

    @property
    def previous(self) -> str:
        """The code of the element before it; empty for the first."""
        place = self.rows.index(self.row)
        return self.rows[place - 1].code if place else ""

    @property
    def next(self) -> str:
        """The code of the element after it; empty for the last."""
        place = self.rows.index(self.row)
        return self.rows[place + 1].code if place + 1 < len(self.rows) else ""

    @property
    def children(self) -> tuple[NodeRow, ...]:
        """The elements right below it."""
        return tuple(each for each in self.rows if each.parent == self.row.code)

    @property
    def mergeable(self) -> tuple[NodeRow, ...]:
        """The others of its level in its part of the plan that the visitor may take out of their places."""
        return tuple(
            each
            for each in self.rows
            if each.depth == self.row.depth
            and each.code != self.row.code
            and (not each.parent or each.root == self.row.root)
            and self._may_place(each)
        )

    def _may_place(self, row: NodeRow) -> bool:
        if row.parent:
            return {row.code, row.parent} <= self.editable
        return all(each.code in self.editable for each in self.rows)


def work_node(edition: Edition, code: str, visitor: Visitor) -> WorkNode | None:
    """The element of that code; None when there is none. Constant queries."""
    if "\x00" in code:
        return None
    row = node_rows(edition).filter(code=code).first()
    if row is None:
        return None
    stated = stated_node(row)
    rows = outline_rows(edition)
    levels = levels_of(edition)
    depth = next(number for number, level in enumerate(levels) if level.key == row.level.key)
    own = next(each for each in rows if each.code == code)
    is_open = edition.status == EditionStatus.DRAFT
    base = _in_base(edition, stated.key)
    carried = set(mark_rows(edition).filter(edition_node=row).values_list("marker__key", flat=True))
    return WorkNode(
        stated=stated,
        row=own,
        rows=rows,
        level=_text(levels[depth].name),
        below=_text(levels[depth + 1].name) if depth + 1 < len(levels) else "",
        official=row.official,
        accent=accent_class(own.root),
        compared=_compared(base, stated, edition.plan.languages) if base else (),
        is_new=edition.base_id is not None and base is None,
        markers=tuple(
            (marker.key, _text(marker.name), marker.key in carried)
            for marker in markers_of(edition)
        ),
        alignments=_alignments(edition, code),
        links=_links(edition, code),
        editable=editable_codes(visitor, edition, rows) if is_open else frozenset(),
    )


def _in_base(edition: Edition, uid: str) -> Stated | None:
    """The same element in the edition that this one began as a copy of. One query, or none."""
    if edition.base is None:
        return None
    row = node_rows(edition.base).filter(node__uid=uid).first()
    return stated_node(row) if row else None


def _compared(base: Stated, now: Stated, languages: Sequence[str]) -> tuple[Compared, ...]:
    compared = []
    for field in ("title", "summary"):
        for language in languages:
            before = str(base.state[field].get(language, ""))
            after = str(now.state[field].get(language, ""))
            pieces = text_difference(before, after).inline if before != after else ()
            compared.append(Compared(field, language, before, pieces))
    return tuple(compared)


def _alignments(edition: Edition, code: str) -> tuple[OwnAlignment, ...]:
    bases = dict(AlignmentBasis.choices)
    slug, key = edition.plan.slug, edition.key
    own = []
    for row in alignment_rows(edition).filter(edition_node__code=code):
        state, topic = stated_alignment(row).state, row.topic
        framework = topic.framework.key
        own.append(
            OwnAlignment(
                framework=framework,
                topic=topic.key,
                framework_title=_text(topic.framework.title),
                name=_text(topic.name),
                basis=str(bases[state["basis"]]),
                reason=_text(state["reason"]),
                href=reverse("work-alignment", args=[slug, key, code, framework, topic.key]),
            )
        )
    return tuple(own)


def _links(edition: Edition, code: str) -> tuple[OwnLink, ...]:
    names = instrument_names(edition)
    own = []
    for row in link_rows(edition).filter(line__edition_node__code=code):
        state = stated_link(row).state
        name = _text(names[state["instrument"]])
        own.append(OwnLink(state["line"], state["instrument"], name, state["variant"]))
    return tuple(own)


def _text(texts: Mapping[str, str] | None) -> str:
    return in_language(texts, get_language() or "it")
