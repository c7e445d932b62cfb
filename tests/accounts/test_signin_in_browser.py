"""Signing in with a real browser: a passkey, the keyboard, two widths, and what axe finds."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.factories.people import person
from tests.ui.conftest import chromium

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "quattro parole senza legame"
PUBLIC = ("login/", "password/reset/", "password/reset/done/", "signup/", "inactive/")
OWN = (
    "",
    "email/",
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "sessions/",
    "3rdparty/",
    "logout/",
)


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of the site. Passkeys are given to localhost, not to an address of numbers."""
    cache.clear()
    person(password=PASSWORD)
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window of a desk's size."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def authenticator(page: Page) -> CDPSession:
    """A device with fingerprint, plugged into the browser."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return devices


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/en/account/login/")
    page.get_by_label("E-mail address").fill("anna@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")


def prove(page: Page) -> None:
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def test_passkey_is_added_and_then_signs_in_alone(page: Page, site: str) -> None:
    authenticator(page)
    sign_in(page, site)
    page.goto(f"{site}/en/account/2fa/webauthn/add/")
    prove(page)
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    page.goto(f"{site}/en/account/logout/")
    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{site}/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda address: "login" not in address)

    page.goto(f"{site}/en/account/")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_passkey_is_the_second_step_after_the_password(page: Page, site: str) -> None:
    authenticator(page)
    sign_in(page, site)
    page.goto(f"{site}/en/account/2fa/webauthn/add/")
    prove(page)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{site}/en/account/logout/")
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, site)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "authenticate" not in address)

    page.goto(f"{site}/en/account/2fa/webauthn/")
    expect(page.get_by_text("After the password")).to_be_visible()
    assert Axe().run(page).response["violations"] == []


def test_browser_without_passkey_says_so_and_changes_nothing(page: Page, site: str) -> None:
    devices = authenticator(page)
    devices.send("WebAuthn.disable")
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('none'))")
    page.goto(f"{site}/en/account/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("The browser has not given a passkey")).to_be_visible()


def test_password_is_shown_on_request(page: Page, site: str) -> None:
    page.goto(f"{site}/en/account/login/")
    field = page.get_by_label("Password", exact=True)
    field.fill("abc")

    page.get_by_role("button", name="Show Password").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide Password").click()
    expect(field).to_have_attribute("type", "password")


def test_what_is_wrong_is_read_first_and_leads_to_its_field(page: Page, site: str) -> None:
    page.goto(f"{site}/en/account/password/reset/")

    page.get_by_role("button", name="Send the link").click()

    summary = page.locator(".form-errors")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Email").click()
    expect(page.get_by_label("E-mail address")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_accessible_and_as_wide_as_the_window(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    found = {path: _faults(page, f"{site}/en/account/{path}", width) for path in PUBLIC}
    sign_in(page, site)
    page.goto(f"{site}/en/account/2fa/totp/activate/")
    found["reauthenticate"] = _faults(page, page.url, width)
    prove(page)
    found |= {path: _faults(page, f"{site}/en/account/{path}", width) for path in OWN}

    assert {path: faults for path, faults in found.items() if faults} == {}


def _faults(page: Page, address: str, width: int) -> list[str]:
    page.goto(address)
    violations = Axe().run(page).response["violations"]
    faults = [f"{each['id']}: {node['target']}" for each in violations for node in each["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return faults if wide == width else [*faults, f"{wide} px wide"]
