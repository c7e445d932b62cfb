"""Territories, zones and municipalities."""

from collections.abc import Sequence

from django.db.models import ExpressionWrapper, F, FloatField, QuerySet
from django.db.models.functions import Cast

from portici.kernel.text import fold
from portici.territory.choices import MunicipalityOrder
from portici.territory.models import Municipality, Territory, Zone


def territories() -> QuerySet[Territory]:
    """Every territory, by slug. One query."""
    return Territory.objects.order_by("slug")


def territory_of(slug: str = "") -> Territory | None:
    """The territory called `slug`; without one, the first there is. None when there is none. One query."""
    found = territories()
    return (found.filter(slug=slug) if slug else found).first()


def zones(territory: Territory) -> QuerySet[Zone]:
    """The zones of a territory by number, without the drawings of their borders. One query."""
    return Zone.objects.filter(territory=territory).defer("border").order_by("number")


def municipality_count(territory: Territory) -> int:
    """How many municipalities a territory has. One query."""
    return Municipality.objects.filter(territory=territory).count()


def municipalities(
    territory: Territory,
    *,
    zone: int | None = None,
    mountain: str | None = None,
    words: Sequence[str] = (),
    order: str = MunicipalityOrder.NAME,
) -> QuerySet[Municipality]:
    """Municipalities with their zones. One query.

    `zone` is a number, `mountain` a letter of `choices.Mountain`; every one of `words` must stand in the name,
    whatever its case and accents. `order` is one of `choices.MunicipalityOrder`, with a leading `-` for falling;
    unknown values come last either way, and equal ones follow in the order of names.
    """
    found = Municipality.objects.filter(territory=territory).select_related("zone")
    found = found.defer("zone__border")
    if zone is not None:
        found = found.filter(zone__number=zone)
    if mountain is not None:
        found = found.filter(mountain=mountain)
    for word in words:
        found = found.filter(folded_name__contains=fold(word))
    return _ordered(found, order)


def _ordered(found: QuerySet[Municipality], order: str) -> QuerySet[Municipality]:
    column = _ORDER_COLUMNS[MunicipalityOrder(order.removeprefix("-"))]
    if column == _DENSITY:
        found = found.annotate(
            per_km2=ExpressionWrapper(
                Cast("population", FloatField()) / Cast("area_km2", FloatField()), FloatField()
            )
        )
    by = F(column)
    first = by.desc(nulls_last=True) if order.startswith("-") else by.asc(nulls_last=True)
    return found.order_by(first, "folded_name", "istat_code")


_DENSITY = "per_km2"
_ORDER_COLUMNS = {
    MunicipalityOrder.NAME: "folded_name",
    MunicipalityOrder.ZONE: "zone__number",
    MunicipalityOrder.POPULATION: "population",
    MunicipalityOrder.AREA: "area_km2",
    MunicipalityOrder.DENSITY: _DENSITY,
    MunicipalityOrder.ALTITUDE: "altitude_m",
}
