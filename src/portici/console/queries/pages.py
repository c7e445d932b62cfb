"""News and pages as the working area shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.accounts.choices import Right, ScopeKind
from portici.accounts.rules.rights import Holder
from portici.accounts.rules.scopes import SITE
from portici.journal.phrases import field_name, verb_name
from portici.journal.queries import EntryRow, history
from portici.kernel.findings import Finding
from portici.kernel.localized import in_language
from portici.pages.choices import PageKind, PageStatus
from portici.pages.phrases import sentence
from portici.pages.queries.images import Image, images
from portici.pages.queries.public import PageShown, shown_as_draft
from portici.pages.queries.working import (
    Page,
    PageCheck,
    check_of,
    status_counts,
    steps_of,
    working_pages,
)
from portici.pages.rules.texts import LANGUAGES, text_in, written_languages
from portici.plan.queries.editions import current_editions
from portici.ui import dates

BADGES = {
    PageStatus.DRAFT: "plain",
    PageStatus.IN_REVIEW: "warning",
    PageStatus.SCHEDULED: "info",
    PageStatus.PUBLISHED: "good",
    PageStatus.WITHDRAWN: "plain",
}
RECENT_IMAGES = 8
ENTRIES_OF_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page in the list.

    Attributes:
        badge: how the state is drawn. public: whether the public reads a text of it, and it is another one.
        languages: codes of those in which it is written.
    """

    pk: int
    title: str
    slug: str
    kind: str
    status: str
    badge: str
    is_public: bool
    is_public_older: bool
    publish_at: str
    languages: tuple[str, ...]
    changed: str
    author: str


@dataclass(frozen=True, slots=True)
class StatusFilter:
    """A state to filter by, with how many pages are in it; the empty key is all of them."""

    key: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """Something done to the page: when, what, by whom, why, and which fields changed."""

    when: str
    what: str
    who: str
    reason: str
    fields: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else changed meanwhile: its name, its text now, and the one that was about to be saved."""

    name: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class ImageRow:
    """An image with what is needed to use it: `code` goes into a text."""

    key: str
    code: str
    thumbnail: str
    size: str
    alternative: dict[str, str]
    caption: dict[str, str]
    credit: str
    missing: tuple[str, ...]
    pages: tuple[tuple[int, str, bool], ...]


def plans_with(holder: Holder, right: Right) -> tuple[str, ...] | None:
    """Slugs of the plans on which the right is held; None when it is held on everything."""
    scopes = holder.scopes_with(right)
    if SITE in scopes:
        return None
    return tuple(dict.fromkeys(each.key for each in scopes if each.kind == ScopeKind.PLAN))


def plan_choices(holder: Holder, right: Right) -> tuple[tuple[str, str], ...]:
    """Plans on which the right is held, as choices of a form; the whole site comes last. One query."""
    slugs = plans_with(holder, right)
    language = get_language() or "it"
    choices = [
        (each.plan.slug, in_language(each.plan.short_title, language))
        for each in current_editions()
        if slugs is None or each.plan.slug in slugs
    ]
    return (*choices, *([("", _("The whole site"))] if slugs is None else []))


def page_rows(plans: Iterable[str] | None, *, status: str, kind: str) -> tuple[PageRow, ...]:
    """Pages of those plans (None: all), the last changed first. One query."""
    return tuple(_row(page) for page in working_pages(plans, status=status, kind=kind))


def status_filters(plans: Iterable[str] | None, *, chosen: str) -> tuple[StatusFilter, ...]:
    """All states with how many pages are in each. One query."""
    counts = status_counts(plans)
    return (
        StatusFilter("", _("All"), sum(counts.values()), not chosen),
        *(
            StatusFilter(key, str(PageStatus(key).label), count, key == chosen)
            for key, count in counts.items()
        ),
    )


def history_of(page: Page) -> tuple[HistoryRow, ...]:
    """What was done to the page, the newest first. Two queries."""
    entries = history(
        kind="pages.page", keys=[str(page.uid)], with_names=True, limit=ENTRIES_OF_A_PAGE
    )
    return tuple(_history_row(entry) for entry in entries)


def returned_because(page: Page) -> str:
    """Why the page was returned to its author, while nothing was done to it since. Two queries."""
    if page.status != PageStatus.DRAFT:
        return ""
    newest = history(kind="pages.page", keys=[str(page.uid)], with_names=True, limit=1)
    if not newest or newest[0].verb != "pages.page-returned":
        return ""
    return newest[0].reason or _("It could not be published at the moment that was set.")


def differences(page: Page, posted: dict[str, dict[str, str]]) -> tuple[Difference, ...]:
    """The texts that are not what somebody was about to save."""
    names = [(language, field) for language in LANGUAGES for field in ("title", "summary", "body")]
    return tuple(
        Difference(field_name(f"{language}.{field}"), theirs, yours)
        for language, field in names
        if (theirs := page.draft.get(language, {}).get(field, ""))
        != (yours := posted.get(language, {}).get(field, ""))
    )


def previews(page: Page) -> tuple[PageShown, ...]:
    """What is being worked on as it would be read, in every language in which anything is written."""
    languages = written_languages(page.draft) or LANGUAGES[:1]
    return tuple(
        shown_as_draft(page, language=language, images_at=images_address())
        for language in languages
    )


def image_rows(plans: Iterable[str] | None, *, limit: int | None = None) -> tuple[ImageRow, ...]:
    """Images of those plans (None: all), the newest first. Two queries."""
    return tuple(_image_row(image) for image in images(plans)[:limit])


def image_row(image: Image) -> ImageRow:
    """One image."""
    return _image_row(image)


def images_address() -> str:
    """The address below which the files of images lie."""
    return reverse("page-image", args=["-"]).removesuffix("-")


def public_address(page: Page) -> str:
    """Where the public reads the page; empty when it does not."""
    if not page.is_public:
        return ""
    return reverse("news-item" if page.kind == PageKind.NEWS else "page", args=[page.slug])


def sentences(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Findings as people read them."""
    return tuple(sentence(finding) for finding in findings)


