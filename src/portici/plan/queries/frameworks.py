"""Frameworks, topics, and the matrix of alignment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from portici.plan.choices import AlignmentBasis
from portici.plan.models import Alignment, Edition, EditionNode, Framework, Topic

# Compositions name the type of what they are handed; they never import models.
__all__ = [
    "Alignment",
    "AlignmentMatrix",
    "EditionNode",
    "Framework",
    "Topic",
    "TopicName",
    "aligned_codes",
    "alignment_matrix",
    "frameworks_in",
    "frameworks_of",
    "topic_names",
]


@dataclass(frozen=True)
class AlignmentMatrix:
    """Nodes by topics of one framework.

    Attributes:
        nodes: the rows, in document order, with their level and parent.
        topics: the columns; one without any cell is a gap that the page shows.
        cells: (pk of node, pk of topic) to the alignment.
    """

    framework: Framework
    nodes: tuple[EditionNode, ...]
    topics: tuple[Topic, ...]
    cells: Mapping[tuple[int, int], Alignment]


class TopicName(NamedTuple):
    """A topic by name: keys for an address, texts by language."""

    framework: str
    framework_title: dict[str, str]
    key: str
    name: dict[str, str]


def frameworks_of(edition: Edition) -> QuerySet[Framework]:
    """Every framework of the edition with its topics, in the folder's order. Two queries when read."""
    return (
        Framework.objects.filter(edition=edition)
        .prefetch_related(Prefetch("topics", queryset=Topic.objects.order_by("position")))
        .order_by("position")
    )


def frameworks_in(editions: Iterable[Edition]) -> QuerySet[Framework]:
    """Every framework of these editions with its topics, in the plans' order. Two queries when read."""
    return (
        Framework.objects.filter(edition__in=list(editions))
        .prefetch_related(Prefetch("topics", queryset=Topic.objects.order_by("position")))
        .order_by("edition__plan__pk", "position")
    )


def topic_names(edition: Edition) -> list[TopicName]:
    """The name of every topic with its framework's, in the folder's order. One query."""
    topics = Topic.objects.filter(framework__edition=edition)
    rows = topics.order_by("framework__position", "position").values_list(
        "framework__key", "framework__title", "key", "name"
    )
    return [TopicName(*row) for row in rows]


def alignment_matrix(edition: Edition, framework_key: str) -> AlignmentMatrix | None:
    """The matrix of one framework against the level whose nodes are aligned to it; None without such a
    framework. Where nothing is aligned yet the rows are those of the last level but one. Five queries at most.
    """
    framework = Framework.objects.filter(edition=edition, key=framework_key).first()
    if framework is None:
        return None
    topics = tuple(Topic.objects.filter(framework=framework).order_by("position"))
    alignments = list(
        Alignment.objects.filter(topic__framework=framework)
        .select_related("edition_node__level")
        .order_by("edition_node__path", "topic__position")
    )
    nodes = EditionNode.objects.filter(edition=edition).select_related("level", "parent")
    aligned_levels = {alignment.edition_node.level_id for alignment in alignments}
    if aligned_levels:
        nodes = nodes.filter(level__in=aligned_levels)
    else:
        last = edition.levels.order_by("-position").values_list("position", flat=True).first() or 0
        nodes = nodes.filter(level__position=max(last - 1, 0))
    return AlignmentMatrix(
        framework=framework,
        nodes=tuple(nodes.order_by("path")),
        topics=topics,
        cells={(a.edition_node_id, a.topic_id): a for a in alignments},
    )


@dataclass(frozen=True, slots=True)
class AlignedCode:
    """The code of a node that is aligned to a topic; `is_stated` when the document itself says so."""

    code: str
    is_stated: bool


def aligned_codes(edition: Edition) -> dict[int, list[AlignedCode]]:
    """For every aligned topic, by its pk, what is aligned to it in document order. One query."""
    codes: dict[int, list[AlignedCode]] = {}
    for topic, code, basis in (
        Alignment.objects.filter(edition_node__edition=edition)
        .order_by("edition_node__path", "topic__position")
        .values_list("topic_id", "edition_node__code", "basis")
    ):
        aligned = AlignedCode(code, is_stated=basis == AlignmentBasis.DOCUMENT)
        codes.setdefault(topic, []).append(aligned)
    return codes
