"""Importing official boundaries: all or nothing, and the map follows."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.factories.people import command
from tests.factories.territory_folder import DESCRIPTION, ROWS
from tests.territory.conftest import WriteFolder

from portici.journal.queries import current_revision
from portici.territory.models import Boundary, MapCell, Municipality, Territory
from portici.territory.queries import map_shapes, territory_of
from portici.territory.services import (
    BoundaryImport,
    CannotImport,
    check_boundaries,
    import_boundaries,
    load_territory,
)

CORNERS = {
    "001001": (7.0, 45.0),
    "001002": (7.2, 45.0),
    "001003": (7.0, 45.2),
    "001004": (7.2, 45.2),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Four squares, side by side."""
    features = [
        {
            "type": "Feature",
            "properties": {"istat": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, y], [x + 0.2, y], [x + 0.2, y + 0.2], [x, y + 0.2], [x, y]]],
            },
        }
        for code, (x, y) in CORNERS.items()
    ]
    path = tmp_path / "b.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_import_draws_the_map_from_the_boundaries(
    small: Territory, file: Path, now: datetime
) -> None:
    done = import_boundaries(
        territory=small, file=file, source="ISTAT", licence="CC BY 4.0", by=command(now)
    )

    shapes = map_shapes(small)
    assert done == BoundaryImport(count=4, notes=())
    assert (shapes.is_official, shapes.attribution) == (True, (("ISTAT", "CC BY 4.0"),))
    assert len({cell.path for cell in shapes.cells}) == 4
    assert all(cell.path.count(" ") == 2 for cell in shapes.cells)
    assert Boundary.objects.filter(imported_at=now).count() == 4
    assert current_revision() == 2


def test_importing_again_replaces(small: Territory, file: Path, now: datetime) -> None:
    for source in ("first", "second"):
        import_boundaries(territory=small, file=file, source=source, licence="", by=command(now))

    assert map_shapes(small).attribution == (("second", ""),)
    assert Boundary.objects.count() == 4


def test_file_with_findings_changes_nothing(small: Territory, file: Path, now: datetime) -> None:
    before = list(MapCell.objects.order_by("pk").values_list("path", flat=True))
    file.write_text(file.read_text("utf-8").replace("001004", "009999"), "utf-8")

    with pytest.raises(CannotImport) as refusal:
        import_boundaries(territory=small, file=file, source="x", licence="y", by=command(now))

    assert [finding.code for finding in refusal.value.findings] == [
        "boundary.code-unknown",
        "boundary.missing",
    ]
    assert list(MapCell.objects.order_by("pk").values_list("path", flat=True)) == before
    assert Boundary.objects.count() == 0
    assert current_revision() == 1


def test_missing_file_is_a_finding(small: Territory, tmp_path: Path) -> None:
    reading = check_boundaries(territory=small, file=tmp_path / "none.geojson")

    assert [finding.code for finding in reading.findings] == ["file.unreadable"]


def test_binary_file_is_a_finding(small: Territory, tmp_path: Path) -> None:
    path = tmp_path / "b.geojson"
    path.write_bytes(b"\x00\xff\x00")

    reading = check_boundaries(territory=small, file=path)

    assert [finding.code for finding in reading.findings] == ["file.not-utf8"]


def test_boundaries_survive_a_reload(
    small: Territory, file: Path, write_folder: WriteFolder, now: datetime
) -> None:
    import_boundaries(territory=small, file=file, source="ISTAT", licence="", by=command(now))

    rows = (ROWS[0].replace("Àlfa", "Alpha"), *ROWS[1:])
    load_territory(folder=write_folder(rows=rows), by=command(now))

    again = territory_of("small")
    assert again is not None
    assert again.map_is_official
    assert Boundary.objects.count() == 4


def test_map_is_the_mosaic_again_when_a_boundary_is_missing(
    small: Territory, file: Path, write_folder: WriteFolder, now: datetime
) -> None:
    import_boundaries(territory=small, file=file, source="ISTAT", licence="", by=command(now))
    newcomer = "001005,Epsilon,2,C,,45.40,7.40,,,,,,,"
    folder = write_folder({**DESCRIPTION, "totals": None}, rows=(*ROWS, newcomer))

    load_territory(folder=folder, by=command(now))

    again = territory_of("small")
    assert again is not None
    assert not again.map_is_official
    assert map_shapes(again).attribution == ()


def test_turin_takes_the_official_boundaries(db: None, shared: Path, now: datetime) -> None:
    turin = load_territory(folder=ROOT / "territories" / "torino", by=command(now))

    done = import_boundaries(
        territory=turin,
        file=shared / "territory" / "boundaries.geojson",
        source="ISTAT 2023",
        licence="CC BY 4.0",
        by=command(now),
    )

    shapes = map_shapes(turin)
    assert done == BoundaryImport(count=312, notes=())
    assert len(shapes.cells) == Municipality.objects.count() == 312
    assert all(cell.path.startswith("M") for cell in shapes.cells)
    assert len(shapes.zones) == 11
    # The page must stay light: the drawing is simplified, and its paths are relative.
    assert sum(len(cell.path) for cell in shapes.cells) < 70_000
