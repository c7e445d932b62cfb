"""What of a plan somebody may do, and the scopes that contain a thing of it."""

from portici.accounts.choices import Right
from portici.accounts.queries.visitors import Visitor
from portici.accounts.rules.scopes import Scope, node_scope, plan_scope
from portici.plan.choices import EditionStatus
from portici.plan.models import Edition
from portici.plan.queries.identities import node_uids, uids_above


def scopes_of_plan(slug: str) -> tuple[Scope, ...]:
    """The scopes that contain a whole plan."""
    return (plan_scope(slug),)


def scopes_of_node(edition: Edition, code: str) -> tuple[Scope, ...]:
    """The scopes that contain a node: its plan, the nodes above it, itself. Two queries."""
    above = uids_above(edition, code)
    return (plan_scope(edition.plan.slug), *(node_scope(uid) for uid in above))


def may_read_edition(visitor: Visitor, edition: Edition) -> bool:
    """Everybody reads what is in consultation, approved or superseded, and the current edition; drafts need a right."""
    if edition.is_current or edition.status != EditionStatus.DRAFT:
        return True
    return visitor.holder.may(Right.READ_DRAFTS, *scopes_of_plan(edition.plan.slug)) or (
        # Whoever holds the right on one element reads the draft that it stands in.
        visitor.holder.may_anywhere(Right.READ_DRAFTS)
        and holds_inside(visitor, Right.READ_DRAFTS, edition)
    )


def may_edit_node(visitor: Visitor, edition: Edition, code: str) -> bool:
    """Whether somebody may edit a node: its wording, markers, alignments and links, and what lies below it."""
    return visitor.holder.may(Right.EDIT_PLAN, *scopes_of_node(edition, code))


def may_edit_plan(visitor: Visitor, edition: Edition) -> bool:
    """Whether somebody may edit the whole draft: its roots, instruments and figures, and by workbook."""
    return visitor.holder.may(Right.EDIT_PLAN, *scopes_of_plan(edition.plan.slug))


def may_manage_editions(visitor: Visitor, edition: Edition) -> bool:
    """Whether somebody may begin, put to consultation, approve and discard editions of the plan."""
    return visitor.holder.may(Right.MANAGE_EDITIONS, *scopes_of_plan(edition.plan.slug))


def holds_inside(visitor: Visitor, right: Right, edition: Edition) -> bool:
    """Whether the right is held on any element of the edition. One query."""
    held = {scope.key for scope in visitor.holder.scopes_with(right) if scope.kind == "node"}
    return bool(held) and bool(held & node_uids(edition))
