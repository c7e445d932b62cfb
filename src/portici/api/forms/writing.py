"""What is sent to change the draft of an edition. A field that is not here is refused, not ignored."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, ConfigDict, Field, RootModel

from portici.api.forms.common import LanguageCode
from portici.plan.rules.editing.states import NodeText, Why

MOST_PARTS = 50
MOST_SPANS = 200
LAST_PLACE = 5_000
LAST_LINE = 10_000_000


def _without_default(schema: dict[str, Any]) -> None:
    """Left out means that nothing is said of it; there is no value to send for that."""
    del schema["default"]


class Sent(BaseModel):
    """An object that is sent: every field of it is known, or it is refused whole."""

    model_config = ConfigDict(extra="forbid")


class TextsGiven(RootModel[dict[LanguageCode, Annotated[str, Field(max_length=4_000)]]]):
    """One text by language code."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"it": "Strategia", "en": "Strategy"}]}
    )


class SpanGiven(
    RootModel[
        tuple[
            Annotated[int, Field(ge=1, le=LAST_LINE, strict=True)],
            Annotated[int, Field(ge=1, le=LAST_LINE, strict=True)],
        ]
    ]
):
    """First and last line in the text of the plan's document."""

    model_config = ConfigDict(json_schema_extra={"examples": [[208, 213]]})


Name = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$", min_length=1, max_length=100)
]
CodeGiven = Annotated[Name, Field(description=_("Code of an element."), examples=["1.1.1-A01"])]
KeyGiven = Annotated[
    Name, Field(description=_("Stable name within the plan."), examples=["climate"])
]
TitleGiven = Annotated[
    TextsGiven, Field(description=_("Title in every language of the plan, without markup."))
]
SummaryGiven = Annotated[
    TextsGiven, Field(description=_("Plain words in every language of the plan."))
]
LinesGiven = Annotated[
    list[SpanGiven],
    Field(
        description=_("Lines of the plan's document that this is taken from."),
        max_length=MOST_SPANS,
    ),
]
PositionGiven = Annotated[
    int | None,
    Field(
        description=_("Place among its siblings, from 1; without it the last."),
        ge=1,
        le=LAST_PLACE,
        strict=True,
    ),
]
ParentGiven = Annotated[
    Name | None,
    Field(
        description=_("Code of the element directly above; null at the top of the plan."),
        examples=["1.1.1"],
    ),
]
Basis = Annotated[
    Literal["document", "editorial-proposal"],
    Field(description=_("Whether the document states it, or editors propose it.")),
]


class WhyGiven(Sent):
    """Why something is changed, and who asked for it: it stands on the page that explains the edition."""

    reason: Annotated[
        TextsGiven,
        Field(
            description=_("In one language at least; everybody reads it."),
            examples=[{"it": "Chiesto dai comuni.", "en": "Asked for by the municipalities."}],
        ),
    ]
    source: Annotated[
        Literal["participation", "monitoring", "external-act", "editorial"],
        Field(description=_("Who asked for it.")),
    ]
    note: Annotated[
        str,
        Field(description=_("Which meeting, monitoring round or act."), max_length=300),
    ] = ""

    def given(self) -> Why:
        """As the services take it."""
        return Why(self.reason.root, self.source, self.note)


WhyField = Annotated[WhyGiven, Field(description=_("Why; every change of a draft says it."))]


class Explained(Sent):
    """Nothing but the reason: for what the address and the method say already."""

    why: WhyField


class NodeTextGiven(Sent):
    """Code and wording of a new element."""

    code: CodeGiven
    title: TitleGiven
    summary: SummaryGiven
    lines: LinesGiven = []

    def text(self) -> NodeText:
        """As the services take it."""
        return NodeText(self.code, self.title.root, self.summary.root, spans(self.lines))


class NewNode(NodeTextGiven):
    """A new element, and where it stands."""

    parent: ParentGiven = None
    position: PositionGiven = None
    why: WhyField


class Wording(Sent):
    """Another wording; what is left out stays as it is."""

    title: Annotated[TitleGiven, Field(json_schema_extra=_without_default)] = TextsGiven({})
    summary: Annotated[SummaryGiven, Field(json_schema_extra=_without_default)] = TextsGiven({})
    lines: Annotated[LinesGiven, Field(json_schema_extra=_without_default)] = []
    why: WhyField


class NewPlace(Sent):
    """Where an element is put, with all below it."""

    parent: ParentGiven
    position: PositionGiven = None
    why: WhyField


class NewCode(Sent):
    """Another code; identity and old address stay."""

    code: CodeGiven
    why: WhyField


class Parts(Sent):
    """The elements that take the place of one."""

    into: Annotated[
        list[NodeTextGiven],
        Field(description=_("Two or more new elements."), min_length=2, max_length=MOST_PARTS),
    ]
    why: WhyField


class Merger(Sent):
    """The elements that become one."""

    codes: Annotated[
        list[Name],
        Field(
            description=_("Codes of two or more elements of one level."),
            min_length=2,
            max_length=MOST_PARTS,
            examples=[["1.1.1-A01", "1.1.1-A02"]],
        ),
    ]
    into: Annotated[NodeTextGiven, Field(description=_("The element that takes their place."))]
    why: WhyField


class Removal(Sent):
    """Taking an element out of the draft."""

    with_children: Annotated[
        bool, Field(description=_("Whether all below it goes too."), strict=True)
    ] = False
    why: WhyField


class NewAlignment(Sent):
    """Correspondence of an element to a topic of a framework."""

    framework: KeyGiven
    topic: KeyGiven
    basis: Basis
    reason: Annotated[
        TextsGiven, Field(description=_("Why it corresponds; needed for a proposal."))
    ] = TextsGiven({})
    lines: LinesGiven = []
    why: WhyField


class AlignmentChange(Sent):
    """Another basis, reason or lines of an alignment; what is left out stays as it is."""

    basis: Annotated[Basis, Field(json_schema_extra=_without_default)] = "document"
    reason: Annotated[
        TextsGiven,
        Field(
            description=_("Why it corresponds; needed for a proposal."),
            json_schema_extra=_without_default,
        ),
    ] = TextsGiven({})
    lines: Annotated[LinesGiven, Field(json_schema_extra=_without_default)] = []
    why: WhyField


class NewLink(Sent):
    """A line of means under an element that names an instrument."""

    line: Annotated[Name, Field(description=_("Code of the line; it is made when it is new."))]
    instrument: KeyGiven
    variant: Annotated[
        str,
        Field(description=_("The name that the line gives it."), min_length=1, max_length=300),
    ]
    lines: LinesGiven = []
    why: WhyField


def spans(given: list[SpanGiven]) -> tuple[tuple[int, int], ...]:
    """Lines as the services take them."""
    return tuple(each.root for each in given)
