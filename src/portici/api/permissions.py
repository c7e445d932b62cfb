"""What of a draft a program may change: what its key and its holder may, as in the working area."""

from collections.abc import Iterable

from portici.accounts.queries.visitors import Visitor
from portici.api.queries.drafts import parent_of
from portici.plan.permissions import may_edit_node, may_edit_plan
from portici.plan.queries.editions import Edition


def may_reword(visitor: Visitor, edition: Edition, code: str) -> bool:
    """Whether wording, code, markers, alignments and links of an element may be changed. Two queries."""
    if "\x00" in code:
        return may_edit_plan(visitor, edition)
    return may_edit_node(visitor, edition, code)


def may_put_under(visitor: Visitor, edition: Edition, parent: str | None) -> bool:
    """Whether an element may be put under another; at the top only by whoever edits the whole plan. Two queries."""
    if parent is None:
        return may_edit_plan(visitor, edition)
    return may_reword(visitor, edition, parent)


def may_place(visitor: Visitor, edition: Edition, codes: Iterable[str]) -> bool:
    """Whether elements may be moved, split, merged or taken out: that is editing what they stand under.

    Three queries for each; one that is not there belongs to the plan.
    """
    return all(may_put_under(visitor, edition, parent_of(edition, code)[1]) for code in codes)
