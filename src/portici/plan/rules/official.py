"""Official wording: rebuild the text of each element of a plan from the lines of its document.

The repository holds none of the document's wording. Whoever has the document attaches it; a recipe
(`official.yaml` in the plan's folder) says which lines and words make up each element, and which
misreadings of that document to repair. Lines are counted from 1, as an editor shows them; words are
what spaces separate, counted from 1 in their line. Nothing here reads a file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from unicodedata import normalize

from portici.plan.rules.official_repair import Repair, apply_repairs
from portici.plan.rules.official_repairs import JOINING_REPAIRS, LINE_REPAIRS
from portici.plan.rules.schema import OfficialFile


class SpanError(LookupError):
    """A span points outside the document."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole lines `first_line` to `last_line`, or some words of one line; all ends included."""

    first_line: int
    last_line: int
    first_word: int | None = None
    last_word: int | None = None

    def __str__(self) -> str:
        if self.first_word is None:
            return f"{self.first_line}-{self.last_line}"
        return f"{self.first_line} ({self.first_word}-{self.last_word})"


@dataclass(frozen=True, slots=True)
class OfficialElement:
    """One element of the plan and where its wording stands, in reading order.

    `case` is "sentence" where the document prints the element in capitals.
    """

    code: str
    kind: str
    spans: tuple[Span, ...]
    case: str = "printed"


@dataclass(frozen=True, slots=True)
class OfficialRecipe:
    """How to rebuild every element from one exact document, known by its SHA-256.

    `line_count` is the number of line feeds, as `wc -l` counts them.
    """

    sha256: str
    line_count: int
    repairs: tuple[Repair, ...]
    elements: tuple[OfficialElement, ...]


@dataclass(frozen=True, slots=True)
class WordingDoubt:
    """Something that looks wrong in an element's span or in the wording rebuilt from it."""

    code: str
    subject: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Fragment:
    """The words taken from one line, with the number of the first of them."""

    line_number: int
    first_word: int
    words: tuple[str, ...]


def recipe_of(file: OfficialFile) -> OfficialRecipe:
    """Return the recipe that a well-formed `official.yaml` holds."""
    return OfficialRecipe(
        sha256=file.document.sha256,
        line_count=file.document.line_count,
        repairs=tuple(
            Repair(find=entry.find, replace=entry.replace, why=entry.why, where=entry.where)
            for entry in file.repairs
        ),
        elements=tuple(
            OfficialElement(
                code=entry.code,
                kind=entry.kind,
                spans=tuple(Span(*span) for span in entry.spans),
                case=entry.case,
            )
            for entry in file.elements
        ),
    )


def document_lines(text: str) -> list[str]:
    """Return the lines of a document. Only line feeds end a line: OCR leaves form feeds inside."""
    return text.replace("\r\n", "\n").split("\n")


def rebuild_wording(
    *, lines: Sequence[str], element: OfficialElement, repairs: Sequence[Repair]
) -> str:
    """Return an element's official wording, one line of text.

    Order: capitals lowered where the element is in sentence case (so that repairs meet ordinary
    words, and a repair of the document can give a name its capital back), general repairs of each
    line, the document's own repairs, joining of the lines. Raises SpanError outside the document.
    """
    read = []
    for fragment in _fragments(lines, element):
        # An accent may come as a sign of its own after its letter: the repairs expect one letter.
        text = normalize("NFC", " ".join(fragment.words))
        if element.case == "sentence":
            text = text.lower()
        text = apply_repairs(text, LINE_REPAIRS)
        read.append(apply_repairs(text, (r for r in repairs if r.reaches(fragment.line_number))))
    wording = apply_repairs("\n".join(read), JOINING_REPAIRS).strip()
    if element.case == "sentence":
        wording = wording[:1].upper() + wording[1:]
    return wording


def word_similarity(a: str, b: str) -> float:
    """Return how alike two texts are word by word, 0 to 1; 1.0 for the same words in order.

    The ratio of difflib: twice the matching words over the words of both.
    """
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()


