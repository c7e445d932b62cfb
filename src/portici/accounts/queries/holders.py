"""Somebody with their roles."""

from datetime import date, datetime

from portici.accounts.models import RoleGrant, User
from portici.accounts.rules.rights import Grant, Holder, Key
from portici.accounts.rules.roles import Administrator
from portici.accounts.rules.scopes import SITE, Scope
from portici.journal.choices import ActorKind
from portici.journal.models import Actor
from portici.kernel.clock import ROME


def holder_of(user: User, *, today: date, key: Key | None = None) -> Holder:
    """Somebody with all roles that have not been taken away. One query; somebody inactive holds none."""
    if not user.is_active:
        return Holder((), today, key)
    grants = RoleGrant.objects.filter(user=user, withdrawn_at=None).order_by("pk")
    return Holder(tuple(grant_of(row) for row in grants), today, key)


def grant_of(row: RoleGrant) -> Grant:
    """A row as the rules know it."""
    return Grant(row.role, Scope(row.scope_kind, row.scope_key), row.starts, row.ends)


def holder_behind(actor_id: int, *, at: datetime) -> Holder:
    """What whoever acts may do that day. Two queries or three.

    Whoever works on the server itself may do everything; somebody without an account any more, nothing.
    """
    today = day_of(at)
    user = User.objects.filter(actor_id=actor_id).first()
    if user is not None:
        return holder_of(user, today=today)
    if Actor.objects.filter(pk=actor_id).exclude(kind=ActorKind.PERSON).exists():
        return Holder((Grant(Administrator.key, SITE),), today)
    return Holder((), today)


def day_of(at: datetime) -> date:
    """The day of an instant, in Italy."""
    return at.astimezone(ROME).date()
