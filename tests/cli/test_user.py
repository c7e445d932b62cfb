"""`portici user …` as people and machines use it."""

import io
import json
from pathlib import Path

import pytest
from django.test import Client
from tests.cli.conftest import Outcome, Portici

from portici.accounts.models import RoleGrant, User
from portici.journal.models import Entry
from portici.journal.queries.links import audit_chain
from portici.plan.models import Edition

pytestmark = pytest.mark.django_db

ANNA = "anna@example.org"


def _type(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_the_first_administrator_gets_a_link_that_works(portici: Portici, client: Client) -> None:
    outcome = portici(
        "user", "create", ANNA, "--name", "Anna", "--role", "administrator",
        "--site", "https://plan.example.org/", "--language", "en",
    )  # fmt: skip

    lines = outcome.output.splitlines()
    assert (outcome.code, lines[:2]) == (0, [f"{ANNA} has an account.", "Role: Administrator."])
    path = lines[2].partition("https://plan.example.org")[2]
    assert path.startswith("/en/account/")
    assert client.get(path, follow=True).status_code == 200
    assert [entry.channel for entry in Entry.objects.all()] == ["command", "command"]


def test_a_password_from_standard_input(portici: Portici, monkeypatch: pytest.MonkeyPatch) -> None:
    _type(monkeypatch, "quiet-mountain-7-river\n")

    outcome = portici("user", "create", ANNA, "--password-stdin")

    assert (outcome.code, outcome.output) == (0, f"{ANNA} has an account.\n")
    assert User.objects.get().check_password("quiet-mountain-7-river")


def test_a_weak_password_and_a_wrong_role_leave_no_account(
    portici: Portici, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type(monkeypatch, "1\n")
    weak = portici("user", "create", ANNA, "--password-stdin")
    wrong = portici("user", "create", ANNA, "--role", "king")
    twice = [portici("user", "create", ANNA).code, portici("user", "create", ANNA).code]

    assert weak.code == wrong.code == 1
    assert "This password cannot be used" in weak.errors
    assert "There is no role “king”" in wrong.errors
    assert twice == [0, 1]
    assert User.objects.count() == 1


def test_roles_are_given_listed_and_taken(portici: Portici, small: Edition) -> None:
    portici("user", "create", ANNA, "--name", "Anna Rossi")
    role = ("--role", "editor", "--scope", "node:small-plan/A.1")

    given = portici("user", "grant", ANNA, *role, "--reason", "Writes.", "--ends", "2999-01-01")
    listed = portici("user", "list")
    as_json = json.loads(portici("user", "list", "--json").output)
    again = portici("user", "grant", ANNA, *role, "--reason", "Writes.")
    taken = portici("user", "withdraw", ANNA, *role, "--reason", "Left.")
    gone = portici("user", "withdraw", ANNA, *role, "--reason", "Left.")

    scope = RoleGrant.objects.get().scope_key
    assert (given.code, again.code, taken.code, gone.code) == (0, 1, 0, 1)
    assert listed.output == (
        f"{ANNA}  Anna Rossi\n    editor  node:{scope} → 2999-01-01\n1 account.\n"
    )
    assert as_json[0]["roles"][0] == {
        "role": "editor",
        "scope": f"node:{scope}",
        "starts": None,
        "ends": "2999-01-01",
        "reason": "Writes.",
    }
    assert "does not hold that role" in gone.errors
    assert taken.output == f"{ANNA} does not hold the role “Editor” any more.\n"


@pytest.mark.parametrize("scope", ["moon", "plan:", "node:small-plan/Z.9"])
def test_a_scope_that_is_none_is_misuse(portici: Portici, small: Edition, scope: str) -> None:
    portici("user", "create", ANNA)

    outcome = portici("user", "grant", ANNA, "--role", "editor", "--scope", scope)

    assert (outcome.code, "Check how it is written" in outcome.errors) == (2, True)


def test_somebody_unknown_is_misuse(portici: Portici) -> None:
    for act in (("grant", ANNA), ("export", ANNA, "-o", "x.json"), ("erase", ANNA)):
        assert portici("user", *act).code == 2


def test_taking_without_a_reason_is_refused(portici: Portici) -> None:
    portici("user", "create", ANNA, "--role", "administrator")

    outcome = portici("user", "withdraw", ANNA, "--role", "administrator")

    assert (outcome.code, "Write why" in outcome.errors) == (1, True)


def test_export_and_erase(
    portici: Portici, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portici("user", "create", ANNA, "--name", "Anna Rossi")
    file = tmp_path / "anna.json"

    exported = portici("user", "export", ANNA, "-o", file)
    _type(monkeypatch, "other@example.org\n")
    refused = portici("user", "erase", ANNA)
    erased = portici("user", "erase", ANNA, "--yes")

    assert (exported.code, refused.code, erased.code) == (0, 1, 0)
    assert json.loads(file.read_text(encoding="utf-8"))["account"]["name"] == "Anna Rossi"
    assert file.stat().st_mode & 0o777 == 0o600
    assert User.objects.count() == 0
    assert audit_chain().holds


def test_tidying(portici: Portici) -> None:
    assert portici("user", "tidy") == Outcome(
        0, "Removed: 0 invitations, 0 sessions, 0 kept answers.\n", ""
    )
