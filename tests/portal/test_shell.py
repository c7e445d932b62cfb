"""Header, menu and footer around every page."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories.pages import page_of

from portici.plan.models import Edition
from portici.portal.views.shell import FOOTER, FURTHER, MENU, Door, node_addresses


def menu_of(page: str) -> list[tuple[str, str]]:
    """Address and state of every entry of the main menu."""
    menu = page.partition('id="menu-entries"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]+)"( aria-current="page")?>', menu)


def test_menu_leads_only_to_pages_that_exist(client: Client, small: Edition) -> None:
    entries = menu_of(page_of(client.get("/")))

    found = {href: client.get(href).status_code for href, _state in entries}
    assert found == {href: 200 for href, _state in entries}
    assert len(found) == len(MENU)


def test_menu_without_a_plan_has_only_pages_of_the_site(client: Client, db: None) -> None:
    entries = [href for href, _state in menu_of(page_of(client.get("/")))]

    doors = [door for door in MENU if not door.is_of_plan]
    assert entries == [reverse(door.route) for door in doors]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/en/plans/small-plan/", "/en/plans/small-plan/"),
        ("/en/plans/small-plan/elements/A/", "/en/plans/small-plan/"),
        ("/en/plans/small-plan/instruments/big-fund/", "/en/plans/small-plan/instruments/"),
        ("/en/search/?q=fund", "/en/search/"),
    ],
)
def test_menu_marks_the_part_that_is_read(
    client: Client, small: Edition, address: str, current: str
) -> None:
    entries = menu_of(page_of(client.get(address)))

    assert [href for href, state in entries if state] == [current]


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/piani/small-plan/elementi/A.1/", "/en/plans/small-plan/elements/A.1/"),
        ("/en/plans/small-plan/instruments/?kind=fund", "/piani/small-plan/strumenti/?kind=fund"),
        ("/cerca/?q=a&kind=node", "/en/search/?q=a&amp;kind=node"),
        ("/no-such-page/", "/en/"),
    ],
)
def test_other_language_is_the_same_page_one_click_away(
    client: Client, small: Edition, address: str, other: str
) -> None:
    link = re.search(r'class="site-language"[^>]*>', page_of(client.get(address)))

    assert link is not None
    assert re.findall(r'href="([^"]+)"', link[0]) == [other]


def test_header_names_plan_and_promoters(client: Client, small: Edition) -> None:
    header = page_of(client.get("/en/")).partition("<main")[0]

    assert '<span class="site-name">Small (en)</span>' in header
    assert "A promoter (en)" in header


def test_search_of_the_header_keeps_what_was_asked(client: Client, small: Edition) -> None:
    header = page_of(client.get("/en/search/", {"q": '"fund"'})).partition("<main")[0]

    assert 'value="&#34;fund&#34;"' in header


@pytest.mark.parametrize("door", [*MENU, *FURTHER, *FOOTER], ids=lambda door: door.route)
def test_doors_have_an_address_in_each_language_but_for_programs(door: Door) -> None:
    arguments = ["small-plan"] if door.is_of_plan else []
    addresses = set()
    for language in ("it", "en"):
        with translation.override(language):
            addresses.add(reverse(door.route, args=arguments))

    assert len(addresses) == (1 if door.route.startswith("api:") else 2)


@pytest.mark.parametrize("code", ["A.1", "0", "1.1.1-A01", "a b", "50%"])
def test_node_addresses_are_those_of_the_route(code: str) -> None:
    assert node_addresses("plan-0")(code) == reverse("node", args=["plan-0", code])


def test_pages_bring_no_address_of_another_host(client: Client, small: Edition) -> None:
    pages = ["/", "/piani/small-plan/", "/piani/small-plan/elementi/A/", "/cerca/?q=fund"]

    sources = [
        source
        for address in pages
        for source in re.findall(r'(?:src|<link[^>]* href)="([^"]+)"', page_of(client.get(address)))
    ]
    assert [source for source in sources if not source.startswith("/")] == []
