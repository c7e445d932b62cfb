"""The map as it was drawn when the territory or its boundaries were loaded."""

from dataclasses import dataclass

from portici.territory.models import Boundary, MapCell, Territory, Zone


@dataclass(frozen=True, slots=True)
class MapCellShape:
    """A municipality on the map: code, name, number of its zone, SVG path data."""

    istat_code: str
    name: str
    zone: int
    path: str


@dataclass(frozen=True, slots=True)
class MapZoneShape:
    """A zone on the map: number, name in several languages, SVG path data of its border, place of its number."""

    number: int
    name: dict[str, str]
    path: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class MapShapes:
    """Everything that a map of a territory is drawn from.

    Attributes:
        width, height: the frame of all paths, in the units of the SVG.
        cells: by name; zones: by number.
        is_official: whether cells are imported boundaries; otherwise they are a mosaic of points.
        attribution: source and licence of the boundaries, once each; empty for the mosaic.
    """

    width: int
    height: int
    cells: tuple[MapCellShape, ...]
    zones: tuple[MapZoneShape, ...]
    is_official: bool
    attribution: tuple[tuple[str, str], ...]


def map_shapes(territory: Territory) -> MapShapes:
    """The map of a territory. Three queries at most."""
    cells = (
        MapCell.objects.filter(municipality__territory=territory)
        .order_by("municipality__folded_name", "municipality__istat_code")
        .values_list(
            "municipality__istat_code", "municipality__name", "municipality__zone__number", "path"
        )
    )
    borders = Zone.objects.filter(territory=territory).order_by("number")
    attribution: tuple[tuple[str, str], ...] = ()
    if territory.map_is_official:
        sources = Boundary.objects.filter(municipality__territory=territory)
        attribution = tuple(
            sources.order_by("source", "licence").values_list("source", "licence").distinct()
        )
    return MapShapes(
        width=territory.map_width,
        height=territory.map_height,
        cells=tuple(MapCellShape(*cell) for cell in cells),
        zones=tuple(
            MapZoneShape(*zone)
            for zone in borders.values_list("number", "name", "border", "label_x", "label_y")
        ),
        is_official=territory.map_is_official,
        attribution=attribution,
    )
