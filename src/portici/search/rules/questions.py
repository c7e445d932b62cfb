"""What a person typed, understood: which words are asked for, and what will do for each.

- All words must be found, in whatever order; small words (`di`, `the`) are left out when others are there.
- A word is found in every form that has its stem.
- The last word may be only begun: `coop` finds `cooperativa`. One letter alone is not a beginning.
- `co-progettazione` is found written as one word or as two; a code (`1.1.1-A01`) only as a whole.
"""

from dataclasses import dataclass, replace

from portici.search.rules.words import (
    Piece,
    composed,
    folded_parts,
    is_code,
    is_small_word,
    joined,
    piece_tokens,
    pieces,
    stem,
    token_of,
    whole_name,
)

# A question costs as much as its words; nobody types more than this and means it.
MAXIMUM_CHARACTERS = 500
MAXIMUM_TERMS = 12
MAXIMUM_PARTS = 6
SHORTEST_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A token asked for, as it is or (`is_prefix`) as the beginning of one."""

    text: str
    is_prefix: bool = False

    def matches(self, token: str) -> bool:
        """Whether a token of a text is what is asked for."""
        return token.startswith(self.text) if self.is_prefix else token == self.text


@dataclass(frozen=True, slots=True)
class Term:
    """One word asked for.

    Attributes:
        word: the folded word, or the whole code.
        start, end: where it stands in the question's text.
        alternatives: any of these will do; each is tokens that must all be there.
    """

    word: str
    start: int
    end: int
    alternatives: tuple[tuple[Token, ...], ...]

    @property
    def as_whole(self) -> "Term":
        """The same word, not only begun."""
        whole = (tokens for tokens in self.alternatives if not any(t.is_prefix for t in tokens))
        return replace(self, alternatives=tuple(whole))

    def matches(self, surface: str, language: str) -> bool:
        """Whether a piece of a text is a reason for which the text was found."""
        tokens = piece_tokens(surface, language)
        return any(
            asked.matches(token)
            for alternative in self.alternatives
            for asked in alternative
            for token in tokens
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood.

    Attributes:
        text: what was typed, cut and composed; the terms' places count in it.
        terms: the words asked for; none when nothing can be found.
        name: the whole question as it is compared with whole names and codes.
    """

    text: str
    language: str
    terms: tuple[Term, ...]
    name: str

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words asked for."""
        return tuple(term.word for term in self.terms)


def understood(text: str, *, language: str) -> Question:
    """Read what a person typed. Any text gives a question; one without words has no terms."""
    clean = composed(text[:MAXIMUM_CHARACTERS])
    found: dict[tuple[str, ...], Piece] = {}
    for piece in pieces(clean):
        parts = folded_parts(piece.surface)[:MAXIMUM_PARTS]
        # A word that is repeated counts where it stands last: that is the one still being typed.
        found.pop(parts, None)
        found[parts] = piece
    found.pop((), None)
    telling = {parts: piece for parts, piece in found.items() if not _is_small(parts, language)}
    asked = list((telling or found).items())[:MAXIMUM_TERMS]
    terms = tuple(
        Term(
            word=joined(parts),
            start=piece.start,
            end=piece.end,
            alternatives=_alternatives(parts, language, is_last=number == len(asked)),
        )
        for number, (parts, piece) in enumerate(asked, start=1)
    )
    return Question(clean, language, terms, whole_name(clean))


def _is_small(parts: tuple[str, ...], language: str) -> bool:
    return len(parts) == 1 and is_small_word(parts[0], language)


def _alternatives(
    parts: tuple[str, ...], language: str, *, is_last: bool
) -> tuple[tuple[Token, ...], ...]:
    """Whole word by its stem; as a beginning, if it is the last; and for `a-b` all its words."""
    whole = joined(parts)
    wanted = token_of(whole if is_code(parts) else stem(whole, language))
    alternatives: list[tuple[Token, ...]] = [(Token(wanted),)]
    if is_last and len(whole) >= SHORTEST_BEGINNING:
        alternatives.append((Token(token_of(whole), is_prefix=True),))
    if len(parts) > 1 and not is_code(parts):
        alternatives.append(tuple(Token(token_of(stem(part, language))) for part in parts))
    return tuple(alternatives)
