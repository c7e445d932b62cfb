"""Plans, and what their editions declare of themselves."""

from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Key, Label, Lines, PlanSlug, Shape, Texts


class EditionSummary(Shape):
    """The edition that an answer is taken from: the current one, unless another was asked for."""

    key: Key
    name: Texts
    status: Annotated[str, Field(description=_("State of the edition."), examples=["approved"])]
    status_label: Label
    loaded_at: Annotated[datetime, Field(description=_("When this site took in its content."))]
    content_hash: Annotated[
        str,
        Field(
            description=_("Fingerprint (BLAKE2b) of its content: equal content, equal fingerprint.")
        ),
    ]


class PlanSummary(Shape):
    """A plan in the list of plans."""

    slug: PlanSlug
    title: Texts
    short_title: Texts
    summary: Texts
    languages: Annotated[
        list[str],
        Field(description=_("Languages in which the plan's texts exist."), examples=[["it", "en"]]),
    ]
    territory: Annotated[
        str | None, Field(description=_("Short name of the territory that the plan is for."))
    ]
    edition: EditionSummary


class Statement(Shape):
    """A text of the plan with the lines that it restates."""

    text: Texts
    lines: Lines


class Horizon(Shape):
    """The years that the plan is for."""

    first_year: int | None
    last_year: int | None
    note: Texts | None
    lines: Lines


class Promoter(Shape):
    """A body that promotes the plan."""

    name: Texts
    lines: Lines


class Document(Shape):
    """The document that the plan's data restate."""

    title: str
    publisher: str | None
    language: str
    line_count: Annotated[int, Field(description=_("Lines of its text."))]
    url: str | None
    official_attached: Annotated[
        bool, Field(description=_("Whether this site holds the document's own wording."))
    ]


class Level(Shape):
    """A level of the tree."""

    key: Key
    position: Annotated[int, Field(description=_("0 is the highest level."))]
    name: Texts
    plural: Texts
    count: Annotated[int, Field(description=_("How many elements it has."), examples=[111])]


class Marker(Shape):
    """A founding or transversal element, which elements of the plan carry where the document says so."""

    key: Key
    kind: Annotated[str, Field(description=_("Founding or transversal."), examples=["transversal"])]
    kind_label: Label
    name: Texts
    summary: Texts | None
    lines: Lines


class Step(Shape):
    """Something that the document asks for once the plan is approved."""

    key: Key
    title: Texts
    summary: Texts
    lines: Lines


class PhaseNumber(Shape):
    """A number of a phase, such as thirty interviews."""

    value: int
    label: Texts
    qualifier: Annotated[
        str | None, Field(description=_("How exactly the document states it; null: exactly."))
    ]
    lines: Lines


class Phase(Shape):
    """A phase of the making of the plan."""

    number: int
    key: Key
    title: Texts
    summary: Texts
    starts: Annotated[
        str, Field(description=_("Date as exact as the document gives it."), examples=["2024-07"])
    ]
    ends: Annotated[
        str, Field(description=_("Date as exact as the document gives it."), examples=["2024-08"])
    ]
    date_note: Texts | None
    numbers: list[PhaseNumber]
    lines: Lines


class Milestone(Shape):
    """A dated event of the making of the plan."""

    date: Annotated[
        str,
        Field(description=_("Date as exact as the document gives it."), examples=["2025-02-25"]),
    ]
    title: Texts
    lines: Lines


class Inconsistency(Shape):
    """Something in the document that does not add up: kept as it stands, and said."""

    key: Key
    title: Texts
    summary: Texts
    how_shown: Texts | None
    lines: Lines


class Plan(PlanSummary):
    """A plan with all that its current edition says of itself."""

    vision: Statement | None
    horizon: Horizon
    edition_note: Texts | None
    promoters: list[Promoter]
    document: Document | None
    levels: list[Level]
    markers: list[Marker]
    instrument_lines: Annotated[
        int,
        Field(description=_("Lines of resources and instruments in the document."), examples=[126]),
    ]
    instruments: Annotated[int, Field(description=_("Distinct instruments that those lines name."))]
    after_approval: list[Step]
    phases: list[Phase]
    milestones: list[Milestone]
    inconsistencies: list[Inconsistency]
