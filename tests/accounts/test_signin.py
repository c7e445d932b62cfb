"""Signing in and out with address and password, and what an attacker learns: nothing."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.factories.people import person

from portici.accounts.models import User
from portici.journal.models import Entry

pytestmark = pytest.mark.django_db

PASSWORD = "quattro parole senza legame"
WRONG = "tre parole"


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")
    cache.clear()


@pytest.fixture
def anna() -> User:
    return person(password=PASSWORD)


def sign_in(
    client: Client, email: str = "anna@example.org", password: str = PASSWORD, **sent: str
) -> Any:
    """What the sign-in page answers."""
    return client.post(reverse("account_login"), {"login": email, "password": password, **sent})


def link_in(message: Any) -> str:
    """The address that stands in an e-mail on a line of its own."""
    return next(line for line in message.body.splitlines() if line.startswith("http"))


def test_address_and_password_lead_to_the_desk_in_the_persons_language(
    client: Client, anna: User
) -> None:
    answer = sign_in(client)

    assert answer.status_code == 302
    with translation.override("it"):
        assert answer.url == reverse("desk")
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_capitals_in_the_address_do_not_matter(client: Client, anna: User) -> None:
    assert sign_in(client, email="Anna@Example.ORG").status_code == 302


def test_next_is_followed_on_this_site_only(client: Client, anna: User) -> None:
    assert sign_in(client, next="/en/account/email/").url == "/en/account/email/"
    client.logout()
    assert "example.com" not in sign_in(client, next="https://example.com/").url


def test_session_cookie_is_for_this_site_and_for_no_script(client: Client, anna: User) -> None:
    sign_in(client)

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 14 * 24 * 3600


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
def test_wrong_password_and_unknown_address_read_the_same(
    client: Client, anna: User, email: str
) -> None:
    answer = sign_in(client, email=email, password=WRONG)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The e-mail address or the password is not right." in page
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
def test_sixth_wrong_password_is_told_to_wait_and_so_is_the_right_one(
    client: Client, anna: User, email: str
) -> None:
    for _time in range(5):
        sign_in(client, email=email, password=WRONG)

    answer = sign_in(client, email=email)

    assert "Too many attempts" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_too_many_requests_from_one_place_get_a_page(client: Client, anna: User) -> None:
    answers = [sign_in(client, email=f"{number}@example.org") for number in range(31)]

    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()


def test_limits_are_counted_for_all_processes_together() -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("FileBasedCache")


def test_closed_account_is_told_so(client: Client, anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)

    answer = sign_in(client)

    assert "_auth_user_id" not in client.session
    assert answer.url == reverse("account_inactive")


def test_unconfirmed_address_gets_an_e_mail_instead_of_a_session(
    client: Client, anna: User
) -> None:
    anna.emailaddress_set.update(verified=False)

    answer = sign_in(client)

    assert answer.url == reverse("account_email_verification_sent")
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    assert "_auth_user_id" not in client.session
    link = link_in(mail.outbox[0])
    page = client.get(link)
    assert page.status_code == 200
    client.post(link)
    assert anna.emailaddress_set.get().verified


def test_signing_out_ends_the_session_and_leaves_no_cookie(client: Client, anna: User) -> None:
    sign_in(client)

    assert client.get(reverse("account_logout")).status_code == 200
    answer = client.post(reverse("account_logout"))

    assert answer.status_code == 302
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert UserSession.objects.count() == 1
    assert client.get(reverse("account")).status_code == 302


def test_signed_in_visitor_is_led_on_from_the_sign_in_page(client: Client, anna: User) -> None:
    sign_in(client)

    assert client.get(reverse("account_login")).status_code == 302


def test_account_needs_somebody(client: Client) -> None:
    answer = client.get(reverse("account"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_password_is_forgotten_and_set_anew(client: Client, anna: User) -> None:
    sent = reverse("account_reset_password_done")
    asked = client.post(reverse("account_reset_password"), {"email": "anna@example.org"})
    link = link_in(mail.outbox[0])

    form = client.get(link, follow=True)
    done = client.post(
        form.redirect_chain[-1][0],
        {"password1": "altre quattro parole", "password2": "altre quattro parole"},
    )

    translation.activate("en")
    assert asked.url == sent
    assert done.status_code == 302
    anna.refresh_from_db()
    assert anna.check_password("altre quattro parole")
    assert Entry.objects.get().verb == "accounts.password-changed"
    assert sign_in(client, password="altre quattro parole").status_code == 302
    again = client.get(link)
    assert again.status_code == 200
    assert reverse("account_reset_password") in again.content.decode()
    assert "password1" not in again.content.decode()


def test_unknown_address_is_not_told_from_a_known_one(client: Client, anna: User) -> None:
    known = client.post(reverse("account_reset_password"), {"email": "anna@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert known.url == unknown.url
    assert [message.to for message in mail.outbox] == [["anna@example.org"], ["nobody@example.org"]]


@pytest.mark.parametrize(
    "password", ["breve", "anna@example.org", "password1234", "Anna Rossi Anna"]
)
def test_weak_password_is_refused(client: Client, anna: User, password: str) -> None:
    sign_in(client)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )

    anna.refresh_from_db()
    assert answer.status_code == 200
    assert anna.check_password(PASSWORD)
    assert not Entry.objects.exists()


def test_changed_password_ends_other_sessions(anna: User) -> None:
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)

    answer = here.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "altre quattro parole",
            "password2": "altre quattro parole",
        },
    )

    assert answer.url == reverse("account")
    assert here.get(reverse("account")).status_code == 200
    assert there.get(reverse("account")).status_code == 302
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    assert Entry.objects.get().verb == "accounts.password-changed"


def test_personal_pages_are_kept_by_no_cache(client: Client, anna: User) -> None:
    sign_in(client)

    answer = client.get(reverse("account"))

    assert "ETag" not in answer
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_signup"])
def test_pages_of_the_way_in_are_drawn(client: Client, name: str) -> None:
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert "ETag" not in answer
