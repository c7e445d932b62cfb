"""Erasing and exporting a person: nothing is left of them, and the journal's chain holds."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from tests.factories.browser import session_of
from tests.factories.people import SPRING, by, command, grant, person

from portici.accounts.models import (
    ApiToken,
    IdempotentAnswer,
    Invitation,
    RoleGrant,
    SavedView,
    User,
)
from portici.accounts.rules.scopes import SITE, plan_scope
from portici.accounts.services.erasing import CannotErase, erase_user, tidy
from portici.accounts.services.exporting import export_user
from portici.accounts.services.grants import Terms, grant_role, withdraw_role
from portici.accounts.services.invitations import accept_invitation, invite
from portici.accounts.services.people import change_profile, create_user
from portici.journal.models import Actor, Entry, PersonalValue
from portici.journal.queries import history
from portici.journal.queries.links import audit_chain
from portici.plan.models import Edition

SMALL = plan_scope("small-plan")


@pytest.fixture
def anna(small: Edition) -> User:
    """Somebody of whom everything is kept that can be kept."""
    user = create_user(
        email="anna@example.org",
        name="Anna Rossi",
        language="it",
        by=command(),
        at=SPRING,
        verified=True,
        password="Annas long password",
    )
    change_profile(user=user, name="Anna Verdi", language="it", by=by(user))
    terms = Terms("editor", SMALL, None, None, "Anna writes the first part.")
    held = grant_role(user=user, terms=terms, by=command())
    withdraw_role(grant=held, reason="Anna moved to another office.", by=command())
    secrets: list[str] = []

    def build(secret: str) -> str:
        secrets.append(secret)
        return f"https://example.org/{secret}"

    for role in ("reader", "evaluator"):
        invite(
            email="anna@example.org",
            terms=Terms(role, SMALL, None, None, "Anna follows."),
            language="it",
            valid_days=3,
            by=command(),
            link_builder=build,
        )
    accept_invitation(digest=Invitation.objects.order_by("pk")[0].digest, user=user, by=by(user))
    EmailAddress.objects.create(user=user, email="anna.second@example.org", verified=True)
    Invitation.objects.create(
        email="Anna.Second@example.org",
        role="reader",
        scope_kind="plan",
        scope_key="small-plan",
        reason="Anna too.",
        digest="d" * 64,
        invited_by=command_actor(),
        invited_at=SPRING,
        expires_at=SPRING,
    )
    Authenticator.objects.create(user=user, type="totp", data={"secret": "a secret of Anna"})
    SocialAccount.objects.create(user=user, provider="gateway", uid="AnnaAtTheGateway")
    key = session_of(user)
    UserSession.objects.create(user=user, ip="192.0.2.7", session_key=key, user_agent="Firefox")
    token = ApiToken.objects.create(
        user=user,
        name="Annas program",
        prefix="pk_abc",
        digest="e" * 64,
        created_at=SPRING,
        expires_at=SPRING,
    )
    IdempotentAnswer.objects.create(
        token=token, key="k", request_digest="f" * 64, status=200, body="Anna", created_at=SPRING
    )
    SavedView.objects.create(user=user, place="console-nodes", name="Annas list", query="q=x")
    return user


def command_actor() -> Actor:
    return Actor.objects.get(pk=command().actor_id)


def _everything_stored() -> str:
    """Every text of every row of every table."""
    values = []
    for model in apps.get_models():
        fields = list(model._meta.concrete_fields)
        for row in model._base_manager.order_by("pk"):
            values += [str(getattr(row, field.attname)) for field in fields]
    return "\n".join(values).lower()


def test_nothing_is_left_of_an_erased_person_and_the_chain_holds(anna: User) -> None:
    actor_id = anna.actor_id
    before = Entry.objects.count()
    assert "anna" in _everything_stored()

    erased = erase_user(user=anna, confirmation=" Anna@example.org", by=command())

    stored = _everything_stored()
    assert "anna" not in stored
    assert "192.0.2.7" not in stored
    assert erased > 0
    assert PersonalValue.objects.filter(about_id=actor_id).count() == 0
    assert Actor.objects.get(pk=actor_id).erased_at == SPRING
    for model in (User, RoleGrant, ApiToken, IdempotentAnswer, SavedView, Invitation, Session):
        assert model._default_manager.count() == 0
    report = audit_chain()
    assert (report.holds, report.erased_values > 0) == (True, True)
    assert Entry.objects.count() == before + 1
    row = history(kind="accounts.user", with_names=True)[0]
    assert (row.verb, row.facts, row.reason) == ("accounts.user-erased", {}, "")


def test_an_entry_of_an_erased_person_has_no_name(anna: User) -> None:
    actor_id = anna.actor_id

    erase_user(user=anna, confirmation=anna.email, by=by(anna))

    rows = history(actor_id=actor_id, with_names=True)
    assert {row.actor for row in rows} == {""}
    assert rows[0].verb == "accounts.user-erased"


@pytest.mark.parametrize("written", ["", "anna", "other@example.org"])
def test_nobody_is_erased_by_mistake(anna: User, written: str) -> None:
    with pytest.raises(CannotErase) as refusal:
        erase_user(user=anna, confirmation=written, by=command())

    assert [finding.code for finding in refusal.value.findings] == ["accounts.confirmation-wrong"]
    assert User.objects.filter(pk=anna.pk).exists()


@pytest.mark.django_db
def test_the_last_administrator_is_not_erased() -> None:
    boss = person()
    grant(boss, "administrator", SITE)

    with pytest.raises(CannotErase) as refusal:
        erase_user(user=boss, confirmation=boss.email, by=by(boss))

    assert [finding.code for finding in refusal.value.findings] == ["accounts.last-administrator"]


def test_the_export_holds_everything_but_secrets(anna: User) -> None:
    kept = export_user(user=anna, by=by(anna))

    text = json.dumps(kept, ensure_ascii=False)
    assert json.loads(text) == kept
    for told in (
        "anna@example.org",
        "anna.second@example.org",
        "Anna Verdi",
        "Anna Rossi",
        "Anna writes the first part.",
        "Anna moved to another office.",
        "192.0.2.7",
        "Annas program",
        "Annas list",
        "AnnaAtTheGateway",
    ):
        assert told in text
    for secret in ("a secret of Anna", anna.password, "e" * 64, "d" * 64):
        assert secret not in text
    assert [entry["verb"] for entry in kept["journal_entries_by_them"]] == [
        "accounts.profile-changed",
        "accounts.invitation-accepted",
        "accounts.role-granted",
    ]
    assert kept["roles"][0]["scope"] == "plan:small-plan"
    assert history(with_names=True)[0].verb == "accounts.user-exported"


def test_a_long_history_is_exported_whole(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = export_user(user=anna, by=by(anna))
    monkeypatch.setattr("portici.accounts.services.exporting._PAGE", 2)

    paged = export_user(user=anna, by=by(anna))

    entries = paged["journal_entries_by_them"]
    assert entries[:-1] == whole["journal_entries_by_them"]
    assert entries[-1]["verb"] == "accounts.user-exported"


@pytest.mark.django_db
def test_the_export_of_somebody_on_the_whole_site_only() -> None:
    boss = person()
    grant(boss, "administrator", SITE)

    kept = export_user(user=boss, by=command())

    assert (kept["roles"][0]["scope"], kept["account"]["last_login"]) == ("site", None)


def test_what_has_served_its_time_is_removed(anna: User) -> None:
    assert Invitation.objects.count() == 3

    early = tidy(by=command(SPRING + timedelta(days=1)))
    late = tidy(by=command(SPRING + timedelta(days=91)))
    last = tidy(by=command(SPRING + timedelta(days=94)))

    assert (early.invitations, early.answers) == (0, 0)
    assert (late.invitations, late.answers) == (2, 1)
    assert last.invitations == 1
    assert Invitation.objects.count() == 0


@pytest.mark.django_db
def test_expired_sessions_are_removed() -> None:
    session_of(person())
    Session.objects.update(expire_date=SPRING)

    assert tidy(by=command(SPRING + timedelta(seconds=1))).sessions == 1


def test_every_reference_to_a_person_lets_them_go() -> None:
    """A table that another app adds must not keep an erased person, nor stop the erasing."""
    kept = {
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in User._meta.related_objects
        if relation.on_delete not in {models.CASCADE, models.SET_NULL}
    }

    assert kept == set()
