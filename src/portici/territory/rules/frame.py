"""The map's frame: from degrees to the units of an SVG, and from shapes to path data."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

# Width of every map, in the units of its viewBox; the height follows from the territory.
FRAME_WIDTH = 1_000
# Coordinates are written with one decimal: a hundredth of a percent of the width.
GRID = 0.1

# One coordinate, or a column of them.
Coordinate = TypeVar("Coordinate", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Frame:
    """An equirectangular projection, true to shape near the middle of the territory.

    Attributes:
        west, north: the frame's corner, in degrees.
        scale_x, scale_y: units per degree; a degree of longitude is shorter by the cosine of the latitude.
        width, height: size of the frame in units.
    """

    west: float
    north: float
    scale_x: float
    scale_y: float
    width: int
    height: int

    def point(self, longitude: Coordinate, latitude: Coordinate) -> tuple[Coordinate, Coordinate]:
        """A place in the frame's units, or as many as the columns hold; y downwards as in SVG."""
        return (longitude - self.west) * self.scale_x, (self.north - latitude) * self.scale_y


def frame_around(
    *, west: float, south: float, east: float, north: float, margin: float = 0.0
) -> Frame:
    """The frame that shows a box of degrees, with a margin on every side given as a share of the width.

    A box without width or height still gives a frame.
    """
    shortening = math.cos(math.radians((south + north) / 2))
    width = max((east - west) * shortening, 1e-6)
    height = max(north - south, 1e-6)
    edge = width * margin
    scale = FRAME_WIDTH / (width + 2 * edge)
    return Frame(
        west=west - edge / shortening,
        north=north + edge,
        scale_x=scale * shortening,
        scale_y=scale,
        width=FRAME_WIDTH,
        height=math.ceil((height + 2 * edge) * scale),
    )


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of a shape, largest first; lines and points are left out."""
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    parts = [part for each in getattr(shape, "geoms", ()) for part in polygons_of(each)]
    return sorted(parts, key=lambda part: part.area, reverse=True)


def area_of(shape: BaseGeometry) -> Polygon | MultiPolygon:
    """The shape reduced to its polygons."""
    parts = polygons_of(shape)
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def path_data(shape: BaseGeometry) -> str:
    """SVG path data with one decimal, in relative steps: half the weight of absolute ones.

    Steps are differences of rounded coordinates, so that errors do not add up and neighbours keep meeting.
    Rings that rounding leaves with fewer than three corners vanish.
    """
    rings: list[str] = []
    for polygon in polygons_of(shape):
        for ring in (polygon.exterior, *polygon.interiors):
            rings.append(_ring_data(ring.coords))
    return "".join(rings)


def _ring_data(coordinates: Iterable[tuple[float, ...]]) -> str:
    tenths: list[tuple[int, int]] = []
    for coordinate in coordinates:
        corner = (round(coordinate[0] / GRID), round(coordinate[1] / GRID))
        if not tenths or corner != tenths[-1]:
            tenths.append(corner)
    # A ring's last corner repeats its first; `z` closes the path.
    tenths.pop()
    if len(tenths) < 3:
        return ""
    steps = [
        _pair(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(tenths)
    ]
    return f"M{_pair(*tenths[0])}l{' '.join(steps)}z"


def _pair(x: int, y: int) -> str:
    return f"{_tenths(x)},{_tenths(y)}"


def _tenths(number: int) -> str:
    """A number of tenths: 123 gives `12.3`, 120 gives `12`, -5 gives `-.5`."""
    sign = "-" if number < 0 else ""
    whole, rest = divmod(abs(number), 10)
    if rest == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"
