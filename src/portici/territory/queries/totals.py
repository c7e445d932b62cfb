"""Sums over municipalities. What is unknown is left out of a sum, and how much that is is said."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from portici.territory.choices import AltitudeClass, Mountain, ZoneConfidence
from portici.territory.models import Municipality, Territory, Zone


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over some municipalities.

    Attributes:
        key: what they have in common: number of a zone, altitude class, or the territory's slug.
        name: its name in several languages; empty for altitude classes, which have translated labels.
        population, area_km2: sums of the known values; None where none is known.
        population_in_mountain: residents of the wholly or partly mountain municipalities.
        wholly_mountain, partly_mountain: how many municipalities.
        unsure: municipalities whose zone is not read from a whole list.
        unknown: municipalities with population or area unknown.
    """

    key: int | str
    name: dict[str, str]
    municipalities: int
    population: int | None
    area_km2: Decimal | None
    population_in_mountain: int | None
    wholly_mountain: int
    partly_mountain: int
    unsure: int
    unknown: int

    @property
    def density(self) -> float | None:
        """Residents per square kilometre."""
        if self.population is None or not self.area_km2:
            return None
        return self.population / float(self.area_km2)

    @property
    def mountain_share(self) -> float | None:
        """Share of the residents who live in mountain municipalities, from 0 to 1."""
        if not self.population:
            return None
        return (self.population_in_mountain or 0) / self.population


# SQLite adds decimals up with more digits than there are.
_SQUARE_METRES = Decimal("0.0001")
_IN_MOUNTAIN = Q(mountain__in=(Mountain.WHOLLY, Mountain.PARTLY))
_SUMS: dict[str, Any] = {
    "count": Count("pk"),
    "residents": Sum("population"),
    "area": Sum("area_km2"),
    "residents_in_mountain": Sum("population", filter=_IN_MOUNTAIN),
    "wholly": Count("pk", filter=Q(mountain=Mountain.WHOLLY)),
    "partly": Count("pk", filter=Q(mountain=Mountain.PARTLY)),
    "unsure": Count("pk", filter=~Q(zone_confidence=ZoneConfidence.LIST_READ)),
    "unknown": Count("pk", filter=Q(population=None) | Q(area_km2=None)),
}


def zone_totals(territory: Territory) -> tuple[Totals, ...]:
    """Totals of every zone, by number. Two queries."""
    names = dict(
        Zone.objects.filter(territory=territory).order_by("number").values_list("number", "name")
    )
    sums = _grouped(_of(territory), "zone__number")
    return tuple(_totals(number, name, sums.get(number, {})) for number, name in names.items())


def altitude_totals(territory: Territory) -> tuple[Totals, ...]:
    """Totals of every altitude class that occurs, from mountain to plain. One query."""
    sums = _grouped(_of(territory), "altitude_class")
    return tuple(_totals(value, {}, sums[value]) for value in AltitudeClass.values if value in sums)


def territory_totals(territory: Territory) -> Totals:
    """Totals of the whole territory. One query."""
    return _totals(territory.slug, territory.name, _of(territory).aggregate(**_SUMS))


def _of(territory: Territory) -> QuerySet[Municipality]:
    return Municipality.objects.filter(territory=territory)


def _grouped(found: QuerySet[Municipality], key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in found.values(key).annotate(**_SUMS).order_by(key)}


def _totals(key: int | str, name: dict[str, str], sums: dict[str, Any]) -> Totals:
    residents, area = sums.get("residents"), sums.get("area")
    in_mountain = sums.get("residents_in_mountain")
    return Totals(
        key=key,
        name=name,
        municipalities=sums.get("count", 0),
        population=residents,
        area_km2=None if area is None else Decimal(area).quantize(_SQUARE_METRES),
        population_in_mountain=None if residents is None else in_mountain or 0,
        wholly_mountain=sums.get("wholly", 0),
        partly_mountain=sums.get("partly", 0),
        unsure=sums.get("unsure", 0),
        unknown=sums.get("unknown", 0),
    )
