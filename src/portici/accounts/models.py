"""People with an account, the roles that they hold, invitations, keys for programs, saved views."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from portici.accounts.choices import ScopeKind
from portici.journal.models import Actor


class UserManager(BaseUserManager["User"]):
    """What Django's sign-in and allauth ask of it: finding somebody by e-mail address."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in. Their name stands in the journal's actor too, so that it can be erased there."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="it")
    actor = models.OneToOneField(Actor, on_delete=models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            # Nobody has two accounts by writing the same address in capitals.
            models.UniqueConstraint(Lower("email"), name="accounts_email_once"),
        ]

    def __str__(self) -> str:
        return self.email


class RoleGrant(models.Model):
    """A role that somebody holds: on what, since when, until when, by whom, and why."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=20, choices=ScopeKind.choices)
    scope_key = models.CharField(max_length=100, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    reason = models.TextField()
    granted_by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            # Nobody holds the same role on the same thing twice at once.
            models.UniqueConstraint(
                fields=["user", "role", "scope_kind", "scope_key"],
                condition=models.Q(withdrawn_at=None),
                name="accounts_grant_once",
            ),
            # Who and when go together.
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="accounts_grant_withdrawn",
            ),
        ]
        indexes = [
            # Who may do what on one thing.
            models.Index(fields=["scope_kind", "scope_key"], name="accounts_grant_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.scope_kind}:{self.scope_key}"


class Invitation(models.Model):
    """An e-mail that offers a role; the link in it works once, until it expires or is withdrawn."""

    email = models.EmailField()
    role = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=20, choices=ScopeKind.choices)
    scope_key = models.CharField(max_length=100, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    reason = models.TextField()
    language = models.CharField(max_length=2, default="it")
    # SHA-256 of what stands in the link: whoever reads the table cannot accept.
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # What is accepted is not withdrawn any more.
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="accounts_invitation_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.scope_kind}:{self.scope_key}"


class ApiToken(models.Model):
    """A key with which a program acts for somebody, within rights and a scope, until it expires or is revoked."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    # The first characters, so that people recognise it; the whole is shown once and never kept.
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    # Values of `choices.Right`; empty is reading only.
    rights = models.JSONField(default=list)
    # An organisation's key: only what its holder may do for that organisation. Empty for a personal key.
    organisation = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    # Requests in the minute that began then, for the limit on their rate.
    window_started_at = models.DateTimeField(null=True)
    window_count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"


class IdempotentAnswer(models.Model):
    """What was answered to a write that carried an idempotency key: the same key gives the same answer."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=255)
    # SHA-256 of method, address and body: the key cannot be used for another request.
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            # One answer for one key.
            models.UniqueConstraint(fields=["token", "key"], name="accounts_answer_once"),
        ]

    def __str__(self) -> str:
        return self.key


class SavedView(models.Model):
    """A list as somebody likes it: filters, order and columns under a name."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    # Which list, such as `console-nodes`.
    place = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    # The query string of the list's address.
    query = models.TextField(blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # A name means one view of a list.
            models.UniqueConstraint(fields=["user", "place", "name"], name="accounts_view_name"),
            # A list opens in one way.
            models.UniqueConstraint(
                fields=["user", "place"],
                condition=models.Q(is_default=True),
                name="accounts_view_default",
            ),
        ]

    def __str__(self) -> str:
        return self.name
