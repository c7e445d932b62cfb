"""A plan, its editions, and what an edition declares of itself: levels, markers, phases of its making.

Texts in several languages are JSON objects from language code to text; line spans are JSON lists
`[[first, last], ...]` of lines of the plan's document, counted from 1.
"""

from django.db import models

from portici.plan.choices import EditionStatus, MarkerKind


class Plan(models.Model):
    """A territory's plan, across all its editions."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.JSONField()
    short_title = models.JSONField()
    summary = models.JSONField()
    languages = models.JSONField()
    territory = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.slug


class Edition(models.Model):
    """One edition of a plan.

    While it is a draft or in consultation, services edit it, or `plan load` replaces its content as a whole. Once
    `frozen_at` is set nothing of its content changes any more: triggers of the database refuse it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="editions")
    key = models.SlugField(max_length=60)
    name = models.JSONField()
    status = models.CharField(max_length=20, choices=EditionStatus.choices)
    # The one that addresses without an edition show.
    is_current = models.BooleanField(default=True)
    # The edition that this one began as a copy of; null for the first, and while that one is not in the database.
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    # The key of that edition, as this one's folder has it.
    base_key = models.CharField(max_length=60, blank=True)
    # What the plan called itself in this edition: slug, title, short_title, summary, languages, territory.
    header = models.JSONField(default=dict)
    # When approval froze it; null while it can be changed.
    frozen_at = models.DateTimeField(null=True)
    # The act of approval, in the words of whoever approved: body, number, date.
    approval_act = models.CharField(max_length=300, blank=True)
    approved_on = models.DateField(null=True)
    note = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    horizon_from = models.PositiveSmallIntegerField(null=True)
    horizon_to = models.PositiveSmallIntegerField(null=True)
    horizon_note = models.JSONField(default=dict)
    horizon_lines = models.JSONField(default=list)
    vision = models.JSONField(default=dict)
    promoters = models.JSONField(default=list)
    document = models.JSONField(default=dict)
    after_approval = models.JSONField(default=list)
    milestones = models.JSONField(default=list)
    # Headings of the figures, `[{key, name}, ...]` in the order of the page.
    figure_topics = models.JSONField(default=list)
    appearance = models.JSONField(default=dict)
    # blake2b of the canonical content as loaded; `plan verify` recomputes it from the tables.
    content_hash = models.CharField(max_length=64)
    # The folder's official.yaml: how to rebuild the document's wording; null when there is none.
    recipe = models.JSONField(null=True)
    # SHA-256 of the document whose wording is attached; empty when none is.
    official_sha256 = models.CharField(max_length=64, blank=True)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            # A key names one edition of a plan in addresses and commands.
            models.UniqueConstraint(fields=["plan", "key"], name="plan_edition_key"),
            # Pages without an edition in their address show the one current edition.
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(is_current=True),
                name="plan_one_current_edition",
            ),
            # What is approved, or was, is frozen; what can be changed is not.
            models.CheckConstraint(
                condition=models.Q(
                    status__in=[EditionStatus.DRAFT, EditionStatus.IN_CONSULTATION],
                    frozen_at=None,
                )
                | models.Q(
                    status__in=[EditionStatus.APPROVED, EditionStatus.SUPERSEDED],
                    frozen_at__isnull=False,
                ),
                name="plan_edition_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.key}"


class Level(models.Model):
    """A level of the tree, such as area or action; position 0 is the highest."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="levels")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name = models.JSONField()
    plural = models.JSONField()

    class Meta:
        constraints = [
            # Filters name a level by its key.
            models.UniqueConstraint(fields=["edition", "key"], name="plan_level_key"),
            # The order of levels is the order of the tree.
            models.UniqueConstraint(fields=["edition", "position"], name="plan_level_position"),
        ]

    def __str__(self) -> str:
        return self.key


class Marker(models.Model):
    """A founding or transversal element of the plan, which nodes carry where the document says so."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="markers")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=MarkerKind.choices)
    name = models.JSONField()
    summary = models.JSONField(default=dict)
    lines = models.JSONField(default=list)

    class Meta:
        constraints = [
            # Filters name a marker by its key.
            models.UniqueConstraint(fields=["edition", "key"], name="plan_marker_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Phase(models.Model):
    """A phase of the making of the plan; dates have the precision of the document (`2024-07`, `2025-02-25`)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    title = models.JSONField()
    summary = models.JSONField()
    starts = models.CharField(max_length=10)
    ends = models.CharField(max_length=10)
    date_note = models.JSONField(default=dict)
    numbers = models.JSONField(default=list)
    lines = models.JSONField(default=list)

    class Meta:
        constraints = [
            # Phases follow one another.
            models.UniqueConstraint(fields=["edition", "number"], name="plan_phase_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.key}"
