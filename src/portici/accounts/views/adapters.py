"""Where django-allauth asks us: who may sign up, how an account is made, what an e-mail looks like.

The settings name these classes. They stand among the views because they do what views do: translate between the
library's requests and our queries and services.
"""

import logging
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as library
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portici.accounts.phrases import sentence
from portici.accounts.queries.invitations import open_invitation
from portici.accounts.queries.one_time_links import site_address, site_host
from portici.accounts.queries.signin import language_of, verified_owner
from portici.accounts.queries.visitors import request_id_of
from portici.accounts.services.invitations import CannotInvite, accept_invitation
from portici.accounts.services.mails import handed_over, is_kept_back, message_in_parts
from portici.accounts.services.passwords import set_password
from portici.accounts.services.people import CannotChangePerson, create_user
from portici.accounts.services.signin_events import gateway_linked
from portici.accounts.services.signing_up import sign_up
from portici.accounts.views.changes import WAIT
from portici.journal.choices import Channel
from portici.journal.rules.acts import By
from portici.kernel import clock

logger = logging.getLogger(__name__)

# Where the session of an invited person keeps the digest of the invitation that they followed.
INVITATION = "portici_invitation"

_WRONG_CODE = lazy(
    "This code is not right. It may have been used already or be too old: write the one that is shown now."
)


# Seconds after which five wrong passwords or codes are forgotten: `login_failed` of ACCOUNT_RATE_LIMITS.
_FORGOTTEN = 300


def address_after_sign_in(language: str) -> str:
    """The desk, or the account's page on a site without a working area."""
    with translation.override(language):
        try:
            return reverse("desk")
        except NoReverseMatch:
            return reverse("account")


def accept_followed_invitation(request: HttpRequest, user: Any) -> None:
    """Whoever has just made an account gets the role of the invitation that they followed, if it still holds."""
    digest = request.session.pop(INVITATION, None)
    if not isinstance(digest, str):
        return
    by = By(user.actor_id, clock.now(), channel=Channel.PAGE, request_id=request_id_of(request))
    try:
        accept_invitation(digest=digest, user=user, by=by)
    except CannotInvite as refusal:
        for finding in refusal.findings:
            messages.warning(request, sentence(finding))


def sign_up_invited(
    request: HttpRequest,
    invitation: Any,
    *,
    name: str,
    language: str,
    password: str | None = None,
) -> Any:
    """The account of an invited person; back to sign-in when the invitation has ended meanwhile."""
    try:
        user = sign_up(
            invitation=invitation,
            name=name,
            language=language,
            at=clock.now(),
            password=password,
            request_id=request_id_of(request),
        )
    except (CannotInvite, CannotChangePerson) as refusal:
        logger.info("An invitation was not accepted: %s", refusal)
        messages.error(
            request,
            _("This invitation cannot be accepted any more. Ask whoever sent it for a new one."),
        )
        raise ImmediateHttpResponse(redirect("account_login")) from refusal
    request.session.pop(INVITATION, None)
    return user


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts: by invitation only, made and changed by our services."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "cannot_remove_primary_email": lazy(
            "This is your main address. Make another one the main address first."
        ),
        "duplicate_email": lazy("This address belongs to your account already."),
        "email_password_mismatch": lazy(
            "The e-mail address or the password is not right. If you have forgotten the password, set a new one."
        ),
        "enter_current_password": lazy("This is not your present password."),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": lazy("This is not your password."),
        "max_email_addresses": lazy(
            "An account has up to %d addresses. Remove one before you add another."
        ),
        "rate_limited": lazy("Too many attempts. Wait a few minutes and try again."),
        "too_many_login_attempts": lazy("Too many attempts. Wait five minutes and try again."),
    }

    def validation_error(self, code: str, *args: Any) -> Any:
        """A sentence of those above; when it is to wait, the answer's status and header say so, too."""
        if code == "too_many_login_attempts":
            setattr(library.request, WAIT, _FORGOTTEN)
        return super().validation_error(code, *args)

    def invitation(self, request: HttpRequest) -> Any:
        """The invitation that this visitor has followed, while it can be accepted; None otherwise."""
        digest = request.session.get(INVITATION)
        return open_invitation(digest, at=clock.now()) if isinstance(digest, str) else None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only whoever holds an invitation makes an account."""
        return self.invitation(request) is not None

    def save_user(
        self, request: HttpRequest, user: Any, form: BaseForm, commit: bool = True
    ) -> Any:
        """The account of an invited person, with the role that they were offered."""
        return sign_up_invited(
            request,
            self.invitation(request),
            name=form.cleaned_data["name"],
            language=translation.get_language() or settings.LANGUAGE_CODE,
            password=form.cleaned_data["password1"],
        )

    def set_password(self, user: Any, password: str) -> None:
        """After a reset, a change, or for the first time."""
        request = library.request
        by = By(user.actor_id, clock.now(), channel=Channel.PAGE, request_id=request_id_of(request))
        set_password(user=user, password=password, by=by)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk, in the language that the person has chosen."""
        user: Any = request.user
        return address_after_sign_in(user.language)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Where everybody begins."""
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account's page, which says that it is done."""
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Where one was: at the list of addresses, or about to sign in."""
        is_in = library.request.user.is_authenticated
        return reverse("account_email" if is_in else "account_login")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the recipient's language; inside a change the message waits until that is kept."""
        message = self.render_mail(template_prefix, email, context)
        if not is_kept_back(message):
            self.post(message)

    def post(self, message: EmailMultiAlternatives) -> None:
        """Hand a message over; when that fails, say so on the page."""
        if not handed_over(message):
            self.add_message(
                library.request,
                messages.ERROR,
                message=_("The e-mail could not be sent. Try again in a few minutes."),
            )

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """The message in both parts, with links in the recipient's language."""
        to = email if isinstance(email, str) else email[0]
        language = language_of(to) or translation.get_language() or settings.LANGUAGE_CODE
        # Addresses are recognised in the language in which they were written: that of the page.
        known = {
            name: _on_this_site(value, language) if name.endswith("_url") else value
            for name, value in context.items()
        }
        known |= {"email": to, "host": site_host(library.request)}
        with translation.override(language):
            return message_in_parts(
                subject=render_to_string(f"{template_prefix}_subject.txt", known),
                text=render_to_string(f"{template_prefix}_message.txt", known),
                to=to,
            )


