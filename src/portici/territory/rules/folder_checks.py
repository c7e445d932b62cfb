"""What must agree between territory.yaml and municipalities.csv before anything is loaded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portici.kernel.findings import Finding, Place
from portici.kernel.located_yaml import LocatedDocument
from portici.territory.rules.schema import TerritoryFile
from portici.territory.rules.sheet import COLUMNS, MunicipalityRow


@dataclass(frozen=True)
class TerritoryFolder:
    """A whole territory folder, well formed.

    Attributes:
        document: the located YAML, for the lines of findings.
        sheet_name: the CSV's name as shown to people.
    """

    territory: TerritoryFile
    rows: tuple[MunicipalityRow, ...]
    document: LocatedDocument
    sheet_name: str


def folder_findings(folder: TerritoryFolder) -> tuple[Finding, ...]:
    """Everything that does not agree inside a territory folder."""
    return (
        *declaration_faults(folder),
        *repeated_rows(folder),
        *dangling_cells(folder),
        *differing_totals(folder),
    )


def declaration_faults(folder: TerritoryFolder) -> Iterator[Finding]:
    """Zones, sources and evidence are declared once; every column has a source; the box is not inside out."""
    territory = folder.territory
    place = folder.document.place_of
    box = territory.box
    if box.west >= box.east or box.south >= box.north:
        yield Finding("territory.box-inside-out", "box", {}, place(("box",)))
    first: dict[int, int | None] = {}
    for index, zone in enumerate(territory.zones):
        here = place(("zones", index))
        if zone.number in first:
            facts: dict[str, object] = {"first_line": first[zone.number]}
            yield Finding("territory.zone-twice", str(zone.number), facts, here)
        first.setdefault(zone.number, here.line)
        if zone.published and zone.published.evidence not in territory.evidence:
            yield Finding("territory.evidence-unknown", zone.published.evidence, {}, here)
    sourced: set[str] = set()
    for index, source in enumerate(territory.sources):
        here = place(("sources", index))
        for column in source.columns:
            if column not in COLUMNS:
                yield Finding("territory.source-column-unknown", column, {}, here)
            elif column in sourced:
                yield Finding("territory.source-column-twice", column, {}, here)
            sourced.add(column)
    for column in COLUMNS:
        if column not in sourced:
            yield Finding("territory.column-without-source", column, {}, place(("sources",)))


def repeated_rows(folder: TerritoryFolder) -> Iterator[Finding]:
    """A code, a cadastral code, and a point each belong to one municipality."""
    for column in ("istat_code", "cadastral_code"):
        values = ((row, getattr(row, column)) for row in folder.rows if getattr(row, column))
        yield from _repeated(folder, values, column)
    points = ((row, f"{row.lat} {row.lon}") for row in folder.rows)
    yield from _repeated(folder, points, "lat, lon")


def _repeated(
    folder: TerritoryFolder, values: Iterable[tuple[MunicipalityRow, str]], column: str
) -> Iterator[Finding]:
    first: dict[str, MunicipalityRow] = {}
    for row, value in values:
        earlier = first.setdefault(value, row)
        if earlier is not row:
            facts: dict[str, object] = {
                "column": column,
                "value": value,
                "first_line": earlier.line,
                "first": earlier.name,
            }
            yield Finding("territory.row-twice", row.name, facts, _place(folder, row, column))


def dangling_cells(folder: TerritoryFolder) -> Iterator[Finding]:
    """Every row's zone and evidence are declared, and its point lies in the box; every zone has rows.

    An exception of a source is about a municipality that has a row.
    """
    numbers = {zone.number for zone in folder.territory.zones}
    box = folder.territory.box
    for row in folder.rows:
        if row.zone_number not in numbers:
            facts: dict[str, object] = {"zone": row.zone_number}
            place = _place(folder, row, "zone_number")
            yield Finding("territory.zone-unknown", row.name, facts, place)
        if row.zone_evidence and row.zone_evidence not in folder.territory.evidence:
            place = _place(folder, row, "zone_evidence")
            yield Finding("territory.evidence-unknown", row.zone_evidence, {}, place)
        if not box.holds(row.lon, row.lat):
            facts = {"lat": row.lat, "lon": row.lon}
            yield Finding(
                "territory.point-outside-box", row.name, facts, _place(folder, row, "lat")
            )
    yield from _empty_zones(folder)
    yield from _exceptions_of_nobody(folder)


def _empty_zones(folder: TerritoryFolder) -> Iterator[Finding]:
    filled = {row.zone_number for row in folder.rows}
    for index, zone in enumerate(folder.territory.zones):
        if zone.number not in filled:
            place = folder.document.place_of(("zones", index))
            yield Finding("territory.zone-empty", str(zone.number), {}, place)


def _exceptions_of_nobody(folder: TerritoryFolder) -> Iterator[Finding]:
    known = {row.istat_code for row in folder.rows}
    for index, source in enumerate(folder.territory.sources):
        for exception in source.exceptions:
            if exception.istat_code not in known:
                place = folder.document.place_of(("sources", index, "exceptions"))
                yield Finding("territory.municipality-unknown", exception.istat_code, {}, place)


def differing_totals(folder: TerritoryFolder) -> Iterator[Finding]:
    """The rows add up to the totals that the sources state, to the last inhabitant and square metre."""
    if folder.territory.totals is None:
        return
    sums: Mapping[str, float] = {
        "municipalities": len(folder.rows),
        "population": sum(row.population or 0 for row in folder.rows),
        "population_legal_2021": sum(row.population_legal_2021 or 0 for row in folder.rows),
        "area_km2": float(sum(row.area_km2 or 0 for row in folder.rows)),
    }
    for name, stated in folder.territory.totals.model_dump(exclude_none=True).items():
        if abs(sums[name] - stated) > 0.00005:
            facts: dict[str, object] = {"found": sums[name], "stated": stated}
            place = folder.document.place_of(("totals", name))
            yield Finding("territory.total-differs", name, facts, place)


def _place(folder: TerritoryFolder, row: MunicipalityRow, column: str) -> Place:
    return Place(folder.sheet_name, row.line, column=column)
