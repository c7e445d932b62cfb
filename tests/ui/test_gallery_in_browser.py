"""The gallery in a real browser: accessibility, the phone, the keyboard, with and without the script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.urls("portici.ui.urls")]

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def gallery(chromium: Browser, live_server: LiveServer) -> Iterator["Gallery"]:
    """Opens the gallery; in the end there must have been no error and no request to another host."""
    opened = Gallery(chromium, live_server.url)
    yield opened
    opened.close()
    assert opened.complaints == []


class Gallery:
    """The gallery's pages in one browser."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.complaints: list[str] = []
        self._pages: list[Page] = []

    def open(self, size: dict[str, int], *, script: bool = True) -> Page:
        """The gallery at a size of the window."""
        context = self.browser.new_context(
            viewport={"width": size["width"], "height": size["height"]}, java_script_enabled=script
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.on("console", lambda message: self._complain(message.type == "error", message.text))
        page.on("pageerror", lambda error: self._complain(True, str(error)))
        page.on("request", lambda sent: self._complain(not self._is_ours(sent.url), sent.url))
        page.on("response", lambda got: self._complain(got.status >= 400, got.url))
        page.goto(f"{self.address}/ui/")
        self._pages.append(page)
        return page

    def close(self) -> None:
        """Close what was opened."""
        for page in self._pages:
            page.context.close()

    def _is_ours(self, address: str) -> bool:
        return address.startswith((self.address, "data:"))

    def _complain(self, is_wrong: bool, text: str) -> None:
        if is_wrong:
            self.complaints.append(text)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_gallery_has_no_accessibility_violation(gallery: Gallery, size: dict[str, int]) -> None:
    page = gallery.open(size)

    found = Axe().run(page).response["violations"]

    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("size", [DESK, PHONE, {"width": 320, "height": 600}])
def test_gallery_never_scrolls_sideways(gallery: Gallery, size: dict[str, int]) -> None:
    page = gallery.open(size)

    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


@pytest.mark.parametrize("script", [True, False])
def test_menu_of_a_phone_opens_and_closes_with_the_keyboard(gallery: Gallery, script: bool) -> None:
    page = gallery.open(PHONE, script=script)
    menu = page.get_by_role("navigation", name="Main menu")
    expect(menu).to_be_hidden()

    page.get_by_role("button", name="Menu", exact=True).press("Enter")
    expect(menu.get_by_role("link", name="Instruments")).to_be_visible()

    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_menu_and_filters_stand_in_the_page_on_a_desk(gallery: Gallery) -> None:
    page = gallery.open(DESK)

    expect(page.get_by_role("link", name="Instruments", exact=True)).to_be_visible()
    expect(page.get_by_role("combobox", name="Topic")).to_be_visible()
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_hidden()
    expect(page.locator(".filter-open")).to_be_hidden()


def test_filters_of_a_phone_are_a_sheet(gallery: Gallery) -> None:
    page = gallery.open(PHONE)
    expect(page.get_by_role("combobox", name="Topic")).to_be_hidden()

    page.get_by_role("button", name="Filters (2)").press("Enter")
    expect(page.get_by_role("combobox", name="Topic")).to_be_visible()

    page.get_by_role("button", name="Close the filters").press("Enter")
    expect(page.get_by_role("combobox", name="Topic")).to_be_hidden()


def test_first_stop_of_the_keyboard_leads_to_the_content(gallery: Gallery) -> None:
    page = gallery.open(DESK)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_outline_folds_and_unfolds_at_once(gallery: Gallery) -> None:
    page = gallery.open(DESK)
    deepest = page.get_by_role("link", name="Name the table and its chair")

    page.get_by_role("button", name="Fold all", exact=True).click()
    expect(deepest).to_be_hidden()

    page.get_by_role("button", name="Unfold all", exact=True).click()
    expect(deepest).to_be_visible()
    expect(
        page.get_by_role("link", name="Reserved contracts").locator("visible=true")
    ).to_have_count(3)


def test_outline_is_narrowed_while_typing(gallery: Gallery) -> None:
    page = gallery.open(DESK)
    field = page.get_by_role("searchbox", name="Words")

    field.fill("RESÉRVED")
    expect(page.locator(".outline-item:visible .outline-code")).to_have_text(
        ["Area 2", "Objective 2.1"]
    )
    expect(page.locator("#outline-count")).to_have_text("1 row contains these words.")

    field.fill("nothing like this")
    expect(page.locator("#outline-count")).to_have_text("No row contains these words.")

    field.fill("")
    expect(page.locator("#outline-count")).to_have_text("")
    expect(page.locator("#outline-2 > details")).not_to_have_attribute("open", "")


def test_citation_is_copied(gallery: Gallery) -> None:
    page = gallery.open(DESK)

    page.get_by_role("button", name="Copy the citation").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#citation").inner_text()


def test_page_without_the_script_offers_nothing_that_needs_it(gallery: Gallery) -> None:
    page = gallery.open(DESK, script=False)

    for name in ("Copy the citation", "Copy the address", "Print", "Fold all"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Send by e-mail")).to_be_visible()


def test_empty_filters_stay_out_of_the_address(gallery: Gallery) -> None:
    page = gallery.open(DESK)

    page.get_by_role("button", name="Show", exact=True).click()

    assert page.url.endswith("/ui/?words=purchase&area=1#filters-title")
