"""`territory check`: what a person still has to reconcile."""

from dataclasses import replace

from portici.territory.rules.checks import (
    CheckedMunicipality,
    CheckedTerritory,
    CheckedZone,
    missing_facts,
    territory_findings,
)

SURE = CheckedMunicipality(
    istat_code="001001",
    name="Alfa",
    zone_number=1,
    zone_confidence="A",
    zone_evidence="List read.",
    missing=(),
    has_boundary=True,
    boundary_source="ISTAT",
)
TERRITORY = CheckedTerritory(
    zone_dataset="Zones (x:1)",
    is_reconciled=True,
    municipalities=[SURE],
    zones=[CheckedZone(1, "Low", published=1, changes=0), CheckedZone(2, "High", None, 0)],
)


def codes(territory: CheckedTerritory) -> list[str]:
    return [finding.code for finding in territory_findings(territory)]


def test_reconciled_territory_has_no_findings() -> None:
    assert territory_findings(TERRITORY) == ()


def test_zones_not_compared_with_the_official_dataset_are_a_finding() -> None:
    assert codes(replace(TERRITORY, is_reconciled=False)) == ["check.zones-not-reconciled"]
    assert codes(replace(TERRITORY, zone_dataset="")) == ["check.no-zone-dataset"]


def test_zone_count_that_differs_from_the_published_is_a_finding() -> None:
    zones = [CheckedZone(1, "Low", published=3, changes=-1)]

    findings = territory_findings(replace(TERRITORY, zones=zones))

    assert [(each.code, each.subject, each.facts) for each in findings] == [
        ("check.zone-count", "Low", {"number": 1, "found": 1, "published": 3, "changes": -1})
    ]


def test_known_changes_explain_a_different_count() -> None:
    assert codes(replace(TERRITORY, zones=[CheckedZone(1, "Low", published=3, changes=-2)])) == []


def test_unsure_zones_are_told_together_where_the_reason_is_the_same() -> None:
    guess = replace(SURE, zone_confidence="B", zone_evidence="Guess.")
    members = [
        guess,
        replace(guess, istat_code="001002", name="Beta"),
        replace(guess, istat_code="001003", name="Gamma", zone_number=2),
    ]
    zones = [CheckedZone(1, "Low", None, 0), CheckedZone(2, "High", None, 0)]
    territory = replace(TERRITORY, municipalities=members, zones=zones, is_reconciled=False)

    findings = territory_findings(territory)[1:]

    assert [(each.subject, each.facts["names"], each.facts["codes"]) for each in findings] == [
        ("High", "Gamma", ("001003",)),
        ("Low", "Alfa, Beta", ("001001", "001002")),
    ]


def test_unsure_zones_are_settled_by_the_official_dataset() -> None:
    unsure = replace(SURE, zone_confidence="C")

    assert codes(replace(TERRITORY, municipalities=[unsure])) == []


def test_unknown_facts_are_told_by_fact() -> None:
    members = [replace(SURE, missing=("population", "area_km2"))]

    findings = territory_findings(replace(TERRITORY, municipalities=members))

    assert [(each.code, each.subject, each.facts["count"]) for each in findings] == [
        ("check.fact-missing", "area_km2", 1),
        ("check.fact-missing", "population", 1),
    ]


def test_missing_boundaries_are_a_finding() -> None:
    without = replace(SURE, istat_code="001002", name="Beta", has_boundary=False)
    zones = [CheckedZone(1, "Low", None, 0)]

    none = replace(TERRITORY, municipalities=[without], zones=zones)
    some = replace(TERRITORY, municipalities=[SURE, without], zones=zones)

    assert codes(none) == ["check.no-boundaries"]
    assert codes(some) == ["check.boundaries-missing"]


def test_boundaries_without_a_source_are_a_finding() -> None:
    members = [replace(SURE, boundary_source="")]

    assert codes(replace(TERRITORY, municipalities=members)) == ["check.boundaries-without-source"]


def test_missing_facts_are_none_or_empty_and_never_zero() -> None:
    assert missing_facts({"a": None, "b": "", "c": 0, "d": "x"}) == ("a", "b")
