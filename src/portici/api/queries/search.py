"""A search, as the API answers it."""

from collections.abc import Sequence

from portici.api.queries.plans import Answer
from portici.api.rules.paging import PageAsked
from portici.plan.queries.editions import Edition
from portici.search.queries.answers import Hit, search

# The plans that are searched when a plan is asked for that is not there: none.
_NOWHERE = ("plan:",)


def search_answer(
    text: str,
    *,
    language: str,
    scopes: Sequence[str],
    kind: str,
    asked: PageAsked,
) -> Answer:
    """What was found: `forms.search.SearchAnswer`. Three queries at most."""
    found = search(
        text,
        language=language,
        scopes=scopes,
        kinds=(kind,) if kind else (),
        limit=asked.size,
        offset=asked.span.start,
    )
    return {
        "language": language,
        "words": found.words,
        "total": found.total,
        "by_kind": found.by_kind,
        "suggestion": found.suggestion,
        "hits": [_hit(hit) for hit in found.hits],
    }


def _hit(hit: Hit) -> Answer:
    return {
        "scope": hit.scope,
        "kind": hit.kind,
        "key": hit.key,
        "title": hit.title,
        "context": hit.context,
        "summary": hit.summary,
        "excerpt": [{"text": part, "is_match": match} for part, match in hit.excerpt],
        "score": hit.score,
    }


def scopes_of(slug: str, editions: Sequence[Edition]) -> tuple[str, ...]:
    """Where to search: in the plan called so; nowhere if there is none such.

    Compared here and not by the database, which refuses some texts (NUL).
    """
    known = tuple(f"plan:{edition.plan.slug}" for edition in editions if edition.plan.slug == slug)
    return known or _NOWHERE
