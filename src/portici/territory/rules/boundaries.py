"""Reading official boundaries from GeoJSON: every fault is a finding, and nothing is guessed in silence."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry import mapping

from portici.kernel.findings import Finding, Place, listed
from portici.territory.rules.frame import area_of
from portici.territory.rules.schema import Box

MAXIMUM_BYTES = 64 * 1024 * 1024
# Names under which the files in use keep ISTAT's code of a municipality.
CODE_PROPERTIES = (
    "istat_code",
    "istat",
    "com_istat_code",
    "PRO_COM_T",
    "pro_com_t",
    "PRO_COM",
    "pro_com",
)
WORLD_REFERENCE_SYSTEMS = ("CRS84", "EPSG::4326", "EPSG:4326")
# Beyond it a number is no coordinate in any reference system, and infinite ones are caught too.
MAXIMUM_COORDINATE = 1e9
# A repair is unambiguous when two methods give the same area, to a thousandth.
REPAIR_TOLERANCE = 0.001
# Simplified boundaries may cut a point off by a hair: two thousandths of a degree are some 200 metres.
POINT_TOLERANCE = 0.002


@dataclass(frozen=True, slots=True)
class KnownMunicipality:
    """A municipality whose boundary is wanted: name and a point inside, in degrees."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class BoundaryReading:
    """What a file of boundaries holds.

    Attributes:
        shapes: ISTAT code to its valid shape, for every feature that could be read.
        findings: what forbids the import.
        notes: what was repaired on the way, to be said.
    """

    shapes: Mapping[str, Polygon | MultiPolygon]
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


class _NotAShape(ValueError):
    """The geometry is not a polygon or multipolygon of numbers."""


def geometry_of(shape: Polygon | MultiPolygon) -> dict[str, object]:
    """The shape as a GeoJSON geometry."""
    return dict(json.loads(json.dumps(mapping(shape))))


def read_boundaries(
    text: str, *, name: str, known: Mapping[str, KnownMunicipality], box: Box
) -> BoundaryReading:
    """Read a GeoJSON FeatureCollection that must give every known municipality one valid boundary in the box.

    `name` is the file's as shown to people; at most 200 findings are listed.
    """
    features, findings = _features(text, name)
    if features is None:
        return BoundaryReading({}, tuple(findings), ())
    shapes: dict[str, Polygon | MultiPolygon] = {}
    notes: list[Finding] = []
    first: dict[str, int] = {}
    for number, feature in enumerate(features, start=1):
        code, fault = _code_of(feature, number, known, name)
        if fault is None and code in first:
            facts: dict[str, object] = {"feature": number, "first": first[code]}
            fault = Finding("boundary.twice", known[code].name, facts, Place(name))
        if fault is not None:
            findings.append(fault)
            continue
        first[code] = number
        shape, faults = _shape_of(feature, code, number, known[code], name)
        notes.extend(each for each in faults if each.code == "boundary.repaired")
        findings.extend(each for each in faults if each.code != "boundary.repaired")
        if shape is not None:
            findings.extend(_position_findings(shape, known[code], box, name))
            shapes[code] = shape
    findings.extend(
        Finding("boundary.missing", municipality.name, {"code": code}, Place(name))
        for code, municipality in known.items()
        if code not in first
    )
    told = listed(findings, file=name, more="territory.more-findings")
    return BoundaryReading(shapes, told, tuple(notes))


def _features(text: str, name: str) -> tuple[list[object] | None, list[Finding]]:
    """The collection's features, or None and why the file is not a collection in degrees."""
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        facts: dict[str, object] = {"problem": error.msg, "column": error.colno}
        return None, [Finding("boundary.not-json", name, facts, Place(name, error.lineno))]
    except (ValueError, RecursionError) as error:
        return None, [Finding("boundary.not-json", name, {"problem": str(error)}, Place(name))]
    found = document.get("type") if isinstance(document, dict) else type(document).__name__
    features = document.get("features") if isinstance(document, dict) else None
    if found != "FeatureCollection" or not isinstance(features, list):
        shown = str(found)[:60]
        return None, [Finding("boundary.not-a-collection", name, {"found": shown}, Place(name))]
    system = json.dumps(document.get("crs") or "CRS84")
    if not any(known in system for known in WORLD_REFERENCE_SYSTEMS):
        return None, [Finding("boundary.not-degrees", name, {"found": system[:120]}, Place(name))]
    return features, []


def _refuse_constant(constant: str) -> float:
    raise ValueError(f"{constant} is not a number in JSON")


