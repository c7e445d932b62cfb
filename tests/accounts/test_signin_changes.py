"""Changes on the account's pages and their entries: both are kept, or neither; e-mails go out afterwards."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from tests.accounts.test_signin_factors import PASSWORD, SECRET, code_now, prove, with_password
from tests.factories.people import person

from portici.accounts.models import User
from portici.accounts.views.changes import TRIED
from portici.journal.models import Entry, Head

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")
    cache.clear()


@pytest.fixture
def anna() -> User:
    return person(password=PASSWORD)


@pytest.fixture
def browser(anna: User) -> Client:
    """Anna's, signed in, having just given the password; a failure of the site is a page."""
    client = Client(raise_request_exception=False)
    with_password(client)
    prove(client)
    return client


@pytest.fixture
def broken_journal(browser: Client) -> None:
    """A journal into which nothing can be written: its head names an entry that there is not."""
    Head.objects.update_or_create(pk=1, defaults={"number": 41, "digest": "0" * 64})


def kinds() -> set[str]:
    return set(Authenticator.objects.values_list("type", flat=True))


def test_app_is_not_set_up_when_the_entry_fails(browser: Client, broken_journal: None) -> None:
    browser.get(reverse("mfa_activate_totp"))

    answer = browser.post(
        reverse("mfa_activate_totp"), {"code": code_now(browser.session["mfa.totp.secret"])}
    )

    assert answer.status_code == 500
    assert kinds() == set()
    assert not Entry.objects.exists()
    assert mail.outbox == []


def test_app_is_not_removed_when_the_entry_fails(
    browser: Client, anna: User, broken_journal: None
) -> None:
    TOTP.activate(anna, SECRET)

    answer = browser.post(reverse("mfa_deactivate_totp"))

    assert answer.status_code == 500
    assert kinds() == {Authenticator.Type.TOTP}
    assert mail.outbox == []


def test_codes_are_not_renewed_when_the_entry_fails(
    browser: Client, anna: User, broken_journal: None
) -> None:
    TOTP.activate(anna, SECRET)

    answer = browser.post(reverse("mfa_generate_recovery_codes"))

    assert answer.status_code == 500
    assert kinds() == {Authenticator.Type.TOTP}


@pytest.mark.parametrize(
    "sent",
    [
        {"action_add": "1", "email": "anna@work.example.org"},
        {"action_remove": "1", "email": "second@example.org"},
        {"action_primary": "1", "email": "second@example.org"},
    ],
)
def test_addresses_stay_when_the_entry_fails(
    browser: Client, anna: User, broken_journal: None, sent: dict[str, str]
) -> None:
    anna.emailaddress_set.create(email="second@example.org", verified=True)
    before = list(EmailAddress.objects.order_by("pk").values("email", "primary"))

    answer = browser.post(reverse("account_email"), sent)

    assert answer.status_code == 500
    assert list(EmailAddress.objects.order_by("pk").values("email", "primary")) == before
    assert mail.outbox == []


def test_password_stays_when_the_entry_fails(
    browser: Client, anna: User, broken_journal: None
) -> None:
    answer = browser.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "altre quattro parole",
            "password2": "altre quattro parole",
        },
    )

    anna.refresh_from_db()
    assert answer.status_code == 500
    assert anna.check_password(PASSWORD)


def test_one_change_is_one_operation_with_its_e_mail_after_it(browser: Client) -> None:
    browser.get(reverse("mfa_activate_totp"))
    browser.post(
        reverse("mfa_activate_totp"), {"code": code_now(browser.session["mfa.totp.secret"])}
    )

    assert kinds() == {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}
    assert [entry.verb for entry in Entry.objects.all()] == ["accounts.second-factor-added"] * 2
    assert len(mail.outbox) == 1


def test_mail_server_that_is_away_undoes_nothing(browser: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = browser.post(
        reverse("account_email"), {"action_add": "1", "email": "anna@work.example.org"}, follow=True
    )

    assert EmailAddress.objects.filter(email="anna@work.example.org").exists()
    assert "The e-mail could not be sent" in answer.content.decode()


def test_wrong_passwords_are_counted_although_nothing_is_kept(anna: User) -> None:
    client = Client()

    answers = [
        client.post(
            reverse("account_login"), {"login": "anna@example.org", "password": "tre parole"}
        )
        for _time in range(6)
    ]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1]["Retry-After"] == "300"
    assert "Too many attempts" in answers[-1].content.decode()


def test_pages_on_which_one_only_tries_exist() -> None:
    def names(resolver: URLResolver) -> set[str]:
        return {
            name
            for pattern in resolver.url_patterns
            for name in (names(pattern) if isinstance(pattern, URLResolver) else {_name(pattern)})
        }

    def _name(pattern: URLPattern) -> str:
        return pattern.name or ""

    assert names(get_resolver()) >= TRIED
