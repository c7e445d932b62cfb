"""The link of an invitation, as people follow it; and one's own data."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories.browser import sign_in
from tests.factories.people import by, grant, person

from portici.accounts.models import Invitation, RoleGrant, User
from portici.accounts.rules.scopes import SITE, plan_scope
from portici.accounts.services.grants import Terms
from portici.accounts.services.invitations import invite
from portici.kernel import clock
from portici.plan.models import Edition

SMALL = plan_scope("small-plan")
PASSWORD = "quiet-mountain-7-river"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def link(small: Edition) -> str:
    """The address in an e-mail that invites anna@example.org to edit the small plan."""
    carla = person("carla@example.org", name="Carla Bianchi")
    grant(carla, "coordinator", SMALL)
    secrets: list[str] = []

    def build(secret: str) -> str:
        secrets.append(secret)
        return secret

    invite(
        email="anna@example.org",
        terms=Terms("editor", SMALL, None, None, "She writes."),
        language="en",
        valid_days=5,
        by=by(carla, clock.now()),
        link_builder=build,
    )
    return reverse("invitation", args=secrets)


def _as(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def test_somebody_new_makes_an_account_and_has_the_role(link: str, client: Client) -> None:
    shown = client.get(link).content.decode()
    assert "Carla Bianchi" in shown
    assert "Small (en)" in shown
    assert "no-store" in client.get(link)["Cache-Control"]

    to_sign_up = client.post(link)
    assert to_sign_up["Location"] == reverse("account_signup")
    made = client.post(
        reverse("account_signup"),
        {"name": "Anna Rossi", "password1": PASSWORD, "password2": PASSWORD, "email": "evil@x.org"},
    )

    assert made.status_code == 302, made.content.decode()
    user = User.objects.get(email="anna@example.org")
    assert RoleGrant.objects.filter(user=user, role="editor").count() == 1
    assert Invitation.objects.get().accepted_by == user
    assert client.get(link).status_code == 410


def test_whoever_has_an_account_signs_in_and_accepts(link: str, client: Client) -> None:
    anna = person(password=PASSWORD)

    assert "sign in, and you come back here" in client.get(link).content.decode()
    assert client.post(link)["Location"].startswith(reverse("account_login"))
    signed = _as(anna)
    assert "Accept the role" in signed.get(link).content.decode()
    assert RoleGrant.objects.filter(user=anna).count() == 0
    assert signed.post(link)["Location"] == reverse("account")
    assert RoleGrant.objects.get(user=anna).role == "editor"


def test_somebody_else_cannot_accept(link: str) -> None:
    bruno = _as(person("bruno@example.org"))

    assert "another address" in bruno.get(link).content.decode()
    refused = bruno.post(link)
    assert refused.status_code == 410
    assert "Sign out, then open the link again" in refused.content.decode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"expires_at": clock.now() - timedelta(days=1)}, "has expired"),
        ({"withdrawn_at": clock.now()}, "has been withdrawn"),
        ({"accepted_at": clock.now()}, "has been accepted already"),
        ({"scope_key": "gone"}, "may not give this role any more"),
    ],
)
def test_an_ended_link_says_why_and_what_to_do(
    link: str, client: Client, change: dict[str, object], told: str
) -> None:
    Invitation.objects.update(**change)

    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert told in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "ü" * 500, "a" * 43])
def test_a_link_that_was_never_sent(client: Client, token: str) -> None:
    answer = client.get(reverse("invitation", args=[token]))

    assert answer.status_code == 404
    assert "belongs to no invitation" in answer.content.decode()


def test_one_takes_ones_data_away(small: Edition) -> None:
    anna = person()
    client = _as(anna)

    assert "Who sees it" in client.get(reverse("account-data")).content.decode()
    assert client.get(reverse("account-data-file")).status_code == 405
    kept = client.post(reverse("account-data-file"))
    assert json.loads(kept.content)["account"]["email"] == "anna@example.org"
    assert kept["Cache-Control"] == "private, no-store"


def test_one_deletes_ones_account_after_signing_in_again(small: Edition) -> None:
    anna = person(password=PASSWORD)
    client = _as(anna)
    erase = reverse("account-erase")

    asked = client.get(erase)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    unproven = _as(anna).post(erase, {"confirmation": anna.email})
    assert unproven["Location"].startswith(reverse("account_reauthenticate"))
    assert User.objects.filter(pk=anna.pk).exists()
    client.post(asked["Location"], {"password": PASSWORD})
    wrong = client.post(erase, {"confirmation": "x"})
    assert "not the e-mail address of the account" in wrong.content.decode()
    done = client.post(erase, {"confirmation": "anna@example.org"})
    assert done["Location"] == reverse("home")
    assert not User.objects.filter(pk=anna.pk).exists()
    assert client.get(reverse("account-data")).status_code == 302


def test_the_last_administrator_keeps_the_account(small: Edition) -> None:
    boss = person(password=PASSWORD)
    grant(boss, "administrator", SITE)
    client = _as(boss)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = client.post(reverse("account-erase"), {"confirmation": boss.email})

    assert "This is the last administrator" in answer.content.decode()
