"""What waits for somebody, what they wait for, and what is late, from what really is in the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from portici.accounts.choices import Right
from portici.accounts.queries.people import InvitationRow, invitation_rows
from portici.accounts.queries.scopes import NamedScope, named_scopes
from portici.accounts.queries.signin import has_second_factor
from portici.accounts.queries.visitors import Visitor
from portici.accounts.rules.rights import Grant, in_force
from portici.accounts.rules.roles import ROLES
from portici.accounts.rules.scopes import Scope
from portici.journal.phrases import verb_name
from portici.kernel.localized import in_language
from portici.pages.choices import PageStatus
from portici.pages.permissions import may_publish
from portici.pages.queries.working import Page, working_pages
from portici.plan.choices import EditionStatus
from portici.plan.permissions import (
    holds_inside,
    may_edit_plan,
    may_manage_editions,
    may_read_edition,
)
from portici.plan.queries.differences import changes_in
from portici.plan.queries.editing import last_operation
from portici.plan.queries.editions import Edition, current_editions, editions_of

# How long before its end a role, or an invitation, is spoken of.
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DraftWaiting:
    """An edition that is worked on.

    Attributes:
        name, plan: in the active language. href: where it is worked on.
        changes: how many changes have been made in it; last_on: the day of the last.
        status: of the edition.
        may_edit, may_manage: what the visitor may do with it.
    """

    edition: Edition
    name: str
    plan: str
    href: str
    changes: int
    last_on: date | None
    status: str
    may_edit: bool
    may_manage: bool


@dataclass(frozen=True, slots=True)
class LastChange:
    """The visitor's last change in a draft that can be taken back."""

    edition: str
    what: str
    label: str
    things: int
    at: datetime
    operation: UUID
    href: str


