"""The few words of a text around what was asked for, with the matches told apart; never markup."""

from portici.search.rules.questions import Question
from portici.search.rules.words import Piece, composed, pieces

# About two lines on a wide screen, five on a phone.
EXCERPT_CHARACTERS = 220
CHARACTERS_BEFORE = 60
ELLIPSIS = "…"

Segment = tuple[str, bool]


def excerpt(question: Question, *texts: str) -> tuple[Segment, ...]:
    """The words around the first match, from the first line that has one; else how the first line begins.

    Returns segments `(text, is_match)` that make the excerpt when put together; an ellipsis stands where
    something is left out. Without any text there are no segments.
    """
    lines = [composed(" ".join(line.split())) for text in texts for line in text.splitlines()]
    lines = [line for line in lines if line]
    for line in lines:
        matches = _matches(question, line)
        if matches:
            return _segments(line, matches, start=_start(line, matches[0]))
    return _segments(lines[0], [], start=0) if lines else ()


def _matches(question: Question, text: str) -> list[Piece]:
    return [
        piece
        for piece in pieces(text)
        if any(term.matches(piece.surface, question.language) for term in question.terms)
    ]


def _start(text: str, match: Piece) -> int:
    """Where the excerpt begins: with a whole word, shortly before the match."""
    if match.start <= CHARACTERS_BEFORE:
        return 0
    space = text.find(" ", match.start - CHARACTERS_BEFORE, match.start)
    return match.start if space < 0 else space + 1


def _end(text: str, start: int) -> int:
    """Where it ends: with a whole word, unless a single one fills it."""
    limit = start + EXCERPT_CHARACTERS
    if len(text) <= limit:
        return len(text)
    space = text.rfind(" ", start, limit)
    return limit if space < 0 else space


def _segments(text: str, matches: list[Piece], *, start: int) -> tuple[Segment, ...]:
    end = _end(text, start)
    segments: list[Segment] = []
    done = start
    for match in matches:
        if match.start >= end:
            break
        segments.append((text[done : match.start], False))
        done = min(match.end, end)
        segments.append((text[match.start : done], True))
    segments.append((text[done:end], False))
    if start > 0:
        segments[0] = (ELLIPSIS + segments[0][0], False)
    if end < len(text):
        segments[-1] = (segments[-1][0] + ELLIPSIS, False)
    return tuple(segment for segment in segments if segment[0])
