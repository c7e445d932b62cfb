"""Importing official boundaries from a GeoJSON file: all or nothing."""

from dataclasses import dataclass
from pathlib import Path

from portici.journal.rules.acts import Act, By, Subject
from portici.journal.services import recording
from portici.kernel.files import read_text
from portici.kernel.findings import Finding
from portici.territory.models import Boundary, Municipality, Territory
from portici.territory.rules.boundaries import (
    MAXIMUM_BYTES,
    BoundaryReading,
    KnownMunicipality,
    geometry_of,
    read_boundaries,
)
from portici.territory.rules.schema import Box
from portici.territory.services.drawing import redraw_map


@dataclass(frozen=True, slots=True)
class BoundaryImport:
    """What an import did: how many boundaries there are now, and what was repaired on the way."""

    count: int
    notes: tuple[Finding, ...]


class CannotImport(Exception):
    """The file has findings: nothing was imported."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def check_boundaries(*, territory: Territory, file: Path) -> BoundaryReading:
    """Read a file of boundaries and collect all findings; nothing is written."""
    text, fault = read_text(file, limit=MAXIMUM_BYTES)
    if fault is not None:
        return BoundaryReading({}, (fault,), ())
    known = {
        each.istat_code: KnownMunicipality(each.name, each.longitude, each.latitude)
        for each in Municipality.objects.filter(territory=territory).order_by("istat_code")
    }
    box = Box.model_validate(territory.box)
    return read_boundaries(text, name=str(file), known=known, box=box)


def import_boundaries(
    *, territory: Territory, file: Path, source: str, licence: str, by: By
) -> BoundaryImport:
    """Put the file's boundaries in the place of those there are, and draw the map from them.

    Every municipality must have exactly one. `source` and `licence` are shown beside the map.
    Raises CannotImport, with everything that is wrong, and changes nothing.
    """
    # The file is read inside the transaction: the municipalities that it is held against must not change meanwhile.
    with recording(by=by) as record:
        reading = check_boundaries(territory=territory, file=file)
        if reading.findings:
            raise CannotImport(reading.findings)
        Boundary.objects.filter(municipality__territory=territory).delete()
        municipalities = Municipality.objects.filter(territory=territory).order_by("istat_code")
        Boundary.objects.bulk_create(
            [
                Boundary(
                    municipality=each,
                    geometry=geometry_of(reading.shapes[each.istat_code]),
                    source=source,
                    licence=licence,
                    imported_at=by.at,
                )
                for each in municipalities
            ],
            batch_size=100,
        )
        redraw_map(territory=territory)
        slug = territory.slug
        record.add(
            Act(
                verb="territory.boundaries-imported",
                subject=Subject("territory", slug, label=slug, scope=f"territory:{slug}"),
                facts={"count": len(reading.shapes), "source": source, "licence": licence},
                is_public=True,
            )
        )
    return BoundaryImport(count=len(reading.shapes), notes=reading.notes)