@dataclass(frozen=True, slots=True)
class PageWaiting:
    """A page that waits to be read: its number, and its title in the active language."""

    pk: int
    title: str


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role in force: what it is called, on what it is held, until when."""

    name: str
    sentence: str
    scope: str
    ends: date | None
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """All that stands on somebody's desk.

    Attributes:
        drafts: drafts that the visitor reads. consultations: editions in consultation that they coordinate or edit.
        last: their last changes.
        to_review: pages that wait for them. own_in_review: pages of theirs that wait for others.
        invitations: open ones that they sent; expired: those that nobody accepted in time.
        roles: what they may do; ending: those of them that end soon.
        lacks_second_factor: whether they are staff and sign in with a password alone.
    """

    drafts: tuple[DraftWaiting, ...]
    consultations: tuple[DraftWaiting, ...]
    last: tuple[LastChange, ...]
    to_review: tuple[PageWaiting, ...]
    own_in_review: tuple[PageWaiting, ...]
    invitations: tuple[InvitationRow, ...]
    expired: tuple[InvitationRow, ...]
    roles: tuple[RoleHeld, ...]
    lacks_second_factor: bool

    @property
    def ending(self) -> tuple[RoleHeld, ...]:
        """Roles that end soon."""
        return tuple(role for role in self.roles if role.ends_soon)


def desk_of(visitor: Visitor, *, today: date, at: datetime) -> Desk:
    """The desk of somebody signed in. Its queries depend on plans and drafts, not on their content."""
    editions = _editions(visitor)
    drafts = [each for each in editions if each.status == EditionStatus.DRAFT]
    discussed = [each for each in editions if each.status == EditionStatus.IN_CONSULTATION]
    user = visitor.user
    pages = _pages(visitor)
    invitations = _invitations(visitor, at)
    return Desk(
        drafts=tuple(drafts),
        consultations=tuple(each for each in discussed if each.may_edit or each.may_manage),
        last=_last_changes(visitor, drafts),
        to_review=tuple(_waiting(page) for page in pages if _is_for(visitor, page)),
        own_in_review=tuple(
            _waiting(page)
            for page in pages
            if user is not None and page.author_id == user.actor_id and not _is_for(visitor, page)
        ),
        invitations=tuple(row for row in invitations if row.state == "open"),
        expired=tuple(row for row in invitations if row.state == "expired"),
        roles=_roles(visitor, today),
        lacks_second_factor=(
            user is not None and visitor.holder.is_staff and not has_second_factor(user)
        ),
    )


def _editions(visitor: Visitor) -> list[DraftWaiting]:
    if not visitor.holder.may_anywhere(Right.READ_DRAFTS):
        return []
    open_ones = [
        edition
        for plan in current_editions()
        for edition in editions_of(plan.plan.slug)
        if edition.status in {EditionStatus.DRAFT, EditionStatus.IN_CONSULTATION}
        and may_read_edition(visitor, edition)
    ]
    return [_draft(visitor, edition) for edition in open_ones]


def _draft(visitor: Visitor, edition: Edition) -> DraftWaiting:
    days = [change.changed_on for change in changes_in([edition])]
    may_edit = may_edit_plan(visitor, edition) or holds_inside(visitor, Right.EDIT_PLAN, edition)
    return DraftWaiting(
        edition=edition,
        name=_text(edition.name),
        plan=_text(edition.plan.short_title),
        href=reverse("work-nodes", args=[edition.plan.slug, edition.key]),
        changes=len(days),
        last_on=max(days, default=None),
        status=str(edition.status),
        may_edit=may_edit,
        may_manage=may_manage_editions(visitor, edition),
    )


def _last_changes(visitor: Visitor, drafts: list[DraftWaiting]) -> tuple[LastChange, ...]:
    if visitor.by is None or not visitor.holder.may_anywhere(Right.EDIT_PLAN):
        return ()
    found = []
    for draft in drafts:
        last = last_operation(draft.edition, visitor.by)
        if last is not None:
            slug, key = draft.edition.plan.slug, draft.edition.key
            found.append(
                LastChange(
                    edition=draft.name,
                    what=verb_name(last.verb),
                    label=last.label,
                    things=last.things,
                    at=last.at,
                    operation=last.operation,
                    href=reverse("work-undo", args=[slug, key, last.operation]),
                )
            )
    return tuple(found)


def _pages(visitor: Visitor) -> list[Page]:
    if not (
        visitor.holder.may_anywhere(Right.WRITE_PAGES)
        or visitor.holder.may_anywhere(Right.PUBLISH_PAGES)
    ):
        return []
    return list(working_pages(status=PageStatus.IN_REVIEW))


def _waiting(page: Page) -> PageWaiting:
    titles = {language: str(texts.get("title", "")) for language, texts in page.draft.items()}
    return PageWaiting(page.pk, _text(titles) or page.slug)


def _is_for(visitor: Visitor, page: Page) -> bool:
    """Whether the page waits for this visitor, who may publish it."""
    return may_publish(visitor.holder, page.plan)


def _invitations(visitor: Visitor, at: datetime) -> list[InvitationRow]:
    if not visitor.holder.may_anywhere(Right.GRANT_ROLES):
        return []
    return invitation_rows(visitor.holder, at=at, language=get_language() or "it")


def _roles(visitor: Visitor, today: date) -> tuple[RoleHeld, ...]:
    grants = in_force(visitor.holder.grants, today=today)
    names = named_scopes([grant.scope for grant in grants], language=get_language() or "it")
    return tuple(_role(grant, names, today) for grant in grants)


def _role(grant: Grant, names: Mapping[Scope, NamedScope], today: date) -> RoleHeld:
    role = ROLES[grant.role]
    named = names.get(grant.scope)
    return RoleHeld(
        name=role.label(),
        sentence=role.sentence(),
        scope=named.label if named else str(grant.scope),
        ends=grant.ends,
        ends_soon=grant.ends is not None and grant.ends - today <= SOON,
    )


def _text(texts: Mapping[str, str] | None) -> str:
    return in_language(texts, get_language() or "it")
