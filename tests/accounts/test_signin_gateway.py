"""Sign-in through OpenID Connect against a real provider, the whole way round, and every way in which it must fail."""

import time
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings
from tests.factories.gateway import CLIENT, SECRET, Provider, free_port, running_provider
from tests.factories.people import SPRING, command, person

from portici.accounts.models import Invitation, RoleGrant, User
from portici.accounts.queries.invitations import digest_of
from portici.journal.models import Entry, Head

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ANNA = {
    "email": "anna@example.org",
    "email_verified": True,
    "given_name": "Anna",
    "family_name": "Rossi",
}


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """The provider, until the last test of the module."""
    with running_provider(tmp_path_factory.mktemp("provider")) as running:
        yield running


def _configure(settings: Settings, issuer: str, client: str = CLIENT, secret: str = SECRET) -> None:
    settings.PORTICI_OIDC_URL = issuer
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "gateway",
                    "name": "SPID Example",
                    "client_id": client,
                    "secret": secret,
                    "settings": {"server_url": issuer},
                }
            ],
        }
    }


@pytest.fixture(autouse=True)
def _configured(settings: Settings, provider: Provider) -> None:
    translation.activate("en")
    cache.clear()
    _configure(settings, provider.issuer)
    provider.says(**ANNA)


def leave(client: Client) -> str:
    """Where the site sends a visitor who wants to sign in through the provider."""
    answer = client.get(reverse("openid_connect_login", args=["gateway"]))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url)


def come_back(client: Client, address: str) -> Any:
    """What the site answers to the visitor whom the provider sent back."""
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def go_round(client: Client, provider: Provider) -> Any:
    """There and back."""
    return come_back(client, provider.answers(leave(client)))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def says(answer: Any, words: str) -> bool:
    """Whether the page says that, in its language: the way back is Italian for everybody."""
    with translation.override(answer["Content-Language"]):
        return translation.gettext(words) in unescape(answer.content.decode())


def refused(answer: Any) -> bool:
    return answer.status_code == 401 and says(answer, "Signing in has not worked")


def closed(answer: Any) -> bool:
    return answer.status_code == 200 and says(answer, "Accounts are made by invitation")


def invited(client: Client, email: str = "anna@example.org") -> Invitation:
    """An invitation that the visitor has followed."""
    invitation = Invitation.objects.create(
        email=email,
        role="administrator",
        scope_kind="site",
        reason="For a test.",
        language="en",
        digest=digest_of("secret"),
        invited_by_id=command().actor_id,
        invited_at=SPRING,
        expires_at=SPRING.replace(year=2126),
    )
    session = client.session
    session["portici_invitation"] = invitation.digest
    session.save()
    return invitation


def test_button_stands_on_the_page_only_where_there_is_a_provider(
    client: Client, settings: Settings
) -> None:
    with_provider = client.get(reverse("account_login"), {"next": "/en/"})
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    without = client.get(reverse("account_login"))

    assert "Sign in with SPID Example" in with_provider.content.decode()
    assert "login/?next=%2Fen%2F" in with_provider.content.decode()
    assert "Sign in with SPID" not in without.content.decode()
    assert client.get(reverse("openid_connect_login", args=["gateway"])).status_code == 404


def test_request_carries_state_and_proof_of_the_code(client: Client, provider: Provider) -> None:
    asked = parse_qs(urlsplit(leave(client)).query)

    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


def test_verified_address_of_an_account_signs_in_and_is_linked(
    client: Client, provider: Provider
) -> None:
    anna = person(password="quattro parole senza legame")

    answer = go_round(client, provider)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(anna.pk)
    linked = SocialAccount.objects.get()
    assert (linked.user_id, linked.extra_data) == (anna.pk, {})
    assert [entry.verb for entry in Entry.objects.all()] == ["accounts.gateway-linked"]
    anna.refresh_from_db()
    assert anna.check_password("quattro parole senza legame")


def test_linked_identity_signs_in_again_whatever_its_address_is_now(
    client: Client, provider: Provider
) -> None:
    person()
    go_round(client, provider)
    provider.says(email="other@example.org", email_verified=True)

    again = Client()
    go_round(again, provider)

    assert is_in(again)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("verified", [False, "false", None, 0])
