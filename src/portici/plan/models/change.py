"""Why an edition says what it says: the changes that made it from the one before, and where its nodes come from."""

from django.db import models

from portici.plan.choices import ChangeKind, ChangeSource, OriginKind
from portici.plan.models.edition import Edition
from portici.plan.models.tree import Node


class EditionChange(models.Model):
    """One change of one thing in an edition, with its reason and who asked for it.

    It belongs to the edition as its text does: it is frozen with it, and travels with its folder. The journal
    has an entry for the same act, with the values before and after and the person.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    # `node`, `instrument`, `link`, `alignment`, `figure` or `markers`.
    subject = models.CharField(max_length=20)
    # What names the thing in this edition: a node's code when it was changed, an instrument's key, ...
    key = models.CharField(max_length=150)
    # The node concerned, where there is one: it keeps the change findable when codes go.
    node = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="changes")
    reason = models.JSONField()
    source = models.CharField(max_length=20, choices=ChangeSource.choices)
    # Which meeting, round, act: in the words of whoever made the change.
    source_note = models.CharField(max_length=300, blank=True)
    # All changes of one act share it, as the journal's entries do.
    operation = models.UUIDField()
    changed_on = models.DateField()

    class Meta:
        indexes = [
            # Why one node says what it says. Changes follow one another by primary key: a number of their own would
            # make everybody who edits wait for everybody else.
            models.Index(fields=["edition", "node"], name="plan_change_node"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class NodeOrigin(models.Model):
    """In this edition a node came out of another: part of one that was split, or made by merging several."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="origins")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="origins")
    origin = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="offspring")
    kind = models.CharField(max_length=10, choices=OriginKind.choices)

    class Meta:
        constraints = [
            # A node comes out of another once in an edition.
            models.UniqueConstraint(fields=["edition", "node", "origin"], name="plan_origin_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.origin_id} → {self.node_id}"
