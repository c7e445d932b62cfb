"""The page of the territory: the quilt, its legend, the totals, the municipalities, and where all is from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.localized import in_language
from portici.kernel.numbers import decimal_in_language
from portici.kernel.tabular import Column, Table
from portici.portal.queries.words import date_words, in_words
from portici.portal.rules.territory_filter import AskedTerritory
from portici.territory.choices import AltitudeClass, MapMeasure, Mountain, ZoneConfidence
from portici.territory.phrases import step_in_words
from portici.territory.queries import (
    MapShapes,
    Municipality,
    Territory,
    Totals,
    altitude_totals,
    map_shapes,
    municipalities,
    territory_totals,
    zone_totals,
)
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


@dataclass(frozen=True, slots=True)
class MunicipalityLine:
    """A municipality as its row shows it; everything is written in the page's language."""

    istat_code: str
    name: str
    zone: int
    zone_name: str
    confidence: str
    confidence_in_words: str
    population: str
    area: str
    density: str
    altitude: str
    altitude_class: str
    mountain: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where some columns are from; `exceptions` are the municipalities whose value came about otherwise."""

    title: str
    columns: str
    licence: str
    date: str
    note: str
    exceptions: tuple[str, ...]


@dataclass(frozen=True)
class TerritoryPage:
    """Everything that the page shows.

    Attributes:
        lines: the municipalities that answer the question, in its order.
        confidences: letter and meaning; evidence: how the zones were established.
        checked_against: the official dataset of the zones that is still to be compared; empty once it has been.
    """

    name: str
    totals: Totals
    zones: tuple[Totals, ...]
    altitudes: tuple[tuple[str, Totals], ...]
    quilt: Quilt
    lines: tuple[MunicipalityLine, ...]
    sources: tuple[SourceLine, ...]
    confidences: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]
    checked_against: str


def territory_page(territory: Territory, asked: AskedTerritory) -> TerritoryPage:
    """The page that answers a question. Nine queries at most."""
    everyone = list(municipalities(territory, order=asked.order))
    is_part = asked.zone is not None or asked.words
    wanted = _asked_for(territory, asked) if is_part else everyone
    writer = _LineWriter()
    dataset = territory.zone_dataset
    is_open = dataset and not dataset["reconciled"]
    return TerritoryPage(
        name=in_words(territory.name),
        totals=territory_totals(territory),
        zones=zone_totals(territory),
        altitudes=tuple(
            (str(AltitudeClass(str(total.key)).label), total)
            for total in altitude_totals(territory)
        ),
        quilt=quilt_of(territory, everyone, asked.measure),
        lines=tuple(writer.line(each) for each in wanted),
        sources=tuple(_source(source) for source in territory.sources),
        confidences=tuple((value, str(label)) for value, label in ZoneConfidence.choices),
        evidence=tuple(in_words(text) for text in territory.evidence.values()),
        checked_against=in_words(dataset["title"]) if is_open else "",
    )


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


def municipality_table(territory: Territory, asked: AskedTerritory, *, name: str) -> Table:
    """The rows that answer a question, with everything known of each. One query."""
    rows = [
        (
            each.istat_code,
            each.name,
            each.cadastral_code or None,
            each.zone.number,
            in_words(each.zone.name),
            each.zone_confidence,
            in_words(territory.evidence.get(each.zone_evidence)) or None,
            each.population,
            each.population_legal_2021,
            None if each.area_km2 is None else float(each.area_km2),
            None if each.density is None else round(each.density, 2),
            each.altitude_class or None,
            each.altitude_m,
            each.mountain or None,
            each.latitude,
            each.longitude,
        )
        for each in _asked_for(territory, asked)
    ]
    return Table(name=name, columns=_columns(), rows=rows)


def _columns() -> tuple[Column, ...]:
    return (
        Column("istat_code", _("ISTAT code"), 12),
        Column("name", _("Municipality"), 28),
        Column("cadastral_code", _("Cadastral code"), 12),
        Column("zone_number", _("Zone"), 8),
        Column("zone_name", _("Name of the zone"), 26),
        Column("zone_confidence", _("Confidence of the zone"), 12),
        Column("zone_evidence", _("Evidence of the zone"), 60),
        Column("population", _("Residents (year not stated)"), 16),
        Column("population_legal_2021", _("Legal population 2021"), 16),
        Column("area_km2", _("Area, km²"), 12),
        Column("density_per_km2", _("Residents per km²"), 12),
        Column("altitude_class", _("Altitude class (ISTAT)"), 20),
        Column("altitude_m", _("Altitude of the centre, m"), 12),
        Column("mountain", _("Mountain (T wholly, P partly, NM not)"), 14),
        Column("latitude", _("Latitude of a point inside"), 12),
        Column("longitude", _("Longitude of a point inside"), 12),
    )


def _asked_for(territory: Territory, asked: AskedTerritory) -> list[Municipality]:
    found = municipalities(territory, zone=asked.zone, words=asked.words, order=asked.order)
    return list(found)


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


class _LineWriter:
    """Writes municipalities as rows. Labels are looked up once: 312 rows would translate each some hundred times."""

    def __init__(self) -> None:
        self._language = get_language() or "it"
        self._unknown = _("unknown")
        self._confidences = _labels(ZoneConfidence.choices)
        self._altitudes = _labels(AltitudeClass.choices)
        self._mountains = _labels(Mountain.choices)

    def line(self, each: Municipality) -> MunicipalityLine:
        return MunicipalityLine(
            istat_code=each.istat_code,
            name=each.name,
            zone=each.zone.number,
            zone_name=in_language(each.zone.name, self._language),
            confidence=each.zone_confidence,
            confidence_in_words=self._confidences[each.zone_confidence],
            population=self._known(each.population, 0),
            area=self._known(each.area_km2, 1),
            density=self._known(each.density, 1),
            altitude=self._known(each.altitude_m, 0),
            altitude_class=self._altitudes.get(each.altitude_class, self._unknown),
            mountain=self._mountains.get(each.mountain, self._unknown),
        )

    def _known(self, value: float | Decimal | None, decimals: int) -> str:
        if value is None:
            return self._unknown
        return decimal_in_language(value, language=self._language, decimals=decimals)


def _labels(choices: Sequence[tuple[str, object]]) -> dict[str, str]:
    return {value: str(label) for value, label in choices}


def _source(source: Mapping[str, object]) -> SourceLine:
    labels = {column.key: column.label for column in _columns()} | {
        "lat": _("Latitude of a point inside"),
        "lon": _("Longitude of a point inside"),
    }
    columns: Sequence[str] = source["columns"]  # type: ignore[assignment]
    exceptions: Sequence[Mapping[str, Mapping[str, str]]] = source["exceptions"]  # type: ignore[assignment]
    return SourceLine(
        title=in_words(source["title"]),  # type: ignore[arg-type]
        columns=", ".join(labels.get(column, column) for column in columns),
        licence=str(source["licence"] or _("not stated")),
        date=date_words(str(source["date"] or "")),
        note=in_words(source["note"]),  # type: ignore[arg-type]
        exceptions=tuple(in_words(each["note"]) for each in exceptions),
    )


def _number(value: float, decimals: int) -> str:
    return decimal_in_language(value, language=get_language() or "it", decimals=decimals)
