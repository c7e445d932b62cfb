"""The tree: a node's identity is its own and survives editions; code and wording belong to one edition."""

import uuid

from django.db import models

from portici.plan.models.edition import Edition, Level, Marker, Plan


class Node(models.Model):
    """The identity of one element of a plan. Roles, progress and evidence will hang here, not on an edition."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="nodes")
    # The stable identifier that the API shows; it never changes and is never used again.
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    # What the uid is made of, with the plan's slug: the code that the node had at first, or its folder's `id`. Other
    # installations know the node by it, also where no edition there states it.
    identity = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return str(self.uid)


class EditionNode(models.Model):
    """A node as one edition states it.

    `path` orders the tree: the positions from the root, four digits each (`0001.0002.0010`), so that one
    indexed sort gives document order and one prefix gives a branch.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="nodes")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="statements")
    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    code = models.CharField(max_length=40)
    # The name that the folder gives the node so that it stays the same under another code; mostly empty.
    identity = models.CharField(max_length=100, blank=True)
    path = models.CharField(max_length=120)
    title = models.JSONField()
    summary = models.JSONField()
    lines = models.JSONField(default=list)
    # The document's own wording, once attached by `plan official`; empty when it is not.
    official = models.TextField(blank=True)

    class Meta:
        constraints = [
            # A code names one node of an edition in addresses, commands and council acts.
            models.UniqueConstraint(fields=["edition", "code"], name="plan_edition_node_code"),
            # A node is stated once in an edition.
            models.UniqueConstraint(fields=["edition", "node"], name="plan_edition_node_identity"),
        ]
        indexes = [
            # The whole tree of an edition in document order.
            models.Index(fields=["edition", "path"], name="plan_edition_node_path"),
        ]

    def __str__(self) -> str:
        return self.code


class NodeMarker(models.Model):
    """A marker on a node, with the lines of the document that state it."""

    edition_node = models.ForeignKey(EditionNode, on_delete=models.CASCADE, related_name="marks")
    marker = models.ForeignKey(Marker, on_delete=models.CASCADE, related_name="marks")
    lines = models.JSONField(default=list)

    class Meta:
        constraints = [
            # A node carries a marker once.
            models.UniqueConstraint(fields=["edition_node", "marker"], name="plan_node_marker"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_node_id}:{self.marker_id}"
