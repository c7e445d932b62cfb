"""What somebody tries who wants in, or wants others to go astray."""

import time
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from pytest_django import Settings
from tests.accounts.test_signin_account import invitation
from tests.accounts.test_signin_factors import SECRET, code_now, with_password
from tests.factories.people import by, grant, person

from portici.accounts.models import RoleGrant, User
from portici.accounts.rules.claims import attributes_of
from portici.accounts.rules.scopes import SITE
from portici.accounts.services.people import CannotChangePerson, change_profile
from portici.journal.models import Entry

pytestmark = pytest.mark.django_db

PASSWORD = "quattro parole senza legame"


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")
    cache.clear()


@pytest.fixture
def anna() -> User:
    return person(password=PASSWORD)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# Leading astray.


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example.com/",
        "//evil.example.com/",
        "\\\\evil.example.com/",
        "/\\evil.example.com/",
        "javascript:alert(1)",
        "https:evil.example.com",
        "http:///evil.example.com",
        " https://evil.example.com/",
        "/\t/evil.example.com/",
    ],
)
@pytest.mark.parametrize("where", ["body", "address"])
def test_next_leads_to_no_other_site(client: Client, anna: User, onward: str, where: str) -> None:
    sent = {"login": "anna@example.org", "password": PASSWORD}
    if where == "body":
        answer = client.post(reverse("account_login"), {**sent, "next": onward})
    else:
        answer = client.post(reverse("account_login", query={"next": onward}), sent)

    with translation.override("it"):
        assert answer.url == reverse("desk")
    assert is_in(client)


def test_signing_out_leads_to_no_other_site(client: Client, anna: User) -> None:
    client.force_login(anna)

    answer = client.post(reverse("account_logout"), {"next": "https://evil.example.com/"})

    assert "evil" not in answer.url


@pytest.mark.parametrize("route", ["account_reset_password", "account_login"])
def test_links_in_e_mails_do_not_begin_with_what_a_stranger_says(
    client: Client, anna: User, settings: Settings, route: str
) -> None:
    settings.PORTICI_SITE_URL = "https://plan.example.org"
    anna.emailaddress_set.update(verified=False)

    client.post(
        reverse(route),
        {"email": "anna@example.org", "login": "anna@example.org", "password": PASSWORD},
        headers={"host": "evil.example.com"},
    )

    letter = mail.outbox[0]
    html = letter.alternatives[0].content
    assert "https://plan.example.org/" in letter.body
    assert "https://plan.example.org/" in html
    assert "evil" not in letter.body + html + letter.subject


def test_invitation_links_begin_as_the_settings_say(
    client: Client, anna: User, settings: Settings, django_capture_on_commit_callbacks: Any
) -> None:
    settings.PORTICI_SITE_URL = "https://plan.example.org"
    grant(anna, "administrator", SITE)
    client.force_login(anna)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("invite", query={"role": "administrator"}),
            {
                "email": "dario@example.org",
                "reason": "For a test.",
                "language": "en",
                "valid_days": "14",
            },
            headers={"host": "evil.example.com"},
        )

    assert "https://plan.example.org/" in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


# Taking over.


def test_signing_in_gives_another_session_key(client: Client, anna: User) -> None:
    session = client.session
    session["something"] = "left by whoever planted the cookie"
    session.save()
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post(reverse("account_login"), {"login": "anna@example.org", "password": PASSWORD})

    assert is_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert stranger.get(reverse("account")).status_code == 302


def test_copied_cookie_is_worth_nothing_once_all_are_signed_out(anna: User) -> None:
    client, copy = Client(), Client()
    with_password(client)
    copy.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert copy.get(reverse("account")).status_code == 200

    client.post(reverse("sessions-end"))

    assert copy.get(reverse("account")).status_code == 302
    assert not UserSession.objects.exists()


