"""The tree of a plan as rows, and what a filter leaves of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from portici.kernel.text import folded_words


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node of an edition, ready to be shown.

    Attributes:
        uid: the identity that survives editions.
        code, level, parent: as the edition has them; `parent` is None for the roots.
        root: code of the root above it (for Turin the area); its own code for a root.
        depth: 0 for the roots.
        title, summary: texts by language.
        official: the document's wording, or empty when none is attached.
        lines: spans of the document's lines.
        instruments: keys of the instruments that its own lines name.
        lines_of_means: how many lines of resources and instruments stand under it.
        topics: `framework:topic` keys of its own alignments.
        markers: keys of its own markers.
    """

    uid: str
    code: str
    level: str
    parent: str | None
    root: str
    depth: int
    title: Mapping[str, str]
    summary: Mapping[str, str]
    official: str
    lines: Sequence[Sequence[int]]
    instruments: tuple[str, ...] = ()
    lines_of_means: int = 0
    topics: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeFilter:
    """What a reader asks to see; empty means everything. Within a field any value will do, fields add up."""

    root: str = ""
    level: str = ""
    parent: str = ""
    instrument: str = ""
    topic: str = ""
    marker: str = ""
    words: tuple[str, ...] = field(default=())
    language: str = "it"

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return not any(
            (
                self.root,
                self.level,
                self.parent,
                self.instrument,
                self.topic,
                self.marker,
                self.words,
            )
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows to show in document order, and which of them answer the filter themselves.

    Rows that do not answer are there because they lead to one that does.
    """

    rows: tuple[NodeRow, ...]
    matches: frozenset[str]


def words_asked(text: str) -> tuple[str, ...]:
    """The folded words of a free text: at most twenty, so that no question costs more than a plan's length."""
    return tuple(folded_words(text[:500])[:20])


def filtered_outline(rows: Sequence[NodeRow], wanted: NodeFilter) -> Outline:
    """The nodes that answer a filter, with all that stands above them.

    - Instruments and topics of a node hold for what stands under it: the document lists means per strategy.
    - Markers hold only for the node whose own words state them.
    - Every word must begin some word of code, title, summary or official wording; but several words that
      a code begins with, such as `1.1.1`, ask for the nodes whose codes begin so.
    """
    if wanted.is_empty:
        return Outline(tuple(rows), frozenset(row.code for row in rows))
    inherited = _inherited(rows)
    codes = _codes_begun(rows, wanted.words)
    matches = frozenset(
        row.code
        for row in rows
        if _answers(row, wanted, inherited[row.code])
        and (row.code in codes if codes else not wanted.words or _has_words(row, wanted))
    )
    parents = {row.code: row.parent for row in rows}
    shown = _with_ancestors(matches, parents)
    return Outline(tuple(row for row in rows if row.code in shown), matches)


@dataclass(frozen=True, slots=True)
class _Links:
    instruments: frozenset[str]
    topics: frozenset[str]


_NO_LINKS = _Links(frozenset(), frozenset())


def _inherited(rows: Sequence[NodeRow]) -> dict[str, _Links]:
    """Own and inherited links of every node; parents come before children in `rows`."""
    links: dict[str, _Links] = {}
    for row in rows:
        above = links.get(row.parent or "", _NO_LINKS)
        has_own = row.instruments or row.topics
        links[row.code] = (
            _Links(above.instruments | set(row.instruments), above.topics | set(row.topics))
            if has_own
            else above
        )
    return links


def _answers(row: NodeRow, wanted: NodeFilter, links: _Links) -> bool:
    return (
        (not wanted.root or row.root == wanted.root)
        and (not wanted.level or row.level == wanted.level)
        and (not wanted.parent or row.parent == wanted.parent)
        and (not wanted.instrument or wanted.instrument in links.instruments)
        and (not wanted.topic or _has_topic(links.topics, wanted.topic))
        and (not wanted.marker or wanted.marker in row.markers)
    )


def _has_topic(topics: Iterable[str], wanted: str) -> bool:
    """`framework:topic` asks for one topic, `framework` for any topic of it."""
    if ":" in wanted:
        return wanted in topics
    return any(topic.partition(":")[0] == wanted for topic in topics)


def _codes_begun(rows: Sequence[NodeRow], words: Sequence[str]) -> frozenset[str]:
    """The codes that begin with all these words; one word alone is a word and not a code."""
    if len(words) < 2:
        return frozenset()
    asked = list(words)
    return frozenset(row.code for row in rows if folded_words(row.code)[: len(asked)] == asked)


def _has_words(row: NodeRow, wanted: NodeFilter) -> bool:
    texts = (
        row.code,
        row.title.get(wanted.language, ""),
        row.summary.get(wanted.language, ""),
        row.official,
    )
    known = {word for text in texts for word in folded_words(text)}
    return all(any(word.startswith(asked) for word in known) for asked in wanted.words)


def _with_ancestors(codes: Iterable[str], parents: Mapping[str, str | None]) -> set[str]:
    shown: set[str] = set()
    for code in codes:
        step: str | None = code
        while step is not None and step not in shown:
            shown.add(step)
            step = parents.get(step)
    return shown
