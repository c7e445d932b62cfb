"""The page of the territory."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.conftest import ROOT
from tests.factories.people import command
from tests.factories.territory_folder import written_folder

from portici.portal.queries.territory import territory_page
from portici.portal.rules.territory_filter import AskedTerritory
from portici.territory.models import Boundary, Municipality, Territory
from portici.territory.services import load_territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(tmp_path: Path, now: datetime) -> Territory:
    """The small territory, loaded."""
    return load_territory(folder=written_folder(tmp_path), by=command(now))


def page(client: Client, **parameters: str) -> str:
    with translation.override("en"):
        return client.get(reverse("territory"), parameters).content.decode()


def test_every_cell_of_the_map_leads_to_its_row(small: Territory, client: Client) -> None:
    html = page(client)

    links = re.findall(r'<a href="#comune-(\d+)"><title>([^<]+)</title><path', html)
    assert [code for code, _title in links] == ["001001", "001002", "001004", "001003"]
    assert [title for _code, title in links] == [
        "Àlfa: 95.2 residents per km²",
        "Bèta: 15.0 residents per km²",
        "Delta: unknown",
        "Gamma: 1.7 residents per km²",
    ]
    assert set(re.findall(r'<tr id="comune-(\d+)"', html)) == {code for code, _title in links}


def test_cells_outside_the_rows_are_no_links(small: Territory, client: Client) -> None:
    html = page(client, zone="2", q="gam")

    assert re.findall(r'<a href="#comune-(\d+)">', html) == ["001003"]
    assert re.findall(r'<tr id="comune-(\d+)"', html) == ["001003"]
    assert html.count("map-outside") == 2


@pytest.mark.parametrize("measure", ["density", "altitude", "mountain"])
def test_every_measure_has_a_legend_with_the_unknown(small: Territory, measure: str) -> None:
    quilt = territory_page(small, AskedTerritory(measure=measure)).quilt

    assert [step.number for step in quilt.legend] == [1, 3, 5, 0]
    assert quilt.values["001004"].step == 0


def test_legend_leaves_the_unknown_out_when_all_is_known(small: Territory) -> None:
    Municipality.objects.filter(mountain="").update(mountain="NM", population=9, area_km2=9)

    mountain = territory_page(small, AskedTerritory(measure="mountain")).quilt
    density = territory_page(small, AskedTerritory()).quilt

    assert [step.number for step in mountain.legend] == [1, 3, 5]
    assert [step.number for step in density.legend] == [1, 2, 4, 5]


def test_map_says_that_it_is_a_mosaic_or_whose_boundaries_it_shows(
    small: Territory, now: datetime
) -> None:
    mosaic = territory_page(small, AskedTerritory()).quilt.note
    alfa = Municipality.objects.get(istat_code="001001")
    beta = Municipality.objects.get(istat_code="001002")
    for each, source, licence in ((alfa, "ISTAT", "CC BY 4.0"), (beta, "", "")):
        Boundary.objects.create(
            municipality=each, geometry={}, source=source, licence=licence, imported_at=now
        )
    small.map_is_official = True

    with translation.override("en"):
        official = territory_page(small, AskedTerritory()).quilt.note

    assert mosaic != official
    assert official == "Boundaries: source not stated; ISTAT, CC BY 4.0. Simplified for drawing."


def test_unknown_parameters_are_said(small: Territory, client: Client) -> None:
    html = page(client, measure="weight", zone="9")

    assert "“weight” is not among the values of “What the map shows”" in html
    assert "“9” is not among the values of “Zone”" in html


def test_nothing_found_is_said(small: Territory, client: Client) -> None:
    html = page(client, q="nowhere")

    assert "No municipality matches" in html
    assert "<tr id=" not in html


def test_headings_sort_and_keep_the_question(small: Territory, client: Client) -> None:
    html = page(client, zone="1", order="-population")

    assert re.findall(r'<tr id="comune-(\d+)"', html) == ["001001", "001002"]
    assert 'aria-sort="descending"><a href="?zone=1&amp;order=population#municipalities">' in html


def test_municipalities_stand_zone_by_zone_until_a_part_or_an_order_is_asked_for(
    small: Territory, client: Client
) -> None:
    groups = re.findall(r"<summary><b>([^<]+)</b> <span>([^<]+)</span>", page(client))

    assert groups == [("1. Bassa", "2 municipalities"), ("2. Alta", "2 municipalities")]
    for asked in ({"zone": "1"}, {"q": "alfa"}, {"order": "name"}):
        assert page(client, **asked).count("municipality-table") == 1


def test_markup_in_a_question_is_shown_as_text(small: Territory, client: Client) -> None:
    html = page(client, q="<script>alert(1)</script>")

    assert "<script>alert" not in html


def test_page_says_what_is_not_confirmed_until_it_is(small: Territory, client: Client) -> None:
    before = page(client)
    small.zone_dataset["reconciled"] = True
    small.save()

    after = page(client)

    assert "Zones still to be confirmed" in before
    assert "Zones still to be confirmed" not in after


def test_site_without_territory_says_so(client: Client) -> None:
    assert "No territory is loaded" in page(client)
    assert client.get(reverse("territory-export", args=["csv"])).status_code == 404


def test_export_has_the_rows_of_the_question(small: Territory, client: Client) -> None:
    address = reverse("territory-export", args=["json"])

    rows = json.loads(client.get(address, {"zone": "2", "order": "-name"}).content)

    assert [row["name"] for row in rows] == ["Gamma", "Delta"]
    assert rows[0]["zone_evidence"] == "Ricostruita."
    assert (rows[1]["population"], rows[1]["density_per_km2"], rows[1]["mountain"]) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_export_comes_in_every_format(small: Territory, client: Client, format: str) -> None:
    response = client.get(reverse("territory-export", args=[format]))

    assert response.status_code == 200
    assert response.headers["Content-Disposition"].endswith(f'.{format}"')


def test_export_of_an_unknown_format_is_not_found(small: Territory, client: Client) -> None:
    assert client.get(reverse("territory-export", args=["pdf"])).status_code == 404


def test_page_takes_the_same_queries_for_few_and_many_rows(
    small: Territory, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    turin = load_territory(folder=ROOT / "territories" / "torino", by=command(now))

    for territory in (small, turin):
        with django_assert_num_queries(8):
            territory_page(territory, AskedTerritory(zone=1))
