"""What is answered when there is nothing else to answer (RFC 9457)."""

from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Shape


class ParameterError(Shape):
    """What is wrong with one parameter."""

    parameter: Annotated[str, Field(description=_("Name of the parameter."), examples=["page"])]
    detail: Annotated[
        str,
        Field(
            description=_("What is wrong with it, and what is accepted."),
            examples=["Must be 1 or more."],
        ),
    ]


class Problem(Shape):
    """A problem, described for machines and for people (RFC 9457)."""

    type: Annotated[
        str,
        Field(
            description=_("Address that explains this kind of problem."),
            json_schema_extra={"format": "uri-reference"},
            examples=["/api/v1/docs#problem-invalid-parameters"],
        ),
    ]
    title: Annotated[
        str,
        Field(
            description=_("The kind of problem in words; always the same for the same type."),
            examples=["The question cannot be understood"],
        ),
    ]
    status: Annotated[
        int, Field(description=_("The HTTP status of the answer."), ge=400, le=599, examples=[422])
    ]
    detail: Annotated[
        str,
        Field(
            description=_("What happened this time, and what to do."),
            examples=["One parameter cannot be used: page."],
        ),
    ]
    instance: Annotated[
        str,
        Field(
            description=_("The address that was asked for."),
            json_schema_extra={"format": "uri-reference"},
            examples=["/api/v1/plans?page=0"],
        ),
    ]
    errors: Annotated[
        list[ParameterError],
        Field(description=_("The parameters that cannot be used; empty for other problems.")),
    ]
