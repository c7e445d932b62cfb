"""Instruments, frameworks and figures of a plan."""

from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Key, Label, Lines, NodeCode, PlanSlug, Shape, Texts
from portici.api.forms.nodes import Official


class Mention(Shape):
    """A line of the document that names the instrument."""

    line: Annotated[str, Field(description=_("Code of the line."), examples=["1.1.1-S04"])]
    node: NodeCode
    variant: Annotated[str, Field(description=_("Its name in that line, as the document has it."))]
    official: Official
    lines: Lines


class Instrument(Shape):
    """A distinct thing that the plan means to use: a body, a platform, a fund, a regulation."""

    key: Key
    kind: Annotated[str, Field(description=_("Key of its kind."), examples=["body"])]
    kind_name: Texts
    name: Texts
    summary: Texts | None
    status: Annotated[str, Field(description=_("How far it exists."), examples=["listed"])]
    status_label: Label
    merge_note: Annotated[
        Texts | None,
        Field(
            description=_("Why lines of the document were taken as one instrument, or kept apart.")
        ),
    ]
    mentions: list[Mention]
    named_elsewhere: Annotated[
        Lines, Field(description=_("Further lines of the document that name it."))
    ]


class Topic(Shape):
    """A topic of a framework."""

    key: Key
    code: Annotated[
        str | None, Field(description=_("Its number in the framework, where it has one."))
    ]
    name: Texts
    lines: Lines


class Framework(Shape):
    """An act, strategy or programme of somebody else, which the plan is aligned with."""

    plan: PlanSlug
    key: Key
    level: Annotated[str, Field(description=_("Who it comes from."), examples=["eu"])]
    level_label: Label
    title: Texts
    summary: Texts | None
    reference: Annotated[str | None, Field(description=_("How the act is cited."))]
    adopted_on: Annotated[
        str | None,
        Field(description=_("Date as exact as the source gives it."), examples=["2023-11-27"]),
    ]
    valid_from: Annotated[
        str | None, Field(description=_("Date as exact as the source gives it."), examples=["2014"])
    ]
    valid_to: Annotated[
        str | None, Field(description=_("Date as exact as the source gives it."), examples=["2020"])
    ]
    status: Annotated[
        str, Field(description=_("Whether it can still be aligned with."), examples=["in-force"])
    ]
    status_label: Label
    status_note: Texts | None
    lines: Lines
    topics: list[Topic]


class Unit(Shape):
    """What a figure counts."""

    key: Key
    name: Texts


class Figure(Shape):
    """A number, or a short text, that the document states; never corrected."""

    key: Key
    topic: Annotated[str, Field(description=_("Key of its subject."), examples=["ecosystem"])]
    topic_name: Texts | None
    name: Texts
    number: Annotated[
        float | None, Field(description=_("The number; null when the document gives a text."))
    ]
    text: Annotated[Texts | None, Field(description=_("The text; null when it gives a number."))]
    qualifier: Annotated[
        str | None, Field(description=_("How exactly the document states it; null: exactly."))
    ]
    qualifier_label: Label
    unit: Unit
    year: Annotated[
        int | None, Field(description=_("The year that it is for; null where not said."))
    ]
    scope: Annotated[Texts | None, Field(description=_("Where, or for whom, it holds."))]
    cited_source: Annotated[
        str | None,
        Field(description=_("The source that the document cites; null where it cites none.")),
    ]
    caveat: Annotated[Texts | None, Field(description=_("What to be careful about when using it."))]
    inconsistency: Annotated[
        str | None,
        Field(description=_("Key of the contradiction in the document that it is part of.")),
    ]
    is_headline: Annotated[bool, Field(description=_("Whether the first page shows it."))]
    lines: Lines
