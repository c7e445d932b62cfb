"""On what the rights are asked for by addresses of the working area, and who may take a change back."""

from uuid import UUID

from django.http import HttpRequest

from portici.accounts.queries.visitors import Visitor
from portici.accounts.rules.scopes import Scope
from portici.console.queries.editable import editable_codes
from portici.journal.queries import EntryRow, operation_entries
from portici.plan.permissions import may_edit_plan, scopes_of_node, scopes_of_plan
from portici.plan.queries.editions import Edition, edition_of
from portici.plan.queries.outline import node_rows


def plan_of_address(_request: HttpRequest, slug: str, **_values: object) -> tuple[Scope, ...]:
    """The plan that the address names."""
    return scopes_of_plan(slug)


def node_of_address(
    _request: HttpRequest, slug: str, key: str, code: str, **_values: object
) -> tuple[Scope, ...]:
    """The element that the address names, all above it, and its plan. Three queries."""
    edition = edition_of(slug, key)
    if edition is None or "\x00" in code:
        return scopes_of_plan(slug)
    return scopes_of_node(edition, code)


def may_take_back(visitor: Visitor, edition: Edition, operation: UUID) -> bool:
    """Whoever may edit the whole draft takes back anything; others only what they did themselves, on elements
    that they may still edit. Seven queries at most.
    """
    if may_edit_plan(visitor, edition):
        return True
    entries = operation_entries(operation)
    own = visitor.by is not None and all(entry.actor_id == visitor.by.actor_id for entry in entries)
    rows = node_rows(edition, with_texts=False)
    editable = editable_codes(visitor, edition, rows)
    uids = {row.uid for row in rows if row.code in editable}
    standing = {row.uid for row in rows}
    touched = {_node_of(entry) for entry in entries}
    # An element that the operation took out stands nowhere now; it stood among theirs when they did it.
    return bool(entries) and own and bool(uids) and touched & standing <= uids and "" not in touched


def _node_of(entry: EntryRow) -> str:
    """The uid of the element that an entry is about; empty for instruments and figures."""
    key = str(entry.facts.get("key", ""))
    kind = entry.facts.get("kind")
    if kind in {"node", "markers"}:
        return key
    if kind == "alignment":
        return key.partition("→")[0]
    changed = {change.name: change for change in entry.changes}
    node = changed.get("node")
    return str(node.after or node.before) if node else ""
