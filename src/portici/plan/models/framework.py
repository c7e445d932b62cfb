"""Frameworks that the plan aligns with, their topics, and the alignment of nodes to them."""

from django.db import models

from portici.plan.choices import AlignmentBasis, FrameworkLevel, FrameworkStatus
from portici.plan.models.edition import Edition
from portici.plan.models.tree import EditionNode


class Framework(models.Model):
    """An act, strategy or programme of somebody else; dates have the precision of the source."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="frameworks")
    key = models.SlugField(max_length=100)
    position = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=20, choices=FrameworkLevel.choices)
    title = models.JSONField()
    summary = models.JSONField(default=dict)
    reference = models.CharField(max_length=200, blank=True)
    adopted_on = models.CharField(max_length=10, blank=True)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=20, choices=FrameworkStatus.choices)
    status_note = models.JSONField(default=dict)
    lines = models.JSONField(default=list)

    class Meta:
        constraints = [
            # A key names one framework in addresses and links.
            models.UniqueConstraint(fields=["edition", "key"], name="plan_framework_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Topic(models.Model):
    """A topic of a framework: what a node can be aligned to."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="topics")
    key = models.SlugField(max_length=100)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20, blank=True)
    name = models.JSONField()
    lines = models.JSONField(default=list)

    class Meta:
        constraints = [
            # A key names one topic of a framework.
            models.UniqueConstraint(fields=["framework", "key"], name="plan_topic_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Alignment(models.Model):
    """A node corresponds to a topic: stated by the document, or proposed by the editors with a reason."""

    edition_node = models.ForeignKey(
        EditionNode, on_delete=models.CASCADE, related_name="alignments"
    )
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="alignments")
    basis = models.CharField(max_length=20, choices=AlignmentBasis.choices)
    reason = models.JSONField(default=dict)
    lines = models.JSONField(default=list)

    class Meta:
        constraints = [
            # A node is aligned to a topic once.
            models.UniqueConstraint(fields=["edition_node", "topic"], name="plan_alignment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_node_id}:{self.topic_id}"
