"""`portici check`: the state of an installation."""

import json
from collections.abc import Callable

import pytest
from tests.cli.conftest import Outcome

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
    EditionNode.objects.filter(code="B").update(summary={"it": "Altro", "en": "Other"})

    outcome = portici("check", "--json")

    assert outcome.code == 1
    assert _states(outcome)["small-plan"] is False
