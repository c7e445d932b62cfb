"""The words that the indexed texts are made of."""

from collections.abc import Sequence

from django.db.models import Q

from portici.search.models import VocabularyWord
from portici.search.rules.questions import Question
from portici.search.rules.suggestions import (
    KnownWord,
    ending,
    is_correctable,
    slips_forgiven,
    together,
)

# Beyond these words nobody mistypes, and every word costs a search through the vocabulary.
MAXIMUM_CORRECTED = 5


def words_near(question: Question, scopes: Sequence[str]) -> list[KnownWord]:
    """The known words that could be meant by those of a question. One query, none when no word can be corrected.

    A slip in the first letter leaves the ending, any other leaves the first letter: only those words are read.
    """
    words = [word for word in question.words if is_correctable(word)][:MAXIMUM_CORRECTED]
    if not words:
        return []
    near = Q()
    for word in words:
        slips = slips_forgiven(word)
        lengths = Q(length__range=(len(word) - slips, len(word) + slips))
        near |= lengths & (Q(initial=word[0]) | Q(ending=ending(word)))
    known = VocabularyWord.objects.filter(near, language=question.language)
    if scopes:
        known = known.filter(scope__in=scopes)
    rows = known.order_by("word", "scope").values_list("word", "shown", "count")
    return together(KnownWord(*row) for row in rows)
