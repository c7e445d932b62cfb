"""People, roles and acts for tests."""

from datetime import UTC, date, datetime

from portici.accounts.models import RoleGrant, User
from portici.accounts.rules.scopes import Scope
from portici.journal.rules.acts import By
from portici.journal.services import by_command, new_person

SPRING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def command(at: datetime = SPRING) -> By:
    """Whoever works on the server by a command."""
    return by_command(at)


def person(
    email: str = "anna@example.org", *, name: str = "Anna Rossi", password: str = ""
) -> User:
    """Somebody with an account and a verified address; with a password only when one is given."""
    actor = new_person(name=name)
    user = User(email=email, name=name, actor=actor, joined_at=SPRING)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


def grant(
    user: User, role: str, scope: Scope, *, starts: date | None = None, ends: date | None = None
) -> RoleGrant:
    """A role in the database, as if an administrator had given it."""
    return RoleGrant.objects.create(
        user=user,
        role=role,
        scope_kind=scope.kind,
        scope_key=scope.key,
        starts=starts,
        ends=ends,
        reason="For a test.",
        granted_by_id=command().actor_id,
        granted_at=SPRING,
    )


def by(user: User, at: datetime = SPRING) -> By:
    """An act of somebody at a page."""
    return By(user.actor_id, at, request_id="test")
