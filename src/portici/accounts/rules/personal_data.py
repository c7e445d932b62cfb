"""The register of personal data: what is kept of people, what for, how long, and who sees it.

The privacy page and docs/privacy.md show it; a test compares it with the tables. Source: Regulation (EU) 2016/679,
articles 13 and 30.
"""

from dataclasses import dataclass

from portici.accounts.phrases import PERSONAL_DATA, PURPOSES, READERS, RETENTIONS


@dataclass(frozen=True, slots=True)
class Kept:
    """Some personal data that belong together.

    Attributes:
        key: names the entry, and its words in `phrases.PERSONAL_DATA`.
        tables: table to its columns that hold such data.
        purpose, retention, readers: keys of the sentences in `phrases`.
    """

    key: str
    tables: dict[str, tuple[str, ...]]
    purpose: str
    retention: str
    readers: str

    def label(self) -> str:
        """What is kept, in the active language."""
        return str(PERSONAL_DATA[self.key])

    def purpose_sentence(self) -> str:
        """What for, in the active language."""
        return str(PURPOSES[self.purpose])

    def retention_sentence(self) -> str:
        """How long, in the active language."""
        return str(RETENTIONS[self.retention])

    def readers_sentence(self) -> str:
        """Who sees it, in the active language."""
        return str(READERS[self.readers])


# In the order in which people are told.
REGISTER: tuple[Kept, ...] = (
    Kept(
        "identity",
        {
            "accounts_user": ("email", "name", "language", "is_active", "joined_at"),
            "account_emailaddress": ("email", "verified", "primary"),
            "journal_actor": ("name", "erased_at"),
        },
        "account",
        "account",
        "granters",
    ),
    Kept(
        "sign-in",
        {
            "accounts_user": ("password", "last_login"),
            "mfa_authenticator": ("type", "data", "created_at", "last_used_at"),
            "account_emailconfirmation": ("created", "sent", "key"),
            "socialaccount_socialaccount": (
                "provider",
                "uid",
                "last_login",
                "date_joined",
                "extra_data",
            ),
            "socialaccount_socialtoken": ("token", "token_secret", "expires_at"),
        },
        "sign-in",
        "account",
        "nobody",
    ),
    Kept(
        "sessions",
        {
            "usersessions_usersession": (
                "created_at",
                "ip",
                "last_seen_at",
                "session_key",
                "user_agent",
                "data",
            ),
            "django_session": ("session_key", "session_data", "expire_date"),
        },
        "safety",
        "session",
        "oneself",
    ),
    Kept(
        "roles",
        {
            "accounts_rolegrant": (
                "role",
                "scope_kind",
                "scope_key",
                "starts",
                "ends",
                "reason",
                "granted_at",
                "withdrawn_at",
                "withdrawn_reason",
            ),
        },
        "roles",
        "account",
        "granters",
    ),
    Kept(
        "invitations",
        {
            "accounts_invitation": (
                "email",
                "role",
                "scope_kind",
                "scope_key",
                "starts",
                "ends",
                "reason",
                "language",
                "digest",
                "invited_at",
                "expires_at",
                "accepted_at",
                "withdrawn_at",
            ),
        },
        "invitations",
        "invitation",
        "granters",
    ),
    Kept(
        "keys",
        {
            "accounts_apitoken": (
                "uid",
                "name",
                "prefix",
                "digest",
                "rights",
                "organisation",
                "created_at",
                "expires_at",
                "revoked_at",
                "last_used_at",
                "window_started_at",
                "window_count",
            ),
            "accounts_idempotentanswer": (
                "key",
                "request_digest",
                "status",
                "body",
                "headers",
                "created_at",
            ),
        },
        "keys",
        "account",
        "oneself",
    ),
    Kept(
        "views",
        {"accounts_savedview": ("place", "name", "query", "is_default")},
        "convenience",
        "account",
        "oneself",
    ),
    Kept(
        "history",
        {
            "journal_entry": (
                "at",
                "channel",
                "request_id",
                "operation",
                "verb",
                "subject_kind",
                "subject_key",
                "subject_label",
                "scope",
                "reason",
                "payload",
                "is_public",
                "previous",
                "digest",
                "number",
            ),
            "journal_actor": ("uid", "kind"),
            "journal_personalvalue": ("seal", "salt", "text"),
        },
        "history",
        "history",
        "journal-readers",
    ),
)
