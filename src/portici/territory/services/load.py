"""Loading a territory folder into the database: all or nothing, as often as one likes."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from portici.journal.rules.acts import Act, By, Subject
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.kernel.text import fold
from portici.territory.models import Municipality, Territory, Zone
from portici.territory.rules.folder_checks import TerritoryFolder
from portici.territory.rules.schema import TerritoryFile, ZoneEntry
from portici.territory.rules.sheet import MunicipalityRow
from portici.territory.services.drawing import redraw_map
from portici.territory.services.folder import check_folder
from portici.territory.services.indexing import index_territory

Progress = Callable[[str, int, int], None]

STAGES = ("territory", "municipalities", "map", "search")
# Raised when the drawing or the index changes, so that a reload renews them.
_FORM = 1

_ROW_FIELDS = {
    "name": "name",
    "cadastral_code": "cadastral_code",
    "lat": "latitude",
    "lon": "longitude",
    "population": "population",
    "population_legal_2021": "population_legal_2021",
    "area_km2": "area_km2",
    "altitude_class": "altitude_class",
    "altitude_m": "altitude_m",
    "mountain": "mountain",
    "zone_confidence": "zone_confidence",
    "zone_evidence": "zone_evidence",
}


class CannotLoad(Exception):
    """The folder has findings: nothing was loaded."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def load_territory(*, folder: Path, by: By, progress: Progress | None = None) -> Territory:
    """Put what a sound folder says in the place of what the database holds of that territory.

    Municipalities keep their rows, and so their imported boundaries, as long as their ISTAT code stands in the
    folder. Loading the same folder again changes nothing, the revision included. `progress` is told each stage
    with how many are done and how many there are. Raises CannotLoad when the folder has findings.
    """
    report = check_folder(folder)
    if report.folder is None or report.findings:
        raise CannotLoad(report.findings)
    content = report.folder
    digest = folder_digest(content)
    tell = progress or (lambda _stage, _done, _all: None)
    with recording(by=by) as record:
        slug = content.territory.slug
        territory = Territory.objects.filter(slug=slug).first() or Territory(slug=slug)
        if territory.content_hash == digest:
            return territory
        before = territory.content_hash or None
        _write_territory(territory, content.territory, digest=digest, now=by.at)
        zones = _write_zones(territory, content.territory.zones)
        tell(STAGES[0], 1, len(STAGES))
        _write_municipalities(territory, zones, content)
        tell(STAGES[1], 2, len(STAGES))
        redraw_map(territory=territory)
        tell(STAGES[2], 3, len(STAGES))
        index_territory(territory=territory)
        tell(STAGES[3], 4, len(STAGES))
        record.add(
            Act(
                verb="territory.loaded",
                subject=Subject("territory", slug, label=slug, scope=f"territory:{slug}"),
                changes={"content_hash": (before, digest)},
                is_public=True,
            )
        )
    return territory


def folder_digest(folder: TerritoryFolder) -> str:
    """blake2b of the folder's content in a canonical form; comments, layout and the order of rows do not count."""
    rows = [asdict(row) | {"line": None} for row in folder.rows]
    content = {
        "form": _FORM,
        "territory": folder.territory.model_dump(mode="json"),
        "rows": sorted(rows, key=lambda row: str(row["istat_code"])),
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(canonical.encode(), digest_size=32).hexdigest()


def _write_territory(
    territory: Territory, entry: TerritoryFile, *, digest: str, now: datetime
) -> None:
    territory.name = entry.name
    territory.sources = [source.model_dump(mode="json") for source in entry.sources]
    territory.evidence = entry.evidence
    dataset = entry.zone_dataset
    territory.zone_dataset = dataset.model_dump(mode="json") if dataset else {}
    territory.totals = entry.totals.model_dump(mode="json") if entry.totals else {}
    territory.box = entry.box.model_dump(mode="json")
    territory.content_hash = digest
    territory.loaded_at = now
    territory.save()


def _write_zones(territory: Territory, entries: Sequence[ZoneEntry]) -> dict[int, Zone]:
    """All zones by number, those among them that the folder no longer declares: municipalities still point at them."""
    Zone.objects.bulk_create(
        [
            Zone(
                territory=territory,
                number=zone.number,
                name=zone.name,
                published=zone.published.model_dump(mode="json") if zone.published else {},
            )
            for zone in entries
        ],
        update_conflicts=True,
        unique_fields=["territory", "number"],
        update_fields=["name", "published"],
    )
    return {
        zone.number: zone for zone in Zone.objects.filter(territory=territory).order_by("number")
    }


def _write_municipalities(
    territory: Territory, zones: dict[int, Zone], folder: TerritoryFolder
) -> None:
    rows = [_municipality(territory, zones, row) for row in folder.rows]
    Municipality.objects.filter(territory=territory).exclude(
        istat_code__in=[row.istat_code for row in rows]
    ).delete()
    Municipality.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["territory", "istat_code"],
        update_fields=["zone", "folded_name", *_ROW_FIELDS.values()],
    )
    declared = [zone.number for zone in folder.territory.zones]
    Zone.objects.filter(territory=territory).exclude(number__in=declared).delete()


def _municipality(
    territory: Territory, zones: dict[int, Zone], row: MunicipalityRow
) -> Municipality:
    values = {field: getattr(row, column) for column, field in _ROW_FIELDS.items()}
    return Municipality(
        territory=territory,
        zone=zones[row.zone_number],
        istat_code=row.istat_code,
        folded_name=fold(row.name),
        **values,
    )
