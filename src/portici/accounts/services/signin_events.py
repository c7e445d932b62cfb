"""What happens in django-allauth's own pages, told to the journal in the same transaction.

`telling` is opened around each of its pages that changes an account. Addresses and linked identities the library
announces by Django's signals, at once; this is the one place where the house hears signals. Second factors it announces
after the commit, too late for us: they are compared, before and after. Passwords and new accounts go through services
of ours. The clock is read here because no view of ours stands before.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from allauth.account import signals as account_signals
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as gateway_signals
from django.http import HttpRequest

from portici.accounts.models import User
from portici.accounts.queries.signin import authenticators_of
from portici.accounts.queries.visitors import request_id_of
from portici.accounts.services.people import person_subject
from portici.journal.choices import Channel
from portici.journal.rules.acts import Act, By, Sealed, Value
from portici.journal.services import recording
from portici.journal.services.turns import turn_to_write
from portici.kernel import clock


def listen() -> None:
    """Hear what allauth announces; called once, when the app is ready."""
    for signal, receiver in (
        (account_signals.email_changed, email_changed),
        (account_signals.email_added, email_added),
        (account_signals.email_removed, email_removed),
        (gateway_signals.social_account_added, gateway_linked),
        (gateway_signals.social_account_removed, gateway_unlinked),
    ):
        signal.connect(receiver, dispatch_uid=f"portici.{receiver.__name__}")


@contextmanager
def telling(*, request: HttpRequest, user: User | None) -> Iterator[None]:
    """A transaction around what the library writes for a request: change and entries are kept, or neither.

    `user` is whoever is signed in, whose second factors may change; None for the public, who has none.
    """
    with turn_to_write():
        before = authenticators_of(user) if user else {}
        yield
        if user:
            for verb, kind in _factor_changes(before, authenticators_of(user)):
                _tell(request, user, verb, facts={"kind": kind})


def email_changed(
    *,
    request: HttpRequest,
    user: User,
    to_email_address: EmailAddress,
    from_email_address: EmailAddress | None = None,
    **_rest: Any,
) -> None:
    """Another address became the main one."""
    before = from_email_address.email if from_email_address else None
    _tell(
        request,
        user,
        "accounts.email-changed",
        changes={
            "email": (
                Sealed(before, user.actor_id) if before else None,
                Sealed(to_email_address.email, user.actor_id),
            )
        },
    )


def email_added(
    *, request: HttpRequest, user: User, email_address: EmailAddress, **_rest: Any
) -> None:
    """A further address was given; it counts once it is confirmed."""
    facts = {"email": Sealed(email_address.email, user.actor_id)}
    _tell(request, user, "accounts.email-added", facts=facts)


def email_removed(
    *, request: HttpRequest, user: User, email_address: EmailAddress, **_rest: Any
) -> None:
    """An address was taken away."""
    facts = {"email": Sealed(email_address.email, user.actor_id)}
    _tell(request, user, "accounts.email-removed", facts=facts)


def gateway_linked(*, request: HttpRequest, sociallogin: Any, **_rest: Any) -> None:
    """An identity of another provider can sign in from now on."""
    _tell(request, sociallogin.user, "accounts.gateway-linked")


def gateway_unlinked(*, request: HttpRequest, socialaccount: Any, **_rest: Any) -> None:
    """An identity of another provider can no longer sign in."""
    _tell(request, socialaccount.user, "accounts.gateway-unlinked")


def _factor_changes(before: Mapping[int, str], after: Mapping[int, str]) -> list[tuple[str, str]]:
    """Verb and kind of what was removed and added; recovery codes in place of others are renewed."""
    removed = [kind for pk, kind in before.items() if pk not in after]
    added = [kind for pk, kind in after.items() if pk not in before]
    codes = str(Authenticator.Type.RECOVERY_CODES)
    renewed = [codes] if codes in removed and codes in added else []
    return [
        *(("accounts.second-factor-removed", kind) for kind in removed if kind not in renewed),
        *(("accounts.second-factor-added", kind) for kind in added if kind not in renewed),
        *(("accounts.recovery-codes-renewed", kind) for kind in renewed),
    ]


def _tell(
    request: HttpRequest,
    user: User,
    verb: str,
    *,
    facts: Mapping[str, Value] | None = None,
    changes: Mapping[str, tuple[Value, Value]] | None = None,
) -> None:
    by = By(user.actor_id, clock.now(), channel=Channel.PAGE, request_id=request_id_of(request))
    with recording(by=by) as record:
        record.add(Act(verb, person_subject(user), facts=facts or {}, changes=changes or {}))
