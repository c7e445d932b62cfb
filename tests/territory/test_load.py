"""Loading a territory: idempotent, all or nothing."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.conftest import ROOT
from tests.factories.people import command
from tests.factories.territory_folder import ROWS
from tests.territory.conftest import WriteFolder

from portici.journal.queries import current_revision
from portici.search.models import SearchEntry
from portici.territory.models import Boundary, MapCell, Municipality, Territory, Zone
from portici.territory.services import CannotLoad, load_territory

pytestmark = pytest.mark.django_db


def test_load_writes_facts_zones_map_and_index(small: Territory) -> None:
    alfa = Municipality.objects.get(istat_code="001001")
    delta = Municipality.objects.get(istat_code="001004")

    assert (alfa.name, alfa.folded_name, alfa.zone.number) == ("Àlfa", "alfa", 1)
    assert (alfa.area_km2, alfa.population, alfa.density) == (Decimal("10.5"), 1000, 1000 / 10.5)
    assert (delta.population, delta.area_km2, delta.density, delta.mountain) == (
        None,
        None,
        None,
        "",
    )
    assert MapCell.objects.exclude(path="").count() == 4
    assert Zone.objects.exclude(border="").count() == 2
    assert (small.map_width, small.map_is_official) == (1000, False)
    assert current_revision() == 1


def test_load_tells_its_progress(write_folder: WriteFolder, now: datetime) -> None:
    told: list[tuple[str, int, int]] = []

    load_territory(
        folder=write_folder(), by=command(now), progress=lambda *stage: told.append(stage)
    )

    assert told == [
        ("territory", 1, 4),
        ("municipalities", 2, 4),
        ("map", 3, 4),
        ("search", 4, 4),
    ]


def test_municipalities_are_indexed_in_both_languages(small: Territory) -> None:
    entries = SearchEntry.objects.filter(scope="territory:small").order_by("language", "key")

    assert [(each.language, each.key, each.title) for each in entries][:2] == [
        ("en", "001001", "Àlfa"),
        ("en", "001002", "Bèta"),
    ]
    assert entries.count() == 8
    assert entries[0].summary == "Zone 1, Bassa · Plain · Not mountain"
    assert entries[3].summary == "Zone 2, Alta"


def test_loading_again_changes_nothing(
    small: Territory, write_folder: WriteFolder, now: datetime
) -> None:
    cells = list(MapCell.objects.order_by("pk").values_list("pk", flat=True))

    again = load_territory(folder=write_folder(rows=ROWS[::-1]), by=command(now))

    assert again == small
    assert current_revision() == 1
    assert list(MapCell.objects.order_by("pk").values_list("pk", flat=True)) == cells


def test_loading_a_changed_folder_keeps_the_rows(
    small: Territory, write_folder: WriteFolder, description: dict[str, Any], now: datetime
) -> None:
    kept = Municipality.objects.get(istat_code="001001").pk
    description["totals"] = None
    description["zone_dataset"] = None
    description["sources"][0]["exceptions"] = []
    description["zones"].pop(1)

    load_territory(
        folder=write_folder(description, rows=(ROWS[0].replace("Àlfa", "Alpha"), ROWS[1])),
        by=command(now),
    )

    rows = Municipality.objects.order_by("istat_code")
    assert [row.name for row in rows] == ["Alpha", "Bèta"]
    assert rows[0].pk == kept
    assert list(Zone.objects.values_list("number", flat=True)) == [1]
    assert SearchEntry.objects.filter(scope="territory:small").count() == 4
    assert current_revision() == 2


def test_folder_with_findings_changes_nothing(
    small: Territory, write_folder: WriteFolder, now: datetime
) -> None:
    with pytest.raises(CannotLoad) as refusal:
        load_territory(folder=write_folder(rows=("x",)), by=command(now))

    assert [finding.code for finding in refusal.value.findings] == ["sheet.cells-count"]
    assert Municipality.objects.count() == 4
    assert current_revision() == 1


def test_failure_half_way_changes_nothing(
    small: Territory, write_folder: WriteFolder, now: datetime
) -> None:
    class Interrupted(Exception):
        pass

    def interrupt(stage: str, _done: int, _all: int) -> None:
        if stage == "map":
            raise Interrupted

    with pytest.raises(Interrupted):
        load_territory(
            folder=write_folder(rows=(ROWS[0].replace("Àlfa", "Alpha"), *ROWS[1:])),
            by=command(now),
            progress=interrupt,
        )

    assert Municipality.objects.get(istat_code="001001").name == "Àlfa"
    assert current_revision() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda it: setattr(it, "area_km2", 0),
        lambda it: setattr(it, "latitude", 91),
        lambda it: setattr(it, "longitude", -181),
        lambda it: setattr(it, "istat_code", "001002"),
    ],
)
def test_database_refuses_what_cannot_be(
    small: Territory, change: Callable[[Municipality], None]
) -> None:
    alfa = Municipality.objects.get(istat_code="001001")
    change(alfa)

    with pytest.raises(IntegrityError), transaction.atomic():
        alfa.save()


def test_zone_number_names_one_zone(small: Territory) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Zone.objects.create(territory=small, number=1, name={})


def test_territory_goes_with_everything_of_it(small: Territory) -> None:
    small.delete()

    assert (Municipality.objects.count(), Zone.objects.count(), MapCell.objects.count()) == (
        0,
        0,
        0,
    )


def test_rows_have_names(small: Territory) -> None:
    alfa = Municipality.objects.get(istat_code="001001")

    assert [str(small), str(alfa), str(alfa.zone)] == ["small", "Àlfa", f"{small.pk}/1"]
    assert str(Boundary(municipality=alfa)) == f"boundary of {alfa.pk}"
    assert str(alfa.map_cell) == f"cell of {alfa.pk}"


def test_turin_loads_whole(now: datetime) -> None:
    load_territory(folder=ROOT / "territories" / "torino", by=command(now))

    assert (Municipality.objects.count(), Zone.objects.count()) == (312, 11)
    assert MapCell.objects.exclude(path="").count() == 312
