"""Questions to the territory app: ordered, with a constant number of queries."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.conftest import ROOT
from tests.factories.people import command
from tests.factories.territory_folder import ROWS
from tests.territory.conftest import WriteFolder

from portici.territory.models import Territory
from portici.territory.phrases import sentence
from portici.territory.queries import (
    altitude_totals,
    map_shapes,
    municipalities,
    municipality_count,
    territories,
    territory_of,
    territory_report,
    territory_totals,
    zone_totals,
    zones,
)
from portici.territory.services import load_territory


def names(found: Any) -> list[str]:
    return [each.name for each in found]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["Àlfa", "Bèta", "Delta", "Gamma"]),
        ("-name", ["Gamma", "Delta", "Bèta", "Àlfa"]),
        ("zone", ["Àlfa", "Bèta", "Delta", "Gamma"]),
        ("-zone", ["Delta", "Gamma", "Àlfa", "Bèta"]),
        ("population", ["Gamma", "Bèta", "Àlfa", "Delta"]),
        ("-population", ["Àlfa", "Bèta", "Gamma", "Delta"]),
        ("area", ["Àlfa", "Bèta", "Gamma", "Delta"]),
        ("density", ["Gamma", "Bèta", "Àlfa", "Delta"]),
        ("-density", ["Àlfa", "Bèta", "Gamma", "Delta"]),
        ("altitude", ["Àlfa", "Bèta", "Gamma", "Delta"]),
    ],
)
def test_municipalities_are_ordered_as_asked_with_the_unknown_last(
    small: Territory, order: str, expected: list[str]
) -> None:
    assert names(municipalities(small, order=order)) == expected


def test_municipalities_are_filtered_by_zone_mountain_and_words(small: Territory) -> None:
    assert names(municipalities(small, zone=2)) == ["Delta", "Gamma"]
    assert names(municipalities(small, mountain="T")) == ["Gamma"]
    assert names(municipalities(small, words=("ÀL", "fa"))) == ["Àlfa"]
    assert names(municipalities(small, zone=2, words=("a",), order="-name")) == ["Gamma", "Delta"]
    assert names(municipalities(small, words=("%",))) == []


def test_municipalities_come_with_their_zones_in_one_query(
    small: Territory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = [each.zone.name["it"] for each in municipalities(small)]

    assert found == ["Bassa", "Bassa", "Alta", "Alta"]


def test_territory_is_found_by_slug_or_is_the_first(small: Territory) -> None:
    assert territory_of("small") == territory_of() == small
    assert territory_of("other") is None
    assert list(territories()) == [small]
    assert municipality_count(small) == 4
    assert [zone.number for zone in zones(small)] == [1, 2]


def test_totals_leave_out_the_unknown_and_say_so(small: Territory) -> None:
    low, high = zone_totals(small)

    assert (low.key, low.name, low.municipalities) == (1, {"it": "Bassa"}, 2)
    assert (low.population, low.area_km2, low.density) == (1300, Decimal("30.5"), 1300 / 30.5)
    assert (low.wholly_mountain, low.partly_mountain, low.population_in_mountain) == (0, 1, 300)
    assert (low.mountain_share, low.unsure, low.unknown) == (300 / 1300, 0, 0)
    assert (high.municipalities, high.population, high.unsure, high.unknown) == (2, 50, 2, 1)
    assert high.mountain_share == 1


def test_totals_of_nothing_known_are_unknown(
    db: None, write_folder: WriteFolder, description: dict[str, Any], now: datetime
) -> None:
    del description["totals"]
    del description["sources"][0]["exceptions"]
    description["zones"].pop(0)
    territory = load_territory(folder=write_folder(description, rows=(ROWS[3],)), by=command(now))

    totals = territory_totals(territory)

    assert (totals.population, totals.area_km2, totals.population_in_mountain) == (None, None, None)
    assert (totals.density, totals.mountain_share) == (None, None)
    assert altitude_totals(territory) == ()


def test_totals_without_mountain_have_a_share_of_zero(small: Territory) -> None:
    plain = altitude_totals(small)[-1]

    assert (plain.key, plain.population_in_mountain, plain.mountain_share) == ("Pianura", 0, 0)


def test_altitude_classes_come_from_the_mountain_down(small: Territory) -> None:
    assert [total.key for total in altitude_totals(small)] == [
        "Montagna interna",
        "Collina interna",
        "Pianura",
    ]


def test_map_has_cells_by_name_and_zones_by_number(
    small: Territory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        shapes = map_shapes(small)

    assert [(cell.istat_code, cell.zone) for cell in shapes.cells] == [
        ("001001", 1),
        ("001002", 1),
        ("001004", 2),
        ("001003", 2),
    ]
    assert [zone.number for zone in shapes.zones] == [1, 2]
    assert (shapes.width, shapes.is_official, shapes.attribution) == (1000, False, ())


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("question", "queries"),
    [
        (zone_totals, 2),
        (altitude_totals, 1),
        (territory_totals, 1),
        (map_shapes, 2),
        (lambda it: territory_report(it, language="it"), 6),
    ],
)
def test_queries_do_not_grow_with_the_rows(
    rows: int,
    question: Callable[[Territory], object],
    queries: int,
    db: None,
    write_folder: WriteFolder,
    description: dict[str, Any],
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    del description["totals"]
    del description["sources"][0]["exceptions"]
    if rows == 1:
        description["zones"].pop(1)
    territory = load_territory(folder=write_folder(description, rows=ROWS[:rows]), by=command(now))

    with django_assert_num_queries(queries):
        question(territory)


def test_report_says_what_is_open(small: Territory) -> None:
    report = territory_report(small, language="en")

    assert (report.slug, report.totals.municipalities, len(report.zones)) == ("small", 4, 2)
    assert [finding.code for finding in report.findings] == [
        "check.zones-not-reconciled",
        "check.zone-unsure",
        "check.zone-unsure",
        *["check.fact-missing"] * 8,
        "check.no-boundaries",
    ]
    assert report.findings[0].subject == "Zones (x:1)"
    assert report.findings[2].facts["evidence"] == "Reconstructed."
    assert all(sentence(finding) for finding in report.findings)


def test_report_of_a_territory_without_declared_dataset(
    db: None, write_folder: WriteFolder, description: dict[str, Any], now: datetime
) -> None:
    del description["zone_dataset"]
    territory = load_territory(folder=write_folder(description), by=command(now))

    assert territory_report(territory, language="it").findings[0].code == "check.no-zone-dataset"


def test_turin_report_lists_only_what_is_known_to_be_open(db: None, now: datetime) -> None:
    territory = load_territory(folder=ROOT / "territories" / "torino", by=command(now))

    report = territory_report(territory, language="it")

    unsure = [each.facts for each in report.findings if each.code == "check.zone-unsure"]
    assert sum(int(str(facts["count"])) for facts in unsure) == report.totals.unsure == 149
    assert {each.code for each in report.findings} == {
        "check.zones-not-reconciled",
        "check.zone-unsure",
        "check.no-boundaries",
    }
    assert report.totals.population == 2_204_276
    assert report.totals.area_km2 == Decimal("6826.9298")
