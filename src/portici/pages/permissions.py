"""Who may write and publish pages. A page belongs to a plan, or to the whole site."""

from collections.abc import Sequence

from portici.accounts.choices import Right
from portici.accounts.rules.rights import Holder
from portici.accounts.rules.scopes import Scope, plan_scope


def scopes_of(plan: str) -> Sequence[Scope]:
    """The scopes that contain a page or image of the plan; that of the whole site is contained in the site alone."""
    return (plan_scope(plan),) if plan else ()


def may_write(holder: Holder, plan: str) -> bool:
    """Whether somebody may write pages of the plan (empty: of the whole site) and upload images for them."""
    return holder.may(Right.WRITE_PAGES, *scopes_of(plan))


def may_publish(holder: Holder, plan: str) -> bool:
    """Whether somebody may publish pages of the plan (empty: of the whole site) and arrange the menu.

    Nobody else need have read the page before: where one person coordinates, nothing would ever be published.
    The history says when somebody published what they wrote themselves.
    """
    return holder.may(Right.PUBLISH_PAGES, *scopes_of(plan))
