"""Who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q

from portici.accounts.choices import Right, ScopeKind
from portici.accounts.models import Invitation, RoleGrant, User
from portici.accounts.queries.holders import day_of, grant_of
from portici.accounts.queries.invitations import invitation_state
from portici.accounts.queries.scopes import NamedScope, named_scopes
from portici.accounts.rules.rights import Holder, in_force
from portici.accounts.rules.roles import ROLES, Role
from portici.accounts.rules.scopes import Scope

# Compositions above name the types of the rows that they are handed.
__all__ = [
    "GrantFilter",
    "GrantRow",
    "Invitation",
    "InvitationRow",
    "PersonPage",
    "RoleGrant",
    "ScopeGroup",
    "User",
    "invitation_rows",
    "people_by_scope",
    "people_without_role",
    "person_page",
    "user_of",
    "users",
]


@dataclass(frozen=True, slots=True)
class GrantFilter:
    """Which grants are looked for.

    Attributes:
        words: each must stand in the person's name or address.
        role: its key; empty for all.
        scope: as text, such as `plan:torino-2030`; what it contains is found too. Empty for all.
        state: now (in force), later, over (ended or taken away); empty for those in force or to come.
    """

    words: tuple[str, ...] = ()
    role: str = ""
    scope: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A role that somebody holds or held.

    Attributes:
        grant: the row, with its person and those who gave and took it.
        role: None when the role does not exist any more.
        scope: on what, with its name.
        state: now, later, over or closed (the person's account is).
        has_second_factor: whether the person signs in with one.
    """

    grant: RoleGrant
    role: type[Role] | None
    scope: NamedScope
    state: str
    has_second_factor: bool = False

    @property
    def label(self) -> str:
        """The role's name, its key when it does not exist any more."""
        return self.role.label() if self.role else self.grant.role


