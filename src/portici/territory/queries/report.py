"""What `portici territory check` says."""

from dataclasses import dataclass

from portici.kernel.findings import Finding
from portici.kernel.localized import in_language
from portici.territory.models import Boundary, Municipality, Territory, Zone, ZoneDatasetFacts
from portici.territory.queries.totals import Totals, territory_totals, zone_totals
from portici.territory.rules.checks import (
    CheckedMunicipality,
    CheckedTerritory,
    CheckedZone,
    missing_facts,
    territory_findings,
)


@dataclass(frozen=True)
class TerritoryReport:
    """The state of a territory's facts: its totals, those of its zones, and what is still to be done."""

    slug: str
    totals: Totals
    zones: tuple[Totals, ...]
    findings: tuple[Finding, ...]


def territory_report(territory: Territory, *, language: str) -> TerritoryReport:
    """Check the facts as they stand in the database; names and evidence in `language`. Six queries."""
    dataset = territory.zone_dataset
    checked = CheckedTerritory(
        zone_dataset=_dataset_name(dataset or None, language),
        is_reconciled=bool(dataset.get("reconciled")),
        municipalities=_checked_municipalities(territory, language),
        zones=_checked_zones(territory, language),
    )
    return TerritoryReport(
        slug=territory.slug,
        totals=territory_totals(territory),
        zones=zone_totals(territory),
        findings=territory_findings(checked),
    )


def _dataset_name(dataset: ZoneDatasetFacts | None, language: str) -> str:
    if not dataset:
        return ""
    return f"{in_language(dataset['title'], language)} ({dataset['identifier']})"


def _checked_zones(territory: Territory, language: str) -> list[CheckedZone]:
    return [
        CheckedZone(
            number=zone.number,
            name=in_language(zone.name, language),
            published=zone.published.get("municipalities"),
            changes=zone.published.get("changes", 0),
        )
        for zone in Zone.objects.filter(territory=territory).order_by("number")
    ]


def _checked_municipalities(territory: Territory, language: str) -> list[CheckedMunicipality]:
    boundary_sources = dict(
        Boundary.objects.filter(municipality__territory=territory)
        .order_by("municipality_id")
        .values_list("municipality_id", "source")
    )
    municipalities = (
        Municipality.objects.filter(territory=territory)
        .select_related("zone")
        .order_by("folded_name", "istat_code")
    )
    return [
        _checked_municipality(territory, each, boundary_sources, language)
        for each in municipalities
    ]


def _checked_municipality(
    territory: Territory, each: Municipality, boundary_sources: dict[int, str], language: str
) -> CheckedMunicipality:
    return CheckedMunicipality(
        istat_code=each.istat_code,
        name=each.name,
        zone_number=each.zone.number,
        zone_confidence=each.zone_confidence,
        zone_evidence=in_language(territory.evidence.get(each.zone_evidence), language),
        missing=missing_facts(
            {
                "population": each.population,
                "population_legal_2021": each.population_legal_2021,
                "area_km2": each.area_km2,
                "altitude_class": each.altitude_class,
                "altitude_m": each.altitude_m,
                "mountain": each.mountain,
                "cadastral_code": each.cadastral_code,
                "zone_evidence": each.zone_evidence,
            }
        ),
        has_boundary=each.pk in boundary_sources,
        boundary_source=boundary_sources.get(each.pk, ""),
    )
