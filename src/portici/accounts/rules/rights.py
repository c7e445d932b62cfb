"""Whether somebody may do something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portici.accounts.choices import Right
from portici.accounts.rules.roles import ROLES
from portici.accounts.rules.scopes import SITE, Scope


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds on a scope, between two days, both included; None is without limit."""

    role: str
    scope: Scope
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What a key for programs narrows its holder to.

    Attributes:
        rights: those that the key was made for; its holder must have them too.
        scope: the only scope whose grants count; None for a personal key.
    """

    rights: frozenset[Right]
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with all the roles that they hold, as of one day.

    Attributes:
        grants: all of them, in force or not.
        today: the day on which the question is asked.
        key: what narrows the holder, when a program acts with a key; None for a person at a page.
    """

    grants: tuple[Grant, ...]
    today: date
    key: Key | None = None

    def may(self, right: Right, *targets: Scope) -> bool:
        """Whether the right is held on any of the targets: the thing itself, and all that contain it.

        The whole site contains everything and need not be named.
        """
        return any(scope in {SITE, *targets} for scope in self.scopes_with(right))

    def may_anywhere(self, right: Right) -> bool:
        """Whether the right is held on anything at all: is there a door to be shown?"""
        return bool(self.scopes_with(right))

    def scopes_with(self, right: Right) -> tuple[Scope, ...]:
        """The scopes on which the right is held today."""
        if self.key is not None and right not in self.key.rights:
            return ()
        return tuple(
            grant.scope
            for grant in in_force(self.grants, today=self.today)
            if right in ROLES[grant.role].rights and _counts(grant, self.key)
        )

    @property
    def is_staff(self) -> bool:
        """Whether any role in force today is one of staff."""
        return any(ROLES[grant.role].is_staff for grant in in_force(self.grants, today=self.today))


def in_force(grants: Iterable[Grant], *, today: date) -> tuple[Grant, ...]:
    """The grants that hold on that day; a role that no longer exists gives nothing."""
    return tuple(
        grant
        for grant in grants
        if grant.role in ROLES
        and (grant.starts is None or grant.starts <= today)
        and (grant.ends is None or today <= grant.ends)
    )


def _counts(grant: Grant, key: Key | None) -> bool:
    """A key of an organisation uses only what its holder holds on that organisation."""
    return key is None or key.scope is None or grant.scope == key.scope


def can_be_granted(role: str, scope: Scope, *, by: Holder, within: tuple[Scope, ...] = ()) -> bool:
    """Whether `by` may give or take away the role on the scope.

    - An administrator may give every role.
    - Whoever may grant roles on a plan may give, on that plan and what it contains, every role but that of
      administrator.
    - Nobody gives a role on a kind of scope on which it cannot be held.

    `within` are the scopes that contain the thing: an element's plan, the plans of a municipality's territory.
    """
    if role not in ROLES or scope.kind not in ROLES[role].scopes:
        return False
    return by.may(Right.GRANT_ROLES, scope, *within)
