"""The Jinja2 environment, and a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path(os.environ.get("PORTICI_CHROMIUM") or "/usr/bin/chromium")


@pytest.fixture
def environment() -> Environment:
    """The environment that renders every page."""
    backend = engines["jinja2"]
    assert isinstance(backend, Jinja2)
    return backend.env


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    if not CHROMIUM.is_file():
        pytest.skip(f"no browser at {CHROMIUM}; set PORTICI_CHROMIUM to one")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would take our queries for asynchronous ones.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
