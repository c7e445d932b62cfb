"""One's own account: profile, addresses, sessions; and an account made from an invitation."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories.people import SPRING, grant, person

from portici.accounts.models import Invitation, User
from portici.accounts.queries.invitations import digest_of
from portici.accounts.rules.scopes import SITE
from portici.journal.models import Entry, PersonalValue

pytestmark = pytest.mark.django_db

PASSWORD = "quattro parole senza legame"


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")
    cache.clear()


@pytest.fixture
def anna() -> User:
    return person(password=PASSWORD)


def browser(
    user_agent: str = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0",
) -> Client:
    """Somebody's browser, signed in as Anna, who has just given the password once more."""
    client = Client(headers={"user-agent": user_agent})
    client.post(reverse("account_login"), {"login": "anna@example.org", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_name_and_language_are_changed_and_stand_in_the_journal(anna: User) -> None:
    client = browser()

    answer = client.post(reverse("account"), {"name": "Anna Verdi", "language": "en"})

    anna.refresh_from_db()
    assert answer.status_code == 302
    assert (anna.name, anna.language, anna.actor.name) == ("Anna Verdi", "en", "Anna Verdi")
    entry = Entry.objects.get()
    assert entry.verb == "accounts.profile-changed"
    assert "Verdi" not in entry.payload


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "", "language": "it"},
        {"name": "A\nB", "language": "it"},
        {"name": "x" * 201, "language": "it"},
        {"name": "Anna", "language": "xx"},
    ],
)
def test_wrong_profile_changes_nothing(anna: User, sent: dict[str, str]) -> None:
    answer = browser().post(reverse("account"), sent)

    anna.refresh_from_db()
    assert answer.status_code == 200
    assert anna.name == "Anna Rossi"
    assert not Entry.objects.exists()


def test_header_names_the_person_and_leads_to_account_and_work(anna: User) -> None:
    signed_in = browser().get(reverse("home")).content.decode()
    public = Client().get(reverse("home"))

    assert "Anna Rossi" in signed_in
    assert f'href="{reverse("account")}"' in signed_in
    assert f'href="{reverse("desk")}"' in signed_in
    assert f'href="{reverse("account_login")}"' in public.content.decode()
    assert "Cookie" not in public["Vary"]
    assert not public.cookies
    assert "ETag" in public


def test_another_address_is_added_confirmed_and_made_the_main_one(anna: User) -> None:
    client = browser()

    client.post(reverse("account_email"), {"action_add": "1", "email": "anna@work.example.org"})
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    early = client.post(
        reverse("account_email"), {"action_primary": "1", "email": "anna@work.example.org"}
    )
    client.post(link.replace("http://testserver", ""))
    client.post(reverse("account_email"), {"action_primary": "1", "email": "anna@work.example.org"})
    client.post(reverse("account_email"), {"action_remove": "1", "email": "anna@example.org"})

    anna.refresh_from_db()
    assert early.status_code == 302
    assert anna.email == "anna@work.example.org"
    assert [each.email for each in anna.emailaddress_set.all()] == ["anna@work.example.org"]
    assert list(Entry.objects.order_by("number").values_list("verb", flat=True)) == [
        "accounts.email-added",
        "accounts.email-changed",
        "accounts.email-removed",
    ]
    assert not any("work.example" in entry.payload for entry in Entry.objects.all())
    assert PersonalValue.objects.filter(about=anna.actor).count() == 4


def test_main_address_cannot_be_removed(anna: User) -> None:
    client = browser()

    client.post(reverse("account_email"), {"action_remove": "1", "email": "anna@example.org"})

    assert anna.emailaddress_set.count() == 1
    assert "is your main address" in client.get(reverse("account_email")).content.decode()


def test_address_of_somebody_else_is_not_told_from_a_free_one(anna: User) -> None:
    person("bruno@example.org")
    client = browser()

    taken = client.post(reverse("account_email"), {"action_add": "1", "email": "bruno@example.org"})
    free = client.post(reverse("account_email"), {"action_add": "1", "email": "free@example.org"})

    assert taken.status_code == free.status_code == 302


def test_sessions_are_listed_with_browser_and_machine(anna: User) -> None:
    here = browser()
    browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0")

    page = here.get(reverse("usersessions_list")).content.decode()

    assert "Firefox on Linux" in page
    assert "Edge on Windows" in page
    assert page.count(">Sign out there<") == 1


def test_one_other_session_is_ended(anna: User) -> None:
    here, there = browser(), browser()
    other = UserSession.objects.get(session_key=there.session.session_key)

    answer = here.post(reverse("session-end", args=[other.pk]))

    assert answer.url == reverse("usersessions_list")
    assert there.get(reverse("account")).status_code == 302
    assert here.get(reverse("account")).status_code == 200


