"""Every public page in a real browser: accessible, as wide as the window, and asking no other host for anything."""

from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.factories.people import command
from tests.ui.conftest import chromium

from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan
from portici.territory.services.load import load_territory

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]

# The same pages in both languages are the same markup: each is tried once, half of them in English.
PAGES = (
    "/",
    "/en/",
    "/piani/torino-2030/",
    "/en/plans/torino-2030/?q=fondi&level=action",
    "/piani/torino-2030/elementi/1/",
    "/piani/torino-2030/elementi/1.1.1/",
    "/en/plans/torino-2030/elements/1.1.1-A01/",
    "/piani/torino-2030/strumenti/",
    "/en/plans/torino-2030/instruments/",
    "/piani/torino-2030/allineamento/",
    "/en/plans/torino-2030/alignment/?framework=psm-2024-2026",
    "/piani/torino-2030/quadri/",
    "/piani/torino-2030/numeri/",
    "/piani/torino-2030/come-nasce/",
    "/en/plans/example-valley/",
    "/en/plans/example-valley/numbers/",
    "/piani/torino-2030/pdf/",
    "/territorio/",
    "/cerca/?q=giovani",
    "/en/search/?q=xyzzy",
    "/accessibilita/",
    "/privacy/",
    "/en/credits/",
    "/nessuna/",
)


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible_and_keeps_to_itself(
    chromium: Browser,
    live_server: LiveServer,
    now: datetime,
    width: int,
) -> None:
    for slug in ("torino-2030", "example-valley"):
        load_plan(report=check_folder(ROOT / "plans" / slug), by=command(now))
    load_territory(folder=ROOT / "territories" / "torino", by=command(now))
    page = chromium.new_page(viewport={"width": width, "height": 900})
    strangers: list[str] = []
    page.on("request", lambda sent: strangers.append(sent.url))

    found = {path: _faults(page, live_server.url + path, width) for path in PAGES}

    page.close()
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert [url for url in strangers if not url.startswith((live_server.url, "data:"))] == []


def _faults(page: Page, address: str, width: int) -> list[str]:
    """What axe finds on a page, and whether it is wider than the window."""
    page.goto(address)
    violations = Axe().run(page).response["violations"]
    faults = [f"{each['id']}: {node['target']}" for each in violations for node in each["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return faults if wide == width else [*faults, f"{wide} px wide"]