@dataclass(frozen=True, slots=True)
class ScopeGroup:
    """Everybody who may do something on one thing and what it contains, by role in the order of the roles."""

    scope: NamedScope
    rows: list[GrantRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation with what became of it."""

    invitation: Invitation
    role: type[Role] | None
    scope: NamedScope
    state: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Somebody, as far as the reader may see.

    Attributes:
        user: the account, with its actor.
        rows: roles held and roles that were, the present ones first.
        factors: kinds of second factor.
        is_whole: whether the reader sees all there is, and may close, export and erase the account.
    """

    user: User
    rows: list[GrantRow]
    factors: tuple[str, ...]
    is_whole: bool


def people_by_scope(
    holder: Holder, *, at: datetime, language: str, wanted: GrantFilter
) -> list[ScopeGroup]:
    """Grants that `holder` may give and take, grouped by the widest thing that they belong to.

    A constant number of queries.
    """
    grants = RoleGrant.objects.select_related("user__actor", "granted_by", "withdrawn_by")
    for word in wanted.words:
        grants = grants.filter(Q(user__name__icontains=word) | Q(user__email__icontains=word))
    if wanted.role:
        grants = grants.filter(role=wanted.role)
    rows = [
        row
        for row in _rows(grants.order_by("user__name", "user__email", "pk"), at, language)
        if _may_see(holder, row.scope)
        and (not wanted.scope or wanted.scope in map(str, (row.scope.scope, *row.scope.within)))
        and (row.state == wanted.state if wanted.state else row.state in {"now", "later"})
    ]
    with_factor = set(
        Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
        .filter(user_id__in={row.grant.user_id for row in rows})
        .order_by("user_id")
        .values_list("user_id", flat=True)
    )
    groups: dict[Scope, ScopeGroup] = {}
    wholes = named_scopes({row.scope.whole for row in rows}, language=language)
    for row in rows:
        whole = wholes.get(row.scope.whole, row.scope)
        group = groups.setdefault(whole.scope, ScopeGroup(whole))
        group.rows.append(
            GrantRow(row.grant, row.role, row.scope, row.state, row.grant.user_id in with_factor)
        )
    order = list(ROLES)
    for group in groups.values():
        group.rows.sort(key=lambda row: order.index(row.grant.role) if row.role else len(order))
    kinds = [kind.value for kind in ScopeKind]
    return sorted(
        groups.values(),
        key=lambda group: (kinds.index(group.scope.scope.kind), group.scope.label),
    )


def people_without_role(*, today: date, words: Iterable[str] = ()) -> list[User]:
    """People whose account gives them nothing, for an administrator. One query."""
    held = RoleGrant.objects.filter(Q(ends=None) | Q(ends__gte=today), withdrawn_at=None)
    found = User.objects.exclude(pk__in=held.values("user_id"))
    for word in words:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return list(found.order_by("name", "email"))


def person_page(user: User, holder: Holder, *, at: datetime, language: str) -> PersonPage | None:
    """Somebody's roles; None when the reader may see none of them. A constant number of queries."""
    grants = RoleGrant.objects.filter(user=user).select_related(
        "user__actor", "granted_by", "withdrawn_by"
    )
    is_whole = holder.may(Right.MANAGE_PEOPLE)
    rows = [
        row
        for row in _rows(grants.order_by("-pk"), at, language)
        if is_whole or _may_see(holder, row.scope)
    ]
    if not rows and not is_whole:
        return None
    rows.sort(key=lambda row: row.state == "over")
    factors = Authenticator.objects.filter(user=user).order_by("type")
    kinds = tuple(dict.fromkeys(factors.values_list("type", flat=True)))
    return PersonPage(user, rows, kinds, is_whole)


def invitation_rows(holder: Holder, *, at: datetime, language: str) -> list[InvitationRow]:
    """Invitations that are open or have expired unanswered, the newest first, as far as `holder` may send them.

    A constant number of queries.
    """
    pending = list(
        Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
        .select_related("invited_by")
        .order_by("-invited_at", "-pk")
    )
    names = named_scopes({_scope_of(each) for each in pending}, language=language)
    rows = [
        InvitationRow(
            each,
            ROLES.get(each.role),
            names.get(_scope_of(each), NamedScope(_scope_of(each), str(_scope_of(each)))),
            invitation_state(each, at=at),
        )
        for each in pending
    ]
    return [row for row in rows if _may_see(holder, row.scope)]


def users() -> list[User]:
    """Everybody with an account, by address, with the roles that they hold ready. Two queries."""
    found = User.objects.order_by("email").prefetch_related("grants")
    return list(found)


def user_of(*, pk: int | None = None, email: str = "") -> User | None:
    """Somebody by primary key or by main address. One query."""
    found = User.objects.select_related("actor")
    asked = found.filter(pk=pk) if pk is not None else found.filter(email__iexact=email.strip())
    return asked.first()


def _may_see(holder: Holder, scope: NamedScope) -> bool:
    return holder.may(Right.GRANT_ROLES, scope.scope, *scope.within)


def _rows(grants: Iterable[RoleGrant], at: datetime, language: str) -> list[GrantRow]:
    found = list(grants)
    names = named_scopes({_scope_of(grant) for grant in found}, language=language)
    today = day_of(at)
    return [
        GrantRow(
            grant,
            ROLES.get(grant.role),
            # A thing that does not exist any more is shown by its key.
            names.get(_scope_of(grant), NamedScope(_scope_of(grant), str(_scope_of(grant)))),
            _state(grant, today),
        )
        for grant in found
    ]


def _scope_of(row: RoleGrant | Invitation) -> Scope:
    return Scope(row.scope_kind, row.scope_key)


def _state(grant: RoleGrant, today: date) -> str:
    if grant.withdrawn_at is not None:
        return "over"
    if not grant.user.is_active:
        return "closed"
    if in_force([grant_of(grant)], today=today):
        return "now"
    return "later" if grant.starts is not None and grant.starts > today else "over"
