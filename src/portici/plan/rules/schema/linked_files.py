"""instruments.yaml, frameworks.yaml, figures.yaml and phases.yaml: what is linked to the tree."""

from typing import Annotated, Literal

from pydantic import Field

from portici.kernel.shapes import Key, Plain, Strict
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
    links: Annotated[list[InstrumentLink], Field(min_length=1)]
    named_elsewhere: Spans = []
    merge_note: Texts | None = None


class InstrumentsFile(Strict):
    """instruments.yaml."""

    kinds: list[KindEntry]
    instruments: list[InstrumentEntry]


class TopicEntry(Strict):
    """A topic of a framework."""

    key: LongKey
    code: Annotated[str, Field(max_length=20)] | None = None
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
    """What a figure counts, with its name in every language."""

    key: Key
    it: Title | None = None
    en: Title | None = None


class FigureEntry(Strict):
    """A number, or a short text, that the document states."""

    key: LooseKey
    topic: Key
    name: Titles
    # A number, or for `kind: text` a short text in every language.
    value: int | float | Titles
    kind: Literal["number", "text"] = "number"
    qualifier: Literal["about", "at-least", "more-than", "up-to", "estimated"] | None = None
    unit: Unit
    year: Year | None = None
    scope: Texts | None = None
    cited_source: Title | None = None
    lines: Spans = []
    caveat: Texts | None = None
    inconsistency: LooseKey | None = None
    headline: bool = False


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

    value: int
    label: Titles
    qualifier: Literal["about", "at-least", "more-than", "up-to", "estimated"] | None = None
    lines: Spans = []


class PhaseEntry(Strict):
    """A phase of the making of the plan."""

    number: Annotated[int, Field(ge=1, le=99)]
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
