"""Numbers that the plan states, and where they contradict themselves."""

from django.db import models

from portici.plan.choices import Qualifier
from portici.plan.models.edition import Edition


class Inconsistency(models.Model):
    """Something in the document that does not add up: kept as it stands, and said."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="inconsistencies")
    key = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    title = models.JSONField()
    summary = models.JSONField()
    how_shown = models.JSONField(default=dict)
    lines = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "inconsistencies"
        constraints = [
            # Figures refer to an inconsistency by its key.
            models.UniqueConstraint(fields=["edition", "key"], name="plan_inconsistency_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Figure(models.Model):
    """A number (or a short text) that the document states, with what it needs to be understood."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    topic = models.SlugField(max_length=60)
    name = models.JSONField()
    # Exactly one of the two is set; numbers keep the document's precision.
    number = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    text = models.JSONField(null=True)
    qualifier = models.CharField(max_length=20, choices=Qualifier.choices, blank=True)
    unit_key = models.SlugField(max_length=60)
    unit = models.JSONField()
    year = models.PositiveSmallIntegerField(null=True)
    scope = models.JSONField(default=dict)
    cited_source = models.CharField(max_length=300, blank=True)
    lines = models.JSONField(default=list)
    caveat = models.JSONField(default=dict)
    inconsistency = models.ForeignKey(
        Inconsistency, null=True, on_delete=models.SET_NULL, related_name="figures"
    )
    is_headline = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # A key names one figure in addresses and links.
            models.UniqueConstraint(fields=["edition", "key"], name="plan_figure_key"),
            # Null is not zero, and a figure is a number or a text, never both.
            models.CheckConstraint(
                condition=models.Q(number__isnull=False, text__isnull=True)
                | models.Q(number__isnull=True, text__isnull=False),
                name="plan_figure_number_or_text",
            ),
        ]

    def __str__(self) -> str:
        return self.key
