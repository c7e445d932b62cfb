"""Pages as those who write them see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from portici.kernel.findings import Finding
from portici.pages.choices import PageStatus
from portici.pages.models import Page
from portici.pages.queries.images import alternatives_for
from portici.pages.rules.checks import is_error, page_findings
from portici.pages.rules.steps import STEPS, can_step
from portici.pages.rules.texts import page_fingerprint

# Views and forms name the type; they never import models.
__all__ = ["Page", "PageCheck", "check_of", "page_of", "seen_of", "status_counts", "working_pages"]


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What is wrong with the text being worked on."""

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def working_pages(
    plans: Iterable[str] | None = None, *, status: str = "", kind: str = ""
) -> QuerySet[Page]:
    """Pages with author and reviewer, the last changed first; of those plans, or all. One query.

    A page that is public and being changed is found under the state of its text, and under `published` only when
    the public reads that text.
    """
    pages = Page.objects.select_related("author", "reviewer").order_by("-changed_at", "-pk")
    if plans is not None:
        pages = pages.filter(plan__in=list(plans))
    if status:
        pages = pages.filter(status=status)
    return pages.filter(kind=kind) if kind else pages


def status_counts(plans: Iterable[str] | None = None) -> dict[str, int]:
    """How many pages there are in each state, in the order of the states. One query."""
    counted = working_pages(plans).order_by("status").values_list("status").annotate(Count("pk"))
    counts = dict(counted)
    return {status: counts.get(status, 0) for status in PageStatus.values}


def page_of(page_id: int) -> Page | None:
    """One page with author and reviewer; None when there is none. One query."""
    return working_pages().filter(pk=page_id).first()


def seen_of(page: Page) -> str:
    """The fingerprint that a form carries back as `seen`."""
    return page_fingerprint(kind=page.kind, slug=page.slug, plan=page.plan, draft=page.draft)


def check_of(page: Page) -> PageCheck:
    """What is wrong with the text being worked on. One query."""
    findings = page_findings(page.draft, alternatives=alternatives_for(page.draft))
    return PageCheck(
        errors=tuple(each for each in findings if is_error(each)),
        warnings=tuple(each for each in findings if not is_error(each)),
    )


def steps_of(page: Page) -> frozenset[str]:
    """The steps that can be taken from where the page stands; withdrawing is one while it is public."""
    steps = {step for step in STEPS if can_step(step, status=page.status)}
    return frozenset({*steps, "withdraw"} if page.is_public else steps)
