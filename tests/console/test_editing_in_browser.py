"""The working area in a real browser: accessible at both widths, by keyboard, with a guard over what is not saved."""

from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.console.conftest import somebody
from tests.factories.browser import sign_in, signed_in_page
from tests.factories.people import command
from tests.factories.plan_folder import small_plan, write_folder
from tests.ui.conftest import chromium

from portici.plan.models import Edition, EditionNode
from portici.plan.services.editions import new_edition
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def live_draft(live_server: LiveServer, tmp_path: Path, now: datetime) -> Edition:
    """A draft in the database that the live server reads."""
    report = check_folder(write_folder(tmp_path / "small-plan", small_plan()))
    base = load_plan(report=report, by=command(now))
    return new_edition(base=base, key="next", name={"it": "Bozza", "en": "Draft"}, by=command())


def address(route: str, edition: Edition, *rest: str) -> str:
    with translation.override("en"):
        return reverse(route, args=[edition.plan.slug, edition.key, *rest])


def address_of(route: str, *rest: str) -> str:
    with translation.override("en"):
        return reverse(route, args=rest)


OF_THE_SITE = ["desk", "people", "invite", "work-pages", "work-history", "account"]
OF_AN_EDITION = [
    *(
        (f"work-{kind}", [])
        for kind in ("nodes", "instruments", "alignments", "figures", "markers")
    ),
    *((f"work-{kind}-new", []) for kind in ("node", "instrument", "figure")),
    *((f"work-{kind}-new", ["A.1"]) for kind in ("alignment", "link")),
    ("work-sheets", []),
    ("work-node", ["A"]),
    ("work-node-structure", ["A.1"]),
    ("work-instrument", ["big-fund"]),
    ("work-figure", ["F1"]),
    ("work-alignment", ["A", "world-goals", "work"]),
    ("work-link", ["A", "A-S01", "big-fund"]),
]


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_the_working_area_are_accessible(
    chromium: Browser, live_server: LiveServer, live_draft: Edition, width: int
) -> None:
    user = somebody("administrator", live_draft)
    page = signed_in_page(chromium, live_server, user, width=width)
    plan, key = live_draft.plan.slug, live_draft.key
    paths = [address_of(route) for route in OF_THE_SITE]
    paths += [address_of("work-editions", plan), address_of("person", str(user.pk))]
    paths += [address_of("work-edition", plan, each) for each in (key, "first")]
    paths += [address(route, live_draft, *rest) for route, rest in OF_AN_EDITION]

    found = {path: _faults(page, live_server.url + path, width) for path in paths}
    together = address("work-nodes", live_draft)
    found["together"] = _faults(
        page, live_server.url + together, width, then="#together ~ .work-together button"
    )
    found["preview"] = _faults(
        page, live_server.url + address("work-node", live_draft, "A.1"), width, then="[formaction]"
    )

    page.context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_writing_by_keyboard_saving_and_taking_back(
    chromium: Browser, live_server: LiveServer, live_draft: Edition
) -> None:
    page = signed_in_page(chromium, live_server, somebody("coordinator", live_draft))
    page.goto(live_server.url + address("work-nodes", live_draft))
    page.keyboard.press("/")
    page.keyboard.type("A.1")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="A.1", exact=True).click()
    # The guard is a module: it is there once the page has come to rest.
    page.wait_for_load_state("networkidle")
    page.get_by_label("English").first.fill("Written by keyboard")
    expect(page.locator("[data-unsaved]").first).to_be_visible()
    page.locator("#id_why-reason_en").fill("To try it.")
    page.keyboard.press("Control+s")

    expect(page.locator("[data-said]")).to_contain_text("Saved: A.1.")
    expect(page.locator("[data-said]")).to_be_focused()
    assert _title(live_draft) == "Written by keyboard"
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("[data-said]")).to_contain_text("Taken back")
    assert _title(live_draft) == "Node A.1 (en)"
    page.context.close()


def test_leaving_with_unsaved_text_asks(
    chromium: Browser, live_server: LiveServer, live_draft: Edition
) -> None:
    page = signed_in_page(chromium, live_server, somebody("coordinator", live_draft))
    page.goto(live_server.url + address("work-node", live_draft, "A.1"))
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_label("English").first.press_sequentially("x")
    page.evaluate("location.href = '/en/work/'")
    page.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    assert page.url.endswith("/A.1/")
    page.context.close()


def test_shortcuts_are_told_and_can_be_switched_off(
    chromium: Browser, live_server: LiveServer, live_draft: Edition
) -> None:
    page = signed_in_page(chromium, live_server, somebody("coordinator", live_draft))
    page.goto(live_server.url + address("work-node", live_draft, "A.1"))
    page.get_by_label("English").first.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Use these shortcuts in this browser").uncheck()
    page.get_by_role("button", name="Close", exact=True).click()
    page.keyboard.press("?")

    expect(page.get_by_role("dialog")).to_be_hidden()
    page.context.close()


def _title(edition: Edition) -> str:
    return str(EditionNode.objects.get(edition=edition, code="A.1").title["en"])


