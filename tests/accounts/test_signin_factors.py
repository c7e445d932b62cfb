"""The second factor: app, recovery codes, passkeys that are none, and where it is required."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings
from tests.factories.people import grant, person

from portici.accounts.models import User
from portici.accounts.rules.scopes import SITE, plan_scope
from portici.journal.models import Entry

pytestmark = pytest.mark.django_db

PASSWORD = "quattro parole senza legame"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")
    cache.clear()


@pytest.fixture
def anna() -> User:
    return person(password=PASSWORD)


def code_now(secret: str = SECRET) -> str:
    """What an app shows at this moment."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_password(client: Client) -> Any:
    return client.post(
        reverse("account_login"), {"login": "anna@example.org", "password": PASSWORD}
    )


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def prove(client: Client) -> None:
    """The password once more, before a change that matters."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_app_is_set_up_with_the_password_asked_once_more(client: Client, anna: User) -> None:
    with_password(client)

    before = client.get(reverse("mfa_activate_totp"))
    prove(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    right = client.post(
        reverse("mfa_activate_totp"), {"code": f" {code_now(secret)[:3]} {code_now(secret)[3:]}"}
    )

    assert before.url.startswith(reverse("account_reauthenticate"))
    assert "data:image/svg+xml" in page.content.decode()
    assert "This code is not right" in wrong.content.decode()
    assert right.url == reverse("mfa_view_recovery_codes")
    assert client.get(right.url).status_code == 200
    kinds = set(Authenticator.objects.values_list("type", flat=True))
    assert kinds == {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}


@pytest.mark.django_db(transaction=True)
def test_setting_up_and_removing_stand_in_the_journal_and_in_e_mails(
    client: Client, anna: User
) -> None:
    with_password(client)
    prove(client)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_now(client.session["mfa.totp.secret"])})
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))

    told = list(Entry.objects.order_by("number").values_list("verb", flat=True))

    assert sorted(told) == [
        "accounts.recovery-codes-renewed",
        "accounts.second-factor-added",
        "accounts.second-factor-added",
        "accounts.second-factor-removed",
        "accounts.second-factor-removed",
    ]
    assert len(mail.outbox) == 3
    assert all(message.alternatives for message in mail.outbox)


def test_password_alone_does_not_let_in(client: Client, anna: User) -> None:
    TOTP.activate(anna, SECRET)

    answer = with_password(client)
    page = client.get(answer.url)

    assert answer.url == reverse("mfa_authenticate")
    assert page.status_code == 200
    assert not is_in(client)


def test_code_of_the_app_lets_in_once(client: Client, anna: User) -> None:
    TOTP.activate(anna, SECRET)
    with_password(client)
    code = code_now()

    client.post(reverse("mfa_authenticate"), {"code": code})
    other = Client()
    with_password(other)
    again = other.post(reverse("mfa_authenticate"), {"code": code})

    assert is_in(client)
    assert not is_in(other)
    assert "This code is not right" in again.content.decode()


def test_reused_recovery_code_is_refused(client: Client, anna: User) -> None:
    TOTP.activate(anna, SECRET)
    code = RecoveryCodes.activate(anna).get_unused_codes()[0]
    with_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    other = Client()
    with_password(other)

    again = other.post(reverse("mfa_authenticate"), {"code": code})

    assert is_in(client)
    assert "may have been used already" in again.content.decode()
    assert not is_in(other)


def test_sixth_wrong_code_is_told_to_wait(client: Client, anna: User) -> None:
    TOTP.activate(anna, SECRET)
    with_password(client)
    for _time in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert "Too many attempts" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "5",
        "[]",
        "{}",
        "not json",
        '{"id": 1}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA",'
        ' "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ", "attestationObject": "AA"}}',
        '{"id": "!", "rawId": "!", "type": "x", "response": 7}',
    ],
)
@pytest.mark.parametrize(
    "route",
    ["mfa_login_webauthn", "mfa_authenticate", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"],
)
def test_what_is_no_passkey_gets_a_sentence(
    client: Client, anna: User, route: str, credential: str
) -> None:
    if route == "mfa_authenticate":
        TOTP.activate(anna, SECRET)
    if route != "mfa_login_webauthn":
        with_password(client)
    if route in {"mfa_add_webauthn", "mfa_reauthenticate_webauthn"}:
        prove(client)
        client.get(reverse(route))

    answer = client.post(reverse(route), {"credential": credential, "name": "x"})

    assert answer.status_code in {200, 302}
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()
    if route in {"mfa_login_webauthn", "mfa_authenticate"}:
        assert not is_in(client)


@pytest.fixture
def needed(settings: Settings) -> None:
    settings.PORTICI_REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def editor(anna: User) -> User:
    grant(anna, "administrator", SITE)
    return anna


def test_staff_without_second_factor_is_led_to_set_one_up(
    client: Client, editor: User, needed: None
) -> None:
    with_password(client)

    answer = client.get(reverse("desk"))
    page = client.get(reverse("mfa_index"))

    assert answer.url == reverse("mfa_index")
    assert "Your role needs a second factor" in page.content.decode()
    for route in ("account", "account_email", "account_logout", "home"):
        assert client.get(reverse(route)).status_code == 200


def test_staff_with_second_factor_works(client: Client, editor: User, needed: None) -> None:
    TOTP.activate(editor, SECRET)
    client.force_login(editor)

    assert client.get(reverse("desk")).status_code == 200


def test_other_roles_are_not_asked_for_one(client: Client, anna: User, needed: None) -> None:
    grant(anna, "reader", plan_scope("small"))
    client.force_login(anna)

    assert client.get(reverse("desk")).status_code == 200


def test_public_and_visitors_are_not_asked_for_one(client: Client, needed: None) -> None:
    assert client.get(reverse("home")).status_code == 200
    assert client.get(reverse("desk")).url.startswith(reverse("account_login"))


def test_where_it_is_not_required_staff_works_without(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert client.get(reverse("desk")).status_code == 200


@pytest.mark.parametrize(
    "route",
    [
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_activate_totp",
        "socialaccount_connections",
        "usersessions_list",
        "account_change_password",
        "account_email",
    ],
)
def test_pages_of_the_account_are_drawn(
    client: Client, anna: User, route: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with_password(client)
    prove(client)

    with django_assert_max_num_queries(16):
        answer = client.get(reverse(route))

    assert answer.status_code == 200


def test_pages_with_an_app_are_drawn(client: Client, anna: User) -> None:
    with_password(client)
    TOTP.activate(anna, SECRET)
    RecoveryCodes.activate(anna)
    prove(client)

    for route in (
        "account",
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
    ):
        assert client.get(reverse(route)).status_code == 200
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file["Content-Type"].startswith("text/plain")
    assert file.content.decode().count("\n") >= 11
