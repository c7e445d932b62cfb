"""Folding of words, so that a search or a comparison does not stumble over case, accents and apostrophes."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def fold(text: str) -> str:
    """Lower case without accents: `Città` becomes `citta`. Control characters (NUL among them) become spaces."""
    # Decomposed on both sides of the folding: a letter like ℌ becomes a capital only when it is taken apart.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(
        " " if unicodedata.category(character) == "Cc" else character
        for character in decomposed
        if not unicodedata.combining(character)
    )


def folded_words(text: str) -> list[str]:
    """The folded words of `text` in order; apostrophes and hyphens part words (`l'impresa` gives `l`, `impresa`)."""
    return _WORD.findall(fold(text))


def slug(text: str) -> str:
    """A name for addresses and file names: folded words joined by hyphens."""
    return "-".join(folded_words(text))
