"""Editions of a plan, and what is different between two of them."""

from datetime import date, datetime
from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Key, NodeCode, PlanSlug, Shape, Texts
from portici.api.forms.plans import EditionSummary

EditionKey = Annotated[
    str, Field(description=_("Key of an edition of the plan."), examples=["2026"])
]


class Edition(EditionSummary):
    """An edition of a plan that everybody reads."""

    is_current: Annotated[
        bool, Field(description=_("Whether it answers where no edition is asked for."))
    ]
    base: Annotated[
        str | None, Field(description=_("Key of the edition that it began as a copy of."))
    ]
    note: Texts | None
    approved_on: Annotated[date | None, Field(description=_("Day of its approval."))]
    approval_act: Annotated[
        str | None, Field(description=_("The act of approval: body, number, date."))
    ]
    frozen_at: Annotated[
        datetime | None,
        Field(description=_("Since when it cannot change any more; null while it can.")),
    ]
    frozen_hash: Annotated[
        str | None,
        Field(description=_("Fingerprint (BLAKE2b) of what was frozen; null while it can change.")),
    ]


class ReasonGiven(Shape):
    """Why something was changed, as whoever changed it wrote it down."""

    edition: Annotated[str, Field(description=_("Key of the edition in which it was changed."))]
    kind: Annotated[str, Field(description=_("What was done."), examples=["reworded"])]
    subject: Annotated[str, Field(description=_("What it was done to."), examples=["node"])]
    reason: Texts
    source: Annotated[str, Field(description=_("Who asked for it."), examples=["participation"])]
    note: Annotated[str, Field(description=_("Which meeting, round or act; empty where not said."))]
    changed_on: date


class ChangedText(Shape):
    """A text of an element that reads otherwise."""

    field: Annotated[str, Field(description=_("Which text."), examples=["summary"])]
    language: Annotated[
        str | None,
        Field(description=_("Its language; null for the document's own wording."), examples=["it"]),
    ]
    before: str
    after: str


class ChangedThing(Shape):
    """Something that hangs on an element, or stands beside the tree, that came, went or changed."""

    kind: Annotated[str, Field(description=_("What kind of thing it is."), examples=["instrument"])]
    key: Key
    change: Annotated[str, Field(description=_("Added, dropped or changed."), examples=["changed"])]
    name: Texts | None
    before: Annotated[Any, Field(description=_("What was stated; null when it was added."))]
    after: Annotated[Any, Field(description=_("What is stated; null when it was dropped."))]
    reasons: list[ReasonGiven]


class ChangedElement(Shape):
    """What became of one element between two editions."""

    id: Annotated[str, Field(description=_("Identity of the element, the same in both editions."))]
    kinds: Annotated[
        list[str],
        Field(description=_("What happened to it."), examples=[["renumbered", "reworded"]]),
    ]
    level: Annotated[str, Field(description=_("Key of its level."), examples=["action"])]
    code_before: Annotated[
        str | None,
        Field(description=_("Its code in the earlier edition; null if it is not there.")),
    ]
    code_after: Annotated[
        str | None, Field(description=_("Its code in the later edition; null if it is not there."))
    ]
    parent_before: NodeCode | None
    parent_after: NodeCode | None
    title: Texts
    texts: list[ChangedText]
    parts: list[ChangedThing]
    origins: Annotated[
        list[str], Field(description=_("Identities of the elements that it came out of."))
    ]
    became: Annotated[
        list[str], Field(description=_("Identities of the elements that came out of it."))
    ]
    reasons: list[ReasonGiven]


class Difference(Shape):
    """Two editions of a plan compared by the identity of what is in them."""

    plan: PlanSlug
    # `from` is a word of Python.
    from_: Annotated[str, Field(alias="from", description=_("Key of the earlier edition."))]
    to: Annotated[str, Field(description=_("Key of the later edition."))]
    steps: Annotated[
        list[str],
        Field(description=_("Keys of the editions whose changes lead from the one to the other.")),
    ]
    backwards: Annotated[
        bool,
        Field(
            description=_("Whether the later edition was named first; no reasons are told then.")
        ),
    ]
    counts: Annotated[
        dict[str, int],
        Field(
            description=_("How many elements each thing happened to."),
            examples=[{"reworded": 12}],
        ),
    ]
    elements: list[ChangedElement]
    instruments: list[ChangedThing]
    figures: list[ChangedThing]
    declared: Annotated[
        list[ChangedThing],
        Field(description=_("What the plan says of itself as a whole: title, vision, horizon.")),
    ]
