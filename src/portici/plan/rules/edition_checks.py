"""What a plan folder says of its edition: where it comes from, how it was approved, and why it was changed.

Every check takes the folder and gives all its findings; none stops at the first.
"""

from collections.abc import Iterator

from portici.kernel.findings import Finding
from portici.plan.rules.shape import PlanFolder


def edition_faults(folder: PlanFolder) -> Iterator[Finding]:
    """An edition does not begin as a copy of itself; only what is approved has a day and an act of approval."""
    edition = folder.plan.edition
    if edition.base == edition.key:
        place = folder.place_of("plan.yaml", "edition", "base")
        yield Finding("plan.base-itself", edition.key, {}, place)
    if edition.status in {"draft", "in-consultation"}:
        for field in ("approved_on", "approval_act"):
            if getattr(edition, field) is not None:
                facts: dict[str, object] = {"field": field, "status": edition.status}
                place = folder.place_of("plan.yaml", "edition", field)
                yield Finding("plan.approval-of-draft", edition.key, facts, place)


def origin_faults(folder: PlanFolder) -> Iterator[Finding]:
    """No node comes out of itself."""
    for index, node in enumerate(folder.plan.nodes):
        for position, origin in enumerate(node.origins):
            if origin.id == (node.id or node.code):
                place = folder.place_of("plan.yaml", "nodes", index, "origins", position)
                yield Finding("plan.origin-itself", node.code, {}, place)


def changes_without_reason(folder: PlanFolder) -> Iterator[Finding]:
    """Every change says why, in one language of the plan at least."""
    languages = folder.plan.languages
    for index, change in enumerate(folder.changes.changes):
        if not set(change.reason) & set(languages):
            facts: dict[str, object] = {"languages": ", ".join(languages)}
            place = folder.place_of("changes.yaml", "changes", index)
            yield Finding("plan.change-without-reason", change.key, facts, place)
