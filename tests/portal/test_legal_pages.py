"""Accessibility, personal data, credits."""

import re
import tomllib
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import Settings
from tests.conftest import ROOT
from tests.factories.pages import links_to, page_of, visible_text
from tests.factories.people import command

from portici.plan.models import Edition
from portici.portal.rules.software_parts import SOFTWARE_PARTS
from portici.territory.services import load_territory


@pytest.mark.parametrize("page", ["accessibilita", "privacy", "crediti"])
@pytest.mark.parametrize("plans", ["none", "small"])
def test_legal_pages_exist_with_and_without_a_plan(
    client: Client, db: None, request: pytest.FixtureRequest, page: str, plans: str
) -> None:
    if plans == "small":
        request.getfixturevalue("small")

    assert client.get(f"/{page}/").status_code == 200


@pytest.mark.parametrize("page", ["accessibility", "privacy"])
def test_legal_pages_say_what_the_body_must_fill_in(client: Client, db: None, page: str) -> None:
    text = visible_text(client.get(f"/en/{page}/"))

    assert "Set PORTICI_BODY_NAME to the name of the body and PORTICI_BODY_EMAIL" in text


@pytest.mark.parametrize("page", ["accessibility", "privacy"])
def test_legal_pages_name_the_body(client: Client, db: None, settings: Settings, page: str) -> None:
    settings.PORTICI_BODY_NAME = "Unione di prova"
    settings.PORTICI_BODY_EMAIL = "scrivi@example.org"

    response = client.get(f"/en/{page}/")

    assert "Unione di prova" in visible_text(response)
    assert links_to(response, "mailto:") == ["mailto:scrivi@example.org"]
    assert "PORTICI_BODY_NAME" not in page_of(response)


def test_accessibility_page_is_honest_about_what_it_is(client: Client, db: None) -> None:
    text = visible_text(client.get("/en/accessibility/"))

    assert "A self-assessment, not yet published by a body" in text
    assert "Not done yet: trials with screen readers" in text


@pytest.mark.parametrize("page", ["", "accessibilita/", "privacy/", "crediti/"])
def test_reading_sets_no_cookie(client: Client, small: Edition, page: str) -> None:
    response = client.get(f"/{page}")

    assert (response.status_code, dict(response.cookies)) == (200, {})


def test_credits_page_names_plans_and_asks_for_the_source(client: Client, small: Edition) -> None:
    text = visible_text(client.get("/en/credits/"))

    assert "A small plan (en) Promoted by: A promoter (en). Restated from: A document" in text
    assert "Set PORTICI_SOURCE_URL" in text


def test_credits_page_names_the_sources_of_the_territory(
    client: Client, db: None, now: datetime
) -> None:
    load_territory(folder=ROOT / "territories" / "torino", by=command(now))

    words = visible_text(client.get("/en/credits/"))

    assert "ISTAT, SITUAS" in words
    assert "CC BY 4.0" in words


def test_credits_page_links_the_source(client: Client, db: None, settings: Settings) -> None:
    settings.PORTICI_SOURCE_URL = "https://code.example.org/portici"

    response = client.get("/en/credits/")

    assert links_to(response, "https://code.") == ["https://code.example.org/portici"]
    assert "No plan is loaded." in visible_text(response)


def test_credits_name_every_package_that_the_software_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["pdf"]]

    names = [re.split(r"[^A-Za-z0-9-]", requirement)[0].lower() for requirement in needed]

    assert sorted(part.name.lower() for part in SOFTWARE_PARTS) == sorted(names)
