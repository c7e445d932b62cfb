"""A plan from cover to sources, as the printed document needs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portici.kernel.clock import ROME
from portici.plan.queries.counts import EditionCounts, edition_counts
from portici.plan.queries.editions import Edition
from portici.plan.queries.instruments import instrument_names
from portici.plan.queries.outline import levels_of, markers_of, node_rows
from portici.plan.rules.outline import NodeRow
from portici.portal.queries.catalogue import KindGroup, catalogue
from portici.portal.queries.figures import FiguresPage, figures_page
from portici.portal.queries.frameworks import FrameworkLevelGroup, framework_groups
from portici.portal.queries.making import MakingPage, making_page
from portici.portal.queries.thread import row_stations
from portici.portal.queries.words import date_words, in_words, line_words
from portici.portal.rules.thread import ThreadCounts, thread_counts
from portici.ui.appearance import readable_on_white
from portici.ui.components import Station

DEFAULT_COLOUR = "#0066CC"


@dataclass(frozen=True, slots=True)
class PrintedNode:
    """An element as it is printed; `instruments` and `markers` are names, `depth` counts from 0."""

    code: str
    level: str
    depth: int
    title: str
    summary: str
    official: str
    lines: str
    stations: tuple[Station, ...]
    instruments: tuple[str, ...]
    markers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedArea:
    """A root with everything under it, in document order, and its colour as `#rrggbb`."""

    code: str
    title: str
    number: int
    colour: str
    nodes: tuple[PrintedNode, ...]


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """Everything that the document prints.

    Attributes:
        loaded: the day on which the data were loaded, in words.
        counts: name of many nodes of a level with how many there are, from the highest.
        markers: name and summary of every founding or transversal element.
    """

    edition: Edition
    loaded: str
    counts: tuple[tuple[str, int], ...]
    totals: EditionCounts
    markers: tuple[tuple[str, str], ...]
    areas: tuple[PrintedArea, ...]
    instruments: tuple[KindGroup, ...]
    frameworks: tuple[FrameworkLevelGroup, ...]
    figures: FiguresPage
    making: MakingPage


def printed_plan(edition: Edition) -> PrintedPlan:
    """The whole plan with all that hangs on it, in the active language. Twenty-one queries, whatever its size."""
    totals = edition_counts(edition)
    levels = levels_of(edition)
    markers = markers_of(edition)
    return PrintedPlan(
        edition=edition,
        loaded=date_words(edition.loaded_at.astimezone(ROME).date().isoformat()),
        counts=tuple((in_words(level.plural), totals.by_level[level.key]) for level in levels),
        totals=totals,
        markers=tuple((in_words(each.name), in_words(each.summary)) for each in markers),
        areas=_areas(
            edition,
            levels={level.key: in_words(level.name) for level in levels},
            last_level=levels[-1].key if levels else "",
            markers={marker.key: in_words(marker.name) for marker in markers},
        ),
        instruments=catalogue(edition, {}).groups,
        frameworks=framework_groups(edition),
        figures=figures_page(edition),
        making=making_page(edition),
    )


def _areas(
    edition: Edition, *, levels: Mapping[str, str], last_level: str, markers: Mapping[str, str]
) -> tuple[PrintedArea, ...]:
    rows = node_rows(edition)
    counts = thread_counts(rows, last_level=last_level)
    names = {key: in_words(name) for key, name in instrument_names(edition).items()}
    colours = edition.appearance.get("colours", {})

    def printed(row: NodeRow) -> PrintedNode:
        return _node(row, counts[row.code], level=levels[row.level], names=names, markers=markers)

    return tuple(
        PrintedArea(
            code=root.code,
            title=in_words(root.title),
            number=number,
            colour=readable_on_white(colours.get(root.code, DEFAULT_COLOUR)),
            nodes=tuple(printed(row) for row in rows if row.root == root.code),
        )
        for number, root in enumerate(_roots(rows), start=1)
    )


def _roots(rows: Iterable[NodeRow]) -> list[NodeRow]:
    return [row for row in rows if row.parent is None]


def _node(
    row: NodeRow,
    counts: ThreadCounts,
    *,
    level: str,
    names: Mapping[str, str],
    markers: Mapping[str, str],
) -> PrintedNode:
    return PrintedNode(
        code=row.code,
        level=level,
        depth=row.depth,
        title=in_words(row.title),
        summary=in_words(row.summary),
        official=row.official,
        lines=line_words(row.lines),
        stations=row_stations(counts),
        instruments=tuple(names[key] for key in row.instruments),
        markers=tuple(markers[key] for key in row.markers),
    )
