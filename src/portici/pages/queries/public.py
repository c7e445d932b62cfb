"""Pages as the public reads them: always the copy, never what is being worked on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from portici.pages.choices import PageKind
from portici.pages.models import Page
from portici.pages.queries.images import pictures_for
from portici.pages.rules.markdown import Heading, image_keys, rendered
from portici.pages.rules.texts import PageText, text_for_reader, written_languages

# Views name the type; they never import models.
__all__ = [
    "Page",
    "PageShown",
    "Teaser",
    "count_news",
    "news",
    "public_page",
    "public_pages",
    "shown_as_draft",
    "shown_to_reader",
    "was_withdrawn",
]

# From this number of headings on a table of contents helps more than it disturbs.
HEADINGS_FOR_CONTENTS = 3


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page in a reader's language, or in the one that it has.

    Attributes:
        uid, kind, slug: which page.
        language: the one that the text is really in; `languages` all in which it can be read.
        title, summary: plain texts. html: markup that is safe to show.
        contents: headings for a table of contents; empty for a short text.
        published_at: when the public first saw it; None for a preview of what never was published.
        copied_at: when this text was published.
    """

    uid: str
    kind: str
    slug: str
    language: str
    languages: tuple[str, ...]
    title: str
    summary: str
    html: str
    contents: tuple[Heading, ...]
    published_at: datetime | None
    copied_at: datetime | None

    @property
    def was_changed(self) -> bool:
        """Whether the text is not the one first published."""
        return self.published_at is not None and self.copied_at != self.published_at


@dataclass(frozen=True, slots=True)
class Teaser:
    """A page in a list: what leads to it."""

    uid: str
    kind: str
    slug: str
    language: str
    title: str
    summary: str
    published_at: datetime
    copied_at: datetime


def public_pages() -> QuerySet[Page]:
    """All pages that the public reads, by slug."""
    return Page.objects.filter(copied_at__isnull=False).order_by("slug")


def was_withdrawn(slug: str) -> bool:
    """Whether there was a public page of that slug. One query."""
    return Page.objects.filter(slug=slug, published_at__isnull=False, copied_at=None).exists()


def public_page(slug: str) -> Page | None:
    """The page of that slug when the public reads it. One query."""
    return public_pages().filter(slug=slug).first()


def count_news() -> int:
    """How many pieces of news the public reads. One query."""
    return _news().count()


def news(*, language: str, first: int = 0, size: int = 20) -> tuple[Teaser, ...]:
    """News, the newest first. One query."""
    return tuple(_teaser(page, language) for page in _news()[first : first + size])


def shown_to_reader(page: Page, *, language: str, images_at: str) -> PageShown:
    """The public's copy. One query when it has images, else none."""
    return _shown(page, page.published, language=language, images_at=images_at)


def shown_as_draft(page: Page, *, language: str, images_at: str) -> PageShown:
    """What is being worked on, as it would be read. One query when it has images, else none."""
    return _shown(page, page.draft, language=language, images_at=images_at)


def _markup(text: PageText, *, language: str, images_at: str) -> tuple[str, tuple[Heading, ...]]:
    """Markup and headings of a text that need not be stored. One query when it has images, else none."""
    pictures = pictures_for(image_keys(text.body), language=language, base=images_at)
    markup = rendered(text.body, pictures=pictures)
    return markup.html, markup.headings


def _news() -> QuerySet[Page]:
    return Page.objects.filter(kind=PageKind.NEWS, copied_at__isnull=False).order_by(
        "-published_at", "-pk"
    )


def _shown(
    page: Page, stored: Mapping[str, Mapping[str, str]], *, language: str, images_at: str
) -> PageShown:
    given, text = text_for_reader(stored, language)
    html, headings = _markup(text, language=given, images_at=images_at)
    return PageShown(
        uid=str(page.uid),
        kind=page.kind,
        slug=page.slug,
        language=given,
        languages=written_languages(stored),
        title=text.title,
        summary=text.summary,
        html=html,
        contents=headings if len(headings) >= HEADINGS_FOR_CONTENTS else (),
        published_at=page.published_at,
        copied_at=page.copied_at,
    )


def _teaser(page: Page, language: str) -> Teaser:
    given, text = text_for_reader(page.published, language)
    # What is public has both instants; a constraint of the table says the first.
    return Teaser(
        uid=str(page.uid),
        kind=page.kind,
        slug=page.slug,
        language=given,
        title=text.title,
        summary=text.summary,
        published_at=page.published_at or page.created_at,
        copied_at=page.copied_at or page.created_at,
    )
