"""The journal: who did what, in entries that are only ever added; and the revision of the public data."""

import uuid

from django.db import models

from portici.journal.choices import ActorKind, Channel


class Revision(models.Model):
    """One row, with key 1: how many times public data has changed."""

    number = models.PositiveBigIntegerField(default=0)
    # JSON as text: what every public page must know, such as the entries that pages add to the menu. It stands in
    # the row that every request reads first, so that it costs no query of its own. See `services.set_standing`.
    standing = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            # There is one revision of the whole site: middleware reads exactly this row.
            models.CheckConstraint(condition=models.Q(pk=1), name="journal_one_revision"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Actor(models.Model):
    """Who acts. Entries name an actor by primary key, which never changes; the name beside it can be erased."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=ActorKind.choices)
    # Shown to whoever may read the journal with names; empty once erased.
    name = models.CharField(max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name or str(self.uid)


class Entry(models.Model):
    """One thing done, never changed afterwards: triggers in the database refuse it.

    `payload` is text, not JSON of the database: it must come back byte for byte on every engine, because
    the digest covers it. It holds `changes` (field to `[before, after]`) and `facts`.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="entries")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    request_id = models.CharField(max_length=64, blank=True)
    # All entries of one call of a service share it: what is undone is undone together.
    operation = models.UUIDField()
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=200)
    subject_label = models.CharField(max_length=200, blank=True)
    scope = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)
    payload = models.TextField()
    is_public = models.BooleanField(default=False)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            # The history of one thing.
            models.Index(fields=["subject_kind", "subject_key", "number"], name="journal_subject"),
            # What was done within one whole, such as an edition.
            models.Index(fields=["scope", "number"], name="journal_scope"),
            # What is undone together.
            models.Index(fields=["operation"], name="journal_operation"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class Head(models.Model):
    """One row, with key 1: number and digest of the last entry. Whoever writes an entry locks it first."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            # One chain, one head.
            models.CheckConstraint(condition=models.Q(pk=1), name="journal_one_head"),
        ]

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


class PersonalValue(models.Model):
    """A personal value that an entry sealed; erasing the row leaves the seal, and the chain holds."""

    seal = models.CharField(max_length=64, primary_key=True)
    about = models.ForeignKey(
        Actor, null=True, on_delete=models.SET_NULL, related_name="personal_values"
    )
    salt = models.CharField(max_length=32)
    text = models.TextField()

    def __str__(self) -> str:
        return self.seal
