"""One element of the plan as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from portici.plan.choices import AlignmentBasis, MarkerKind
from portici.plan.queries.counts import Below, counts_below
from portici.plan.queries.editions import Edition
from portici.plan.queries.nodes import (
    Alignment,
    EditionNode,
    InstrumentLine,
    NodePage,
    node_codes,
    node_page,
    nodes_by_code,
)
from portici.plan.queries.outline import levels_of
from portici.portal.queries.thread import action_station, means_station, text_station
from portici.portal.queries.words import in_words, line_words
from portici.portal.rules.near_codes import near_codes
from portici.ui.appearance import accent_class
from portici.ui.components import Chip, Station

NOTHING_BELOW = Below(by_level={}, instruments=0)


@dataclass(frozen=True, slots=True)
class Relative:
    """Another element: above, below, beside, before or after the one that is read."""

    code: str
    title: str
    level: str


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """An instrument that a line names, under the name that the document uses there."""

    key: str
    name: str
    kind: str
    variant: str


@dataclass(frozen=True, slots=True)
class Means:
    """A line of resources and instruments; `official` is its wording, or empty."""

    code: str
    official: str
    lines: str
    instruments: tuple[NamedInstrument, ...]


@dataclass(frozen=True, slots=True)
class AlignedTo:
    """A topic with the ground on which the element is aligned to it.

    `is_proposal` tells our own proposal from what the document states; `ground` is its reason or its lines.
    """

    topic: str
    basis: str
    is_proposal: bool
    ground: str


@dataclass(frozen=True, slots=True)
class AlignedFramework:
    """A framework with the topics to which the element is aligned."""

    key: str
    title: str
    topics: tuple[AlignedTo, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A founding or transversal element that the element's own words state."""

    chip: Chip
    name: str
    kind_name: str
    lines: str


@dataclass(frozen=True, slots=True)
class NodeShown:
    """An element with its surroundings, in the active language.

    Attributes:
        uid: the identity that survives editions.
        accent, icon: colour and sign of the root above it.
        summary: its plain words; `official` the document's wording, or empty.
        lines: where it stands in the document, in words.
        ancestors: from the root to its parent.
        siblings: in document order, itself included; `sibling_level` names many of them.
        children: in document order; `children_level` names many of them.
        means_from, aligned_from: the element above from which they are inherited, None when they are its own.
        instruments_below: how many instruments what stands under it has.
    """

    uid: str
    code: str
    title: str
    level: str
    accent: str
    icon: str
    summary: str
    official: str
    lines: str
    ancestors: tuple[Relative, ...]
    siblings: tuple[Relative, ...]
    sibling_level: str
    children: tuple[Relative, ...]
    children_level: str
    previous: Relative | None
    next: Relative | None
    stations: tuple[Station, ...]
    means: tuple[Means, ...]
    means_from: Relative | None
    alignments: tuple[AlignedFramework, ...]
    aligned_from: Relative | None
    marks: tuple[Mark, ...]
    instruments_below: int


def near_elements(edition: Edition, code: str) -> tuple[Relative, ...]:
    """The elements whose code somebody may have meant by `code`, best first. Two queries."""
    near = near_codes(code, node_codes(edition))
    found = {node.code: _relative(node) for node in nodes_by_code(edition, near)}
    return tuple(found[each] for each in near)


def node_shown(edition: Edition, code: str) -> NodeShown | None:
    """The page of the element `code`, or None when the plan has none. Ten queries at most."""
    # PostgreSQL refuses to be asked for a text with NUL.
    page = None if "\x00" in code else node_page(edition, code)
    if page is None:
        return None
    node = page.node
    level = in_words(node.level.name)
    last_level = levels_of(edition)[-1].key
    below = counts_below(node) if page.children else NOTHING_BELOW
    root = page.ancestors[0] if page.ancestors else node
    means = tuple(_means(line) for line in page.means)
    return NodeShown(
        uid=str(node.node.uid),
        code=node.code,
        title=in_words(node.title),
        level=level,
        accent=accent_class(root.code),
        icon=edition.appearance.get("icons", {}).get(root.code, "default"),
        summary=in_words(node.summary),
        official=node.official,
        lines=line_words(node.lines),
        ancestors=tuple(_relative(each) for each in page.ancestors),
        siblings=tuple(_relative(each, level) for each in page.siblings),
        sibling_level=in_words(node.level.plural),
        children=tuple(_relative(each) for each in page.children),
        children_level=in_words(page.children[0].level.plural) if page.children else "",
        previous=_relative(page.previous, level) if page.previous else None,
        next=_relative(page.next, level) if page.next else None,
        stations=_stations(page, below, last_level, means),
        means=means,
        means_from=_other(page.means_of, node),
        alignments=_alignments(page.alignments),
        aligned_from=_other(page.aligned_node, node),
        marks=_marks(page),
        instruments_below=below.instruments,
    )


def _stations(
    page: NodePage, below: Below, last_level: str, means: Sequence[Means]
) -> tuple[Station, ...]:
    node = page.node
    is_action = node.level.key == last_level
    named = {instrument.key for line in means for instrument in line.instruments}
    return (
        text_station(detail=line_words(node.lines), href="#text"),
        action_station(
            None if is_action else below.by_level.get(last_level, 0),
            detail=node.code if is_action else "",
            href="" if is_action else "#below",
        ),
        means_station(
            len(named) or below.instruments, detail=_means_detail(page, bool(named)), href="#means"
        ),
    )


def _means_detail(page: NodePage, has_means: bool) -> str:
    if has_means and page.means_of is not None and page.means_of.pk != page.node.pk:
        return _("listed for %(code)s") % {"code": page.means_of.code}
    return ""


def _relative(node: EditionNode, level: str = "") -> Relative:
    """The element as a link; `level` is the name of its level where it is known without asking."""
    return Relative(node.code, in_words(node.title), level or in_words(node.level.name))


def _other(source: EditionNode | None, node: EditionNode) -> Relative | None:
    """The element from which something is inherited; None when it is the element's own."""
    return None if source is None or source.pk == node.pk else _relative(source)


def _means(line: InstrumentLine) -> Means:
    return Means(
        code=line.code,
        official=line.official,
        lines=line_words(line.lines),
        instruments=tuple(
            NamedInstrument(
                key=mention.instrument.key,
                name=in_words(mention.instrument.name),
                kind=in_words(mention.instrument.kind.name),
                variant=mention.variant,
            )
            for mention in line.mentions.all()
        ),
    )


def _alignments(alignments: Sequence[Alignment]) -> tuple[AlignedFramework, ...]:
    by_framework = groupby(alignments, key=lambda each: each.topic.framework)
    return tuple(
        AlignedFramework(
            key=framework.key,
            title=in_words(framework.title),
            topics=tuple(_aligned_to(alignment) for alignment in group),
        )
        for framework, group in by_framework
    )


def _aligned_to(alignment: Alignment) -> AlignedTo:
    is_proposal = alignment.basis == AlignmentBasis.EDITORIAL_PROPOSAL
    return AlignedTo(
        topic=in_words(alignment.topic.name),
        basis=str(AlignmentBasis(alignment.basis).label),
        is_proposal=is_proposal,
        ground=in_words(alignment.reason) if is_proposal else line_words(alignment.lines),
    )


def _marks(page: NodePage) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            chip=Chip(in_words(mark.marker.name), kind=mark.marker.kind),
            name=in_words(mark.marker.name),
            kind_name=str(MarkerKind(mark.marker.kind).label),
            lines=line_words(mark.lines),
        )
        for mark in page.marks
    )
