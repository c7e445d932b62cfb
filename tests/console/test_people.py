"""The pages about people: who sees whom, inviting, giving and taking roles, closing and erasing."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.factories.browser import sign_in
from tests.factories.people import SPRING, grant, person

from portici.accounts.models import Invitation, RoleGrant, User
from portici.accounts.rules.rights import Holder
from portici.accounts.rules.scopes import SITE, organisation_scope, plan_scope
from portici.console.queries.people import grantable_roles
from portici.journal.models import Entry
from portici.plan.models import Edition

SMALL = plan_scope("small-plan")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def boss(small: Edition) -> User:
    """An administrator."""
    user = person("boss@example.org", name="Bianca Verdi")
    grant(user, "administrator", SITE)
    return user


@pytest.fixture
def carla(small: Edition) -> User:
    """Who coordinates the small plan."""
    user = person("carla@example.org", name="Carla Bianchi")
    grant(user, "coordinator", SMALL)
    return user


@pytest.fixture
def anna(small: Edition) -> User:
    """Who edits the small plan and speaks for an organisation."""
    user = person()
    grant(user, "editor", SMALL)
    grant(user, "organisation-representative", organisation_scope("coop"))
    return user


def _as(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def _text(client: Client, route: str, *arguments: Any, query: str = "") -> str:
    answer = client.get(reverse(route, args=arguments) + query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_an_administrator_sees_everybody_and_a_coordinator_their_plan(
    boss: User, carla: User, anna: User
) -> None:
    person("idle@example.org", name="Ida")

    whole, part = _text(_as(boss), "people"), _text(_as(carla), "people")

    for told in ("Bianca Verdi", "Carla Bianchi", "Anna Rossi", "Organisation “coop”", "Ida"):
        assert told in whole
    assert "Anna Rossi" in part
    for hidden in ("Bianca Verdi", "coop", "Ida"):
        assert hidden not in part


def test_the_list_is_filtered(boss: User, carla: User, anna: User) -> None:
    client = _as(boss)

    assert "Carla" not in _text(client, "people", query="?q=anna")
    assert "Anna" not in _text(client, "people", query="?role=coordinator")
    assert "Nobody answers to these filters" in _text(client, "people", query="?state=over")
    assert "Nobody answers" in _text(client, "people", query="?scope=plan:none&q=%00")


def test_roles_are_explained(carla: User) -> None:
    shown = _text(_as(carla), "person-roles")

    assert "Judges from outside" in shown
    assert "Invite with the role “Editor”" in shown
    assert "Invite with the role “Administrator”" not in shown


def test_inviting_chooses_a_role_then_sends_the_e_mail(
    carla: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = _as(carla)
    assert "First choose the role" in _text(client, "invite")
    assert "First choose the role" in _text(client, "invite", query="?role=administrator")
    form = {
        "email": "new@example.org", "language": "it", "plan": "small-plan", "element": "",
        "reason": "Writes.", "starts": "", "ends": "", "valid_days": "14",
    }  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(reverse("invite") + "?role=editor", form)

    assert (sent.status_code, sent["Location"]) == (302, reverse("people"))
    with translation.override("it"):
        address = reverse("invitation", args=["x"]).removesuffix("x/")
    assert f"http://testserver{address}" in mail.outbox[0].body
    assert "new@example.org" in _text(client, "people")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"email": "no address"}, "Enter a valid email address"),
        ({"reason": ""}, "This field is required"),
        ({"element": "Z.9"}, "The plan has no element “Z.9”"),
        ({"plan": "atlantis"}, "Select a valid choice"),
        ({"ends": "2020-01-01"}, "which has passed"),
        ({"valid_days": "99"}, "less than or equal to 60"),
        ({"email": "carla@example.org"}, "Nobody gives a role to themselves"),
    ],
)
def test_a_wrong_invitation_is_told_and_changes_nothing(
    carla: User, wrong: dict[str, str], told: str
) -> None:
    form = {
        "email": "new@example.org", "language": "it", "plan": "small-plan", "element": "A.1",
        "reason": "Writes.", "valid_days": "14", **wrong,
    }  # fmt: skip

    answer = _as(carla).post(reverse("invite") + "?role=editor", form)

    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert Invitation.objects.count() == 0


def test_an_invitation_is_sent_again_and_withdrawn(carla: User, boss: User) -> None:
    client = _as(carla)
    form = {
        "email": "n@example.org",
        "language": "en",
        "plan": "small-plan",
        "reason": "x",
        "valid_days": "3",
    }
    client.post(reverse("invite") + "?role=reader", form)
    invitation = Invitation.objects.get()

    client.post(reverse("invitation-resend", args=[invitation.pk]))
    invitation.refresh_from_db()
    first = invitation.digest
    client.post(reverse("invitation-withdraw", args=[invitation.pk]))

    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
    assert invitation.digest == first
    for route in ("invitation-resend", "invitation-withdraw"):
        assert client.post(reverse(route, args=[invitation.pk])).status_code == 404
        assert client.get(reverse(route, args=[invitation.pk])).status_code == 405


def test_a_role_is_given_and_taken_on_the_persons_page(carla: User, anna: User) -> None:
    client = _as(carla)
    give = reverse("person-give", args=[anna.pk])
    assert "First choose the role" in _text(client, "person-give", anna.pk)

    again = client.post(give + "?role=editor", {"plan": "small-plan", "element": "", "reason": "x"})
    given = client.post(
        give + "?role=reader", {"plan": "small-plan", "element": "B", "reason": "x"}
    )

    assert "already holds the role" in again.content.decode()
    assert given["Location"] == reverse("person", args=[anna.pk])
    held = RoleGrant.objects.get(role="reader")
    assert held.granted_by == carla.actor
    take = reverse("person-take", args=[anna.pk, held.pk])
    assert client.post(take, {"reason": ""}).status_code == 200
    assert client.post(take, {"reason": "Done."})["Location"] == given["Location"]
    assert client.get(take).status_code == 404
    shown = _text(client, "person", anna.pk)
    assert "Taken away by Carla Bianchi: Done." in shown
    assert "Role taken away" in shown


def test_a_coordinator_sees_of_a_person_what_belongs_to_the_plan(
    carla: User, anna: User, boss: User
) -> None:
    client = _as(carla)

    shown = _text(client, "person", anna.pk)

    assert "Editor" in shown
    assert "coop" not in shown
    assert "Download what is kept" not in shown
    assert client.get(reverse("person", args=[boss.pk])).status_code == 404
    other = RoleGrant.objects.get(role="organisation-representative")
    assert client.get(reverse("person-take", args=[anna.pk, other.pk])).status_code == 404
    for route in ("person-close", "person-erase"):
        assert client.get(reverse(route, args=[anna.pk])).status_code == 403


def test_taking_the_only_visible_role_leads_back_to_the_list(carla: User, boss: User) -> None:
    ed = person("ed@example.org")
    held = grant(ed, "reader", SMALL)

    answer = _as(carla).post(reverse("person-take", args=[ed.pk, held.pk]), {"reason": "x"})

    # The role that was taken away is still shown.
    assert answer["Location"] == reverse("person", args=[ed.pk])


def test_the_last_administrator_is_refused_at_every_door(boss: User) -> None:
    client = _as(boss)
    held = RoleGrant.objects.get(role="administrator")

    answers = [
        client.post(reverse("person-take", args=[boss.pk, held.pk]), {"reason": "x"}),
        client.post(reverse("person-close", args=[boss.pk]), {"reason": "x"}),
        client.post(reverse("person-erase", args=[boss.pk]), {"confirmation": boss.email}),
    ]

    for answer in answers:
        assert answer.status_code == 200
        assert "This is the last administrator" in answer.content.decode()


def test_an_administrator_closes_opens_exports_and_erases(boss: User, anna: User) -> None:
    client = _as(boss)
    close, erase = (reverse(f"person-{act}", args=[anna.pk]) for act in ("close", "erase"))

    client.post(close, {"reason": "Left."})
    anna.refresh_from_db()
    assert anna.is_active is False
    assert "account closed" in _text(client, "person", anna.pk)
    assert "Open the account again" in _text(client, "person-close", anna.pk)
    client.post(close, {"reason": "Back."})
    kept = client.post(reverse("person-export", args=[anna.pk]))
    assert json.loads(kept.content)["account"]["email"] == anna.email
    assert "attachment" in kept["Content-Disposition"]
    wrong = client.post(erase, {"confirmation": "x@example.org"})
    assert "This is not the e-mail address of the account" in wrong.content.decode()
    done = client.post(erase, {"confirmation": anna.email})
    assert done["Location"] == reverse("people")
    assert User.objects.filter(pk=anna.pk).count() == 0
    assert Entry.objects.order_by("-number")[0].verb == "accounts.user-erased"
    assert client.get(reverse("person", args=[anna.pk])).status_code == 404


def test_an_administrator_invites_representatives(boss: User) -> None:
    client = _as(boss)
    form = {"email": "n@example.org", "language": "en", "reason": "x", "valid_days": "3"}

    bad = client.post(
        reverse("invite") + "?role=organisation-representative", {**form, "organisation": "A B"}
    )
    client.post(
        reverse("invite") + "?role=organisation-representative", {**form, "organisation": "coop"}
    )
    client.post(reverse("invite") + "?role=administrator", form)
    nobody = client.post(reverse("invite") + "?role=municipality-representative", form)

    assert "Check how it is written" in bad.content.decode()
    assert nobody.status_code == 200
    assert [str(row) for row in Invitation.objects.order_by("pk")] == [
        "organisation-representative organisation:coop",
        "administrator site:",
    ]


def test_whoever_may_not_give_roles_is_offered_none() -> None:
    assert grantable_roles(Holder((), SPRING.date())) == []
