"""Verbs of the index. They do not count a change of public data: whoever owns the thing indexed does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from portici.search.models import SearchEntry, VocabularyWord
from portici.search.rules.suggestions import ending, words_to_know
from portici.search.rules.words import is_spoken_code, search_terms, whole_name

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A thing to be found, in one language. Texts are plain.

    Attributes:
        kind, key: what it is and its name in its own list; with the scope they lead to its page.
        title: found first. A question that is exactly the title or the key comes before everything.
        summary, body: searched, and where the excerpt comes from; the summary is also shown.
        context: shown beside the title, such as `Action 1.1.1-A01`; not searched.
    """

    kind: str
    key: str
    language: str
    title: str
    summary: str = ""
    body: str = ""
    context: str = ""


def replace_entries(*, scope: str, entries: Iterable[IndexEntry]) -> None:
    """Put these entries in the place of all that the scope had. Doing it again changes nothing.

    Among equally good answers the order of `entries` is the order shown. Keys are unique by kind and language.
    """
    wanted = list(entries)
    with transaction.atomic():
        remove_scope(scope=scope)
        rows = (_row(scope, position, entry) for position, entry in enumerate(wanted))
        SearchEntry.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        VocabularyWord.objects.bulk_create(_vocabulary(scope, wanted), batch_size=ROWS_AT_ONCE)


def remove_scope(*, scope: str) -> None:
    """Forget all entries of a scope; nothing happens when there are none."""
    with transaction.atomic():
        SearchEntry.objects.filter(scope=scope).delete()
        VocabularyWord.objects.filter(scope=scope).delete()


def _row(scope: str, position: int, entry: IndexEntry) -> SearchEntry:
    titles = f"{entry.title}\n{entry.key}" if is_spoken_code(entry.key) else entry.title
    texts = f"{entry.summary}\n{entry.body}"
    return SearchEntry(
        scope=scope,
        kind=entry.kind,
        language=entry.language,
        key=entry.key,
        position=position,
        whole_key=whole_name(entry.key),
        whole_title=whole_name(entry.title),
        title=_storable(entry.title),
        context=_storable(entry.context),
        summary=_storable(entry.summary),
        body=_storable(entry.body),
        terms_title=" ".join(search_terms(titles, language=entry.language)),
        terms_body=" ".join(search_terms(texts, language=entry.language)),
    )


def _vocabulary(scope: str, entries: list[IndexEntry]) -> Iterator[VocabularyWord]:
    for language in sorted({entry.language for entry in entries}):
        texts = (
            f"{entry.title}\n{entry.summary}\n{entry.body}"
            for entry in entries
            if entry.language == language
        )
        for known in words_to_know(texts, language=language):
            yield VocabularyWord(
                scope=scope,
                language=language,
                word=known.word,
                shown=known.shown,
                count=known.count,
                length=len(known.word),
                initial=known.word[0],
                ending=ending(known.word),
            )


def _storable(text: str) -> str:
    """PostgreSQL refuses NUL in texts."""
    return text.replace("\0", " ")
