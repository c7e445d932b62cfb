"""Which known word a mistyped one was meant to be."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from portici.kernel.text import fold
from portici.search.rules.questions import Question, Term
from portici.search.rules.words import composed, is_small_word, stem

# Shorter words are too near to one another, longer ones are not words.
SHORTEST_KNOWN = 4
LONGEST_KNOWN = 40
# From this length on two slips are forgiven, below it one.
LONG_WORD = 7
# Letters at the end of a word by which candidates are found when its first letter is wrong.
ENDING_LETTERS = 3

_WORD_AS_WRITTEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word of the indexed texts.

    Attributes:
        word: folded.
        shown: as it is written most often.
        count: in how many entries it stands.
    """

    word: str
    shown: str
    count: int


def slips_forgiven(word: str) -> int:
    """How many letters left out, added, changed or swapped may part a word from the one that was meant."""
    return 2 if len(word) >= LONG_WORD else 1


def ending(word: str) -> str:
    """The last letters of a folded word."""
    return word[-ENDING_LETTERS:]


def is_correctable(word: str) -> bool:
    """Whether a folded word is one that the vocabulary could hold: letters only, neither short nor endless."""
    return word.isalpha() and SHORTEST_KNOWN <= len(word) <= LONGEST_KNOWN


def words_to_know(texts: Iterable[str], *, language: str) -> list[KnownWord]:
    """The vocabulary of some texts, in alphabetical order; each text counts once for a word."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for surface in set(_WORD_AS_WRITTEN.findall(composed(text))):
            word = fold(surface)
            if is_correctable(word) and not is_small_word(word, language):
                written[word][surface] += 1
    return [
        KnownWord(word, _most_written(surfaces), surfaces.total())
        for word, surfaces in sorted(written.items())
    ]


def together(known: Iterable[KnownWord]) -> list[KnownWord]:
    """The same words from several vocabularies, counted together, shown as where they stand most often."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for each in known:
        written[each.word][each.shown] += each.count
    return [
        KnownWord(word, _most_written(surfaces), surfaces.total())
        for word, surfaces in sorted(written.items())
    ]


def corrected(question: Question, known: Sequence[KnownWord]) -> str | None:
    """The question with its unknown words replaced by the nearest known ones; None when nothing is nearer.

    - A word is known when it, a word of the same stem, or (for the last) a word that it begins is in `known`.
    - Two slips are forgiven in words of seven letters and more, one in shorter ones.
    - Among words equally near the commoner wins, then the first in the alphabet.
    """
    text = question.text
    for term in sorted(question.terms, key=lambda term: term.start, reverse=True):
        meant = _meant(term, question, known)
        if meant is not None:
            text = text[: term.start] + meant.shown + text[term.end :]
    return " ".join(text.split()) if text != question.text else None


def _meant(term: Term, question: Question, known: Sequence[KnownWord]) -> KnownWord | None:
    if not is_correctable(term.word) or _is_known(term, question, known):
        return None
    forgiven = slips_forgiven(term.word)
    distances = (
        (OSA.distance(term.word, each.word, score_cutoff=forgiven), each) for each in known
    )
    near = [(distance, each) for distance, each in distances if distance <= forgiven]
    return min(near, key=lambda pair: (pair[0], -pair[1].count, pair[1].word))[1] if near else None


def _is_known(term: Term, question: Question, known: Sequence[KnownWord]) -> bool:
    is_last = term is question.terms[-1]
    wanted = stem(term.word, question.language)
    # Stems keep a word's beginning: the costly comparison is made only where it can succeed.
    alike = [each.word for each in known if each.word[:3] == term.word[:3]]
    return any(
        (is_last and word.startswith(term.word)) or stem(word, question.language) == wanted
        for word in alike
    )


def _most_written(surfaces: Counter[str]) -> str:
    """The commonest way of writing; among equals the one in small letters, then the first."""
    return min(
        surfaces, key=lambda surface: (-surfaces[surface], surface != surface.lower(), surface)
    )
