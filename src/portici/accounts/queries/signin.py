"""Questions about signing in: second factors, sessions, whose address it is."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from portici.accounts.models import User
from portici.accounts.rules.devices import device_of

_SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A browser in which somebody is signed in.

    Attributes:
        pk: names it in the list.
        browser, machine: such as "Firefox" and "Windows"; empty when not recognised.
        address: the network address that it came from last.
        started_at, seen_at: when it was signed in, and used last, to about ten minutes.
        is_current: whether it is the one that asks.
    """

    pk: int
    browser: str
    machine: str
    address: str
    started_at: datetime
    seen_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class WaysIn:
    """With what somebody can sign in.

    Attributes:
        has_password: whether a password is set.
        has_app: whether an authenticator app is set up.
        passkeys: how many passkeys and security keys there are.
        recovery_codes: how many are left; None when there never were any.
        gateways: how many identities of another provider are linked.
    """

    has_password: bool
    has_app: bool
    passkeys: int
    recovery_codes: int | None
    gateways: int


def name_shown(user: User) -> str:
    """What a person is called on a page: their name, else their address."""
    return user.name or user.email


def has_second_factor(user: User) -> bool:
    """Whether somebody has an authenticator app or a passkey. One query."""
    return bool(Authenticator.objects.filter(user=user, type__in=_SECOND_FACTORS).exists())


def authenticators_of(user: User) -> dict[int, str]:
    """Somebody's second factors and recovery codes: primary key to kind. One query."""
    rows = Authenticator.objects.filter(user=user).order_by("pk")
    return {pk: str(kind) for pk, kind in rows.values_list("pk", "type")}


def ways_in(user: User) -> WaysIn:
    """With what somebody can sign in. Two queries."""
    authenticators = list(Authenticator.objects.filter(user=user).order_by("pk"))
    kinds = [authenticator.type for authenticator in authenticators]
    codes = [each for each in authenticators if each.type == Authenticator.Type.RECOVERY_CODES]
    return WaysIn(
        has_password=user.has_usable_password(),
        has_app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        recovery_codes=len(codes[0].wrap().get_unused_codes()) if codes else None,
        gateways=SocialAccount.objects.filter(user=user).count(),
    )


def addresses_of(user: User) -> list[EmailAddress]:
    """Somebody's e-mail addresses, the main one first. One query."""
    return list(EmailAddress.objects.filter(user=user).order_by("-primary", "email"))


def sessions_of(user: User, *, current: str | None) -> list[SessionShown]:
    """Where somebody is signed in, the latest first; `current` is the key of the session that asks. One query."""
    rows = UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")
    return [
        SessionShown(
            row.pk,
            *device_of(row.user_agent),
            address=row.ip,
            started_at=row.created_at,
            seen_at=row.last_seen_at,
            is_current=row.session_key == current,
        )
        for row in rows
    ]


def verified_owner(email: str) -> User | None:
    """Who has shown here that the address is theirs, if their account is open. One query or two."""
    address = EmailAddress.objects.select_related("user").filter(email=email, verified=True).first()
    return address.user if address is not None and address.user.is_active else None


def language_of(email: str) -> str | None:
    """In which language to write to an address; None when nobody here has it. One query."""
    owners = User.objects.filter(emailaddress__email__iexact=email).order_by("pk")
    return owners.values_list("language", flat=True).first()
