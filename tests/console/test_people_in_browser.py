"""The pages about people in a real browser: accessible, and as wide as the window."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.factories.browser import signed_in_page
from tests.factories.people import by, command, grant, person
from tests.factories.plan_folder import small_plan, write_folder
from tests.ui.conftest import chromium

from portici.accounts.rules.scopes import SITE, plan_scope
from portici.accounts.services.grants import Terms
from portici.accounts.services.invitations import invite
from portici.kernel import clock
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_about_people_is_accessible(
    chromium: Browser, live_server: LiveServer, tmp_path: Path, width: int
) -> None:
    load_plan(report=check_folder(write_folder(tmp_path / "p", small_plan())), by=command())
    boss, anna = person("boss@example.org", name="Bianca Verdi"), person()
    grant(boss, "administrator", SITE)
    held = grant(anna, "editor", plan_scope("small-plan"))
    secrets: list[str] = []

    def build(secret: str) -> str:
        secrets.append(secret)
        return secret

    invite(
        email="new@example.org",
        terms=Terms("reader", plan_scope("small-plan"), None, None, "Follows."),
        language="en",
        valid_days=5,
        by=by(boss, clock.now()),
        link_builder=build,
    )
    with translation.override("en"):
        addresses = [
            reverse("people"),
            reverse("person-roles"),
            reverse("invite"),
            reverse("invite") + "?role=editor",
            reverse("person", args=[anna.pk]),
            reverse("person-give", args=[anna.pk]) + "?role=municipality-representative",
            reverse("person-take", args=[anna.pk, held.pk]),
            reverse("person-close", args=[anna.pk]),
            reverse("person-erase", args=[anna.pk]),
            reverse("account-data"),
            reverse("account-erase"),
            reverse("invitation", args=secrets),
            reverse("invitation", args=["none"]),
        ]
    page = signed_in_page(chromium, live_server, boss, width=width)

    faults = {}
    for address in addresses:
        page.goto(live_server.url + address)
        found = [
            f"{each['id']}: {node['target']}"
            for each in Axe().run(page).response["violations"]
            for node in each["nodes"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults[address] = found if wide == width else [*found, f"{wide} px wide"]
    # A form with faults: the summary leads to its fields.
    page.goto(live_server.url + addresses[3])
    page.get_by_role("button", name="Send the invitation").click()
    faults["errors"] = [each["id"] for each in Axe().run(page).response["violations"]]
    page.get_by_role("alert").get_by_role("link").first.click()
    focused = page.evaluate("document.activeElement.id || location.hash")

    page.context.close()
    assert {address: found for address, found in faults.items() if found} == {}
    assert focused in {"id_email", "#id_email"}