def _on_this_site(address: str, language: str) -> str:
    """A link of the library, in another language and with the site's own name whatever the request called it."""
    parts = urlsplit(translate_url(address, language))
    return site_address(library.request, parts._replace(scheme="", netloc="").geturl())


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Second factors, in plain words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": lazy(
            "Your account has a second factor: remove it first, add the address, then set it up again."
        ),
        "incorrect_code": _WRONG_CODE,
        "unverified_email": lazy(
            "Confirm your e-mail addresses first, or remove the one that is not confirmed."
        ),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a browser shows as the site that a passkey is for."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until somebody calls it otherwise."""
        return _("My device")


def _sign_up_verified(request: HttpRequest, *, email: str, name: str) -> Any:
    """The account of whoever comes from the gateway; back to sign-in when there can be none."""
    try:
        return create_user(
            email=email,
            name=name,
            language=settings.LANGUAGE_CODE,
            by=None,
            at=clock.now(),
            verified=True,
            request_id=request_id_of(request),
        )
    except CannotChangePerson as refusal:
        logger.warning("Sign-in through the gateway made no account: %s", refusal)
        messages.error(
            request,
            _(
                "Your identity could not be given an account here: the e-mail address that came with it is taken or"
                " wrong. Sign in with your password, or ask whoever keeps this installation."
            ),
        )
        raise ImmediateHttpResponse(redirect("account_login")) from refusal


class GatewayAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """People who come from the body's gateway; `views.gateway` has checked what it says about them."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        """Name and address, as the gateway has verified them."""
        user: Any = sociallogin.user
        user.email, user.name = data.get("email") or "", data.get("name") or ""
        return user

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Any, str] | None:
        """The account that has shown here, as at the gateway, that the address is its own."""
        for address in sociallogin.email_addresses:
            owner = verified_owner(address.email) if address.verified else None
            if owner is not None:
                return owner, address.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """An invited person keeps the address that the invitation was sent to."""
        invitation = AccountAdapter().invitation(request)
        if invitation is not None and not sociallogin.is_existing:
            user: Any = sociallogin.user
            user.email = invitation.email
            sociallogin.email_addresses = [
                EmailAddress(email=invitation.email, verified=True, primary=True)
            ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """By invitation; or, where the installation allows it, with an address that the gateway has verified."""
        if AccountAdapter().invitation(request) is not None:
            return True
        return bool(settings.PORTICI_OIDC_SIGNUP and sociallogin.email_addresses)

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nothing is asked twice: the gateway has told the name, the invitation or the gateway the address."""
        return True

    def save_user(
        self, request: HttpRequest, sociallogin: SocialLogin, form: BaseForm | None = None
    ) -> Any:
        """An account without a password, linked to the identity at the gateway."""
        told: Any = sociallogin.user
        invitation = AccountAdapter().invitation(request)
        if invitation is not None:
            user = sign_up_invited(
                request, invitation, name=told.name, language=invitation.language
            )
        else:
            user = _sign_up_verified(request, email=told.email, name=told.name)
        sociallogin.user = user
        sociallogin.save(request, connect=True)
        gateway_linked(request=request, sociallogin=sociallogin)
        accept_followed_invitation(request, user)
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Whoever runs the site reads in its log what the visitor is only told in general."""
        logger.warning("Sign-in through %s refused: %s %s", provider.name, error, exception)