def looks_wrong(*, lines: Sequence[str], recipe: OfficialRecipe) -> list[WordingDoubt]:
    """Return what looks wrong in the recipe's elements, in their order; empty when nothing does.

    Facts by code: `span-outside` {span}, `span-shared` {other, line, word, text}, `page-number`
    {line, text}, `heading-word` {line, text}, `empty` {}, `no-capital` {start},
    `brackets` {opened, closed}, `list-mark` {mark}.
    """
    doubts: list[WordingDoubt] = []
    owners: dict[tuple[int, int], str] = {}
    for element in recipe.elements:
        outside = [span for span in element.spans if not _stands_in(lines, span)]
        if outside:
            doubts.extend(WordingDoubt("span-outside", element.code, {"span": s}) for s in outside)
            continue
        for fragment in _fragments(lines, element):
            doubts.extend(_doubts_of_fragment(fragment, element.code))
            doubts.extend(_doubts_of_sharing(fragment, element.code, owners=owners))
        wording = rebuild_wording(lines=lines, element=element, repairs=recipe.repairs)
        doubts.extend(_doubts_of_wording(wording, element.code))
    return doubts


def _doubts_of_fragment(fragment: _Fragment, subject: str) -> Iterator[WordingDoubt]:
    text = " ".join(fragment.words)
    facts = {"line": fragment.line_number, "text": text}
    if re.fullmatch(r"\d{1,4}", text):
        yield WordingDoubt("page-number", subject, facts)
    if re.search(r"\b(?:AZIONI|RISORSE|STRUMENTI|STRATEGIA|OBIETTIV[O0]+)\b", text):
        yield WordingDoubt("heading-word", subject, facts)


def _doubts_of_sharing(
    fragment: _Fragment, subject: str, *, owners: dict[tuple[int, int], str]
) -> Iterator[WordingDoubt]:
    """Yield a doubt for the first word of the line that is taken twice; note the owners."""
    taken = []
    for word_number, word in enumerate(fragment.words, fragment.first_word):
        place = (fragment.line_number, word_number)
        if place in owners:
            facts = {"other": owners[place], "line": place[0], "word": place[1], "text": word}
            taken.append(WordingDoubt("span-shared", subject, facts))
        owners.setdefault(place, subject)
    yield from taken[:1]


def _doubts_of_wording(wording: str, subject: str) -> Iterator[WordingDoubt]:
    if not wording:
        yield WordingDoubt("empty", subject, {})
        return
    if not wording[0].isupper():
        yield WordingDoubt("no-capital", subject, {"start": wording[:20]})
    opened, closed = wording.count("("), wording.count(")")
    if opened != closed:
        yield WordingDoubt("brackets", subject, {"opened": opened, "closed": closed})
    if mark := re.search(r"[»«•▪●>]", wording):
        yield WordingDoubt("list-mark", subject, {"mark": mark.group()})


def _fragments(lines: Sequence[str], element: OfficialElement) -> Iterator[_Fragment]:
    """Yield the words of an element, line by line, without empty lines. Raises SpanError."""
    for span in element.spans:
        if not _stands_in(lines, span):
            raise SpanError(f"{element.code}: {span} stands outside the document")
        first = (span.first_word or 1) - 1
        for line_number in range(span.first_line, span.last_line + 1):
            words = tuple(lines[line_number - 1].split()[first : span.last_word])
            if words:
                yield _Fragment(line_number, first + 1, words)


def _stands_in(lines: Sequence[str], span: Span) -> bool:
    if not 1 <= span.first_line <= span.last_line <= len(lines):
        return False
    if span.first_word is None or span.last_word is None:
        return span.first_word is span.last_word
    words = lines[span.first_line - 1].split()
    return span.first_line == span.last_line and (
        1 <= span.first_word <= span.last_word <= len(words)
    )