def test_new_password_by_e_mail_ends_every_session(client: Client, anna: User) -> None:
    elsewhere = Client()
    with_password(elsewhere)
    client.post(reverse("account_reset_password"), {"email": "anna@example.org"})
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    form = client.get(link, follow=True)

    client.post(
        form.redirect_chain[-1][0],
        {"password1": "altre quattro parole", "password2": "altre quattro parole"},
    )

    translation.activate("en")
    assert elsewhere.get(reverse("account")).status_code == 302


@pytest.mark.parametrize("later", [0, 31, 59])
def test_code_of_an_app_is_good_once_as_long_as_it_is_taken(
    anna: User, monkeypatch: pytest.MonkeyPatch, later: int
) -> None:
    start = time.time() // 30 * 30
    monkeypatch.setattr(time, "time", lambda: start)
    TOTP.activate(anna, SECRET)
    # The next code: apps run fast, and it is taken for a period before and after its own.
    code = code_now()
    first, second = Client(), Client()
    with_password(first)
    first.post(reverse("mfa_authenticate"), {"code": code})

    monkeypatch.setattr(time, "time", lambda: start + later)
    with_password(second)
    answer = second.post(reverse("mfa_authenticate"), {"code": f"{code[:3]}-{code[3:]}"})

    assert is_in(first)
    assert not is_in(second)
    assert "This code is not right" in answer.content.decode()


def test_code_is_not_good_again_to_confirm_a_change(client: Client, anna: User) -> None:
    TOTP.activate(anna, SECRET)
    with_password(client)
    code = code_now()
    client.post(reverse("mfa_authenticate"), {"code": code})

    answer = client.post(reverse("mfa_reauthenticate"), {"code": code})

    assert "This code is not right" in answer.content.decode()


def test_used_code_does_not_let_one_guess_on(client: Client, anna: User) -> None:
    TOTP.activate(anna, SECRET)
    codes = RecoveryCodes.activate(anna).get_unused_codes()
    with_password(client)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    stranger = Client()
    with_password(stranger)

    for _time in range(5):
        stranger.post(reverse("mfa_authenticate"), {"code": "000000"})
        stranger.post(reverse("mfa_authenticate"), {"code": codes[0]})
    answer = stranger.post(reverse("mfa_authenticate"), {"code": codes[1]})

    assert answer.status_code == 429
    assert answer["Retry-After"] == "300"
    assert not is_in(stranger)


@pytest.mark.parametrize("token", ["0" * 43, "x", "'; drop table", "%00", "à" * 400])
def test_guessed_invitation_is_not_found(client: Client, token: str) -> None:
    invitation()

    answer = client.get(reverse("invitation", args=[token]))

    assert answer.status_code == 404
    assert "belongs to no invitation" in answer.content.decode()


def test_invitation_for_somebody_else_gives_nothing(client: Client, anna: User) -> None:
    invitation()
    client.force_login(anna)
    address = reverse("invitation", args=["secret"])

    page = client.get(address)
    answer = client.post(address)

    assert page.status_code == 200
    assert answer.status_code == 410
    assert "another e-mail address" in answer.content.decode()
    assert not RoleGrant.objects.filter(user=anna).exists()


def test_followed_invitation_does_not_pass_to_whoever_signs_in(client: Client, anna: User) -> None:
    invitation()
    client.post(reverse("invitation", args=["secret"]))

    with_password(client)

    assert not RoleGrant.objects.filter(user=anna).exists()


# Getting round.


def test_everything_in_the_working_area_is_behind_the_second_factor(
    client: Client, anna: User, settings: Settings
) -> None:
    settings.PORTICI_REQUIRE_SECOND_FACTOR = True
    grant(anna, "administrator", SITE)
    client.force_login(anna)
    area = reverse("desk")

    for answer in (client.get(area), client.post(area)):
        assert answer.url == reverse("mfa_index")
    areas = [each for each in _included(get_resolver()) if each.pattern.match(area[len("/en/") :])]
    rooms = {
        route.callback.__module__.split(".views")[0] for each in areas for route in _routes(each)
    }
    # The middleware knows the working area by where its views stand.
    assert rooms == {"portici.console"}


