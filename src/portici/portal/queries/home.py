"""What the first page shows of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portici.plan.choices import MarkerKind
from portici.plan.queries.counts import actions_by_root, edition_counts
from portici.plan.queries.editions import Edition
from portici.plan.queries.figures import headline_figures
from portici.plan.queries.nodes import root_nodes
from portici.plan.queries.outline import Marker, levels_of, markers_of
from portici.portal.queries.figures import shown_number
from portici.portal.queries.quilt import Quilt, quilt_of
from portici.portal.queries.whole_plan import LevelCount
from portici.portal.queries.words import in_words, line_words
from portici.portal.rules.sentences import opening_sentence
from portici.territory.queries import municipalities, territory_of
from portici.ui.appearance import accent_class
from portici.ui.components import NumberShown, Step


@dataclass(frozen=True, slots=True)
class Area:
    """An element of the highest level; `actions` are those of the last level under it."""

    code: str
    title: str
    accent: str
    icon: str
    actions: LevelCount


@dataclass(frozen=True, slots=True)
class RunningElement:
    """A founding or transversal element.

    Attributes:
        opening: the first sentence of its plain words; `rest` what follows, or empty.
        lines: where the document states it.
    """

    key: str
    name: str
    opening: str
    rest: str
    lines: str


@dataclass(frozen=True)
class HomePage:
    """A plan in one screen.

    Attributes:
        counts: how many elements of each level, from the highest.
        lines_of_means, instruments: lines of resources in the document, and the distinct things they name.
        figures: the few numbers that say most, with their sources.
        quilt: the map of the plan's territory; None when no territory is loaded.
    """

    areas: tuple[Area, ...]
    counts: tuple[LevelCount, ...]
    lines_of_means: int
    instruments: int
    founding: tuple[RunningElement, ...]
    transversal: tuple[RunningElement, ...]
    figures: tuple[NumberShown, ...]
    next_steps: tuple[Step, ...]
    quilt: Quilt | None


def home_page(edition: Edition, *, figures_address: str) -> HomePage:
    """The first page of a plan. Sixteen queries at most, whatever its size.

    `figures_address` is the page of the figures, where each one stands under its key.
    """
    counts = edition_counts(edition)
    names = {
        level.key: (in_words(level.name), in_words(level.plural)) for level in levels_of(edition)
    }
    running = _running_elements(edition)
    return HomePage(
        areas=_areas(edition, last_level=list(names)[-1], names=names),
        counts=tuple(_level_count(key, count, names) for key, count in counts.by_level.items()),
        lines_of_means=counts.instrument_lines,
        instruments=counts.instruments,
        founding=running[MarkerKind.FOUNDING],
        transversal=running[MarkerKind.TRANSVERSAL],
        figures=tuple(
            replace(shown_number(figure), href=f"{figures_address}#{figure.key}")
            for figure in headline_figures(edition)
        ),
        next_steps=tuple(Step(in_words(step["title"])) for step in edition.after_approval),
        quilt=_quilt(edition),
    )


def _level_count(key: str, count: int, names: Mapping[str, tuple[str, str]]) -> LevelCount:
    return LevelCount(key, names[key][count != 1], count)


def _areas(
    edition: Edition, *, last_level: str, names: Mapping[str, tuple[str, str]]
) -> tuple[Area, ...]:
    actions = actions_by_root(edition)
    icons = edition.appearance.get("icons", {})
    return tuple(
        Area(
            code=node.code,
            title=in_words(node.title),
            accent=accent_class(node.code),
            icon=icons.get(node.code, "default"),
            actions=_level_count(last_level, actions[node.code], names),
        )
        for node in root_nodes(edition)
    )


def _running_elements(edition: Edition) -> dict[str, tuple[RunningElement, ...]]:
    """The elements that run through the plan, by kind."""
    markers = markers_of(edition)
    return {
        kind: tuple(_running_element(marker) for marker in markers if marker.kind == kind)
        for kind in MarkerKind.values
    }


def _running_element(marker: Marker) -> RunningElement:
    opening, rest = opening_sentence(in_words(marker.summary))
    return RunningElement(
        key=marker.key,
        name=in_words(marker.name),
        opening=opening,
        rest=rest,
        lines=line_words(marker.lines),
    )


def _quilt(edition: Edition) -> Quilt | None:
    """The map of the plan's own territory; no other is shown in its place."""
    territory = territory_of(edition.plan.territory) if edition.plan.territory else None
    if territory is None:
        return None
    return quilt_of(territory, list(municipalities(territory)))