def test_address_that_the_provider_has_not_verified_opens_no_account(
    client: Client, provider: Provider, verified: object
) -> None:
    person()
    provider.says(**{**ANNA, "email_verified": verified})

    answer = go_round(client, provider)

    assert closed(answer)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_address_that_was_not_confirmed_here_opens_no_account(
    client: Client, provider: Provider
) -> None:
    person().emailaddress_set.update(verified=False)

    go_round(client, provider)

    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_stranger_gets_no_account_without_invitation(client: Client, provider: Provider) -> None:
    answer = go_round(client, provider)

    assert closed(answer)
    assert not User.objects.exists()


def test_invited_person_gets_account_role_and_link(client: Client, provider: Provider) -> None:
    provider.says(**{**ANNA, "email": "private@example.org"})
    invited(client)

    go_round(client, provider)

    anna = User.objects.get()
    assert (anna.email, anna.name, anna.language) == ("anna@example.org", "Anna Rossi", "en")
    assert not anna.has_usable_password()
    assert anna.emailaddress_set.get().verified
    assert is_in(client)
    assert Entry.objects.filter(verb="accounts.gateway-linked").count() == 1


def test_where_it_is_allowed_a_verified_address_is_enough_for_an_account(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.PORTICI_OIDC_SIGNUP = True

    go_round(client, provider)

    assert User.objects.get().email == "anna@example.org"
    assert not RoleGrant.objects.exists()
    assert is_in(client)


def test_without_verified_address_no_account_even_where_it_is_allowed(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.PORTICI_OIDC_SIGNUP = True
    provider.says(given_name="Anna")

    answer = go_round(client, provider)

    assert closed(answer)
    assert not User.objects.exists()


def test_replayed_callback_is_refused(client: Client, provider: Provider) -> None:
    person()
    back = provider.answers(leave(client))
    come_back(client, back)
    client.post(reverse("account_logout"))

    answer = come_back(client, back)

    assert refused(answer)
    assert not is_in(client)


def test_callback_in_another_browser_is_refused(client: Client, provider: Provider) -> None:
    person()
    back = provider.answers(leave(client))

    assert refused(come_back(Client(), back))


def test_code_used_twice_is_refused(client: Client, provider: Provider) -> None:
    person()
    first = provider.answers(leave(client))
    come_back(client, first)
    code = parse_qs(urlsplit(first).query)["code"][0]
    other = Client()
    state = parse_qs(urlsplit(leave(other)).query)["state"][0]

    answer = come_back(
        other, f"{urlsplit(first)._replace(query=f'code={code}&state={state}').geturl()}"
    )

    assert refused(answer)
    assert not is_in(other)


def test_state_of_yesterday_is_refused(
    client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    person()
    back = provider.answers(leave(client))
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86400)

    assert refused(come_back(client, back))


def test_wrong_issuer_is_refused_before_anybody_leaves(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.PORTICI_OIDC_URL = "https://login.example.org"

    answer = client.get(reverse("openid_connect_login", args=["gateway"]))

    assert refused(answer)


def test_token_of_another_issuer_or_for_another_client_is_refused(
    client: Client, provider: Provider
) -> None:
    person()
    wrong = (
        {"iss": "https://evil.example.org"},
        {"aud": "somebody-else"},
        {"exp": 1},
        {"sub": "2"},
    )

    for claims in wrong:
        provider.says(**ANNA, token=claims)

        assert refused(go_round(client, provider)), claims
    assert not is_in(client)


def test_token_without_signature_is_refused(client: Client, provider: Provider) -> None:
    person()
    provider.says(**ANNA, unsigned=True)

    assert refused(go_round(client, provider))
    assert not is_in(client)


@pytest.mark.parametrize("nonce", [None, "", "of another visit"])
def test_token_of_another_visit_is_refused(
    client: Client, provider: Provider, nonce: str | None
) -> None:
    person()
    provider.says(**ANNA, token={"nonce": nonce})

    assert refused(go_round(client, provider))
    assert not is_in(client)


def test_every_visit_asks_with_another_nonce(client: Client) -> None:
    one, other = (parse_qs(urlsplit(leave(client)).query)["nonce"] for _time in range(2))

    assert one != other
    assert len(one[0]) >= 16


def test_what_is_asked_for_cannot_be_changed_by_the_address(client: Client) -> None:
    answer = client.get(
        reverse("openid_connect_login", args=["gateway"]),
        {
            "auth_params": "state=known&redirect_uri=https://evil.example.com/&nonce=known",
            "scope": "everything",
            "next": "https://evil.example.com/",
        },
    )

    asked = parse_qs(urlsplit(answer.url).query)
    assert "evil" not in answer.url
    assert asked["state"] != ["known"]
    assert asked["nonce"] != ["known"]
    assert "everything" not in asked["scope"][0]


def test_way_back_begins_as_the_settings_say(client: Client, settings: Settings) -> None:
    settings.PORTICI_SITE_URL = "https://plan.example.org"

    answer = client.get(
        reverse("openid_connect_login", args=["gateway"]), headers={"host": "evil.example.com"}
    )

    back = parse_qs(urlsplit(answer.url).query)["redirect_uri"][0]
    assert back.startswith("https://plan.example.org/account/")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_linked_when_the_entry_fails(provider: Provider) -> None:
    person()
    Head.objects.update_or_create(pk=1, defaults={"number": 41, "digest": "0" * 64})
    client = Client(raise_request_exception=False)

    answer = go_round(client, provider)

    assert answer.status_code == 500
    assert not SocialAccount.objects.exists()
    assert not is_in(client)


def test_address_that_is_taken_makes_no_second_account(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.PORTICI_OIDC_SIGNUP = True
    person().emailaddress_set.update(verified=False)

    answer = go_round(client, provider)

    assert answer.status_code == 302
    assert User.objects.count() == 1
    assert not is_in(client)


def test_wrong_address_makes_no_account(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.PORTICI_OIDC_SIGNUP = True
    provider.says(**{**ANNA, "email": "anna@example.org\r\nBcc: x@example.org"})

    assert closed(go_round(client, provider))
    assert not User.objects.exists()


def test_wrong_secret_of_the_client_is_refused(
    client: Client, provider: Provider, settings: Settings
) -> None:
    _configure(settings, provider.issuer, secret="another")

    assert refused(go_round(client, provider))


def test_provider_that_is_away_gets_a_page(client: Client, settings: Settings) -> None:
    _configure(settings, f"http://127.0.0.1:{free_port()}/o")

    answer = client.get(reverse("openid_connect_login", args=["gateway"]))

    assert refused(answer)


def test_visitor_who_stops_at_the_provider_is_told_that_nothing_happened(
    client: Client, provider: Provider
) -> None:
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    with translation.override("it"):
        callback = reverse("openid_connect_callback", args=["gateway"])

    answer = client.get(callback, {"error": "access_denied", "state": state}, follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain


def test_nobody_is_linked_by_a_button(client: Client, provider: Provider) -> None:
    bruno = person("bruno@example.org")
    client.force_login(bruno)

    answer = client.get(reverse("openid_connect_login", args=["gateway"]), {"process": "connect"})
    come_back(client, provider.answers(answer.url))

    assert not SocialAccount.objects.exists()


def test_identity_can_be_unlinked(client: Client, provider: Provider) -> None:
    anna = person(password="quattro parole senza legame")
    go_round(client, provider)
    page = client.get(reverse("socialaccount_connections"))

    client.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    client.post(reverse("account_reauthenticate"), {"password": "quattro parole senza legame"})
    client.post(
        reverse("socialaccount_connections"),
        {
            "account": SocialAccount.objects.filter(user=anna).values_list("pk", flat=True).first()
            or 0
        },
    )

    assert "SPID Example" in page.content.decode()
    assert not SocialAccount.objects.exists()
    assert Entry.objects.filter(verb="accounts.gateway-unlinked").count() == 1