def _included(resolver: URLResolver) -> list[URLResolver]:
    """The apps' lists of addresses, with the part of the address that leads to them."""
    return [
        inner
        for each in resolver.url_patterns
        if isinstance(each, URLResolver)
        for inner in each.url_patterns
        if isinstance(inner, URLResolver) and str(inner.pattern)
    ]


def _routes(resolver: URLResolver) -> list[URLPattern]:
    return [
        route
        for each in resolver.url_patterns
        for route in (_routes(each) if isinstance(each, URLResolver) else [each])
    ]


@pytest.mark.parametrize(
    "route",
    [
        "account",
        "account_login",
        "account_logout",
        "account_email",
        "account_change_password",
        "account_reset_password",
        "account_reauthenticate",
        "account_signup",
        "account-erase",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_authenticate",
        "sessions-end",
        "sessions-others",
        "socialaccount_connections",
    ],
)
def test_form_without_proof_of_where_it_stood_is_refused(anna: User, route: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)

    answer = client.post(reverse(route), {"name": "x"})

    assert answer.status_code == 403
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "password/reset/key/zzzzzzzzzzzzzzzzzzzzzzzz-x/",
        "password/reset/key/0-x/",
        "confirm-email/:::/",
        "confirm-email/MQ:1:x/",
        "3rdparty/signup/",
        "login/code/confirm/",
    ],
)
def test_made_up_address_gets_a_page(client: Client, address: str) -> None:
    answer = client.get(reverse("account") + address, follow=True)

    assert answer.status_code in {200, 404}


def test_session_of_a_number_too_large_is_nobodys(client: Client, anna: User) -> None:
    client.force_login(anna)

    assert client.post(reverse("session-end", args=[10**30])).status_code == 302


# What is written into names.


def test_name_is_words_and_nothing_else(client: Client, anna: User) -> None:
    anna.name = "<script>alert(1)</script>"
    anna.save()
    client.force_login(anna)

    page = client.get(reverse("account")).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", ["A\r\nBcc: x@example.org", "A\x00", "A\u202eB", "A\u2028B"])
def test_name_that_would_go_elsewhere_is_refused(anna: User, name: str) -> None:
    with pytest.raises(CannotChangePerson):
        change_profile(user=anna, name=name, language="it", by=by(anna))


@pytest.mark.parametrize("name", ["A\r\nBcc: x@example.org", "A\x00B", "A\u202eB"])
def test_name_from_a_provider_is_made_one_line(name: str) -> None:
    assert attributes_of({"sub": "1", "name": name}, {}).name.isprintable()


@pytest.mark.parametrize("email", ["anna@example.org\r\nBcc: x@example.org", "a\x00@example.org"])
@pytest.mark.parametrize("route", ["account_login", "account_reset_password"])
def test_address_with_a_line_break_reaches_no_e_mail(
    client: Client, anna: User, route: str, email: str
) -> None:
    answer = client.post(reverse(route), {"email": email, "login": email, "password": PASSWORD})

    assert answer.status_code == 200
    assert mail.outbox == []


def test_invitation_e_mail_shows_words_as_words(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    keeper = person("keeper@example.org", name="<b>Carla</b>")
    grant(keeper, "administrator", SITE)
    client.force_login(keeper)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("invite", query={"role": "administrator"}),
            {
                "email": "dario@example.org",
                "reason": "Look:\r\n\r\nhttps://evil.example.com/\r\n\r\n<img src=x>",
                "language": "en",
                "valid_days": "14",
            },
        )

    html = mail.outbox[0].alternatives[0].content
    assert "<b>" not in html
    assert "<img" not in html
    assert 'href="https://evil' not in html


# Cookies.


def test_cookies_given_over_https_travel_no_other_way(client: Client, anna: User) -> None:
    client.get(reverse("account_login"), secure=True)
    client.post(
        reverse("account_login"), {"login": "anna@example.org", "password": PASSWORD}, secure=True
    )

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert client.cookies[name]["secure"]
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_too_many_requests_are_told_when_to_come_back(client: Client) -> None:
    answers = [
        client.post(reverse("account_login"), {"login": f"{number}@example.org", "password": "x"})
        for number in range(31)
    ]

    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
