"""Forms of signing in and of one's own account. Those of django-allauth, where its own would not do."""

import struct
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm as LibrarySignupForm
from allauth.core import context as library
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

MAXIMUM_NAME = 200


class PersonName(forms.CharField):
    """What somebody is called."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "label": _("Name and surname"),
                "max_length": MAXIMUM_NAME,
                "widget": forms.TextInput(attrs={"autocomplete": "name"}),
                **options,
            }
        )

    def clean(self, value: Any) -> str:
        name: str = super().clean(value)
        if not name.isprintable():
            raise forms.ValidationError(_("Write the name on one line, in letters."))
        return name


class SignupForm(LibrarySignupForm):  # type: ignore[misc]  # the library has no types
    """An invited person makes an account: the address is the invitation's, name and password are theirs."""

    field_order = ("email", "name", "password1")

    name = PersonName()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invitation = get_adapter().invitation(library.request)
        # What a browser sends for a disabled field is not looked at.
        self.fields["email"].disabled = True
        self.initial["email"] = invitation.email if invitation else ""

    def validate_unique_email(self, value: str) -> str:
        """Whoever holds the invitation reads that address: they may know that an account has it."""
        address: str = super().validate_unique_email(value)
        if self.account_already_exists:
            raise forms.ValidationError(
                _("An account has this address already. Sign in with it to accept the invitation.")
            )
        return address

    def save(self, request: HttpRequest) -> Any:
        """The account, with its address: nothing is left for the library to add."""
        adapter = get_adapter()
        return adapter.save_user(request, adapter.new_user(request), self)


class ProfileForm(forms.Form):
    """What somebody is called, and in which language we write to them."""

    name = PersonName(
        help_text=_("So colleagues see you, and so the history of the plan names you to them.")
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_(
            "In which we write e-mails to you, and in which the site opens when you sign in."
        ),
    )


class _OneTimeCode(forms.Form):
    """A code of six digits from an app, or one of eight from the list of recovery codes; each is good once."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "maxlength": "20"})

    def clean_code(self) -> str:
        # Apps show codes with a space in the middle, and people copy it.
        given = "".join(sign for sign in self.cleaned_data["code"] if sign.isalnum())
        self.cleaned_data["code"] = given
        # The library forgets a code after one period, but takes it as long as those before and after are taken.
        used = f"portici-code-used-{self.user.pk}-{given}"
        if cache.get(used):
            raise get_factor_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]  # of the form that this is mixed with
        periods = 2 * settings.MFA_TOTP_TOLERANCE + 1
        if not cache.add(used, True, timeout=periods * settings.MFA_TOTP_PERIOD):
            raise get_factor_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_OneTimeCode, AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """A code, to finish signing in."""


class ConfirmWithCodeForm(_OneTimeCode, ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """A code, before a change that matters."""


class ActivateAppForm(_OneTimeCode, ActivateTOTPForm):  # type: ignore[misc]  # the library has no types
    """The first code of an app, which proves that it is set up."""


class _Credential(forms.Form):
    """What a passkey has answered. Whatever else is sent gets a sentence."""

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or {}
        except (AttributeError, LookupError, TypeError, ValueError, struct.error) as error:
            raise get_factor_adapter().validation_error("incorrect_code") from error

    def clean_credential(self) -> Any:
        own = getattr(super(), "clean_credential", None)
        if own is None:
            return self.cleaned_data["credential"]
        try:
            return own()
        except (AttributeError, LookupError, TypeError, ValueError, struct.error) as error:
            raise get_factor_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(_Credential, AddWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")
        self.fields["name"].help_text = _("For example: office computer, phone, grey key.")
        self.fields["name"].widget.attrs.update({"autocomplete": "off", "maxlength": "100"})
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _(
            "The device must then ask for a fingerprint, your face or a PIN. Without the tick it is asked for after"
            " the password."
        )


class AnswerWithPasskeyForm(_Credential, AuthenticateWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A passkey, to finish signing in."""


class SignInWithPasskeyForm(_Credential, LoginWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A passkey alone."""


class ConfirmWithPasskeyForm(_Credential, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A passkey, before a change that matters."""


class EraseAccountForm(forms.Form):
    """The address of the account, written by hand, so that nobody is erased by mistake."""

    confirmation = forms.CharField(
        label=_("E-mail address of the account"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Write it to confirm."),
    )
