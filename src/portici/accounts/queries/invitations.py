"""Invitations."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from portici.accounts.models import Invitation, User
from portici.accounts.queries.holders import day_of, holder_behind
from portici.accounts.queries.scopes import named_scope
from portici.accounts.rules.rights import can_be_granted
from portici.accounts.rules.roles import ROLES, Role
from portici.accounts.rules.scopes import Scope


def digest_of(token: str) -> str:
    """What is kept of the secret that stands in an invitation's link."""
    return sha256(token.encode()).hexdigest()


def invitation_of(digest: str) -> Invitation | None:
    """The invitation with that digest, whatever became of it. One query."""
    return Invitation.objects.select_related("invited_by").filter(digest=digest).first()


def open_invitation(digest: str, *, at: datetime) -> Invitation | None:
    """The invitation with that digest, when it can still be accepted at that instant; None otherwise. One query."""
    open_ones = Invitation.objects.filter(
        digest=digest, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    )
    return open_ones.select_related("invited_by").first()


def invitation_state(invitation: Invitation | None, *, at: datetime) -> str:
    """What became of an invitation by then: unknown, accepted, withdrawn, expired or open."""
    if invitation is None:
        return "unknown"
    if invitation.accepted_at is not None:
        return "accepted"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    return "open" if at < invitation.expires_at else "expired"


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation as whoever opens its link sees it.

    Attributes:
        invitation: the row.
        state: open, or why it cannot be accepted: expired, withdrawn, accepted, powerless.
        role: what is offered; None when the role does not exist any more.
        scope: on what, in words.
        has_account: whether somebody with that address has an account already.
    """

    invitation: Invitation
    state: str
    role: type[Role] | None
    scope: str
    has_account: bool


def offer_of(digest: str, *, at: datetime, language: str) -> Offer | None:
    """What the link with that digest offers; None when it belongs to no invitation. A constant number of queries."""
    invitation = invitation_of(digest)
    if invitation is None:
        return None
    named = named_scope(Scope(invitation.scope_kind, invitation.scope_key), language=language)
    return Offer(
        invitation,
        acceptance_state(invitation, at=at),
        ROLES.get(invitation.role),
        named.label if named else "",
        User.objects.filter(email__iexact=invitation.email).exists(),
    )


def acceptance_state(invitation: Invitation | None, *, at: datetime) -> str:
    """As `invitation_state`; and powerless where whoever sent it may not give the role any more."""
    state = invitation_state(invitation, at=at)
    if invitation is None or state != "open":
        return state
    if invitation.ends is not None and invitation.ends < day_of(at):
        return "expired"
    scope = Scope(invitation.scope_kind, invitation.scope_key)
    named = named_scope(scope, language="it")
    inviter = holder_behind(invitation.invited_by_id, at=at)
    may = named is not None and can_be_granted(
        invitation.role, scope, by=inviter, within=named.within
    )
    return "open" if may else "powerless"
