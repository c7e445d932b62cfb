"""instruments.yaml, frameworks.yaml, figures.yaml and phases.yaml: what is linked to the tree."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

from portici.kernel.shapes import Key, Language, Plain, Strict
from portici.plan.rules.schema.values import (
    Code,
    LongKey,
    LooseKey,
    PartialDate,
    Spans,
    Texts,
    Title,
    Titles,
    Year,
)


class KindEntry(Strict):
    """A kind of instrument."""

    key: Key
    name: Titles
    summary: Texts | None = None


class InstrumentLink(Strict):
    """A line of the document names the instrument; `strategy` is the node under which the line stands."""

    line: Code
    strategy: Code
    lines: Spans = []
    variant: Title


class InstrumentEntry(Strict):
    """One distinct instrument."""

    key: LongKey
    kind: Key
    name: Titles
    summary: Texts | None = None
    status: Literal["listed", "verified", "active", "closed"]
    # Empty while an edition is prepared: the instrument is in the catalogue, and no line names it yet.
    links: list[InstrumentLink] = []
    named_elsewhere: Spans = []
    merge_note: Texts | None = None


class InstrumentsFile(Strict):
    """instruments.yaml."""

    kinds: list[KindEntry]
    instruments: list[InstrumentEntry]


class TopicEntry(Strict):
    """A topic of a framework."""

    key: LongKey
    code: Annotated[str, Field(max_length=20), Plain] | None = None
    name: Titles
    lines: Spans = []


class FrameworkEntry(Strict):
    """An act, strategy or programme of somebody else."""

    key: LongKey
    level: Literal[
        "un", "eu", "national", "regional", "metropolitan", "chamber", "city", "alliance", "peer"
    ]
    title: Titles
    summary: Texts | None = None
    reference: Annotated[str, Field(max_length=200), Plain] | None = None
    adopted_on: PartialDate | None = None
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    status: Literal[
        "in-force", "in-preparation", "expired", "past-process", "watch-list", "unknown"
    ]
    status_note: Texts | None = None
    lines: Spans = []
    topics: list[TopicEntry] = []


class AlignmentEntry(Strict):
    """A node corresponds to a topic."""

    strategy: Code
    framework: LongKey
    topic: LongKey
    basis: Literal["document", "editorial-proposal"]
    lines: Spans = []
    reason: Texts | None = None


class FrameworksFile(Strict):
    """frameworks.yaml."""

    frameworks: list[FrameworkEntry]
    alignments: list[AlignmentEntry] = []


class Unit(Strict):
    """What a figure counts: a key, and beside it the name in every language of the plan."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[Language, Title]

    key: Key


def _kind_of_value(value: object) -> str | None:
    """Which of the two a figure's value wants to be. Without it a fault of one would be told as faults of both."""
    if isinstance(value, dict):
        return "text"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "number" if is_number else None


class FigureEntry(Strict):
    """A number, or a short text, that the document states."""

    key: LooseKey
    topic: Key
    name: Titles
    # A number, or for `kind: text` a short text in every language.
    value: Annotated[
        Annotated[int | float, Tag("number")] | Annotated[Titles, Tag("text")],
        Discriminator(_kind_of_value),
    ]
    kind: Literal["number", "text"] = "number"
    qualifier: Literal["about", "at-least", "more-than", "up-to", "estimated"] | None = None
    unit: Unit
    year: Year | None = None
    scope: Texts | None = None
    cited_source: Title | None = None
    lines: Spans = []
    caveat: Texts | None = None
    inconsistency: LooseKey | None = None
    headline: Annotated[bool, Field(strict=True)] = False


class InconsistencyEntry(Strict):
    """Something in the document that does not add up."""

    key: LooseKey
    title: Titles
    summary: Texts
    how_shown: Texts | None = None
    lines: Spans = []


class FigureTopicEntry(Strict):
    """The heading under which figures of one topic are shown."""

    key: Key
    name: Titles


class FiguresFile(Strict):
    """figures.yaml."""

    topics: list[FigureTopicEntry] = []
    figures: list[FigureEntry]
    inconsistencies: list[InconsistencyEntry] = []


class PhaseNumber(Strict):
    """A number of a phase, such as 30 interviews."""

    value: Annotated[int, Field(ge=0, le=999_999_999_999_999, strict=True)]
    label: Titles
    qualifier: Literal["about", "at-least", "more-than", "up-to", "estimated"] | None = None
    lines: Spans = []


class PhaseEntry(Strict):
    """A phase of the making of the plan."""

    number: Annotated[int, Field(ge=1, le=99, strict=True)]
    key: Key
    title: Titles
    summary: Texts
    starts: PartialDate
    ends: PartialDate
    date_note: Texts | None = None
    numbers: list[PhaseNumber] = []
    lines: Spans = []


class MilestoneEntry(Strict):
    """A dated event of the making of the plan."""

    date: PartialDate
    title: Titles
    lines: Spans = []


class PhasesFile(Strict):
    """phases.yaml."""

    phases: list[PhaseEntry]
    milestones: list[MilestoneEntry] = []