def _faults(page: Page, address: str, width: int, *, then: str = "") -> list[str]:
    """What axe finds on a page with all its folded parts open, and whether it is wider than the window.

    `then`: the button on the page to press before looking; what it opens may be a POST's answer.
    """
    answer = page.goto(address)
    if then:
        page.eval_on_selector_all(
            "input[name=row]", "rows => rows.forEach(row => row.checked = true)"
        )
        page.eval_on_selector_all(
            "[formtarget]", "all => all.forEach(each => each.removeAttribute('formtarget'))"
        )
        with page.expect_navigation() as opened:
            page.locator(then).first.click()
        answer = opened.value
    assert answer is not None
    assert answer.status == 200, address
    page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
    violations = Axe().run(page).response["violations"]
    faults = [f"{each['id']}: {node['target']}" for each in violations for node in each["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return faults if wide == width else [*faults, f"{wide} px wide"]


def _writer(chromium: Browser, live_server: LiveServer, edition: Edition, role: str) -> Page:
    """Somebody's own browser at the element that all write at."""
    page = signed_in_page(chromium, live_server, somebody(role, edition))
    page.goto(live_server.url + address("work-node", edition, "A.1"))
    page.locator("#id_why-reason_en").fill("To try it.")
    return page


def test_two_people_in_different_fields_both_stay(
    chromium: Browser, live_server: LiveServer, live_draft: Edition
) -> None:
    one = _writer(chromium, live_server, live_draft, "coordinator")
    other = _writer(chromium, live_server, live_draft, "editor")
    one.locator("#id_title_en").fill("Title by the first")
    one.get_by_role("button", name="Save", exact=True).click()
    expect(one.locator("[data-said]")).to_contain_text("Saved")
    other.locator("#id_summary_en").fill("Summary by the second.")
    other.keyboard.press("Control+s")

    expect(other.locator("[data-said]")).to_contain_text(
        "Meanwhile The coordinator had changed: Title (English)"
    )
    expect(other.locator("#id_title_en")).to_have_value("Title by the first")
    expect(other.locator("#id_summary_en")).to_have_value("Summary by the second.")
    # Taking back puts back the first one's field alone.
    one.get_by_role("button", name="Take it back").click()
    expect(one.locator("[data-said]")).to_contain_text("Taken back")
    expect(one.locator("#id_title_en")).to_have_value("Node A.1 (en)")
    expect(one.locator("#id_summary_en")).to_have_value("Summary by the second.")
    one.context.close()
    other.context.close()


def test_two_people_in_one_field_the_second_chooses(
    chromium: Browser, live_server: LiveServer, live_draft: Edition
) -> None:
    one = _writer(chromium, live_server, live_draft, "coordinator")
    other = _writer(chromium, live_server, live_draft, "editor")
    one.locator("#id_title_en").fill("Title by the first")
    one.keyboard.press("Control+s")
    expect(one.locator("[data-said]")).to_contain_text("Saved")
    other.locator("#id_title_en").fill("Title by the second")
    other.locator("#id_title_it").fill("Titolo del secondo")
    other.keyboard.press("Control+s")

    expect(other.locator(".conflict")).to_be_focused()
    expect(other.locator("#id_title_en")).to_have_value("Title by the second")
    expect(other.get_by_label("Take the text of The coordinator")).to_be_visible()
    other.keyboard.press("Control+s")
    expect(other.locator("[data-said]")).to_contain_text("Saved")
    expect(other.locator("#id_title_en")).to_have_value("Title by the second")
    expect(other.locator("#id_title_it")).to_have_value("Titolo del secondo")
    one.get_by_role("button", name="Take it back").click()
    expect(one.locator("[data-said]")).to_contain_text("The editor")
    assert _title(live_draft) == "Title by the second"
    one.context.close()
    other.context.close()


def test_text_outlives_the_session(
    chromium: Browser, live_server: LiveServer, live_draft: Edition
) -> None:
    user = somebody("coordinator", live_draft)
    page = signed_in_page(chromium, live_server, user)
    page.goto(live_server.url + address("work-node", live_draft, "A.1"))
    page.locator("#id_title_en").fill("Written in vain?")
    page.locator("#id_why-reason_en").fill("To try it.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.keyboard.press("Control+s")

    expect(page.get_by_text("You were signed out meanwhile")).to_be_visible()
    sign_in(page.context, user, at=live_server.url)
    page.goto(live_server.url + address("work-node", live_draft, "A.1"))
    expect(page.locator("#id_title_en")).to_have_value("Node A.1 (en)")
    page.get_by_role("button", name="Put my text back").click()
    expect(page.locator("#id_title_en")).to_have_value("Written in vain?")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-said]")).to_contain_text("Saved: A.1.")
    assert _title(live_draft) == "Written in vain?"
    page.reload()
    expect(page.get_by_role("button", name="Put my text back")).to_be_hidden()
    page.context.close()


def test_from_element_to_element_and_to_what_is_wrong_by_keyboard(
    chromium: Browser, live_server: LiveServer, live_draft: Edition
) -> None:
    page = signed_in_page(chromium, live_server, somebody("coordinator", live_draft))
    page.goto(live_server.url + address("work-node", live_draft, "A.1"))
    page.locator("h1").click()
    page.keyboard.press("Alt+ArrowRight")
    page.wait_for_url("**/A.2/")
    page.keyboard.press("Alt+ArrowLeft")
    page.wait_for_url("**/A.1/")
    order = []
    page.locator("#id_title_en").focus()
    for _step in range(4):
        order.append(page.evaluate("document.activeElement.id"))
        page.keyboard.press("Tab")
    assert order == ["id_title_en", "id_title_it", "id_summary_en", "id_summary_it"]
    page.locator("#id_title_en").fill("")
    page.keyboard.press("Control+s")

    expect(page.locator(".form-errors")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_title_en")).to_be_focused()
    page.locator("#id_why-note").focus()
    # What is smooth takes its time.
    page.wait_for_timeout(700)
    field, bar = (page.locator(each).bounding_box() for each in ("#id_why-note", ".work-save"))
    assert field is not None
    assert bar is not None
    assert field["y"] + field["height"] <= bar["y"]
    page.context.close()
