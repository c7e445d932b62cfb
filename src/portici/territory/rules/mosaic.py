"""The mosaic: a map of a territory of which only one point per municipality is known.

Every municipality gets the part of the territory that is nearer to its point than to any other (its Voronoi
cell), cut at an outline around all points. Cells do not overlap and leave no gap: their borders are laid on
one grid as lines first, and cut into faces afterwards. It is a picture of who is next to whom, not of borders.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely import LineString, MultiPoint, Point, Polygon, STRtree
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize

from portici.territory.rules.frame import GRID, Frame, frame_around, polygons_of

# How far beyond the outermost points the outline runs, as a share of the frame's width.
OUTLINE_DISTANCE = 0.027
# How closely the outline follows the points: 0 follows every bay, 1 is the convex hull.
OUTLINE_RATIO = 0.22
_CORNERS_PER_QUARTER = 4


@dataclass(frozen=True)
class Mosaic:
    """The cells of a territory in its frame's units: one polygon per key; together they fill the outline."""

    frame: Frame
    outline: Polygon
    cells: Mapping[str, Polygon]


def mosaic(points: Mapping[str, tuple[float, float]]) -> Mosaic:
    """The mosaic of some points, given as key to (longitude, latitude); at least one, no two the same."""
    longitudes = [longitude for longitude, _latitude in points.values()]
    latitudes = [latitude for _longitude, latitude in points.values()]
    frame = frame_around(
        west=min(longitudes),
        south=min(latitudes),
        east=max(longitudes),
        north=max(latitudes),
        margin=OUTLINE_DISTANCE * 1.2,
    )
    sites = {key: Point(frame.point(*place)) for key, place in points.items()}
    outline = outline_around(list(sites.values()), distance=OUTLINE_DISTANCE * frame.width)
    cells = cells_within(outline, sites)
    # Where borders meet the outline the grid bends it by less than a unit: the cells say what it became.
    bent = shapely.union_all(list(cells.values()))
    return Mosaic(frame=frame, outline=polygons_of(bent)[0], cells=cells)


def outline_around(sites: list[Point], *, distance: float) -> Polygon:
    """One polygon without holes around all points, at least `distance` beyond each, on the grid."""
    hull = shapely.concave_hull(MultiPoint(sites), ratio=OUTLINE_RATIO)
    around = hull.buffer(distance, quad_segs=_CORNERS_PER_QUARTER)
    on_grid = shapely.set_precision(around, GRID)
    return Polygon(polygons_of(on_grid)[0].exterior)


def cells_within(outline: Polygon, sites: Mapping[str, Point]) -> dict[str, Polygon]:
    """The Voronoi cells of the sites inside the outline, in the sites' order.

    Every cell is one polygon: a piece that the outline cuts off from its site goes to the neighbour with which
    it shares the longest border.
    """
    keys = list(sites)
    tree = STRtree(list(sites.values()))
    pieces: dict[str, list[Polygon]] = {key: [] for key in keys}
    for face in _faces(outline, list(sites.values())):
        nearest = tree.nearest(face.representative_point())
        pieces[keys[nearest]].append(face)
    cells: dict[str, BaseGeometry] = {}
    loose: list[Polygon] = []
    for key in keys:
        home, *others = sorted(
            polygons_of(shapely.union_all(pieces[key])), key=lambda part: part.distance(sites[key])
        )
        cells[key] = home
        loose.extend(others)
    give_away(loose, cells)
    return {key: Polygon(polygons_of(cell)[0]) for key, cell in cells.items()}


def _faces(outline: Polygon, sites: list[Point]) -> list[Polygon]:
    """The outline cut along the Voronoi borders; all lines on one grid, so that the faces meet exactly."""
    lines: list[BaseGeometry] = [LineString(outline.exterior.coords)]
    if len(sites) > 1:
        # Borders reach beyond the outline: it is the outline that ends them.
        reach = outline.buffer(outline.length)
        borders = shapely.voronoi_polygons(MultiPoint(sites), extend_to=reach, only_edges=True)
        lines.append(borders.intersection(outline))
    network = shapely.union_all(lines, grid_size=GRID)
    return list(polygonize(network))


def give_away(loose: list[Polygon], cells: dict[str, BaseGeometry]) -> None:
    """Join every loose piece to the cell with which it shares the longest border; `cells` is changed in place.

    A piece that touches no cell yet waits until another piece between them has been joined.
    """
    waiting = list(loose)
    while waiting:
        later: list[Polygon] = []
        for piece in waiting:
            shared = {key: _shared_border(piece, cell) for key, cell in cells.items()}
            neighbour = max(shared, key=lambda key: shared[key])
            if shared[neighbour] == 0:
                later.append(piece)
                continue
            cells[neighbour] = shapely.union_all([cells[neighbour], piece])
        if len(later) == len(waiting):
            raise ValueError("a piece of the outline touches no cell")
        waiting = later


def _shared_border(piece: Polygon, cell: BaseGeometry) -> float:
    if not piece.intersects(cell):
        return 0.0
    return float(piece.intersection(cell).length)
