"""Keys for programs: whose they are, and what may be done with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Q, QuerySet

from portici.accounts.choices import Right, ScopeKind
from portici.accounts.models import ApiToken, User
from portici.accounts.queries.holders import day_of, holder_of
from portici.accounts.queries.scopes import named_scopes
from portici.accounts.queries.visitors import Visitor
from portici.accounts.rules.rights import Holder
from portici.accounts.rules.scopes import organisation_scope
from portici.accounts.rules.tokens import key_state, narrowed
from portici.journal.choices import Channel
from portici.journal.rules.acts import By

# Views name the type; they never import models.
__all__ = [
    "ApiToken",
    "KeyRow",
    "User",
    "key_of",
    "key_rows",
    "nobody",
    "organisations_of",
    "secret_digest",
    "token_behind",
    "visitor_with",
]

# What every key begins with: whoever finds one in a file knows what it is, and so do programs that look for such.
PREFIX = "portici_"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as its holder sees it.

    Attributes:
        token: the row.
        state: open, expired or revoked.
        rights: labels of what it may do; none is reading only.
        organisation: in words; empty for a personal key.
        is_own: whether it acts for whoever looks.
    """

    token: ApiToken
    state: str
    rights: tuple[str, ...]
    organisation: str
    is_own: bool


def secret_digest(secret: str) -> str:
    """What is kept of a key."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def token_behind(secret: str) -> ApiToken | None:
    """The key of that text with its holder, whatever became of it. One query, none for what is no key."""
    if not secret.startswith(PREFIX):
        return None
    rows = ApiToken.objects.filter(digest=secret_digest(secret))
    return rows.select_related("user").first()


def visitor_with(token: ApiToken, *, at: datetime, request_id: str) -> Visitor | None:
    """Who acts with the key; None when it has ended, or its holder's account is closed. One query."""
    state = key_state(expires_at=token.expires_at, revoked_at=token.revoked_at, at=at)
    if state != "open" or not token.user.is_active:
        return None
    holder = holder_of(token.user, today=day_of(at))
    by = By(token.user.actor_id, at, channel=Channel.API, request_id=request_id)
    limited = narrowed(holder, rights=token.rights, organisation=token.organisation)
    return Visitor(token.user, limited, by)


def nobody(*, at: datetime) -> Visitor:
    """The public: whoever asks without a key."""
    return Visitor(None, Holder((), day_of(at)))


def key_rows(user: User, holder: Holder, *, at: datetime, language: str) -> list[KeyRow]:
    """Somebody's keys and those of organisations that they represent, the newest first. Two queries at most."""
    rows = list(_of(user, holder).select_related("user__actor").order_by("-created_at", "-pk"))
    organisations = [organisation_scope(row.organisation) for row in rows if row.organisation]
    named = named_scopes(organisations, language=language)
    return [
        KeyRow(
            row,
            key_state(expires_at=row.expires_at, revoked_at=row.revoked_at, at=at),
            tuple(str(right.label) for right in Right if right.value in row.rights),
            _label(row.organisation, {scope.key: each.label for scope, each in named.items()}),
            row.user_id == user.pk,
        )
        for row in rows
    ]


def key_of(uid: UUID | str, user: User, holder: Holder) -> ApiToken | None:
    """One of somebody's keys, or of organisations that they represent. One query."""
    return _of(user, holder).filter(uid=uid).first()


def organisations_of(holder: Holder, *, language: str) -> Sequence[tuple[str, str]]:
    """Key and name of the organisations whose keys somebody keeps, by name."""
    keys = sorted(_represented(holder))
    named = named_scopes([organisation_scope(key) for key in keys], language=language)
    return sorted(((scope.key, each.label) for scope, each in named.items()), key=_by_name)


def _of(user: User, holder: Holder) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(Q(user=user) | Q(organisation__in=_represented(holder)))


def _represented(holder: Holder) -> set[str]:
    """Keys of the organisations on which the right to keep keys is held; the whole site is no organisation."""
    scopes = holder.scopes_with(Right.ORGANISATION_KEYS)
    return {scope.key for scope in scopes if scope.kind == ScopeKind.ORGANISATION}


def _label(organisation: str, labels: dict[str, str]) -> str:
    return labels.get(organisation, organisation)


def _by_name(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[1], pair[0]
