"""The mosaic: one cell per municipality, no overlap, no gap."""

import csv
import re

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon
from tests.conftest import ROOT

from portici.territory.rules import mosaic as module
from portici.territory.rules.drawing import draw_boundaries, draw_mosaic
from portici.territory.rules.frame import GRID, frame_around, path_data
from portici.territory.rules.mosaic import Mosaic, cells_within, mosaic

Points = dict[str, tuple[float, float]]


@pytest.fixture(scope="module")
def turin_points() -> Points:
    path = ROOT / "territories" / "torino" / "municipalities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["istat_code"]: (float(row["lon"]), float(row["lat"]))
            for row in csv.DictReader(file)
        }


def assert_is_a_partition(drawn: Mosaic, points: Points) -> None:
    cells = list(drawn.cells.values())
    assert list(drawn.cells) == list(points)
    assert all(cell.is_valid and not cell.interiors for cell in cells)
    assert not drawn.outline.interiors
    # No overlap: the areas add up. No gap: the union is the outline.
    assert sum(cell.area for cell in cells) == pytest.approx(drawn.outline.area, rel=1e-9)
    assert shapely.union_all(cells).symmetric_difference(drawn.outline).area == pytest.approx(
        0, abs=1e-6
    )
    for key, place in points.items():
        # A point nearer than the grid to a border may fall beside it.
        assert drawn.cells[key].distance(Point(drawn.frame.point(*place))) <= GRID


def test_turin_has_312_cells_that_fill_the_outline(turin_points: Points) -> None:
    drawn = mosaic(turin_points)

    assert len(drawn.cells) == 312
    assert_is_a_partition(drawn, turin_points)
    for key, place in turin_points.items():
        assert drawn.cells[key].contains(Point(drawn.frame.point(*place)))


def test_corners_stand_on_the_grid(turin_points: Points) -> None:
    drawn = mosaic(turin_points)

    corners = shapely.get_coordinates(list(drawn.cells.values()))

    assert abs(corners / GRID - (corners / GRID).round()).max() < 1e-6


def test_one_point_makes_one_cell() -> None:
    drawn = mosaic({"a": (7.0, 45.0)})

    assert drawn.cells == {"a": drawn.outline}
    assert drawn.frame.width == 1000


places = st.tuples(st.integers(0, 200), st.integers(0, 200))


@settings(max_examples=40, deadline=None)
@given(st.lists(places, min_size=1, max_size=40, unique=True))
def test_any_points_make_a_partition(corners: list[tuple[int, int]]) -> None:
    points = {str(n): (7 + x / 200, 45 + y / 200) for n, (x, y) in enumerate(corners)}

    drawn = mosaic(points)

    assert_is_a_partition(drawn, points)


def test_a_piece_cut_off_by_the_outline_goes_to_its_neighbour() -> None:
    # A horseshoe: the right leg below is nearest to the left site, from which the notch parts it.
    horseshoe = Polygon(
        [(0, 0), (40, 0), (40, 100), (60, 100), (60, 0), (100, 0), (100, 120), (0, 120)]
    )
    sites = {"left": Point(20, 10), "top": Point(95, 118)}

    cells = cells_within(horseshoe, sites)

    assert sum(cell.area for cell in cells.values()) == pytest.approx(horseshoe.area)
    assert cells["top"].contains(Point(80, 5))
    assert cells["left"].contains(Point(20, 5))


def test_a_piece_that_touches_only_another_piece_waits_for_it() -> None:
    cells = {"a": Polygon([(0, 0), (10, 0), (10, 10), (0, 10)])}
    near = Polygon([(10, 0), (20, 0), (20, 10), (10, 10)])
    far = Polygon([(20, 0), (30, 0), (30, 10), (20, 10)])

    module.give_away([far, near], cells)

    assert cells["a"].area == 300


def test_a_piece_that_touches_nothing_is_refused() -> None:
    cells = {"a": Polygon([(0, 0), (10, 0), (10, 10), (0, 10)])}
    island = Polygon([(20, 0), (30, 0), (30, 10), (20, 10)])

    with pytest.raises(ValueError, match="touches no cell"):
        module.give_away([island], cells)


def test_frame_keeps_shapes() -> None:
    frame = frame_around(west=7, south=45, east=8, north=46)

    right, down = frame.point(8, 45)

    assert (frame.width, round(right)) == (1000, 1000)
    # A degree of latitude is longer than one of longitude by 1 / cos(45.5°).
    assert down == pytest.approx(1000 / 0.70091, rel=1e-4)
    assert frame.height == 1427


def test_path_has_relative_steps_with_one_decimal() -> None:
    square = Polygon([(0, 0), (10.04, 0), (10, 9.97), (0, 10)])

    assert path_data(square) == "M0,0l10,0 0,10 -10,0z"


def test_path_writes_tenths_without_a_leading_zero() -> None:
    triangle = Polygon([(0.5, 0.5), (1, 0.5), (0.5, -0.2)])

    assert re.findall(r"-?\d*\.?\d+", path_data(triangle)) == [
        ".5", ".5", ".5", "0", "-.5", "-.7",
    ]  # fmt: skip


def test_path_leaves_out_rings_that_the_grid_swallows() -> None:
    speck = Polygon([(0, 0), (0.01, 0), (0.01, 0.01)])
    square = Polygon([(5, 5), (6, 5), (6, 6)])

    assert path_data(MultiPolygon([speck, square])) == path_data(square)


def test_zone_border_is_the_union_of_its_cells() -> None:
    points = {"a": (7.0, 45.0), "b": (7.2, 45.0), "c": (7.4, 45.2)}

    drawn = draw_mosaic(points, {"a": 1, "b": 1, "c": 2})

    assert list(drawn.zones) == [1, 2]
    assert drawn.zones[2].border == drawn.cells["c"]
    assert drawn.zones[1].border not in drawn.cells.values()


def test_boundaries_are_drawn_with_islands_and_common_borders() -> None:
    left = Polygon([(7, 45), (7.1, 45), (7.1, 45.1), (7, 45.1)])
    right = Polygon([(7.1, 45), (7.2, 45), (7.2, 45.1), (7.1, 45.1)])
    island = Polygon([(7.3, 45), (7.35, 45), (7.35, 45.05), (7.3, 45.05)])

    drawn = draw_boundaries({"a": left, "b": MultiPolygon([right, island])}, {"a": 1, "b": 1})

    assert drawn.width == 1000
    assert drawn.cells["a"].count("M") == 1
    assert drawn.cells["b"].count("M") == 2
    assert drawn.zones[1].border.count("M") == 2
    assert 0 < drawn.zones[1].label_x < 500
