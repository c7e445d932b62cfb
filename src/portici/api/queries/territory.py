"""Territories, zones and municipalities, as the API answers them."""

from collections.abc import Sequence
from decimal import Decimal

from portici.api.queries.plans import Answer
from portici.territory.choices import AltitudeClass, Mountain, ZoneConfidence
from portici.territory.queries import (
    Municipality,
    Territory,
    Totals,
    territories,
    territory_totals,
    zone_totals,
)

# What the columns of the territory's sheet are called here.
FIELD_OF_COLUMN = {"lat": "latitude", "lon": "longitude", "zone_number": "zone"}


def all_territories() -> list[Territory]:
    """Every territory of the site. One query."""
    return list(territories())


def chosen_territory(slug: str, known: Sequence[Territory]) -> Territory | None:
    """The territory `slug`; without a name the first. Compared here: the database refuses some texts (NUL)."""
    return next((each for each in known if not slug or each.slug == slug), None)


def territory_answer(territory: Territory) -> Answer:
    """One territory with its sources: `forms.territory.Territory`. One query."""
    totals = territory_totals(territory)
    return {
        "slug": territory.slug,
        "name": territory.name,
        "municipalities": totals.municipalities,
        "population": totals.population,
        "area_km2": _square_kilometres(totals.area_km2),
        "zones_reconciled": bool(territory.zone_dataset.get("reconciled")),
        "sources": [
            {
                "key": source["key"],
                "fields": [FIELD_OF_COLUMN.get(column, column) for column in source["columns"]],
                "title": source["title"],
                "licence": source.get("licence"),
                "date": source.get("date"),
                "note": source.get("note"),
                "exceptions": source.get("exceptions", []),
            }
            for source in territory.sources
        ],
    }


def zone_answers(territory: Territory) -> list[Answer]:
    """The zones of a territory by number: `forms.territory.Zone`. Two queries."""
    return [_zone(territory, totals) for totals in zone_totals(territory)]


def municipality_answer(each: Municipality, *, territory: Territory) -> Answer:
    """One municipality: `forms.territory.Municipality`. No query when its zone is read along."""
    return {
        "territory": territory.slug,
        "istat_code": each.istat_code,
        "name": each.name,
        "cadastral_code": each.cadastral_code or None,
        "zone": each.zone.number,
        "zone_name": each.zone.name,
        "zone_confidence": each.zone_confidence,
        "zone_confidence_label": str(ZoneConfidence(each.zone_confidence).label),
        "zone_evidence": territory.evidence.get(each.zone_evidence),
        "latitude": each.latitude,
        "longitude": each.longitude,
        "population": each.population,
        "population_legal_2021": each.population_legal_2021,
        "area_km2": _square_kilometres(each.area_km2),
        "altitude_class": each.altitude_class or None,
        "altitude_class_label": _label(AltitudeClass, each.altitude_class),
        "altitude_m": each.altitude_m,
        "mountain": each.mountain or None,
        "mountain_label": _label(Mountain, each.mountain),
    }


def _zone(territory: Territory, totals: Totals) -> Answer:
    return {
        "territory": territory.slug,
        "number": totals.key,
        "name": totals.name,
        "municipalities": totals.municipalities,
        "population": totals.population,
        "area_km2": _square_kilometres(totals.area_km2),
        "wholly_mountain": totals.wholly_mountain,
        "partly_mountain": totals.partly_mountain,
        "unsure": totals.unsure,
    }


def _label(choices: type[AltitudeClass] | type[Mountain], value: str) -> str:
    """Empty where the value is unknown."""
    return str(choices(value).label) if value else ""


def _square_kilometres(area: Decimal | None) -> float | None:
    return None if area is None else float(area)
