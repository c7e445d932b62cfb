"""What is found, as the search page shows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.plan.queries.editions import Edition
from portici.portal.queries.words import in_words
from portici.portal.rules.pages import Pages
from portici.search.queries import Hit, SearchAnswer, search

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class HitShown:
    """A thing found, with the way to it.

    Attributes:
        kind: what it is, in words; `context` where it stands (level and code, kind of instrument).
        plan: short title of its plan, empty on a site with one plan.
        excerpt: pieces of text, each with whether it is what was asked for.
    """

    title: str
    href: str
    kind: str
    context: str
    plan: str
    excerpt: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind of thing with how many were found; the empty key stands for all of them."""

    key: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class SearchPage:
    """An answer to a question, whatever the question.

    Attributes:
        text: the question as asked; empty before anything is asked.
        kind: the kind asked for, empty for all.
        suggestion: the question as it was probably meant, or None.
    """

    text: str
    kind: str
    hits: tuple[HitShown, ...]
    facets: tuple[Facet, ...]
    pages: Pages
    suggestion: str | None


def kind_names() -> dict[str, str]:
    """What each kind of thing in the index is called, in the order of the facets."""
    return {
        "node": _("Elements of the plan"),
        "instrument": _("Instruments"),
        "framework": _("Frameworks"),
        "topic": _("Topics of frameworks"),
        "figure": _("Figures"),
        "municipality": _("Municipalities"),
        "page": _("News and pages"),
    }


def search_page(text: str, *, kind: str, page: int, editions: Sequence[Edition]) -> SearchPage:
    """The page of an answer; a page behind the last is the last. A kind that does not exist is all kinds."""
    names = kind_names()
    chosen = kind if kind in names else ""
    answer = _answer(text, chosen, page)
    pages = Pages(page, PAGE_SIZE, answer.total)
    if page > pages.last:
        pages = Pages(pages.last, PAGE_SIZE, answer.total)
        answer = _answer(text, chosen, pages.current)
    titles = {f"plan:{each.plan.slug}": in_words(each.plan.short_title) for each in editions}
    return SearchPage(
        text=text,
        kind=chosen,
        hits=tuple(_hit(hit, names, titles) for hit in answer.hits),
        facets=_facets(answer, names, chosen),
        pages=pages,
        suggestion=answer.suggestion,
    )


def _answer(text: str, kind: str, page: int) -> SearchAnswer:
    return search(
        text,
        language=get_language() or "it",
        kinds=[kind] if kind else (),
        limit=PAGE_SIZE,
        offset=(page - 1) * PAGE_SIZE,
    )


def _facets(answer: SearchAnswer, names: Mapping[str, str], chosen: str) -> tuple[Facet, ...]:
    """All kinds together, then every kind of which something was found or which was asked for."""
    total = sum(answer.by_kind.values())
    if not total:
        return ()
    kinds = [
        Facet(kind, name, answer.by_kind.get(kind, 0), kind == chosen)
        for kind, name in names.items()
        if kind in answer.by_kind or kind == chosen
    ]
    return (Facet("", _("Everything"), total, not chosen), *kinds)


def _hit(hit: Hit, names: Mapping[str, str], titles: Mapping[str, str]) -> HitShown:
    return HitShown(
        title=hit.title,
        href=_address(hit),
        kind=names.get(hit.kind, hit.kind),
        context=hit.context,
        plan=titles.get(hit.scope, "") if len(titles) > 1 else "",
        excerpt=hit.excerpt,
    )


def _address(hit: Hit) -> str:
    """Where the thing found stands: a page of its own, or its place on the page of its like."""
    slug = hit.scope.partition(":")[2]
    ways: dict[str, Callable[[], str]] = {
        "node": lambda: reverse("node", args=[slug, hit.key]),
        "instrument": lambda: reverse("instrument", args=[slug, hit.key]),
        "framework": lambda: f"{reverse('frameworks', args=[slug])}#{hit.key}",
        "topic": lambda: f"{reverse('plan', args=[slug])}?{urlencode({'topic': hit.key})}",
        "figure": lambda: f"{reverse('figures', args=[slug])}#{hit.key}",
        "page": lambda: reverse("page", args=[hit.key]),
        "municipality": lambda: f"{reverse('territory')}#comune-{hit.key}",
    }
    return ways.get(hit.kind, lambda: reverse("home"))()
