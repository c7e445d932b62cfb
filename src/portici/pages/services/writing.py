"""Writing pages: the text being worked on, which the public does not see."""

import re
from collections.abc import Mapping

from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.pages.choices import PageKind
from portici.pages.models import Page
from portici.pages.rules.checks import length_findings
from portici.pages.rules.steps import status_after_change
from portici.pages.rules.texts import PageText, changed_texts, tidy
from portici.pages.services.changes import (
    act_on,
    locked_page,
    note_images,
    refuse_if_changed,
)
from portici.pages.services.refusals import CannotWrite

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAXIMUM_SLUG = 80


def write_page(*, kind: str, slug: str, plan: str, texts: Mapping[str, PageText], by: By) -> Page:
    """A new draft. `plan` is the slug of the plan that it is about, or empty for the whole site.

    Raises CannotWrite when address, kind or lengths are not right; an unfinished text is kept.
    """
    draft = tidy(texts)
    with recording(by=by) as record:
        findings = [*_kind_findings(kind), *_slug_findings(slug), *length_findings(draft)]
        if findings:
            raise CannotWrite(findings)
        page = Page.objects.create(
            kind=kind,
            slug=slug,
            plan=plan,
            draft=draft,
            author_id=by.actor_id,
            created_at=by.at,
            changed_at=by.at,
        )
        note_images(page)
        changes = {"kind": (None, kind), "slug": (None, slug)} | changed_texts({}, draft)
        record.add(act_on(page, "written", changes))
    return page


def change_page(
    *,
    page_id: int,
    kind: str,
    slug: str,
    plan: str,
    texts: Mapping[str, PageText],
    seen: str,
    by: By,
) -> Page:
    """Change what is being written; what the public reads stays as it was published.

    Whatever state it was in, the text is a draft again: a page on the schedule is taken off it. Nothing changed
    is no change. `seen` is the fingerprint of what whoever writes has begun from. Raises CannotWrite.
    """
    draft = tidy(texts)
    with recording(by=by) as record:
        page = locked_page(page_id)
        refuse_if_changed(page, seen=seen, refusal=CannotWrite)
        findings = [*_kind_findings(kind), *length_findings(draft)]
        if slug != page.slug:
            findings += _slug_findings(slug)
            if page.published_at is not None:
                findings.append(Finding("pages.slug-fixed", facts={"slug": page.slug}))
        if kind != page.kind and page.published_at is not None:
            findings.append(Finding("pages.kind-fixed"))
        if findings:
            raise CannotWrite(findings)
        before = {"kind": page.kind, "slug": page.slug, "plan": page.plan}
        after = {"kind": kind, "slug": slug, "plan": plan}
        changes = {
            name: (before[name], after[name]) for name in before if before[name] != after[name]
        } | changed_texts(page.draft, draft)
        if not changes:
            return page
        status = status_after_change(status=page.status)
        if status != page.status:
            changes["status"] = (page.status, status)
        page.kind, page.slug, page.plan, page.draft = kind, slug, plan, draft
        page.status, page.publish_at, page.changed_at = status, None, by.at
        page.save()
        note_images(page)
        record.add(act_on(page, "changed", changes))
    return page


def _kind_findings(kind: str) -> list[Finding]:
    return [] if kind in PageKind.values else [Finding("pages.kind-unknown", facts={"kind": kind})]


def _slug_findings(slug: str) -> list[Finding]:
    if len(slug) > MAXIMUM_SLUG or not _SLUG.fullmatch(slug):
        return [Finding("pages.slug-wrong", facts={"slug": slug[: MAXIMUM_SLUG + 1]})]
    if Page.objects.filter(slug=slug).exists():
        return [Finding("pages.slug-taken", facts={"slug": slug})]
    return []
