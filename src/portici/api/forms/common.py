"""Shapes that several answers share."""

from typing import Annotated

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import ConfigDict, Field, RootModel

LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
LineNumber = Annotated[int, Field(ge=1)]


class Shape(Schema):
    """An object of which every field is always there, and no other."""

    model_config = ConfigDict(extra="forbid")


class Texts(RootModel[dict[LanguageCode, str]]):
    """One text in every language of the plan, by language code."""

    model_config = ConfigDict(
        json_schema_extra={
            "additionalProperties": False,
            "minProperties": 1,
            "examples": [{"it": "Strategia", "en": "Strategy"}],
        }
    )


class LineSpan(RootModel[tuple[LineNumber, LineNumber]]):
    """First and last line in the text of the plan's document."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [[208, 213]]},
    )


Lines = Annotated[
    list[LineSpan], Field(description=_("Lines of the plan's document that this is taken from."))
]
Key = Annotated[str, Field(description=_("Stable name within the plan."))]
PlanSlug = Annotated[
    str,
    Field(description=_("Short name of the plan, as in its address."), examples=["torino-2030"]),
]
NodeCode = Annotated[
    str,
    Field(description=_("Code of an element in this edition of the plan."), examples=["1.1.1-A01"]),
]
Label = Annotated[
    str, Field(description=_("The same for people, in the language that you asked for."))
]
