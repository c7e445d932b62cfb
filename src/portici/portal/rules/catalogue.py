"""The catalogue of instruments as entries, and what a filter leaves of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portici.kernel.text import folded_words
from portici.plan.rules.outline import words_asked
from portici.portal.rules.plan_filter import TEXT_FIELD, Named, text_asked

KIND_FIELD = "kind"


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of the document that names an instrument.

    Attributes:
        code: of the line (`1.1.1-S02`).
        variant: the name that the document uses there.
        official: the line's wording, or empty when none is attached.
        node_code, node_title, node_level: the element under which the line stands, texts by language.
        root: code of the element at the top of it, for its colour.
        lines: spans of the document's lines.
    """

    code: str
    variant: str
    official: str
    node_code: str
    node_title: Mapping[str, str]
    node_level: Mapping[str, str]
    root: str
    lines: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """An instrument, ready to be shown; `status` is a value of plan's InstrumentStatus."""

    key: str
    kind: str
    name: Mapping[str, str]
    summary: Mapping[str, str]
    status: str
    merge_note: Mapping[str, str]
    named_elsewhere: Sequence[Sequence[int]]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class CatalogueFilter:
    """What an address asks of the catalogue.

    Attributes:
        kind: the kind asked for, None for all.
        text: the free text as written; `words` its folded words.
        unknown: a kind that the plan does not have; it is said and filters nothing.
    """

    kind: Named | None
    text: str
    words: tuple[str, ...]
    unknown: str


def read_catalogue_filter(asked: Mapping[str, str], *, kinds: Sequence[Named]) -> CatalogueFilter:
    """What an address asks for, against the kinds that the plan declares."""
    key = asked.get(KIND_FIELD, "").strip()
    kind = next((each for each in kinds if each.key == key), None)
    text = text_asked(asked)
    return CatalogueFilter(
        kind=kind, text=text, words=words_asked(text), unknown="" if kind else key[:80]
    )


def catalogue_parameters(asked: CatalogueFilter) -> dict[str, str]:
    """The filter as the parameters of an address."""
    parameters = {KIND_FIELD: asked.kind.key} if asked.kind else {}
    if asked.words:
        parameters[TEXT_FIELD] = asked.text
    return parameters


def filtered_entries(
    entries: Sequence[CatalogueEntry], asked: CatalogueFilter, *, language: str
) -> tuple[CatalogueEntry, ...]:
    """The entries that answer a filter; an empty one leaves everything.

    Every word must begin some word of the name, the summary, a name that the document uses, or the code of
    an element under which a line stands.
    """
    return tuple(
        entry
        for entry in entries
        if (asked.kind is None or entry.kind == asked.kind.key)
        and (not asked.words or _has_words(entry, asked.words, language))
    )


def _has_words(entry: CatalogueEntry, words: Sequence[str], language: str) -> bool:
    texts = [entry.name.get(language, ""), entry.summary.get(language, "")]
    for mention in entry.mentions:
        texts += [mention.variant, mention.node_code]
    known = {word for text in texts for word in folded_words(text)}
    return all(any(word.startswith(asked) for word in known) for asked in words)
