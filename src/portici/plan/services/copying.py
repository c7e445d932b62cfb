"""Copying all that an edition holds into another, row by row, with the identities of its nodes."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import Model, QuerySet

from portici.plan.models import (
    Alignment,
    Edition,
    EditionNode,
    Figure,
    Framework,
    Inconsistency,
    Instrument,
    InstrumentKind,
    InstrumentLine,
    InstrumentMention,
    Level,
    Marker,
    NodeMarker,
    Phase,
    Topic,
)

Row = TypeVar("Row", bound=Model)

# Primary keys of the base's rows to those of their copies.
Copies = Mapping[int, int]


def copy_rows(*, base: Edition, edition: Edition) -> None:
    """Fill an edition that holds nothing with copies of all rows of `base`, reasons and origins left out.

    Official wording stays behind: it is that of the base's document. The number of queries grows with the levels of
    the tree alone, apart from how many rows the engine takes in one.
    """
    own = {base.pk: edition.pk}
    levels = _copied(Level.objects.filter(edition=base), edition_id=own)
    markers = _copied(Marker.objects.filter(edition=base), edition_id=own)
    nodes = _copied_nodes(base, own, levels)
    _copied(
        NodeMarker.objects.filter(edition_node__edition=base),
        edition_node_id=nodes,
        marker_id=markers,
    )
    _copy_instruments(base, own, nodes)
    _copy_frameworks(base, own, nodes)
    inconsistencies = _copied(Inconsistency.objects.filter(edition=base), edition_id=own)
    _copied(Figure.objects.filter(edition=base), edition_id=own, inconsistency_id=inconsistencies)
    _copied(Phase.objects.filter(edition=base), edition_id=own)


def _copied_nodes(base: Edition, own: Copies, levels: Copies) -> dict[int, int]:
    """The nodes, a level whole before the next, because a row needs its parent's."""
    nodes: dict[int, int] = {}
    for level in levels:
        rows = EditionNode.objects.filter(edition=base, level_id=level)
        nodes |= _copied(rows, edition_id=own, level_id=levels, parent_id=nodes)
    return nodes


def _copy_instruments(base: Edition, own: Copies, nodes: Copies) -> None:
    kinds = _copied(InstrumentKind.objects.filter(edition=base), edition_id=own)
    instruments = _copied(Instrument.objects.filter(edition=base), edition_id=own, kind_id=kinds)
    lines = _copied(
        InstrumentLine.objects.filter(edition_node__edition=base), edition_node_id=nodes
    )
    _copied(
        InstrumentMention.objects.filter(line__edition_node__edition=base),
        line_id=lines,
        instrument_id=instruments,
    )


def _copy_frameworks(base: Edition, own: Copies, nodes: Copies) -> None:
    frameworks = _copied(Framework.objects.filter(edition=base), edition_id=own)
    topics = _copied(Topic.objects.filter(framework__edition=base), framework_id=frameworks)
    _copied(
        Alignment.objects.filter(edition_node__edition=base),
        edition_node_id=nodes,
        topic_id=topics,
    )


def _copied(rows: QuerySet[Row], **references: Copies) -> dict[int, int]:
    """Write copies of the rows that refer to copies; gives their primary keys by those of the originals."""
    copies = list(rows.order_by("pk"))
    originals = [row.pk for row in copies]
    for row in copies:
        row.pk = None
        for field, known in references.items():
            original = getattr(row, field)
            setattr(row, field, None if original is None else known[original])
        if isinstance(row, EditionNode | InstrumentLine):
            row.official = ""
    rows.bulk_create(copies)
    return dict(zip(originals, (row.pk for row in copies), strict=True))
