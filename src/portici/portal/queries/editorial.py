"""News and pages as the portal shows them, and what they add around every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.journal.queries import current_state
from portici.pages.choices import PageKind
from portici.pages.queries.frame import Frame, FrameEntry, frame_of
from portici.pages.queries.public import Page, PageShown, Teaser, news, shown_to_reader
from portici.portal.queries.words import in_words
from portici.ui.dates import day_words
from portici.ui.shell import MenuEntry

ON_FIRST_PAGE = 3
NEWS_ROUTES = ("news", "news-item")


@dataclass(frozen=True, slots=True)
class TeaserShown:
    """A piece of news in a list: `day` as people write it; `foreign` is the language's code where it is another."""

    title: str
    summary: str
    href: str
    day: str
    instant: str
    foreign: str


def frame_around(request: HttpRequest, *, is_database_spared: bool = False) -> Frame:
    """What pages add around this page. No query for the public: it came with the revision; else one."""
    standing = getattr(request, "portici_standing", None)
    if standing is None:
        standing = {} if is_database_spared else current_state().standing
        request.portici_standing = standing  # type: ignore[attr-defined]
    return frame_of(standing)


def menu_entries(request: HttpRequest, frame: Frame) -> tuple[MenuEntry, ...]:
    """What pages add to the main menu: the news, when there are any, and the pages placed there."""
    entries = _placed(request, frame.main)
    if not frame.has_news:
        return entries
    match = request.resolver_match
    is_read = match is not None and match.url_name in NEWS_ROUTES
    return (MenuEntry(_("News"), reverse("news"), is_read), *entries)


def footer_entries(request: HttpRequest, frame: Frame) -> tuple[MenuEntry, ...]:
    """The pages placed at the foot of every page."""
    return _placed(request, frame.footer)


def news_rows(*, first: int, size: int) -> tuple[TeaserShown, ...]:
    """News of a page of the list, in the reader's language where they are written in it. One query."""
    language = get_language() or "it"
    return tuple(_row(each, language) for each in news(language=language, first=first, size=size))


def news_on_first_page(request: HttpRequest) -> tuple[TeaserShown, ...]:
    """The latest news. One query; none while there are no news."""
    if not frame_around(request).has_news:
        return ()
    return news_rows(first=0, size=ON_FIRST_PAGE)


def page_for_reader(page: Page) -> PageShown:
    """The public's copy in the reader's language. One query when it has images, else none."""
    return shown_to_reader(page, language=get_language() or "it", images_at=images_address())


def images_address() -> str:
    """The address below which the files of images lie."""
    return reverse("page-image", args=["-"]).removesuffix("-")


def address_of(kind: str, slug: str) -> str:
    """Where a public page of that kind is read."""
    return reverse("news-item" if kind == PageKind.NEWS else "page", args=[slug])


def _placed(request: HttpRequest, entries: Sequence[FrameEntry]) -> tuple[MenuEntry, ...]:
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match is not None and match.url_name == "page" else None
    return tuple(
        MenuEntry(in_words(each.title), reverse("page", args=[each.slug]), slug == each.slug)
        for each in entries
    )


def _row(each: Teaser, language: str) -> TeaserShown:
    return TeaserShown(
        title=each.title,
        summary=each.summary,
        href=address_of(each.kind, each.slug),
        day=day_words(each.published_at),
        instant=timezone.localtime(each.published_at).isoformat(timespec="seconds"),
        foreign=each.language if each.language != language else "",
    )