def _code_of(
    feature: object, number: int, known: Mapping[str, KnownMunicipality], name: str
) -> tuple[str, Finding | None]:
    """The ISTAT code of a feature, or the finding that says why it has none that we know."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    values = properties if isinstance(properties, dict) else {}
    raw = next((values[key] for key in CODE_PROPERTIES if values.get(key) not in (None, "")), None)
    if raw is None:
        facts: dict[str, object] = {"accepted": ", ".join(CODE_PROPERTIES)}
        return "", Finding("boundary.code-missing", str(number), facts, Place(name))
    code = f"{raw:06d}" if isinstance(raw, int) else str(raw).strip()
    if code not in known:
        facts = {"feature": number}
        return "", Finding("boundary.code-unknown", code[:60], facts, Place(name))
    return code, None


def _shape_of(
    feature: object, code: str, number: int, municipality: KnownMunicipality, name: str
) -> tuple[Polygon | MultiPolygon | None, list[Finding]]:
    """The feature's valid shape, with a finding when it is none or had to be repaired."""
    facts: dict[str, object] = {"code": code, "feature": number}
    try:
        shape = _built(feature.get("geometry") if isinstance(feature, dict) else None)
    except _NotAShape as problem:
        facts["problem"] = str(problem)
        return None, [Finding("boundary.not-a-shape", municipality.name, facts, Place(name))]
    if shape.is_valid:
        return shape, []
    facts["problem"] = shapely.is_valid_reason(shape)
    repaired = _repaired(shape)
    if repaired is None:
        return None, [Finding("boundary.invalid", municipality.name, facts, Place(name))]
    return repaired, [Finding("boundary.repaired", municipality.name, facts, Place(name))]


def _repaired(shape: Polygon | MultiPolygon) -> Polygon | MultiPolygon | None:
    """The one valid shape that the broken one can mean; None where two methods of repair disagree."""
    made = area_of(shapely.make_valid(shape))
    buffered = shape.buffer(0)
    if made.area == 0 or abs(made.area - buffered.area) > REPAIR_TOLERANCE * made.area:
        return None
    return made


def _built(geometry: object) -> Polygon | MultiPolygon:
    if not isinstance(geometry, dict):
        raise _NotAShape("no geometry")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        return _polygon(coordinates)
    if kind == "MultiPolygon":
        parts = [_polygon(part) for part in _list(coordinates)]
        return MultiPolygon(parts)
    raise _NotAShape(f"{str(kind)[:40]} instead of Polygon or MultiPolygon")


def _polygon(rings: object) -> Polygon:
    exterior, *holes = [_ring(ring) for ring in _list(rings)]
    return Polygon(exterior, holes)


def _ring(ring: object) -> list[tuple[float, float]]:
    corners = [_corner(corner) for corner in _list(ring)]
    if len(corners) < 4 or corners[0] != corners[-1]:
        raise _NotAShape("a ring needs four corners, the last equal to the first")
    return corners


def _corner(corner: object) -> tuple[float, float]:
    numbers = _list(corner)
    if len(numbers) not in (2, 3):
        raise _NotAShape("a corner needs two numbers")
    for number in numbers:
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise _NotAShape("a coordinate is not a number")
        if abs(number) > MAXIMUM_COORDINATE:
            raise _NotAShape("a coordinate is too large")
    return float(numbers[0]), float(numbers[1])


def _list(value: object) -> list[float]:
    """The value when it is a list with something in it; what it holds is checked by whoever asks."""
    if isinstance(value, list) and value:
        return value
    raise _NotAShape("an empty or missing list of coordinates")


def _position_findings(
    shape: Polygon | MultiPolygon, municipality: KnownMunicipality, box: Box, name: str
) -> Iterator[Finding]:
    """The boundary lies in the territory's box, and around the municipality's point."""
    west, south, east, north = shape.bounds
    if not (box.holds(west, south) and box.holds(east, north)):
        facts: dict[str, object] = {
            "west": round(west, 4),
            "south": round(south, 4),
            "east": round(east, 4),
            "north": round(north, 4),
        }
        yield Finding("boundary.outside-box", municipality.name, facts, Place(name))
        return
    point = Point(municipality.longitude, municipality.latitude)
    if shape.distance(point) > POINT_TOLERANCE:
        facts = {"lat": municipality.latitude, "lon": municipality.longitude}
        yield Finding("boundary.point-outside", municipality.name, facts, Place(name))
