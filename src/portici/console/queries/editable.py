"""What of an edition somebody may edit."""

from collections.abc import Iterable

from portici.accounts.choices import Right
from portici.accounts.queries.visitors import Visitor
from portici.plan.permissions import may_edit_plan
from portici.plan.queries.editions import Edition
from portici.plan.rules.outline import NodeRow


def editable_codes(visitor: Visitor, edition: Edition, rows: Iterable[NodeRow]) -> frozenset[str]:
    """The codes of the elements that somebody may edit; `rows` in document order, those above first. No query."""
    if may_edit_plan(visitor, edition):
        return frozenset(row.code for row in rows)
    held = {scope.key for scope in visitor.holder.scopes_with(Right.EDIT_PLAN)}
    editable: set[str] = set()
    for row in rows:
        if row.uid in held or row.parent in editable:
            editable.add(row.code)
    return frozenset(editable)
