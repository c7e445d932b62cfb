"""The whole plan in a real browser: with a script it helps, without one it is complete."""

from datetime import datetime

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.conftest import ROOT
from tests.factories.people import command
from tests.ui.conftest import chromium

from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser]

PAGE = "/en/plans/example-valley/"


@pytest.fixture
def address(live_server: LiveServer, now: datetime) -> str:
    """The page of a small plan."""
    load_plan(report=check_folder(ROOT / "plans" / "example-valley"), by=command(now))
    return live_server.url + PAGE


def test_plan_filters_on_a_phone_without_a_script(chromium: Browser, address: str) -> None:
    phone = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    ).new_page()
    phone.goto(address)

    phone.get_by_role("button", name="Filters").click()
    phone.get_by_label("Words").fill("houses")
    phone.get_by_role("button", name="Show").click()

    expect(phone.get_by_role("link", name="A.2-01 Count the empty houses")).to_be_visible()
    expect(phone.get_by_role("link", name="A.1-01 Open a workshop of trades")).to_have_count(0)
    phone.context.close()


def test_plan_finds_as_one_types_and_keeps_what_leads_there(
    chromium: Browser, address: str
) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)

    page.get_by_label("Words").fill("empty houses")

    rows = page.locator(".outline-item:visible")
    expect(rows).to_have_count(3)
    page.get_by_label("Words").fill("")
    expect(rows).to_have_count(21)
    page.close()


def test_plan_folds_all_at_once(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)

    page.get_by_role("button", name="Fold all", exact=True).click()

    expect(page.locator(".outline-row:visible")).to_have_count(3)
    page.close()
