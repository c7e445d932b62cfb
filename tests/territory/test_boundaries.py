"""Official boundaries: what is wrong with a file is said all at once, and nothing is guessed in silence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portici.kernel.findings import MAXIMUM_FINDINGS, Place
from portici.territory.phrases import sentence
from portici.territory.rules.boundaries import (
    BoundaryReading,
    KnownMunicipality,
    geometry_of,
    read_boundaries,
)
from portici.territory.rules.schema import Box

KNOWN = {
    "001001": KnownMunicipality("Alfa", 7.05, 45.05),
    "001002": KnownMunicipality("Beta", 7.15, 45.05),
}
BOX = Box(west=6.9, south=44.9, east=7.5, north=45.5)


def square(west: float, south: float = 45.0, side: float = 0.1) -> list[list[float]]:
    """A ring, closed, counter-clockwise."""
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code: object, *rings: Any, **more: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": {"istat": code}, "geometry": geometry, **more}


ALFA = feature("001001", square(7.0))
BETA = feature("001002", square(7.1))


def collection(*features: Any, **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


def read(text: str) -> BoundaryReading:
    return read_boundaries(text, name="b.geojson", known=KNOWN, box=BOX)


def codes(text: str) -> list[str]:
    return [finding.code for finding in read(text).findings]


def test_sound_file_gives_every_shape() -> None:
    reading = read(collection(ALFA, BETA))

    assert (reading.findings, reading.notes) == ((), ())
    assert list(reading.shapes) == ["001001", "001002"]
    assert reading.shapes["001001"].bounds == (7.0, 45.0, 7.1, 45.1)


def test_multipolygons_heights_and_holes_are_read() -> None:
    islands = {"type": "MultiPolygon", "coordinates": [[square(7.1)], [square(7.3)]]}
    high = [[*corner, 200] for corner in square(7.0)]

    reading = read(
        collection(feature("001001", high, square(7.01, 45.01, 0.01)), BETA | {"geometry": islands})
    )

    assert reading.findings == ()
    assert reading.shapes["001002"].geom_type == "MultiPolygon"
    assert geometry_of(reading.shapes["001001"])["type"] == "Polygon"


@pytest.mark.parametrize("key", ["istat_code", "PRO_COM_T", "com_istat_code"])
def test_code_is_found_under_the_names_in_use(key: str) -> None:
    assert codes(collection(ALFA | {"properties": {key: "001001"}}, BETA)) == []


def test_code_as_a_number_gets_its_zeros_back() -> None:
    assert codes(collection(ALFA | {"properties": {"PRO_COM": 1001}}, BETA)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "boundary.not-json"),
        ("{", "boundary.not-json"),
        ("[" * 100_000, "boundary.not-json"),
        ('{"type": NaN}', "boundary.not-json"),
        ("[]", "boundary.not-a-collection"),
        ("3", "boundary.not-a-collection"),
        ('{"type": "Feature"}', "boundary.not-a-collection"),
        ('{"type": "FeatureCollection"}', "boundary.not-a-collection"),
        ('{"type": "FeatureCollection", "features": {}}', "boundary.not-a-collection"),
        (
            collection(crs={"properties": {"name": "urn:ogc:def:crs:EPSG::32632"}}),
            "boundary.not-degrees",
        ),
    ],
)
def test_file_that_is_no_collection_in_degrees_is_a_finding(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_broken_json_is_found_with_its_line() -> None:
    finding = read('{\n"type": x}').findings[0]

    assert finding.place == Place("b.geojson", 2)
    assert finding.facts["column"] == 9


def test_the_usual_reference_system_may_be_named() -> None:
    text = collection(ALFA, BETA, crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}})

    assert codes(text) == []


@pytest.mark.parametrize(
    ("spoiled", "expected"),
    [
        ("text", ["boundary.code-missing"]),
        (ALFA | {"properties": None}, ["boundary.code-missing"]),
        (ALFA | {"properties": {"istat": ""}}, ["boundary.code-missing"]),
        (ALFA | {"properties": {"istat": "001999"}}, ["boundary.code-unknown"]),
        (ALFA | {"properties": {"istat": ["001001"]}}, ["boundary.code-unknown"]),
    ],
)
def test_feature_without_a_known_code_is_a_finding(spoiled: Any, expected: list[str]) -> None:
    assert codes(collection(spoiled, BETA)) == [*expected, "boundary.missing"]


def test_missing_and_repeated_municipalities_are_findings() -> None:
    findings = read(collection(ALFA, ALFA)).findings

    assert [(each.code, each.subject) for each in findings] == [
        ("boundary.twice", "Alfa"),
        ("boundary.missing", "Beta"),
    ]
    assert findings[0].facts == {"feature": 2, "first": 1}


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [7, 45]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [square(7.0)[:4]]},
        {"type": "Polygon", "coordinates": [[*square(7.0)[:-1], [7.0, 45.01]]]},
        {"type": "Polygon", "coordinates": [[[7]] * 5]},
        {"type": "Polygon", "coordinates": [[["7", "45"]] * 5]},
        {"type": "Polygon", "coordinates": [[[True, False]] * 5]},
        {"type": "Polygon", "coordinates": [[[1e12, 45]] * 5]},
        {"type": "MultiPolygon", "coordinates": 4},
    ],
)
def test_geometry_that_is_no_shape_is_a_finding(geometry: Any) -> None:
    assert codes(collection(ALFA | {"geometry": geometry}, BETA)) == ["boundary.not-a-shape"]


def test_infinite_coordinate_is_a_finding() -> None:
    text = collection(ALFA, BETA).replace("7.0,", "1e999,")

    assert codes(text) == ["boundary.not-a-shape"]


def test_spike_is_repaired_and_said() -> None:
    spike = square(7.0)
    spike[2:2] = [[7.1, 45.05], [7.2, 45.05], [7.1, 45.05]]

    reading = read(collection(feature("001001", spike), BETA))

    assert reading.findings == ()
    assert [(note.code, note.subject) for note in reading.notes] == [("boundary.repaired", "Alfa")]
    assert reading.shapes["001001"].area == pytest.approx(0.01)
    assert reading.shapes["001001"].is_valid


def test_shape_that_crosses_itself_is_not_guessed() -> None:
    bow = [[7.0, 45.0], [7.1, 45.1], [7.1, 45.0], [7.0, 45.1], [7.0, 45.0]]

    reading = read(collection(feature("001001", bow), BETA))

    assert [finding.code for finding in reading.findings] == ["boundary.invalid"]
    assert "001001" not in reading.shapes


def test_shape_without_area_is_not_guessed() -> None:
    line = [[7.0, 45.0], [7.1, 45.1], [7.0, 45.0], [7.1, 45.1], [7.0, 45.0]]

    assert codes(collection(feature("001001", line), BETA)) == ["boundary.invalid"]


def test_boundary_outside_the_box_is_a_finding() -> None:
    metres = [[x * 50_000, y * 100_000] for x, y in square(7.0)]

    findings = read(collection(feature("001001", metres), BETA)).findings

    assert [finding.code for finding in findings] == ["boundary.outside-box"]
    assert "350000" in sentence(findings[0])


def test_point_outside_its_boundary_is_a_finding() -> None:
    swapped = collection(feature("001001", square(7.1)), feature("001002", square(7.0)))

    assert codes(swapped) == ["boundary.point-outside"] * 2


def test_point_beside_a_simplified_boundary_is_accepted() -> None:
    short = feature("001001", square(7.0, side=0.0499))

    assert codes(collection(short, BETA)) == []


def test_so_many_findings_are_listed_and_the_rest_counted() -> None:
    strangers = [feature(f"0{number}", square(7.0)) for number in range(MAXIMUM_FINDINGS)]

    findings = read(collection(*strangers)).findings

    assert len(findings) == MAXIMUM_FINDINGS + 1
    assert findings[-1].facts == {"count": 2}


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=20,
)


@given(json_values)
def test_any_geometry_gives_findings_and_never_an_error(geometry: Any) -> None:
    text = collection(ALFA | {"geometry": {"type": "Polygon", "coordinates": geometry}}, geometry)

    assert "boundary.missing" in codes(text)


@given(st.text(max_size=200))
def test_any_text_gives_a_finding(text: str) -> None:
    assert len(codes(text)) == 1
