"""The quilt: the map of a territory's municipalities, each cell as light or dark as its figure says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.numbers import decimal_in_language
from portici.territory.choices import MapMeasure, Mountain
from portici.territory.phrases import step_in_words
from portici.territory.queries import MapShapes, Municipality, Territory, map_shapes
from portici.territory.rules.choropleth import choropleth
from portici.ui.components import LegendStep

# The three classes of mountain municipalities as lightness: the more mountain, the darker.
_MOUNTAIN_STEPS = {Mountain.NOT: 1, Mountain.PARTLY: 3, Mountain.WHOLLY: 5}
_MEASURE_DECIMALS = {MapMeasure.DENSITY: 1, MapMeasure.ALTITUDE: 0}


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell of the map shows: lightness from 1 to 5, 0 for unknown, and the figure in words."""

    step: int
    figure: str


@dataclass(frozen=True, slots=True)
class Quilt:
    """A map ready to be drawn.

    Attributes:
        shapes: the paths.
        values: by ISTAT code; a cell without a value is drawn as unknown.
        legend: the steps in words, lightest first.
        title: what the map shows.
        note: what must be known about the shapes, with their attribution.
    """

    shapes: MapShapes
    values: Mapping[str, CellValue]
    legend: tuple[LegendStep, ...]
    title: str
    note: str


def quilt_of(
    territory: Territory, everyone: Sequence[Municipality], measure: str = MapMeasure.DENSITY
) -> Quilt:
    """The map of a territory by one measure. Three queries at most.

    Classes are those of `everyone`: they stay the same whatever part of the territory a page lists.
    """
    shapes = map_shapes(territory)
    values, legend = (
        _mountain_values(everyone)
        if measure == MapMeasure.MOUNTAIN
        else _measured_values(everyone, measure)
    )
    return Quilt(
        shapes=shapes,
        values=values,
        legend=legend,
        title=str(MapMeasure(measure).label),
        note=_map_note(shapes),
    )


def _measured_values(
    everyone: Sequence[Municipality], measure: str
) -> tuple[dict[str, CellValue], tuple[LegendStep, ...]]:
    decimals = _MEASURE_DECIMALS[MapMeasure(measure)]
    amounts = {each.istat_code: _amount(each, measure) for each in everyone}
    classes = choropleth(amounts)
    unknown, figure = _("unknown"), _figure(measure)
    values = {
        code: CellValue(
            step=classes.step_of.get(code, 0),
            figure=unknown if amount is None else figure % {"number": _number(amount, decimals)},
        )
        for code, amount in amounts.items()
    }
    legend = [
        LegendStep(
            step.number,
            step_in_words(
                _number(step.low, decimals),
                _number(step.high, decimals),
                first=step is classes.steps[0],
                last=step is classes.steps[-1],
            ),
        )
        for step in classes.steps
    ]
    if classes.unknown:
        legend.append(LegendStep(0, unknown))
    return values, tuple(legend)


def _amount(each: Municipality, measure: str) -> float | None:
    return each.density if measure == MapMeasure.DENSITY else each.altitude_m


def _figure(measure: str) -> str:
    """The sentence with a place for the number."""
    if measure == MapMeasure.DENSITY:
        return _("%(number)s residents per km²")
    return _("%(number)s m above the sea")


def _mountain_values(
    everyone: Sequence[Municipality],
) -> tuple[dict[str, CellValue], tuple[LegendStep, ...]]:
    unknown = CellValue(0, _("unknown"))
    classes = {
        value.value: CellValue(step, str(value.label)) for value, step in _MOUNTAIN_STEPS.items()
    }
    values = {each.istat_code: classes.get(each.mountain, unknown) for each in everyone}
    legend = [LegendStep(each.step, each.figure) for each in classes.values()]
    if unknown in values.values():
        legend.append(LegendStep(unknown.step, unknown.figure))
    return values, tuple(legend)


def _map_note(shapes: MapShapes) -> str:
    if not shapes.is_official:
        return _(
            "A mosaic computed from one point in each municipality: it shows who is next to whom, not the borders."
        )
    names = "; ".join(
        ", ".join(part for part in pair if part) or _("source not stated")
        for pair in shapes.attribution
    )
    return _("Boundaries: %(source)s. Simplified for drawing.") % {"source": names}


def _number(value: float, decimals: int) -> str:
    return decimal_in_language(value, language=get_language() or "it", decimals=decimals)
