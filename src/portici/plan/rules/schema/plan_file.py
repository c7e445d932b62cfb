"""plan.yaml: the edition, its levels and markers, and the tree."""

from typing import Annotated, Literal

from pydantic import Field

from portici.kernel.shapes import Key, Language, Strict
from portici.plan.rules.schema.values import (
    MAXIMUM_NODES,
    Code,
    Colour,
    Day,
    Identity,
    LineNumber,
    Spans,
    Texts,
    Title,
    Titles,
    Year,
)


class Promoter(Strict):
    """A body that promotes the plan."""

    name: Titles
    lines: Spans = []


class EditionHeader(Strict):
    """The edition that the folder holds."""

    key: Key
    name: Titles
    status: Literal["draft", "in-consultation", "approved", "superseded"]
    # The key of the edition that this one began as a copy of.
    base: Key | None = None
    approved_on: Day | None = None
    # The act of approval: body, number, date.
    approval_act: Title | None = None
    note: Texts | None = None
    lines: Spans = []


class Horizon(Strict):
    """Years from which and to which the plan runs."""

    from_: Year | None = Field(default=None, alias="from")
    to: Year
    note: Texts | None = None
    lines: Spans = []


class DocumentHeader(Strict):
    """The document that the folder restates."""

    title: Title
    publisher: Title | None = None
    language: Language
    line_count: LineNumber
    url: (
        Annotated[str, Field(pattern=r"^(http|https)://[^\s<>\x00-\x20]+$", max_length=500)] | None
    ) = None


class Vision(Strict):
    """The plan's vision, restated."""

    text: Texts
    lines: Spans = []


class LevelEntry(Strict):
    """A level of the tree; the list's order is the tree's order."""

    key: Key
    name: Titles
    plural: Titles


class MarkerEntry(Strict):
    """A founding or transversal element."""

    key: Key
    kind: Literal["founding", "transversal"]
    name: Titles
    summary: Texts | None = None
    lines: Spans = []


class NodeMark(Strict):
    """A marker on a node, with the lines that state it."""

    key: Key
    lines: Spans = []


class OriginEntry(Strict):
    """In this edition the node came out of another: part of one that was split, or made by merging several."""

    kind: Literal["split", "merge"]
    # The other node's `id`, or the code that it had at first.
    id: Identity


class NodeEntry(Strict):
    """One element of the tree."""

    code: Code
    level: Key
    parent: Code | None = None
    # A key, or the code that the node had before it was renumbered.
    id: Identity | None = None
    origins: list[OriginEntry] = []
    title: Titles
    summary: Texts
    lines: Spans = []
    markers: list[NodeMark] = []


class Step(Strict):
    """Something that the document asks for after approval, or a dated event of its making."""

    key: Key
    title: Titles
    summary: Texts
    lines: Spans = []


class PlanFile(Strict):
    """plan.yaml."""

    format: Literal["portici-plan/1"]
    slug: Key
    title: Titles
    short_title: Titles
    summary: Texts
    languages: Annotated[list[Language], Field(min_length=1)]
    territory: Key | None = None
    horizon: Horizon | None = None
    promoters: list[Promoter] = []
    edition: EditionHeader
    document: DocumentHeader | None = None
    vision: Vision | None = None
    levels: Annotated[list[LevelEntry], Field(min_length=1, max_length=12)]
    markers: list[MarkerEntry] = []
    colours: dict[Code, Colour] = {}
    area_icons: dict[Code, Key] = {}
    after_approval: list[Step] = []
    nodes: Annotated[list[NodeEntry], Field(min_length=1, max_length=MAXIMUM_NODES)]
