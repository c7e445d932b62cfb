"""Being signed in, without passing through the sign-in page."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from portici.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def session_of(user: User) -> str:
    """The key of a new session in which somebody is signed in."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def sign_in(client: Client | BrowserContext, user: User, *, at: str = "") -> None:
    """Sign somebody in: to Django's test client, or to a browser's context for the site at the address `at`."""
    if isinstance(client, Client):
        client.force_login(user, backend=BACKEND)
        return
    name = settings.SESSION_COOKIE_NAME
    client.add_cookies([{"name": name, "value": session_of(user), "url": at}])


def signed_in_page(
    chromium: Browser, live_server: LiveServer, user: User, *, width: int = 1280, height: int = 900
) -> Page:
    """A page in a context of its own where somebody is signed in. Close it with `page.context.close()`."""
    context = chromium.new_context(viewport={"width": width, "height": height})
    sign_in(context, user, at=live_server.url)
    return context.new_page()
