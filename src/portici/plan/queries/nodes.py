"""Everything that the page of one node shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from portici.plan.models import (
    Alignment,
    Edition,
    EditionNode,
    InstrumentLine,
    InstrumentMention,
    NodeMarker,
)

# Compositions above name the types of the rows that they are handed.
__all__ = [
    "Alignment",
    "EditionNode",
    "InstrumentLine",
    "NodePage",
    "node_codes",
    "node_named",
    "node_page",
    "nodes_by_code",
    "root_nodes",
]


@dataclass(frozen=True)
class NodePage:
    """A node with its surroundings.

    Attributes:
        ancestors: from the root to the parent.
        children, siblings: in document order; siblings include the node itself.
        previous, next: neighbours of the same level in document order.
        means_of: the node whose instrument lines are shown: itself, or the nearest above that has some.
        means: those lines, each with its mentions and their instruments.
        aligned_node: the node whose alignments are shown, likewise.
        alignments: with topic and framework.
    """

    node: EditionNode
    ancestors: tuple[EditionNode, ...]
    children: tuple[EditionNode, ...]
    siblings: tuple[EditionNode, ...]
    previous: EditionNode | None
    next: EditionNode | None
    marks: tuple[NodeMarker, ...]
    means_of: EditionNode | None
    means: tuple[InstrumentLine, ...]
    aligned_node: EditionNode | None
    alignments: tuple[Alignment, ...]


def root_nodes(edition: Edition) -> list[EditionNode]:
    """The nodes of the highest level, in document order. One query."""
    return list(EditionNode.objects.filter(edition=edition, parent=None).order_by("path"))


def node_codes(edition: Edition) -> list[str]:
    """The code of every node, in document order. One query."""
    nodes = EditionNode.objects.filter(edition=edition).order_by("path")
    return list(nodes.values_list("code", flat=True))


def node_named(edition: Edition, code: str) -> EditionNode | None:
    """The node of that code with its identity, by code and title; None without any. One query."""
    # PostgreSQL refuses to be asked for a text with NUL.
    if "\x00" in code:
        return None
    nodes = EditionNode.objects.filter(edition=edition, code=code).select_related("node")
    return nodes.defer("summary", "official", "lines").order_by("pk").first()


def nodes_by_code(edition: Edition, codes: Iterable[str]) -> list[EditionNode]:
    """The nodes of these codes with their level, in document order. One query."""
    nodes = EditionNode.objects.filter(edition=edition, code__in=codes)
    return list(nodes.select_related("level").order_by("path"))


def node_page(edition: Edition, code: str) -> NodePage | None:
    """The page of the node `code`, or None when the edition has no such node. Seven queries at most.

    The nodes around it come without summary, wording and lines: they are shown by code and title.
    """
    node = (
        EditionNode.objects.filter(edition=edition, code=code)
        .select_related("level", "node")
        .first()
    )
    if node is None:
        return None
    parts = node.path.split(".")
    above = [".".join(parts[:length]) for length in range(1, len(parts))]
    # Of its level only the order is read: a level can have hundreds of nodes.
    level = EditionNode.objects.filter(edition=edition, level=node.level_id).order_by("path")
    order = list(level.values_list("pk", "parent_id"))
    pks = [pk for pk, _parent_pk in order]
    position = pks.index(node.pk)
    beside = [pk for pk, parent_pk in order if parent_pk == node.parent_id]
    around = pks[max(0, position - 1) : position + 2]
    near = _near(edition, Q(path__in=above) | Q(parent=node) | Q(pk__in={*beside, *around}))
    ancestors = tuple(each for each in near.values() if each.path in above)
    children = tuple(each for each in near.values() if each.parent_id == node.pk)
    chain = [node, *reversed(ancestors)]
    chain_pks = [each.pk for each in chain]
    means = _lines_with_mentions(chain_pks)
    alignments = _alignments(chain_pks)
    means_of = next((n for n in chain if any(m.edition_node_id == n.pk for m in means)), None)
    aligned = next((n for n in chain if any(a.edition_node_id == n.pk for a in alignments)), None)
    return NodePage(
        node=node,
        ancestors=ancestors,
        children=children,
        siblings=tuple(near[pk] for pk in beside),
        previous=near[pks[position - 1]] if position > 0 else None,
        next=near[pks[position + 1]] if position + 1 < len(pks) else None,
        marks=tuple(
            NodeMarker.objects.filter(edition_node=node)
            .select_related("marker")
            .order_by("marker__position")
        ),
        means_of=means_of,
        means=tuple(m for m in means if means_of and m.edition_node_id == means_of.pk),
        aligned_node=aligned,
        alignments=tuple(a for a in alignments if aligned and a.edition_node_id == aligned.pk),
    )


def _near(edition: Edition, which: Q) -> dict[int, EditionNode]:
    """Nodes with their level, by pk in document order, without what is not shown of a node nearby."""
    nodes = EditionNode.objects.filter(which, edition=edition).select_related("level")
    return {each.pk: each for each in nodes.defer("summary", "official", "lines").order_by("path")}


def _alignments(node_pks: list[int]) -> list[Alignment]:
    """Without what the page of a node does not tell of topics and frameworks."""
    unread = ("lines", "framework__summary", "framework__status_note", "framework__lines")
    return list(
        Alignment.objects.filter(edition_node__in=node_pks)
        .select_related("topic__framework")
        .defer(*(f"topic__{each}" for each in unread))
        .order_by("topic__framework__position", "topic__position")
    )


def _lines_with_mentions(node_pks: list[int]) -> list[InstrumentLine]:
    unread = ("summary", "merge_note", "named_elsewhere", "kind__summary")
    mentions = (
        InstrumentMention.objects.select_related("instrument__kind")
        .defer(*(f"instrument__{each}" for each in unread))
        .order_by("instrument__position")
    )
    return list(
        InstrumentLine.objects.filter(edition_node__in=node_pks)
        .prefetch_related(Prefetch("mentions", queryset=mentions))
        .order_by("code")
    )
