"""The drawing of a territory: a path for every municipality and every zone, from points or from boundaries."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from portici.territory.rules.frame import Frame, area_of, frame_around, path_data, polygons_of
from portici.territory.rules.mosaic import mosaic

# Corners of boundaries that change the drawing by less than this many units are left out.
SIMPLIFICATION = 0.6
_MARGIN = 0.01


@dataclass(frozen=True, slots=True)
class ZoneDrawing:
    """The border of a zone as path data, and the place for its number: the middle of its widest part."""

    border: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Drawing:
    """Path data in a frame of `width` by `height` units: by ISTAT code, and by zone number."""

    width: int
    height: int
    cells: Mapping[str, str]
    zones: Mapping[int, ZoneDrawing]


def draw_mosaic(points: Mapping[str, tuple[float, float]], zone_of: Mapping[str, int]) -> Drawing:
    """Draw the mosaic of points given as ISTAT code to (longitude, latitude)."""
    drawn = mosaic(points)
    return _drawing(drawn.frame, drawn.cells, zone_of)


def draw_boundaries(
    boundaries: Mapping[str, Polygon | MultiPolygon], zone_of: Mapping[str, int]
) -> Drawing:
    """Draw boundaries given as ISTAT code to a shape in degrees.

    Neighbours are simplified together, so that their common borders stay common.
    """
    west, south, east, north = shapely.union_all(list(boundaries.values())).bounds
    frame = frame_around(west=west, south=south, east=east, north=north, margin=_MARGIN)

    def projected(corners: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = frame.point(corners[:, 0], corners[:, 1])
        return np.column_stack([x, y])

    shapes = shapely.transform(list(boundaries.values()), projected)
    simple = shapely.coverage_simplify(shapes, SIMPLIFICATION)
    return _drawing(frame, dict(zip(boundaries, simple, strict=True)), zone_of)


def _drawing(
    frame: Frame, cells: Mapping[str, BaseGeometry], zone_of: Mapping[str, int]
) -> Drawing:
    members: dict[int, list[BaseGeometry]] = {}
    for code, cell in cells.items():
        members.setdefault(zone_of[code], []).append(shapely.make_valid(cell))
    return Drawing(
        width=frame.width,
        height=frame.height,
        cells={code: path_data(cell) for code, cell in cells.items()},
        zones={
            number: _zone_drawing(area_of(shapely.union_all(parts)))
            for number, parts in sorted(members.items())
        },
    )


def _zone_drawing(area: Polygon | MultiPolygon) -> ZoneDrawing:
    largest = polygons_of(area)[0]
    middle = shapely.maximum_inscribed_circle(largest, tolerance=1).coords[0]
    return ZoneDrawing(path_data(area), round(middle[0], 1), round(middle[1], 1))
