"""Drawing the map anew and storing its paths, so that pages only read them."""

from shapely.geometry import shape

from portici.territory.models import Boundary, MapCell, Municipality, Territory, Zone
from portici.territory.rules.drawing import Drawing, draw_boundaries, draw_mosaic
from portici.territory.rules.frame import area_of


def redraw_map(*, territory: Territory) -> None:
    """Store a path for every municipality and zone: from the boundaries when there is one for each, else the mosaic.

    To be called inside the transaction of the service that changed points, zones or boundaries.
    """
    municipalities = list(
        Municipality.objects.filter(territory=territory)
        .select_related("zone")
        .order_by("istat_code")
    )
    zone_of = {each.istat_code: each.zone.number for each in municipalities}
    geometries = dict(
        Boundary.objects.filter(municipality__territory=territory)
        .order_by("municipality__istat_code")
        .values_list("municipality__istat_code", "geometry")
    )
    is_official = geometries.keys() == zone_of.keys()
    if is_official:
        shapes = {code: area_of(shape(geometry)) for code, geometry in geometries.items()}
        drawing = draw_boundaries(shapes, zone_of)
    else:
        points = {each.istat_code: (each.longitude, each.latitude) for each in municipalities}
        drawing = draw_mosaic(points, zone_of)
    _store(territory, municipalities, drawing)
    territory.map_width, territory.map_height = drawing.width, drawing.height
    territory.map_is_official = is_official
    territory.save(update_fields=["map_width", "map_height", "map_is_official"])


def _store(territory: Territory, municipalities: list[Municipality], drawing: Drawing) -> None:
    MapCell.objects.filter(municipality__territory=territory).delete()
    MapCell.objects.bulk_create(
        [
            MapCell(municipality=each, path=drawing.cells[each.istat_code])
            for each in municipalities
        ],
        batch_size=500,
    )
    zones = list(Zone.objects.filter(territory=territory).order_by("number"))
    for zone in zones:
        drawn = drawing.zones[zone.number]
        zone.border, zone.label_x, zone.label_y = drawn.border, drawn.label_x, drawn.label_y
    Zone.objects.bulk_update(zones, ["border", "label_x", "label_y"])
