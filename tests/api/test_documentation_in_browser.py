"""The documentation in a real browser: accessibility, and nothing wider than a phone."""

from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.factories.people import command

from portici.plan.services.folder import FolderReport
from portici.plan.services.load import load_plan

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_documentation_is_accessible_at_any_width(
    chromium: Browser,
    live_server: LiveServer,
    small_report: FolderReport,
    now: datetime,
    width: int,
    language: str,
) -> None:
    load_plan(report=small_report, by=command(now))
    page = chromium.new_page(
        viewport={"width": width, "height": 900}, java_script_enabled=True, locale=language
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda sent: complaints.append(sent.url) if not _ours(sent.url) else None)

    page.goto(f"{live_server.url}/api/v1/docs")

    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert complaints == []
    page.close()


def _ours(address: str) -> bool:
    return address.startswith(("http://localhost", "http://127.0.0.1", "data:"))
