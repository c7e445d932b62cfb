"""How a text becomes tokens: the same for what is indexed and for what is asked, on every database.

A *piece* is a stretch of text without spaces: a word, words joined by a hyphen (`co-progettazione`), or a code
(`1.1.1-A01`). A *token* is what the database compares: plain ASCII letters, digits and points, so that no
database's own reading of a text can part or change it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from portici.kernel.text import folded_words

# Longer words are cut, in the index and in questions alike; the longest Italian words have under 30 letters.
MAXIMUM_TOKEN = 64
MAXIMUM_NAME = 250

# A word keeps its combining accents, so that `à` may be written as one character or as two.
_WORD = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_JOINTS = r"[-‐‑–./]"
_SPOKEN_CODE = re.compile(r"[A-Za-z]{1,3}$|[A-Za-z]{0,3}[-.]?\d")
_PIECE = re.compile(rf"{_WORD}(?:{_JOINTS}{_WORD})*")

# Texts in other languages are found by their words as written.
_STEMMERS = {"it": "italian", "en": "english"}

# Articles, prepositions and the like, with what an apostrophe leaves of them: nobody looks for them.
_SMALL_ITALIAN = """
a ad agli ai al all alla alle allo anche c che chi ci coi col come con d da dagli dai dal dall
dalla dalle dallo degli dei del dell della delle dello di e ed era gli ha i il in l la le lo ma
mi ne negli nei nel nell nella nelle nello non o od per piu quale quali quel quell quella quelle
quelli quello questa queste questi questo s se si sono su sugli sui sul sull sulla sulle sullo
tra fra un una uno v vi
"""
_SMALL_ENGLISH = """
a all an and are as at be been by do does for from has have how i in into is it its me my not of
on or our s so t than that the their there these they this those to us was we were what when
where which who will with you your
"""
_SMALL_WORDS = {
    "it": frozenset(_SMALL_ITALIAN.split()),
    "en": frozenset(_SMALL_ENGLISH.split()),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece as it stands in a text.

    Attributes:
        start, end: where it stands, in characters.
        surface: as it is written.
    """

    start: int
    end: int
    surface: str


def composed(text: str) -> str:
    """The text with every accented letter as one character: the form in which places are counted."""
    return unicodedata.normalize("NFC", text)


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a composed text, in order."""
    for match in _PIECE.finditer(text):
        yield Piece(match.start(), match.end(), match.group())


def folded_parts(surface: str) -> tuple[str, ...]:
    """The folded words of one piece: `Co-progettazione` gives `co`, `progettazione`."""
    return tuple(folded_words(surface))


def is_code(parts: tuple[str, ...]) -> bool:
    """Whether a piece is a code, a number of a law or a span of years: several parts, the first with a digit first."""
    return len(parts) > 1 and parts[0][0].isdigit()


def joined(parts: tuple[str, ...]) -> str:
    """A piece as one word: codes keep their joints (`1.1.1.a01`), words grow together (`nonprofit`)."""
    separator = "." if is_code(parts) else ""
    return separator.join(parts)


def token_of(word: str) -> str:
    """A folded word as a token: letters outside ASCII are written by their numbers, and it is cut at 64."""
    spelled = "".join(c if c.isascii() else f"u{ord(c):x}" for c in word)
    return spelled[:MAXIMUM_TOKEN]


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """The stem of a folded word: `cooperative` and `cooperazione` give `cooper`."""
    algorithm = _STEMMERS.get(language)
    if algorithm is None:
        return word
    # A stemmer keeps the word it works on: one each, because requests run in several threads.
    return str(snowballstemmer.stemmer(algorithm).stemWord(word))


@lru_cache(maxsize=65_536)
def piece_tokens(surface: str, language: str) -> tuple[str, ...]:
    """Every token under which a piece is found: its words, their stems, and all of it as one word.

    Of a code the single digits are left out: `1` must not find everything that is numbered.
    """
    parts = folded_parts(surface)
    if is_code(parts):
        spelled = (joined(parts), *(part for part in parts if len(part) > 1))
    else:
        words = (*parts, joined(parts))
        spelled = (*words, *(stem(word, language) for word in words))
    return tuple(dict.fromkeys(token_of(word) for word in spelled if word))


def search_terms(text: str, *, language: str) -> tuple[str, ...]:
    """The tokens of a text, each once, in the order in which they first appear."""
    found: dict[str, None] = {}
    for piece in pieces(composed(text)):
        found.update(dict.fromkeys(piece_tokens(piece.surface, language)))
    return tuple(found)


def whole_name(text: str) -> str:
    """A name or code as it is compared with a whole question: `Città di Torino` gives `citta di torino`."""
    parts = (folded_parts(piece.surface) for piece in pieces(composed(text)))
    return " ".join(joined(words) for words in parts if words)[:MAXIMUM_NAME]


def is_spoken_code(key: str) -> bool:
    """Whether a thing's key is a code that people type (`1.1.1-A01`, `G004`, `A`) and not a name for addresses."""
    return _SPOKEN_CODE.match(key) is not None


def is_small_word(word: str, language: str) -> bool:
    """Whether a folded word carries no meaning of its own in a question."""
    return word in _SMALL_WORDS.get(language, frozenset())
