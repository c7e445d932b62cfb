"""News and pages in a real browser, public and signed in: accessible, as wide as the window, nothing from elsewhere."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.factories.editorial import image, page, public_page
from tests.factories.people import by, command, grant, person
from tests.factories.plan_folder import small_plan, write_folder
from tests.ui.conftest import chromium

from portici.accounts.rules.scopes import plan_scope
from portici.pages.rules.texts import PageText
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAN = "small-plan"


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_accessible_to_readers_and_to_those_who_write(
    chromium: Browser, live_server: LiveServer, tmp_path: Path, width: int
) -> None:
    load_plan(report=check_folder(write_folder(tmp_path / PLAN, small_plan())), by=command())
    writer = person("clara@example.org")
    grant(writer, "coordinator", plan_scope(PLAN))
    shown = image(plan=PLAN, by=by(writer))
    body = f"Prima.\n\n# Uno\n\n![](image:{shown.key})\n\n## Due\n\n| a | b |\n|--|--:|\n| 1 | 2 |\n\n# Tre\n\n> x"
    texts = {"it": PageText("Si apre", "In breve.", body)}
    public_page(plan=PLAN, texts=texts, at=by(writer))
    draft = page(
        "bozza", plan=PLAN, kind="page", texts={"it": PageText("B", "", "[x](a:b)")}, by=by(writer)
    )
    client = Client()
    client.force_login(writer)
    cookie = client.cookies[site.SESSION_COOKIE_NAME].value
    with override("en"):
        routes = [
            reverse("work-pages"),
            reverse("work-page-new"),
            reverse("work-page", args=[draft.pk]),
            reverse("work-page-preview", args=[draft.pk]),
            reverse("work-page-images"),
            reverse("work-page-image", args=[shown.key]),
        ]
    context = chromium.new_context(viewport={"width": width, "height": 900})
    window = context.new_page()
    strangers: list[str] = []
    window.on("request", lambda sent: strangers.append(sent.url))
    faults: dict[str, list[str]] = {}
    for path in ("/en/", "/en/news/", "/en/news/consultazione/", *routes):
        if path in routes:
            context.add_cookies(
                [{"name": site.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
            )
        window.goto(live_server.url + path)
        assert live_server.url + path == window.url
        violations = Axe().run(window).response["violations"]
        found = [f"{each['id']}: {node['target']}" for each in violations for node in each["nodes"]]
        wide = window.evaluate("document.documentElement.scrollWidth")
        if found or wide != width:
            faults[path] = [*found, f"{wide} px"]

    context.close()
    assert faults == {}
    assert [url for url in strangers if not url.startswith((live_server.url, "data:"))] == []
