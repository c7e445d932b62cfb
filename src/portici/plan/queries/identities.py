"""Which nodes are which, across codes and editions."""

from collections.abc import Iterable

from django.db.models import Q

from portici.plan.models import Edition, EditionNode


def uids_above(edition: Edition, code: str) -> tuple[str, ...]:
    """The uids of the nodes from the root down to the node itself; empty when there is no such code. Two queries."""
    path = (
        EditionNode.objects.filter(edition=edition, code=code)
        .order_by("pk")
        .values_list("path", flat=True)
        .first()
    )
    if path is None:
        return ()
    steps = path.split(".")
    paths = [".".join(steps[:length]) for length in range(1, len(steps) + 1)]
    rows = EditionNode.objects.filter(edition=edition, path__in=paths).order_by("path")
    return tuple(str(uid) for uid in rows.values_list("node__uid", flat=True))


def node_uids(edition: Edition) -> set[str]:
    """The uids of all nodes of an edition. One query."""
    rows = EditionNode.objects.filter(edition=edition).order_by("path")
    return {str(uid) for uid in rows.values_list("node__uid", flat=True)}


def branch_uids(uids: Iterable[str]) -> dict[str, set[str]]:
    """Slug of a plan to the uids of these nodes and of all that ever stood below them, in any edition. Two queries."""
    asked = EditionNode.objects.filter(node__uid__in=list(uids)).order_by("pk")
    branches = Q(pk__in=[])
    for edition, path in asked.values_list("edition_id", "path"):
        branches |= Q(edition=edition) & (Q(path=path) | Q(path__startswith=f"{path}."))
    found: dict[str, set[str]] = {}
    rows = EditionNode.objects.filter(branches).order_by("pk")
    for slug, uid in rows.values_list("edition__plan__slug", "node__uid"):
        found.setdefault(slug, set()).add(str(uid))
    return found
