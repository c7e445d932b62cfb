"""From a draft to what the public reads, and back. The public reads a copy, made at the moment of publication."""

from datetime import datetime, timedelta
from typing import Any

from portici.journal.rules.acts import By
from portici.journal.services import Recording, recording
from portici.kernel.findings import Finding
from portici.pages.choices import PageStatus, Placement
from portici.pages.models import Page
from portici.pages.queries.images import alternatives_for
from portici.pages.rules.checks import is_error, page_findings
from portici.pages.rules.steps import can_step
from portici.pages.rules.texts import changed_texts
from portici.pages.services.changes import (
    act_on,
    locked_page,
    note_images,
    refuse_if_changed,
)
from portici.pages.services.frame import keep_standing
from portici.pages.services.indexing import index_page
from portici.pages.services.refusals import CannotPublish, CannotReview, Refused

FARTHEST = timedelta(days=2 * 366)
MAXIMUM_REASON = 2_000


def send_to_review(*, page_id: int, seen: str, by: By) -> Page:
    """Ask whoever publishes to look at a draft. Raises CannotReview while it has errors."""
    with recording(by=by) as record:
        page = locked_page(page_id)
        _refuse_step(page, "send-to-review", refusal=CannotReview)
        refuse_if_changed(page, seen=seen, refusal=CannotReview)
        _refuse_errors(page, refusal=CannotReview)
        record.add(act_on(page, "sent-to-review", _step_to(page, PageStatus.IN_REVIEW)))
        page.save()
    return page


def return_to_author(*, page_id: int, reason: str, by: By) -> Page:
    """Give a page back to whoever wrote it, with what is to be done; it leaves the schedule too."""
    with recording(by=by) as record:
        page = locked_page(page_id)
        _refuse_step(page, "return-to-author", refusal=CannotReview)
        said = _reason(reason, refusal=CannotReview)
        changes = _step_to(page, PageStatus.DRAFT)
        page.save()
        record.add(act_on(page, "returned", changes, reason=said))
    return page


def publish(*, page_id: int, seen: str, by: By) -> Page:
    """Make the copy that the public reads from the text as it is. Raises CannotPublish while it has errors."""
    with recording(by=by) as record:
        page = locked_page(page_id)
        _refuse_step(page, "publish", refusal=CannotPublish)
        refuse_if_changed(page, seen=seen, refusal=CannotPublish)
        _refuse_errors(page, refusal=CannotPublish)
        page.reviewer_id = by.actor_id
        _copy(page, record, by=by)
    return page


def schedule(*, page_id: int, publish_at: datetime, seen: str, by: By) -> Page:
    """Have the text as it is published at a later moment. Raises CannotPublish while it has errors."""
    with recording(by=by) as record:
        page = locked_page(page_id)
        _refuse_step(page, "schedule", refusal=CannotPublish)
        refuse_if_changed(page, seen=seen, refusal=CannotPublish)
        findings = [*_time_findings(publish_at, now=by.at), *_errors(page)]
        if findings:
            raise CannotPublish(findings)
        if page.publish_at == publish_at:
            return page
        changes = _step_to(page, PageStatus.SCHEDULED, publish_at=publish_at)
        page.reviewer_id = by.actor_id
        page.save()
        record.add(act_on(page, "scheduled", changes, is_own_text=page.author_id == by.actor_id))
    return page


def publish_due_pages(*, by: By) -> tuple[str, ...]:
    """Publish all scheduled pages whose moment has come; gives their slugs. Called over and over, it publishes once.

    Each page is a transaction of its own: one that cannot be published any more keeps no other waiting.
    """
    due = Page.objects.filter(status=PageStatus.SCHEDULED, publish_at__lte=by.at)
    page_ids = list(due.order_by("publish_at", "pk").values_list("pk", flat=True))
    return tuple(slug for page_id in page_ids if (slug := publish_if_due(page_id=page_id, by=by)))


