"""The first page of the bundled plan."""

import re
from datetime import datetime

from django.test import Client
from tests.conftest import ROOT
from tests.factories.pages import links_to, page_of, visible_text
from tests.factories.people import command

from portici.plan.models import Edition
from portici.territory.services import load_territory


def test_home_page_tells_what_the_plan_promises(client: Client, turin: Edition) -> None:
    response = client.get("/en/")

    shown = visible_text(response)
    assert response.status_code == 200
    assert "6 areas 16 objectives 36 strategies 111 actions 126 lines of resources" in shown
    doors = re.findall(r'<article class="area-door (accent-\d)">', page_of(response))
    assert doors == [f"accent-{number}" for number in range(1, 7)]
    assert re.findall(r"<p>(\d+) actions</p>", page_of(response)) == [
        "38",
        "11",
        "15",
        "15",
        "16",
        "16",
    ]


def test_home_page_shows_founding_and_transversal_elements_with_their_lines(
    client: Client, turin: Edition
) -> None:
    shown = visible_text(client.get("/en/"))

    assert "3 founding elements" in shown
    assert "3 elements that run through every part" in shown
    assert "Source: lines 327–365 of the document" in shown


def test_home_page_shows_only_numbers_with_a_source(client: Client, turin: Edition) -> None:
    page = page_of(client.get("/en/"))

    numbers = page.count('class="figure-shown')
    assert numbers == 9
    assert page.count("Source: ") >= numbers
    assert 'href="/en/plans/torino-2030/numbers/#G011"' in page


def test_home_page_leads_only_to_pages_that_exist(client: Client, turin: Edition) -> None:
    addresses = {href.partition("#")[0] for href in links_to(client.get("/"), "/")}

    inside = sorted(href for href in addresses if not href.startswith(("/static/", "/api/")))
    found = {href: client.get(href).status_code for href in inside}

    assert found == dict.fromkeys(inside, 200)


def test_home_page_draws_the_map_of_the_plans_own_territory(
    client: Client, turin: Edition, now: datetime
) -> None:
    without = page_of(client.get("/"))
    load_territory(folder=ROOT / "territories" / "torino", by=command(now))

    page = page_of(client.get("/"))

    assert ('class="quilt"' in without, 'class="quilt"' in page) == (False, True)
    assert page.count('<path class="map-step-') == 312
