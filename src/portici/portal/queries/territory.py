"""The page of the territory: the quilt, the totals, the municipalities, and where all is from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.localized import in_language
from portici.kernel.numbers import decimal_in_language
from portici.kernel.tabular import Column, Table
from portici.portal.queries.quilt import Quilt, quilt_of
from portici.portal.queries.words import date_words, in_words
from portici.portal.rules.territory_filter import AskedTerritory
from portici.territory.choices import AltitudeClass, Mountain, ZoneConfidence
from portici.territory.queries import (
    Municipality,
    SourceFacts,
    Territory,
    Totals,
    altitude_totals,
    municipalities,
    territory_totals,
    zone_totals,
)


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


class _LineWriter:
    """Writes municipalities as rows. Labels are looked up once: 312 rows would translate each some hundred times."""

    def __init__(self) -> None:
        self._language = get_language() or "it"
        self._unknown = _("unknown")
        self._confidences = _labels(ZoneConfidence.choices)
        self._altitudes = _labels(AltitudeClass.choices)
        self._mountains = _labels(Mountain.choices)

    def line(self, each: Municipality) -> MunicipalityLine:
        """A municipality as its row."""
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


def _source(source: SourceFacts) -> SourceLine:
    labels = {column.key: column.label for column in _columns()} | {
        "lat": _("Latitude of a point inside"),
        "lon": _("Longitude of a point inside"),
    }
    return SourceLine(
        title=in_words(source["title"]),
        columns=", ".join(labels.get(column, column) for column in source["columns"]),
        licence=source["licence"] or _("not stated"),
        date=date_words(source["date"] or ""),
        note=in_words(source["note"]),
        exceptions=tuple(in_words(each["note"]) for each in source["exceptions"]),
    )
