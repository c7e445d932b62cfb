"""`portici check`: the state of an installation."""

import json
from collections.abc import Callable

import pytest
from pytest_django import Settings
from tests.cli.conftest import Outcome
from tests.factories.editions import thawed

from portici.plan.models import Edition, EditionNode

Portici = Callable[..., Outcome]


def _states(outcome: Outcome) -> dict[str, bool]:
    return {answer["name"]: answer["ok"] for answer in json.loads(outcome.output)}


def test_check_of_a_sound_installation(portici: Portici, small: Edition) -> None:
    outcome = portici("check", "--json")

    assert outcome.code == 0
    assert _states(outcome) == {
        "folder": True,
        "settings": True,
        "address": True,
        "database": True,
        "tables": True,
        "small-plan": True,
        "pdf": True,
    }


@pytest.mark.django_db
def test_check_of_an_empty_database_says_what_is_missing(portici: Portici) -> None:
    outcome = portici("check")

    assert outcome.code == 1
    assert "✗ There is no plan yet. Load one with `portici plan load PATH`." in (
        outcome.output.splitlines()
    )


def test_check_notices_a_changed_plan(portici: Portici, small: Edition) -> None:
    with thawed():
        EditionNode.objects.filter(code="B").update(summary={"it": "Altro", "en": "Other"})

    outcome = portici("check", "--json")

    assert outcome.code == 1
    assert _states(outcome)["small-plan"] is False


@pytest.mark.parametrize(
    ("site", "hosts", "mail", "is_in_order"),
    [
        ("", ["*"], "console", True),
        ("", ["*"], "smtp", False),
        ("", ["plan.example.org"], "smtp", True),
        ("https://plan.example.org", ["*"], "smtp", True),
    ],
)
def test_check_notices_links_that_a_stranger_can_choose(
    portici: Portici,
    small: Edition,
    settings: Settings,
    site: str,
    hosts: list[str],
    mail: str,
    is_in_order: bool,
) -> None:
    settings.PORTICI_SITE_URL, settings.ALLOWED_HOSTS = site, hosts
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{mail}.EmailBackend"

    outcome = portici("check", "--json")

    assert _states(outcome)["address"] is is_in_order
    assert outcome.code == (0 if is_in_order else 1)
