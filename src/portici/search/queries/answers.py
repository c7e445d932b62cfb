"""Answering a question with what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from portici.search.models import SearchEntry
from portici.search.queries.expressions import Bytewise, Has
from portici.search.queries.vocabulary import words_near
from portici.search.rules.excerpts import Segment, excerpt
from portici.search.rules.questions import Question, understood
from portici.search.rules.suggestions import corrected

MAXIMUM_LIMIT = 100

# A whole name or code weighs more than all the words that a question can have in a title.
WEIGHT_OF_NAME = 1_000
WEIGHT_IN_TITLE = 10
# Between `città` and `cittadini`, both found by `citta`.
WEIGHT_AS_WHOLE = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found.

    Attributes:
        scope, kind, key: what it is; they lead to its page.
        title, context, summary: as they are shown.
        excerpt: segments `(text, is_match)` around the first match; empty when there is no text.
        score: 1,000 when the question is its name or code, 10 for every word asked for in its title, and 1 when
            the last word is there as a whole and not only begun.
    """

    scope: str
    kind: str
    key: str
    title: str
    context: str
    summary: str
    excerpt: tuple[Segment, ...]
    score: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What is known about a question.

    Attributes:
        hits: the page asked for, best first.
        total: how many there are in the kinds asked for.
        by_kind: how many there are of every kind, whatever kinds were asked for.
        suggestion: the question with its mistyped words corrected, when nothing was found and that finds something.
        words: the folded words asked for; small words are left out.
    """

    hits: tuple[Hit, ...]
    total: int
    by_kind: dict[str, int]
    suggestion: str | None
    words: tuple[str, ...]


def search(
    text: str,
    *,
    language: str,
    scopes: Sequence[str] = (),
    kinds: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
) -> SearchAnswer:
    """Answer any text. Empty `scopes` and `kinds` mean all. Three queries at most.

    What is called exactly so comes first, then what has more of the words in its title, then what has the last
    word whole, then the order in which the things were given to the index. `limit` is at most 100.
    """
    question = understood(text, language=language)
    if not question.terms:
        return SearchAnswer((), 0, {}, None, ())
    found = _found(question, scopes)
    by_kind = _counts(found)
    if not by_kind:
        return SearchAnswer((), 0, {}, _suggestion(question, scopes), question.words)
    total = sum(by_kind.values())
    if kinds:
        wanted = [kind for kind in by_kind if kind in kinds]
        found = found.filter(kind__in=wanted)
        total = sum(by_kind[kind] for kind in wanted)
    first, size = max(0, offset), max(0, min(limit, MAXIMUM_LIMIT))
    hits = _page(question, found, first=first, size=size) if first < total and size else ()
    return SearchAnswer(hits, total, by_kind, None, question.words)


def _found(question: Question, scopes: Sequence[str]) -> QuerySet[SearchEntry]:
    entries = SearchEntry.objects.filter(Has(question.terms), language=question.language)
    return entries.filter(scope__in=scopes) if scopes else entries


def _counts(entries: QuerySet[SearchEntry]) -> dict[str, int]:
    rows = entries.order_by("kind").values_list("kind").annotate(count=Count("pk"))
    return dict(sorted(rows))


def _page(
    question: Question, entries: QuerySet[SearchEntry], *, first: int, size: int
) -> tuple[Hit, ...]:
    """Two queries: ranking reads little of many rows, showing reads the texts of a few."""
    is_called = Q(whole_title=question.name) | Q(whole_key=question.name)
    score: Combinable = _weight(is_called, WEIGHT_OF_NAME)
    score = score + _weight(Has([question.terms[-1].as_whole]), WEIGHT_AS_WHOLE)
    for term in question.terms:
        score = score + _weight(Has([term], in_title=True), WEIGHT_IN_TITLE)
    ranked = (
        entries.annotate(score=score)
        .order_by("-score", "position", Bytewise(F("scope")))
        .values_list("pk", "score")
    )
    scores = dict(ranked[first : first + size])
    shown = SearchEntry.objects.in_bulk(scores)
    return tuple(_hit(question, shown[pk], points) for pk, points in scores.items())


def _hit(question: Question, entry: SearchEntry, score: int) -> Hit:
    return Hit(
        scope=entry.scope,
        kind=entry.kind,
        key=entry.key,
        title=entry.title,
        context=entry.context,
        summary=entry.summary,
        excerpt=excerpt(question, entry.summary, entry.body),
        score=score,
    )


def _weight(condition: Q | Has, weight: int) -> Case:
    return Case(When(condition, then=Value(weight)), default=Value(0), output_field=IntegerField())


def _suggestion(question: Question, scopes: Sequence[str]) -> str | None:
    """A correction that leads to something, or None."""
    suggestion = corrected(question, words_near(question, scopes))
    if suggestion is None:
        return None
    meant = understood(suggestion, language=question.language)
    return suggestion if _found(meant, scopes).exists() else None
