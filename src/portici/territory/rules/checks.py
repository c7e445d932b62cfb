"""What still has to be reconciled or completed before a territory's facts can be relied on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portici.kernel.findings import Finding
from portici.territory.choices import ZoneConfidence


@dataclass(frozen=True, slots=True)
class CheckedMunicipality:
    """A municipality as loaded; `missing` names the facts that are unknown."""

    istat_code: str
    name: str
    zone_number: int
    zone_confidence: str
    zone_evidence: str
    missing: tuple[str, ...]
    has_boundary: bool
    boundary_source: str


@dataclass(frozen=True, slots=True)
class CheckedZone:
    """A zone as loaded, with what published sources count in it; None where nothing is published.

    Attributes:
        published: municipalities counted by the source; changes: how many more there are since.
    """

    number: int
    name: str
    published: int | None
    changes: int


@dataclass(frozen=True, slots=True)
class CheckedTerritory:
    """A territory as loaded.

    Attributes:
        zone_dataset: name and identifier of the official dataset of the zones; empty where none is declared.
        is_reconciled: whether our zones have been compared with it.
    """

    zone_dataset: str
    is_reconciled: bool
    municipalities: Sequence[CheckedMunicipality]
    zones: Sequence[CheckedZone]


def territory_findings(territory: CheckedTerritory) -> tuple[Finding, ...]:
    """Everything that a person still has to reconcile, complete or decide."""
    return (
        *zones_not_reconciled(territory),
        *differing_counts(territory),
        *unsure_zones(territory),
        *unknown_facts(territory),
        *incomplete_boundaries(territory),
    )


def zones_not_reconciled(territory: CheckedTerritory) -> Iterator[Finding]:
    """The zones have not been compared with the official dataset."""
    if not territory.zone_dataset:
        yield Finding("check.no-zone-dataset")
    elif not territory.is_reconciled:
        yield Finding("check.zones-not-reconciled", territory.zone_dataset)


def differing_counts(territory: CheckedTerritory) -> Iterator[Finding]:
    """A zone has not as many municipalities as published, the known changes counted in."""
    counts: dict[int, int] = {}
    for municipality in territory.municipalities:
        counts[municipality.zone_number] = counts.get(municipality.zone_number, 0) + 1
    for zone in territory.zones:
        if zone.published is None:
            continue
        found = counts.get(zone.number, 0)
        if found != zone.published + zone.changes:
            facts: dict[str, object] = {
                "number": zone.number,
                "found": found,
                "published": zone.published,
                "changes": zone.changes,
            }
            yield Finding("check.zone-count", zone.name, facts)


def unsure_zones(territory: CheckedTerritory) -> Iterator[Finding]:
    """Municipalities whose zone is not read from a whole list, together where the reason is the same."""
    if territory.is_reconciled:
        return
    names = {zone.number: zone.name for zone in territory.zones}
    groups: dict[tuple[str, int, str], list[CheckedMunicipality]] = {}
    for municipality in territory.municipalities:
        if municipality.zone_confidence != ZoneConfidence.LIST_READ:
            key = (
                municipality.zone_confidence,
                municipality.zone_number,
                municipality.zone_evidence,
            )
            groups.setdefault(key, []).append(municipality)
    for (confidence, number, evidence), members in sorted(groups.items(), reverse=True):
        facts: dict[str, object] = {
            "number": number,
            "confidence": confidence,
            "evidence": evidence,
            "count": len(members),
            "names": ", ".join(member.name for member in members),
            "codes": tuple(member.istat_code for member in members),
        }
        yield Finding("check.zone-unsure", names[number], facts)


def unknown_facts(territory: CheckedTerritory) -> Iterator[Finding]:
    """Facts that are unknown for some municipalities."""
    groups: dict[str, list[str]] = {}
    for municipality in territory.municipalities:
        for fact in municipality.missing:
            groups.setdefault(fact, []).append(municipality.name)
    for fact, members in sorted(groups.items()):
        facts: dict[str, object] = {"count": len(members), "names": ", ".join(members)}
        yield Finding("check.fact-missing", fact, facts)


def incomplete_boundaries(territory: CheckedTerritory) -> Iterator[Finding]:
    """The official boundaries are not there, not all there, or nobody said where they come from."""
    with_boundary = [each for each in territory.municipalities if each.has_boundary]
    without = [each.name for each in territory.municipalities if not each.has_boundary]
    if not with_boundary:
        yield Finding("check.no-boundaries")
        return
    if without:
        facts: dict[str, object] = {"count": len(without), "names": ", ".join(without)}
        yield Finding("check.boundaries-missing", "", facts)
    unsourced = [each.name for each in with_boundary if not each.boundary_source]
    if unsourced:
        yield Finding("check.boundaries-without-source", "", {"count": len(unsourced)})


def missing_facts(values: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the facts whose value is unknown: None or an empty text."""
    return tuple(name for name, value in values.items() if value is None or value == "")
