"""The tree of an edition as rows."""

from collections import defaultdict
from collections.abc import Iterable

from portici.plan.models import (
    Alignment,
    Edition,
    EditionNode,
    InstrumentLine,
    Level,
    Marker,
    NodeMarker,
)
from portici.plan.rules.outline import NodeRow

# Compositions name the type of what they are handed; they never import models.
__all__ = ["Level", "Marker", "levels_of", "markers_of", "node_rows"]


def node_rows(edition: Edition, *, with_texts: bool = True) -> list[NodeRow]:
    """Every node of the edition in document order, with the keys of what is linked to it. Four queries.

    Without texts the rows have a title, but neither summary, wording nor lines: most of what there is to read.
    """
    instruments: dict[int, list[str]] = defaultdict(list)
    means: dict[int, set[int]] = defaultdict(set)
    for pk, line, key in (
        InstrumentLine.objects.filter(edition_node__edition=edition)
        .order_by("code", "mentions__instrument__position")
        .values_list("edition_node_id", "pk", "mentions__instrument__key")
    ):
        means[pk].add(line)
        # A line may name no instrument of the catalogue.
        if key is not None and key not in instruments[pk]:
            instruments[pk].append(key)
    topics = _grouped(
        (pk, f"{framework}:{topic}")
        for pk, framework, topic in Alignment.objects.filter(edition_node__edition=edition)
        .order_by("topic__framework__position", "topic__position")
        .values_list("edition_node_id", "topic__framework__key", "topic__key")
    )
    markers = _grouped(
        NodeMarker.objects.filter(edition_node__edition=edition)
        .order_by("marker__position")
        .values_list("edition_node_id", "marker__key")
    )
    rows: list[NodeRow] = []
    code_of: dict[int, str] = {}
    root_of: dict[str, str] = {}
    texts = ("summary", "official", "lines") if with_texts else ()
    for pk, uid, code, level, depth, parent_pk, title, *read in (
        EditionNode.objects.filter(edition=edition)
        .order_by("path")
        .values_list(
            "pk", "node__uid", "code", "level__key", "level__position", "parent_id", "title", *texts
        )
    ):
        summary, official, lines = read or ({}, "", [])
        parent = code_of.get(parent_pk) if parent_pk else None
        code_of[pk] = code
        root_of[code] = root_of[parent] if parent else code
        rows.append(
            NodeRow(
                uid=str(uid),
                code=code,
                level=level,
                parent=parent,
                root=root_of[code],
                depth=depth,
                title=title,
                summary=summary,
                official=official,
                lines=lines,
                instruments=tuple(instruments.get(pk, ())),
                lines_of_means=len(means.get(pk, ())),
                topics=tuple(topics.get(pk, ())),
                markers=tuple(markers.get(pk, ())),
            )
        )
    return rows


def levels_of(edition: Edition) -> list[Level]:
    """The levels from the highest. One query."""
    return list(Level.objects.filter(edition=edition).order_by("position"))


def markers_of(edition: Edition) -> list[Marker]:
    """The founding and transversal elements, in the folder's order. One query."""
    return list(Marker.objects.filter(edition=edition).order_by("position"))


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = defaultdict(list)
    for pk, key in pairs:
        groups[pk].append(key)
    return groups