def moment_words(instant: datetime | None) -> str:
    """Day and time in Italy, as people write them; empty for none."""
    if instant is None:
        return ""
    return dates.moment_words(instant)


__all__ = [
    "Page",
    "PageCheck",
    "check_of",
    "differences",
    "history_of",
    "image_row",
    "image_rows",
    "page_rows",
    "plan_choices",
    "plans_with",
    "previews",
    "public_address",
    "returned_because",
    "sentences",
    "status_filters",
    "steps_of",
]


def _row(page: Page) -> PageRow:
    language = get_language() or "it"
    titles = {each: text_in(page.draft, each).title for each in LANGUAGES}
    return PageRow(
        pk=page.pk,
        title=in_language(titles, language) or page.slug,
        slug=page.slug,
        kind=str(PageKind(page.kind).label),
        status=str(PageStatus(page.status).label),
        badge=BADGES[PageStatus(page.status)],
        is_public=page.is_public,
        is_public_older=page.is_public and page.status != PageStatus.PUBLISHED,
        publish_at=moment_words(page.publish_at),
        languages=written_languages(page.draft),
        changed=moment_words(page.changed_at),
        author=page.author.name,
    )


def _history_row(entry: EntryRow) -> HistoryRow:
    note = ""
    if entry.facts.get("is_own_text"):
        note = _("By whoever wrote the page; nobody else has reviewed it.")
    return HistoryRow(
        when=moment_words(entry.at),
        what=verb_name(entry.verb),
        who=entry.actor or (_("Portici itself") if entry.actor_kind == "system" else ""),
        reason=entry.reason,
        fields=tuple(field_name(change.name) for change in entry.changes),
        note=note,
    )


def _image_row(image: Image) -> ImageRow:
    base = images_address()
    return ImageRow(
        key=image.key,
        code=f"![](image:{image.key})",
        thumbnail=f"{base}{image.key}-{image.widths[0]}.{image.format}",
        size=f"{image.width} × {image.height}",
        alternative=image.alternative,
        caption=image.caption,
        credit=image.credit,
        missing=tuple(each for each in LANGUAGES if each not in image.alternative),
        pages=tuple((use.page_id, use.page.slug, use.in_published) for use in image.uses.all()),
    )
