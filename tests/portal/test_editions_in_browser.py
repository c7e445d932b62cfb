"""The pages of editions, and the history, in a real browser: accessible, and as wide as the window."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.factories.browser import signed_in_page
from tests.factories.people import by, grant, person
from tests.factories.two_editions import LATER, approved, changed_draft, draft_of, first_edition
from tests.ui.conftest import chromium

from portici.accounts.rules.scopes import SITE

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLUG = "small-plan"


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_editions_and_history_are_accessible(
    chromium: Browser, live_server: LiveServer, tmp_path: Path, width: int
) -> None:
    """Two editions with one of every change, and a third that is being prepared."""
    boss = person("boss@example.org", name="Bianca Verdi")
    grant(boss, "administrator", SITE)
    second = approved(changed_draft(first_edition(tmp_path / "first"), by=by(boss, LATER)))
    draft_of(second, key="third", by=by(boss, LATER))
    with translation.override("en"):
        comparison = reverse("comparison", args=[SLUG, "first", "second"])
        addresses = [
            reverse("editions", args=[SLUG]),
            reverse("edition", args=[SLUG, "first"]),
            comparison,
            f"{comparison}?view=sides&texts=all",
            f"{comparison}?kind=moved&q=xyzzy",
            reverse("comparison", args=[SLUG, "second", "first"]),
            reverse("edition-changes", args=[SLUG, "second"]),
            reverse("node", args=[SLUG, "A.9"]),
            reverse("node", args=[SLUG, "B.1"]),
            reverse("edition-node", args=[SLUG, "first", "A.2"]),
            reverse("edition", args=[SLUG, "third"]),
            reverse("work-history"),
            reverse("work-history") + "?kind=plan.figure",
        ]
        addresses.append(reverse("node-history", args=[SLUG, "A.9"]))
    page = signed_in_page(chromium, live_server, boss, width=width)

    found = {}
    for address in addresses:
        page.goto(live_server.url + address)
        violations = Axe().run(page).response["violations"]
        faults = [
            f"{each['id']}: {node['target']}" for each in violations for node in each["nodes"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[address] = faults if wide == width else [*faults, f"{wide} px wide"]

    page.context.close()
    assert {address: faults for address, faults in found.items() if faults} == {}
