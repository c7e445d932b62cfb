"""How many of what an edition has."""

from dataclasses import dataclass

from django.db.models import Count

from portici.plan.models import Edition, EditionNode, Instrument, InstrumentLine, Level


@dataclass(frozen=True)
class EditionCounts:
    """Nodes by level key (in the levels' order), lines of means, distinct instruments, nodes with wording."""

    by_level: dict[str, int]
    instrument_lines: int
    instruments: int
    with_official: int


def edition_counts(edition: Edition) -> EditionCounts:
    """The counts of an edition. Four queries."""
    levels = (
        Level.objects.filter(edition=edition)
        .annotate(count=Count("nodes"))
        .order_by("position")
        .values_list("key", "count")
    )
    return EditionCounts(
        by_level=dict(levels),
        instrument_lines=InstrumentLine.objects.filter(edition_node__edition=edition).count(),
        instruments=Instrument.objects.filter(edition=edition).count(),
        with_official=EditionNode.objects.filter(edition=edition).exclude(official="").count(),
    )


def actions_by_root(edition: Edition) -> dict[str, int]:
    """How many nodes of the last level stand under each root, by the root's code. Two queries."""
    last = Level.objects.filter(edition=edition).order_by("-position").first()
    roots = EditionNode.objects.filter(edition=edition, parent=None).order_by("path")
    counts = {root.path: 0 for root in roots}
    codes = {root.path: root.code for root in roots}
    paths = EditionNode.objects.filter(edition=edition, level=last).order_by("path")
    for path in paths.values_list("path", flat=True):
        counts[path.partition(".")[0]] += 1
    return {codes[path]: count for path, count in counts.items()}


@dataclass(frozen=True)
class Below:
    """What stands under a node: how many nodes by level key, and how many distinct instruments."""

    by_level: dict[str, int]
    instruments: int


def counts_below(node: EditionNode) -> Below:
    """What stands under a node, at any depth. Two queries."""
    branch = f"{node.path}."
    levels = (
        EditionNode.objects.filter(edition=node.edition_id, path__startswith=branch)
        .values("level__key", "level__position")
        .annotate(count=Count("pk"))
        .order_by("level__position")
        .values_list("level__key", "count")
    )
    instruments = Instrument.objects.filter(
        mentions__line__edition_node__edition=node.edition_id,
        mentions__line__edition_node__path__startswith=branch,
    )
    return Below(by_level=dict(levels), instruments=instruments.distinct().count())