def test_session_of_somebody_else_is_not_ended(anna: User) -> None:
    client = browser()
    person("bruno@example.org", password=PASSWORD)
    bruno = Client()
    bruno.post(reverse("account_login"), {"login": "bruno@example.org", "password": PASSWORD})
    his = UserSession.objects.get(session_key=bruno.session.session_key)

    client.post(reverse("session-end", args=[his.pk]))

    assert bruno.get(reverse("account")).status_code == 200


def test_others_are_signed_out_or_all(anna: User) -> None:
    here, there = browser(), browser()

    here.post(reverse("sessions-others"))
    assert there.get(reverse("account")).status_code == 302
    assert here.get(reverse("account")).status_code == 200

    there = browser()
    here.post(reverse("sessions-end"))
    assert there.get(reverse("account")).status_code == 302
    assert here.get(reverse("account")).status_code == 302
    assert not UserSession.objects.exists()


@pytest.mark.parametrize("route", ["sessions-others", "sessions-end"])
def test_sessions_are_ended_by_a_button_only(anna: User, route: str) -> None:
    client = browser()

    assert client.get(reverse(route)).status_code == 405
    assert client.get(reverse("account")).status_code == 200


def test_use_of_a_session_is_noted_now_and_then(
    anna: User, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser()
    client.get(reverse("account_logout"))
    before = UserSession.objects.get().last_seen_at

    client.get(reverse("account_logout"))
    assert UserSession.objects.get().last_seen_at == before

    session = client.session
    session["portici_seen"] = 0
    session.save()
    client.get(reverse("account_logout"))
    assert UserSession.objects.get().last_seen_at > before


# Accounts are made by invitation.


def invitation(**changed: Any) -> Invitation:
    keeper = person("keeper@example.org", name="Carla Neri")
    grant(keeper, "administrator", SITE)
    values = {
        "email": "dario@example.org",
        "role": "administrator",
        "scope_kind": "site",
        "reason": "For a test.",
        "language": "en",
        "digest": digest_of("secret"),
        "invited_by": keeper.actor,
        "invited_at": SPRING,
        "expires_at": SPRING.replace(year=2126),
    }
    return Invitation.objects.create(**{**values, **changed})


def following(digest: str) -> Client:
    """A browser in which the link of an invitation was opened."""
    client = Client()
    session = client.session
    session["portici_invitation"] = digest
    session.save()
    return client


def sign_up(client: Client, **changed: str) -> Any:
    sent = {"name": "Dario Blu", "password1": PASSWORD, "email": "evil@example.org", **changed}
    return client.post(reverse("account_signup"), sent)


def test_without_invitation_nobody_makes_an_account() -> None:
    for client in (Client(), following("0" * 64)):
        page = client.get(reverse("account_signup"))
        answer = sign_up(client)

        assert "Accounts are made by invitation" in page.content.decode()
        assert "Accounts are made by invitation" in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "ended", [{"expires_at": SPRING}, {"withdrawn_at": SPRING}, {"accepted_at": SPRING}]
)
def test_ended_invitation_makes_no_account(ended: dict[str, Any]) -> None:
    client = following(invitation(**ended).digest)

    answer = sign_up(client)

    assert "Accounts are made by invitation" in answer.content.decode()
    assert User.objects.count() == 1


def test_invited_person_gets_account_and_role_and_is_signed_in() -> None:
    offered = invitation()
    client = following(offered.digest)

    page = client.get(reverse("account_signup"))
    answer = sign_up(client)

    dario = User.objects.get(email="dario@example.org")
    offered.refresh_from_db()
    assert "dario@example.org" in page.content.decode()
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(dario.pk)
    assert "portici_invitation" not in client.session
    assert (dario.name, dario.language) == ("Dario Blu", "en")
    assert [(each.email, each.verified) for each in dario.emailaddress_set.all()] == [
        ("dario@example.org", True)
    ]
    assert [each.role for each in dario.grants.all()] == ["administrator"]
    assert offered.accepted_by == dario
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"accounts.user-created", "accounts.invitation-accepted"} <= verbs


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "D\nB"}, {"password1": "breve"}])
def test_wrong_sign_up_makes_nothing(wrong: dict[str, str]) -> None:
    answer = sign_up(following(invitation().digest), **wrong)

    assert answer.status_code == 200
    assert User.objects.count() == 1


def test_whoever_has_an_account_is_told_to_sign_in() -> None:
    person("dario@example.org")

    answer = sign_up(following(invitation().digest))

    assert "An account has this address already" in answer.content.decode()


def test_invitation_that_its_sender_may_no_longer_give_makes_nothing() -> None:
    offered = invitation()
    User.objects.get(email="keeper@example.org").grants.all().delete()

    answer = sign_up(following(offered.digest))

    assert answer.url == reverse("account_login")
    assert User.objects.count() == 1
