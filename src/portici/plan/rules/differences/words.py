"""Which words of a text were taken out and which came in, so that a person can read it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["same", "removed", "added"]

# A word with its elision (`dell'`), a number with its decimals, or one sign; each with the space behind it.
_TOKEN = re.compile(r"\s*((?:\d+(?:[.,]\d+)*|[^\W_]+)(?:['’](?=\w))?|[^\s])(\s*)")
# Texts that share less than this part of their words are two texts: they are shown one after the other.
LEAST_SHARED = 0.2


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that stayed, was removed, or was added."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Two texts compared word by word.

    Attributes:
        inline: one text to be read through: what was removed stands before what came in its place.
        before: the old text, in pieces same and removed.
        after: the new text, in pieces same and added.
    """

    inline: tuple[Segment, ...]
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]

    @property
    def is_equal(self) -> bool:
        """Whether not one word differs."""
        return all(segment.kind == "same" for segment in self.inline)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or sign, and the same with the space behind it."""

    core: str
    text: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring words that stayed together (`is_same`), or went and came in the same place."""

    is_same: bool
    before: tuple[_Token, ...]
    after: tuple[_Token, ...]


def text_difference(before: str, after: str) -> TextDifference:
    """The words that were taken out of a text and those that came in.

    - Words are compared as they are written; a sign of punctuation counts as a word, the width of a space does not.
    - A few words that stayed between two longer changes are read as part of one change: a sentence that was
      written anew is not shown as a patchwork.
    - Two texts that share less than a fifth of their words are shown whole, the old one and then the new one.
    """
    runs = _readable(_runs(_tokens(before), _tokens(after)))
    return TextDifference(
        inline=tuple(_inline(runs)),
        before=_side(runs, "removed"),
        after=_side(runs, "added"),
    )


def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(
        _Token(found.group(1), found.group(1) + (" " if found.group(2) else ""))
        for found in _TOKEN.finditer(text.strip())
    )


def _runs(before: Sequence[_Token], after: Sequence[_Token]) -> list[_Run]:
    matcher = SequenceMatcher(
        None, [token.core for token in before], [token.core for token in after], autojunk=False
    )
    return [
        _Run(operation == "equal", tuple(before[b1:b2]), tuple(after[a1:a2]))
        for operation, b1, b2, a1, a2 in matcher.get_opcodes()
    ]


def _readable(runs: list[_Run]) -> list[_Run]:
    """The runs with short stretches of agreement between changes taken into them."""
    if _share_too_little(runs):
        return _joined(runs)
    merged: list[_Run] = []
    for run in runs:
        merged.append(run)
        # A change was added: does the agreement before it still stand out between its neighbours?
        while len(merged) >= 3 and not run.is_same and _drowns(*merged[-3:]):
            merged[-3:] = _joined(merged[-3:])
    return merged


def _share_too_little(runs: Sequence[_Run]) -> bool:
    same = sum(len(run.before) for run in runs if run.is_same)
    longer = max(sum(len(run.before) for run in runs), sum(len(run.after) for run in runs))
    return same < LEAST_SHARED * longer


def _drowns(left: _Run, between: _Run, right: _Run) -> bool:
    """Whether what stayed is no longer than the change before it and the change after it."""
    length = _length(between.after)
    return length <= _size(left) and length <= _size(right)


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    """All of it as one change; nothing when there is nothing."""
    before = tuple(token for run in runs for token in run.before)
    after = tuple(token for run in runs for token in run.after)
    return [_Run(False, before, after)] if before or after else []


def _size(run: _Run) -> int:
    return max(_length(run.before), _length(run.after))


def _length(tokens: Sequence[_Token]) -> int:
    return sum(len(token.core) for token in tokens)


def _inline(runs: Sequence[_Run]) -> list[Segment]:
    segments: list[Segment] = []
    for run in runs:
        if run.is_same:
            segments.append(Segment("same", _text(run.after)))
            continue
        if run.before:
            segments.append(Segment("removed", _text(run.before)))
        if run.after:
            segments.append(Segment("added", _text(run.after)))
    return segments


def _side(runs: Sequence[_Run], kind: Literal["removed", "added"]) -> tuple[Segment, ...]:
    sides = ((run.is_same, run.before if kind == "removed" else run.after) for run in runs)
    return tuple(
        Segment("same" if is_same else kind, _text(tokens)) for is_same, tokens in sides if tokens
    )


def _text(tokens: Sequence[_Token]) -> str:
    return "".join(token.text for token in tokens)
