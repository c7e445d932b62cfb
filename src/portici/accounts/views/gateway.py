"""Sign-in through the body's gateway, by OpenID Connect: stricter than the library is by itself.

The library checks state, PKCE, audience, expiry and that no token is used twice. Beside that: the provider is the
one that the settings name, the token's signature is verified, it was made for this visit (nonce), token and details
speak of the same person, and of what they say only that is believed which `rules.claims` lets through.
"""

import secrets
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

import jwt
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from requests import RequestException

from portici.accounts.permissions import open_to_all
from portici.accounts.queries.one_time_links import site_address
from portici.accounts.rules.claims import WrongClaims, attributes_of
from portici.accounts.views.changes import one_change
from portici.ui.shell import MenuEntry

# Signatures with a key that only the provider has.
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class Gateway(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # the library has no types
    """The provider that the settings name.

    Attributes:
        nonce: what the token must repeat, kept in the visitor's session since they left; None before they come back.
        change: where the transaction is opened once nothing is asked of the provider any more.
    """

    nonce: object = None

    def __init__(self, request: HttpRequest, provider_id: str) -> None:
        super().__init__(request, provider_id)
        self.change = ExitStack()

    def get_provider(self) -> "GatewayProvider":
        """The provider, which comes back to this class when it needs an address."""
        return GatewayProvider(self.request, app=super().get_provider().app)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """One address in every language: the provider knows only the one that was registered with it."""
        with translation.override(settings.LANGUAGE_CODE):
            path = reverse("openid_connect_callback", args=[app.provider_id])
        return site_address(request, path)

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself. Raises OAuth2Error when it is another one, or says too little."""
        config = super().openid_config
        if not isinstance(config, dict) or not all(
            isinstance(config.get(key), str) for key in _NEEDED
        ):
            raise OAuth2Error("the provider's description of itself is incomplete")
        if config["issuer"].rstrip("/") != settings.PORTICI_OIDC_URL.rstrip("/"):
            raise OAuth2Error(f"the provider calls itself {config['issuer']}")
        return config

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Who it is. Raises OAuth2Error."""
        claims = self._verified_token(app, kwargs["response"].get("id_token"))
        has_details = isinstance(self.openid_config.get("userinfo_endpoint"), str)
        details = self._fetch_user_info(token.token) if has_details else {}
        try:
            known = attributes_of(claims, details if isinstance(details, dict) else {})
        except WrongClaims as error:
            raise OAuth2Error(str(error)) from error
        login = self.get_provider().sociallogin_from_response(
            request,
            {
                "sub": known.subject,
                "email": known.email,
                "email_verified": bool(known.email),
                "name": known.name,
            },
        )
        # Name and address stand in the account; a second copy would have to be erased, too.
        login.account.extra_data = {}
        self.change.enter_context(one_change(request))
        return login

    def _verified_token(self, app: SocialApp, credential: object) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(str(credential))
            if header.get("alg") not in SIGNATURES or "kid" not in header:
                raise OAuth2Error("the token is not signed as it should be")
            claims: dict[str, Any] = jwtkit.verify_and_decode(
                credential=str(credential),
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (jwt.PyJWTError, KeyError, TypeError) as error:
            raise OAuth2Error("the token cannot be verified") from error
        if not isinstance(self.nonce, str) or claims.get("nonce") != self.nonce:
            raise OAuth2Error("the token was not made for this visit")
        return claims


class GatewayProvider(OpenIDConnectProvider):  # type: ignore[misc]  # the library has no types
    """The library's provider, with our stricter half."""

    oauth2_adapter_class = Gateway

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Off to the provider, with a nonce that the token must repeat (OpenID Connect Core 1.0, 3.1.2.1)."""
        nonce = secrets.token_urlsafe(24)
        answer: HttpResponse = super().redirect(
            request,
            process,
            next_url,
            data,
            **{**kwargs, "auth_params": {**self.get_auth_params(), "nonce": nonce}, "nonce": nonce},
        )
        return answer


class GatewayCallback(OAuth2CallbackView):  # type: ignore[misc]  # the library has no types
    """The library's way back, which tells what the session has kept of this visit."""

    def _get_state(self, request: HttpRequest, provider: GatewayProvider) -> Any:
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce")
        return state, answer


@open_to_all
def gateway_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider. Only to sign in: identities are linked by verified addresses, not by a button.

    Of what stands in the address only `next` is looked at: the library would let it change what is asked for.
    """
    for name in ("GET", "POST"):
        values = getattr(request, name).copy()
        for key in set(values) - {"next"}:
            del values[key]
        setattr(request, name, values)
    return _through(request, provider_id, OAuth2LoginView)


@open_to_all
def gateway_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider, with a code that is good once."""
    return _through(request, provider_id, GatewayCallback)


def _through(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    gateway = Gateway(request, provider_id)
    try:
        provider = gateway.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        with gateway.change:
            answer: HttpResponse = view.adapter_view(gateway)(request)
    except (OAuth2Error, RequestException) as error:
        answer = render_authentication_error(request, provider, exception=error)
    return answer


def gateways(request: HttpRequest) -> dict[str, Callable[[], list[MenuEntry]]]:
    """For templates: `gateways()`, the way to the provider for whoever wants to sign in; none without one."""
    return {"gateways": lambda: _ways(request)}


def _ways(request: HttpRequest) -> list[MenuEntry]:
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    wanted = request.GET.get("next") or request.POST.get("next")
    onward = f"?{urlencode({'next': wanted})}" if wanted else ""
    return [
        MenuEntry(app["name"], reverse("openid_connect_login", args=[app["provider_id"]]) + onward)
        for app in providers["openid_connect"]["APPS"]
    ]
