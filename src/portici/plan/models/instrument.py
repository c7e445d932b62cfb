"""The catalogue of instruments, and the lines of the document that name them."""

from django.db import models

from portici.plan.choices import InstrumentStatus
from portici.plan.models.edition import Edition
from portici.plan.models.tree import EditionNode


class InstrumentKind(models.Model):
    """A kind of instrument, declared by the plan's folder."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="instrument_kinds")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name = models.JSONField()
    summary = models.JSONField(default=dict)

    class Meta:
        constraints = [
            # Filters name a kind by its key.
            models.UniqueConstraint(fields=["edition", "key"], name="plan_instrument_kind_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Instrument(models.Model):
    """A distinct thing that the plan means to use: a body, a platform, a fund, a regulation."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="instruments")
    key = models.SlugField(max_length=100)
    position = models.PositiveSmallIntegerField()
    kind = models.ForeignKey(InstrumentKind, on_delete=models.CASCADE, related_name="instruments")
    name = models.JSONField()
    summary = models.JSONField(default=dict)
    status = models.CharField(max_length=20, choices=InstrumentStatus.choices)
    merge_note = models.JSONField(default=dict)
    named_elsewhere = models.JSONField(default=list)

    class Meta:
        constraints = [
            # A key names one instrument in addresses and links.
            models.UniqueConstraint(fields=["edition", "key"], name="plan_instrument_key"),
        ]

    def __str__(self) -> str:
        return self.key


class InstrumentLine(models.Model):
    """One line of "resources and instruments" of the document, under one strategy (`1.1.1-S04`)."""

    edition_node = models.ForeignKey(
        EditionNode, on_delete=models.CASCADE, related_name="instrument_lines"
    )
    code = models.CharField(max_length=40)
    lines = models.JSONField(default=list)
    # The document's own wording, once attached by `plan official`.
    official = models.TextField(blank=True)

    class Meta:
        constraints = [
            # A line is counted once: the plan has exactly as many as its document.
            models.UniqueConstraint(fields=["edition_node", "code"], name="plan_instrument_line"),
        ]

    def __str__(self) -> str:
        return self.code


class InstrumentMention(models.Model):
    """A line names an instrument, under the name that the document uses there."""

    line = models.ForeignKey(InstrumentLine, on_delete=models.CASCADE, related_name="mentions")
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="mentions")
    variant = models.CharField(max_length=300)

    class Meta:
        constraints = [
            # A line names an instrument once.
            models.UniqueConstraint(fields=["line", "instrument"], name="plan_instrument_mention"),
        ]

    def __str__(self) -> str:
        return self.variant