def publish_if_due(*, page_id: int, by: By) -> str:
    """Publish one page if it is scheduled and its moment has come; gives its slug, or nothing.

    One that has errors now (an image has lost its alternative text) goes back to its author with what they are.
    """
    with recording(by=by) as record:
        # Another worker may have been here since somebody saw that it is due: the lock waits for it, then we look.
        page = locked_page(page_id)
        if not _is_due(page, by.at):
            return ""
        errors = _errors(page)
        if errors:
            changes = _step_to(page, PageStatus.DRAFT)
            page.save()
            codes = [finding.code for finding in errors]
            record.add(act_on(page, "returned", changes, findings=codes))
            return ""
        _copy(page, record, by=by)
        return page.slug


def withdraw(*, page_id: int, reason: str, by: By) -> Page:
    """Take a page from the public, its menu entry included; the text stays and can be published again."""
    with recording(by=by) as record:
        page = locked_page(page_id)
        if not page.is_public:
            raise CannotPublish([Finding("pages.not-public")])
        said = _reason(reason, refusal=CannotPublish)
        changes = changed_texts(page.published, {})
        if page.status == PageStatus.PUBLISHED:
            changes |= _step_to(page, PageStatus.WITHDRAWN)
        if page.placement != Placement.NONE:
            changes["placement"] = (page.placement, Placement.NONE.value)
        page.published, page.copied_at, page.placement = {}, None, Placement.NONE.value
        page.save()
        _follow(page)
        record.add(act_on(page, "withdrawn", changes, reason=said, is_public=True))
    return page


def _copy(page: Page, record: Recording, *, by: By) -> None:
    """The text as it is becomes what the public reads."""
    # What the public sees of this entry is the text that it read before and the text that it reads now.
    changes = changed_texts(page.published, page.draft)
    _step_to(page, PageStatus.PUBLISHED)
    page.published = page.draft
    page.published_at = page.published_at or by.at
    page.copied_at = by.at
    page.save()
    _follow(page)
    is_own = page.author_id == page.reviewer_id
    record.add(act_on(page, "published", changes, is_public=True, is_own_text=is_own))


def _follow(page: Page) -> None:
    """Whatever is made from what the public reads: index, menu, which images may be seen."""
    note_images(page)
    index_page(page=page)
    keep_standing()


def _step_to(
    page: Page, status: PageStatus, *, publish_at: datetime | None = None
) -> dict[str, tuple[Any, Any]]:
    """Set the state, and give what changed; whatever is not scheduled has no moment."""
    changes: dict[str, tuple[Any, Any]] = {}
    if page.status != status:
        changes["status"] = (page.status, status.value)
    if page.publish_at != publish_at:
        changes["publish_at"] = (_instant(page.publish_at), _instant(publish_at))
    page.status, page.publish_at = status.value, publish_at
    return changes


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="minutes") if moment else None


def _is_due(page: Page, now: datetime) -> bool:
    return (
        page.status == PageStatus.SCHEDULED
        and page.publish_at is not None
        and page.publish_at <= now
    )


def _refuse_step(page: Page, step: str, *, refusal: type[Refused]) -> None:
    if not can_step(step, status=page.status):
        status = str(PageStatus(page.status).label)
        raise refusal([Finding("pages.step-impossible", facts={"status": status})])


def _errors(page: Page) -> list[Finding]:
    findings = page_findings(page.draft, alternatives=alternatives_for(page.draft))
    return [finding for finding in findings if is_error(finding)]


def _refuse_errors(page: Page, *, refusal: type[Refused]) -> None:
    errors = _errors(page)
    if errors:
        raise refusal(errors)


def _reason(reason: str, *, refusal: type[Refused]) -> str:
    said = reason.replace("\0", "").strip()[:MAXIMUM_REASON]
    if not said:
        raise refusal([Finding("pages.reason-missing")])
    return said


def _time_findings(publish_at: datetime, *, now: datetime) -> list[Finding]:
    facts = {"at": publish_at.strftime("%d/%m/%Y %H:%M")}
    if publish_at <= now:
        return [Finding("pages.time-past", facts=facts)]
    return [Finding("pages.time-far", facts=facts)] if publish_at > now + FARTHEST else []
