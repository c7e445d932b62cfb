"""Questions to the territory app."""

from portici.territory.models import Municipality, SourceFacts, Territory, Zone
from portici.territory.queries.maps import MapCellShape, MapShapes, MapZoneShape, map_shapes
from portici.territory.queries.municipalities import (
    municipalities,
    municipality_count,
    territories,
    territory_of,
    zones,
)
from portici.territory.queries.report import TerritoryReport, territory_report
from portici.territory.queries.totals import (
    Totals,
    altitude_totals,
    territory_totals,
    zone_totals,
)

__all__ = [
    "MapCellShape",
    "MapShapes",
    "MapZoneShape",
    "Municipality",
    "SourceFacts",
    "Territory",
    "TerritoryReport",
    "Totals",
    "Zone",
    "altitude_totals",
    "map_shapes",
    "municipalities",
    "municipality_count",
    "territories",
    "territory_of",
    "territory_report",
    "territory_totals",
    "zone_totals",
    "zones",
]
