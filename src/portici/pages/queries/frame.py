"""What every page of the site shows of pages: entries of menu and footer, and whether there are news."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portici.pages.choices import PageKind, Placement
from portici.pages.models import Page
from portici.pages.rules.texts import text_in, written_languages

# The name under which it is kept beside the revision.
STANDING = "pages"
# Places that entries stand in.
PLACES = (Placement.MAIN.value, Placement.FOOTER.value)


@dataclass(frozen=True, slots=True)
class FrameEntry:
    """A page that every page of the site leads to: slug, and title by language."""

    slug: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What pages add around every page of the site."""

    main: tuple[FrameEntry, ...] = ()
    footer: tuple[FrameEntry, ...] = ()
    has_news: bool = False


def frame_state() -> dict[str, Any]:
    """What is kept beside the revision, from the tables; empty when there is nothing. Two queries."""
    placed = Page.objects.filter(placement__in=PLACES, copied_at__isnull=False)
    state: dict[str, Any] = {}
    for page in placed.order_by("position", "slug"):
        titles = {
            language: text_in(page.published, language).title
            for language in written_languages(page.published)
        }
        state.setdefault(page.placement, []).append({"slug": page.slug, "title": titles})
    if Page.objects.filter(kind=PageKind.NEWS, copied_at__isnull=False).exists():
        state["has_news"] = True
    return state


def frame_of(standing: Mapping[str, Any]) -> Frame:
    """The same, from what is kept beside the revision. No query."""
    state = standing.get(STANDING, {})
    main, footer = (
        tuple(FrameEntry(entry["slug"], entry["title"]) for entry in state.get(place, ()))
        for place in PLACES
    )
    return Frame(main, footer, bool(state.get("has_news")))
