"""What can be asked: the parameters of the addresses.

Only what is always wrong is refused (a page that is no number). A value that is merely unknown, such as the key
of an instrument that this plan does not have, is a good question with an empty answer.
"""

from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from portici.api.choices import Language
from portici.api.forms.common import NodeCode, PlanSlug
from portici.api.rules.paging import (
    DEFAULT_PAGE_SIZE,
    MAXIMUM_PAGE,
    MAXIMUM_PAGE_SIZE,
    PageAsked,
)

MAXIMUM_ZONE = 10_000
DEFAULT_RESULTS = 20
MAXIMUM_RESULTS = 100


def _without_default(schema: dict[str, Any]) -> None:
    """The default means that nothing was asked; it is no value to send."""
    del schema["default"]


def _languages(schema: dict[str, Any]) -> None:
    del schema["default"], schema["pattern"]
    schema["enum"] = Language.values


Words = Annotated[
    str,
    Field(
        description=_("Words to be found; of each the beginning is enough."), examples=["giovani"]
    ),
]


class PlanAddress(Schema):
    """What an address names: a plan. Any text will do; that there is no such plan is found out later."""

    slug: PlanSlug


class NodeAddress(PlanAddress):
    """What an address names: an element of a plan."""

    code: NodeCode


Edition = Annotated[
    str,
    Field(
        description=_(
            "Key of an edition that everybody reads, from /plans/{slug}/editions; without it the current one."
        )
    ),
]


class LanguageParameters(Schema):
    """Every address takes the language; links and spreadsheets cannot set a header."""

    lang: Annotated[
        str,
        Field(
            pattern=f"^({'|'.join(Language.values)})$",
            description=_(
                "Language of labels, problems and searches; goes before the header Accept-Language."
            ),
            json_schema_extra=_languages,
        ),
    ] = ""


class PageParameters(LanguageParameters):
    """Lists come in pages."""

    page: Annotated[
        int, Field(ge=1, le=MAXIMUM_PAGE, description=_("Number of the page, from 1."))
    ] = 1
    page_size: Annotated[
        int, Field(ge=1, le=MAXIMUM_PAGE_SIZE, description=_("Rows on a page."))
    ] = DEFAULT_PAGE_SIZE

    def asked(self) -> PageAsked:
        """The page as the rules want it."""
        return PageAsked(number=self.page, size=self.page_size)


class EditionParameters(LanguageParameters):
    """Whatever is read of a plan can be read as an earlier edition stated it."""

    edition: Edition = ""


class EditionPageParameters(PageParameters):
    """The same for lists."""

    edition: Edition = ""


class DifferenceParameters(LanguageParameters):
    """Which two editions are compared."""

    one: Annotated[
        str,
        Field(
            alias="from",
            description=_("Key of the earlier edition, of those that everybody reads."),
        ),
    ]
    other: Annotated[
        str,
        Field(
            alias="to", description=_("Key of the later edition, of those that everybody reads.")
        ),
    ]


class NodeParameters(EditionPageParameters):
    """Filters of the elements of a plan; several of them add up."""

    id: Annotated[
        str, Field(description=_("Identity of an element, which outlives editions and codes."))
    ] = ""
    level: Annotated[
        str, Field(description=_("Key of a level of the plan."), examples=["action"])
    ] = ""
    parent: Annotated[
        str, Field(description=_("Code of the element directly above."), examples=["1.1.1"])
    ] = ""
    root: Annotated[
        str,
        Field(description=_("Code of the element of the first level above."), examples=["1"]),
    ] = ""
    instrument: Annotated[
        str,
        Field(
            description=_(
                "Key of an instrument that the element, or one above it, is to be carried out with."
            ),
            examples=["communities-of-practice"],
        ),
    ] = ""
    topic: Annotated[
        str,
        Field(
            description=_(
                "A topic that the element, or one above it, is aligned with: framework:topic, or"
                " framework for any of its topics."
            ),
            examples=["agenda-2030"],
        ),
    ] = ""
    marker: Annotated[
        str,
        Field(
            description=_("Key of a founding or transversal element that the element states."),
            examples=["youth"],
        ),
    ] = ""
    q: Words = ""


class FrameworkParameters(PageParameters):
    """Filters of the frameworks."""

    plan: Annotated[
        str, Field(description=_("Only those of this plan."), examples=["torino-2030"])
    ] = ""
    edition: Annotated[
        str,
        Field(
            description=_("Key of an edition that everybody reads; without it the current ones.")
        ),
    ] = ""


class TerritoryParameters(PageParameters):
    """Which territory is meant."""

    territory: Annotated[
        str,
        Field(
            description=_("Short name of a territory; without it the first of this site."),
            examples=["torino"],
        ),
    ] = ""


class MunicipalityParameters(TerritoryParameters):
    """Filters of the municipalities."""

    zone: Annotated[
        int,
        Field(
            ge=1,
            le=MAXIMUM_ZONE,
            description=_("Number of a homogeneous zone."),
            examples=[3],
            json_schema_extra=_without_default,
        ),
    ] = 0
    q: Words = ""


class SearchParameters(PageParameters):
    """What to search for, and where. Results are read one by one, so that pages are shorter."""

    page_size: Annotated[int, Field(ge=1, le=MAXIMUM_RESULTS, description=_("Rows on a page."))] = (
        DEFAULT_RESULTS
    )
    q: Words = ""
    plan: Annotated[str, Field(description=_("Only in this plan."), examples=["torino-2030"])] = ""
    kind: Annotated[str, Field(description=_("Only results of this kind."), examples=["node"])] = ""
