"""Elements of a plan: its tree."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Key, Label, Lines, NodeCode, PlanSlug, Shape, Texts

Official = Annotated[
    str | None,
    Field(description=_("The document's own wording; null where it is not attached to this site.")),
]


class Node(Shape):
    """An element of a plan as the current edition states it."""

    id: Annotated[
        UUID,
        Field(
            description=_(
                "Identity of the element: it outlives editions, which may change code and wording, and is the"
                " same on every site that holds this plan."
            )
        ),
    ]
    code: NodeCode
    level: Annotated[str, Field(description=_("Key of its level."), examples=["action"])]
    parent: Annotated[
        str | None,
        Field(
            description=_("Code of the element directly above; null at the top."),
            examples=["1.1.1"],
        ),
    ]
    root: Annotated[
        str, Field(description=_("Code of the element of the first level above."), examples=["1"])
    ]
    title: Annotated[Texts, Field(description=_("Title in plain words of our own."))]
    summary: Annotated[Texts, Field(description=_("What it says, in plain words of our own."))]
    official: Official
    lines: Lines
    instruments: Annotated[
        list[str],
        Field(description=_("Keys of the instruments that its own lines of the document name.")),
    ]
    topics: Annotated[
        list[str],
        Field(
            description=_("Topics that it is itself aligned with, as framework:topic."),
        ),
    ]
    markers: Annotated[
        list[str],
        Field(description=_("Founding and transversal elements that its own words state.")),
    ]


class LevelName(Shape):
    """A level of the tree, from the highest."""

    key: Key
    name: Texts
    plural: Texts


class Tree(Shape):
    """All elements of a plan in the document's order, in one answer: every parent before its children."""

    slug: PlanSlug
    levels: list[LevelName]
    nodes: list[Node]


class Relative(Shape):
    """Another element near this one."""

    code: NodeCode
    level: str
    title: Texts


class Mark(Shape):
    """A founding or transversal element that this element states, and where."""

    key: Key
    name: Texts
    lines: Lines


class NamedInstrument(Shape):
    """An instrument under the name that one line of the document gives it."""

    key: Key
    name: Texts
    kind: str
    variant: Annotated[str, Field(description=_("Its name in that line, as the document has it."))]


class MeansLine(Shape):
    """One line of resources and instruments of the document."""

    code: Annotated[str, Field(description=_("Code of the line."), examples=["1.1.1-S04"])]
    official: Official
    lines: Lines
    instruments: list[NamedInstrument]


class Means(Shape):
    """What the element is to be carried out with."""

    of: Annotated[
        str,
        Field(
            description=_(
                "Code of the element under which the document lists it: this one, or the nearest above."
            ),
            examples=["1.1.1"],
        ),
    ]
    lines: list[MeansLine]


class TopicAlignment(Shape):
    """Correspondence to a topic of a framework."""

    framework: Key
    framework_title: Texts
    topic: Key
    topic_name: Texts
    basis: Annotated[
        str,
        Field(
            description=_("Stated in the document, or an editorial proposal."),
            examples=["document"],
        ),
    ]
    basis_label: Label
    reason: Annotated[Texts | None, Field(description=_("Why the editors propose it."))]
    lines: Lines


class Alignments(Shape):
    """What the element is aligned with."""

    of: Annotated[
        str,
        Field(
            description=_("Code of the element that is aligned: this one, or the nearest above."),
            examples=["1.1.1"],
        ),
    ]
    topics: list[TopicAlignment]


class NodePage(Node):
    """An element with all that surrounds it."""

    level_name: Texts
    ancestors: Annotated[list[Relative], Field(description=_("From the top to the parent."))]
    children: Annotated[
        list[Relative], Field(description=_("Directly below, in the document's order."))
    ]
    previous: Annotated[
        Relative | None, Field(description=_("The one before it on the same level."))
    ]
    next: Annotated[Relative | None, Field(description=_("The one after it on the same level."))]
    marks: list[Mark]
    means: Means | None
    alignments: Alignments | None
