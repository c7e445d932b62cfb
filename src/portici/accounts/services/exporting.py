"""Everything that is kept about a person, for that person."""

from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from portici.accounts.models import ApiToken, Invitation, RoleGrant, SavedView, User
from portici.accounts.services.people import person_subject
from portici.journal.models import PersonalValue
from portici.journal.queries import history
from portici.journal.rules.acts import Act, By
from portici.journal.services import recording

# Entries read at a time.
_PAGE = 1_000


def export_user(*, user: User, by: By) -> dict[str, Any]:
    """Everything kept about somebody, as JSON holds it; the journal notes that it was handed out.

    Secrets are told as being there, never as what they are: password, second factors, keys.
    """
    with recording(by=by) as record:
        kept = _kept(user, by)
        record.add(Act("accounts.user-exported", person_subject(user)))
    return kept


def _kept(user: User, by: By) -> dict[str, Any]:
    subject = person_subject(user)
    addresses = list(EmailAddress.objects.filter(user=user).order_by("pk"))
    return {
        "format": "portici-person/1",
        "exported_at": _text(by.at),
        "account": {
            "email": user.email,
            "name": user.name,
            "language": user.language,
            "is_active": user.is_active,
            "joined_at": _text(user.joined_at),
            "last_login": _text(user.last_login),
            "has_password": user.has_usable_password(),
            "identifier_in_the_journal": subject.key,
        },
        "addresses": [
            {"email": row.email, "verified": row.verified, "primary": row.primary}
            for row in addresses
        ],
        "second_factors": [
            {
                "kind": row.type,
                "created_at": _text(row.created_at),
                "last_used_at": _text(row.last_used_at),
            }
            for row in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        "identity_providers": [
            {
                "provider": row.provider,
                "identifier": row.uid,
                "told": row.extra_data,
                "last_login": _text(row.last_login),
                "date_joined": _text(row.date_joined),
            }
            for row in SocialAccount.objects.filter(user=user).order_by("pk")
        ],
        "sessions": [
            {
                "network_address": row.ip,
                "browser": row.user_agent,
                "created_at": _text(row.created_at),
                "last_seen_at": _text(row.last_seen_at),
            }
            for row in UserSession.objects.filter(user=user).order_by("pk")
        ],
        "roles": [_role(row) for row in RoleGrant.objects.filter(user=user).order_by("pk")],
        "invitations": _invitations(user, [row.email.lower() for row in addresses]),
        "keys": [_key(row) for row in ApiToken.objects.filter(user=user).order_by("pk")],
        "saved_views": [
            {
                "list": row.place,
                "name": row.name,
                "query": row.query,
                "is_default": row.is_default,
            }
            for row in SavedView.objects.filter(user=user).order_by("pk")
        ],
        "journal_entries_by_them": _entries(actor_id=user.actor_id),
        "journal_entries_about_them": _entries(kind=subject.kind, keys=[subject.key]),
        "sealed_values_about_them": list(
            PersonalValue.objects.filter(about_id=user.actor_id)
            .order_by("text", "seal")
            .values_list("text", flat=True)
        ),
    }


def _role(row: RoleGrant) -> dict[str, Any]:
    return {
        "role": row.role,
        "scope": _scope(row.scope_kind, row.scope_key),
        "starts": _text(row.starts),
        "ends": _text(row.ends),
        "reason": row.reason,
        "granted_at": _text(row.granted_at),
        "withdrawn_at": _text(row.withdrawn_at),
        "withdrawn_reason": row.withdrawn_reason,
    }


def _invitations(user: User, addresses: list[str]) -> list[dict[str, Any]]:
    rows = Invitation.objects.filter(email__in={user.email, *addresses}).order_by("pk")
    return [
        {
            "email": row.email,
            "role": row.role,
            "scope": _scope(row.scope_kind, row.scope_key),
            "starts": _text(row.starts),
            "ends": _text(row.ends),
            "reason": row.reason,
            "invited_at": _text(row.invited_at),
            "expires_at": _text(row.expires_at),
            "accepted_at": _text(row.accepted_at),
            "withdrawn_at": _text(row.withdrawn_at),
        }
        for row in rows
    ]


def _key(row: ApiToken) -> dict[str, Any]:
    return {
        "identifier": str(row.uid),
        "name": row.name,
        "begins_with": row.prefix,
        "rights": row.rights,
        "organisation": row.organisation,
        "created_at": _text(row.created_at),
        "expires_at": _text(row.expires_at),
        "revoked_at": _text(row.revoked_at),
        "last_used_at": _text(row.last_used_at),
    }


def _entries(**asked: Any) -> list[dict[str, Any]]:
    """Entries from the oldest, with everything in them that is still readable."""
    rows = []
    before: int | None = None
    while page := history(**asked, with_names=True, before=before, limit=_PAGE):
        rows += page
        before = page[-1].number
    return [
        {
            "number": row.number,
            "at": _text(row.at),
            "channel": row.channel,
            "verb": row.verb,
            "subject": f"{row.subject_kind} {row.subject_label or row.subject_key}",
            "reason": row.reason,
            "changes": {change.name: [change.before, change.after] for change in row.changes},
            "facts": row.facts,
        }
        for row in reversed(rows)
    ]


def _scope(kind: str, key: str) -> str:
    return f"{kind}:{key}" if key else kind


def _text(value: datetime | date | None) -> str | None:
    return value.isoformat() if value is not None else None
