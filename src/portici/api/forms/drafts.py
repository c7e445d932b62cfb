"""An element of one edition as those who edit it see it, and what a write answers."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Key, Lines, NodeCode, Shape, Texts
from portici.api.forms.parameters import PlanAddress

Fingerprint = Annotated[
    str,
    Field(
        description=_("Fingerprint of its state, to be sent back as If-Match."),
        examples=["0123456789abcdef"],
    ),
]


class EditionAddress(PlanAddress):
    """What an address names: an edition of a plan."""

    edition: Annotated[str, Field(description=_("Key of the edition."), examples=["2030"])]


class DraftNodeAddress(EditionAddress):
    """What an address names: an element of an edition."""

    code: NodeCode


class MarkerAddress(DraftNodeAddress):
    """What an address names: a marker on an element."""

    marker: Annotated[str, Field(description=_("Key of a marker."), examples=["youth"])]


class AlignmentAddress(DraftNodeAddress):
    """What an address names: an alignment of an element."""

    framework: Annotated[str, Field(description=_("Key of a framework."), examples=["agenda-2030"])]
    topic: Annotated[str, Field(description=_("Key of a topic of it."), examples=["goal-8"])]


class LinkAddress(DraftNodeAddress):
    """What an address names: the naming of an instrument by a line of an element."""

    line: Annotated[str, Field(description=_("Code of a line of means."), examples=["1.1.1-S01"])]
    instrument: Annotated[
        str, Field(description=_("Key of an instrument."), examples=["communities-of-practice"])
    ]


class DraftAlignment(Shape):
    """An alignment as it stands in an edition."""

    framework: Key
    topic: Key
    basis: Annotated[
        str,
        Field(
            description=_("Whether the document states it, or editors propose it."),
            examples=["document"],
        ),
    ]
    reason: Texts | None
    lines: Lines
    fingerprint: Fingerprint


class DraftLink(Shape):
    """A line of means that names an instrument, as it stands in an edition."""

    line: Annotated[str, Field(description=_("Code of the line."), examples=["1.1.1-S01"])]
    instrument: Key
    variant: Annotated[str, Field(description=_("The name that the line gives it."))]
    lines: Lines


class DraftNode(Shape):
    """An element as it stands in an edition."""

    id: Annotated[UUID, Field(description=_("Identity that outlives editions."))]
    code: NodeCode
    level: Key
    parent: Annotated[
        str | None,
        Field(description=_("Code of the element directly above; null at the top of the plan.")),
    ]
    position: Annotated[int, Field(description=_("Place among its siblings, from 1."))]
    title: Texts
    summary: Texts | None
    lines: Lines
    markers: Annotated[list[str], Field(description=_("Keys of its own markers."))]
    alignments: Annotated[
        list[DraftAlignment], Field(description=_("What it corresponds to, itself."))
    ]
    links: Annotated[list[DraftLink], Field(description=_("What its own lines of means name."))]
    fingerprint: Fingerprint


class Written(Shape):
    """What a write did."""

    operation: Annotated[
        UUID | None,
        Field(
            description=_(
                "Names the change in the history, where it can be taken back; null when nothing was different."
            )
        ),
    ]
    nodes: Annotated[
        list[DraftNode], Field(description=_("The elements as they stand now; empty when gone."))
    ]
