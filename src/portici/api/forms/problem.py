"""What is answered when there is nothing else to answer (RFC 9457)."""

from datetime import datetime
from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Shape


class ParameterError(Shape):
    """What is wrong with one parameter, one field of what was sent, or with the change as a whole."""

    parameter: Annotated[
        str,
        Field(
            description=_("Name of the parameter or field; empty when the whole is meant."),
            examples=["page"],
        ),
    ]
    code: Annotated[
        str,
        Field(
            description=_("Names the rule, for programs."), examples=["shape.greater-than-equal"]
        ),
    ]
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
        Field(
            description=_(
                "The parameters or fields that cannot be used, or why a change is refused; empty for other problems."
            )
        ),
    ]


class ChangedField(Shape):
    """A field that somebody changed meanwhile."""

    field: Annotated[str, Field(description=_("Name of the field."), examples=["title"])]
    before: Annotated[Any, Field(description=_("As you saw it; null where that is not known."))]
    now: Annotated[Any, Field(description=_("As it stands now."))]


class ConflictProblem(Problem):
    """A problem that says what somebody else changed meanwhile."""

    current: Annotated[
        dict[str, Any] | None,
        Field(
            description=_(
                "All its fields as they stand now, elements named by their identity; null when it is gone."
            )
        ),
    ]
    fingerprint: Annotated[
        str | None, Field(description=_("Of the state as it stands now; null when it is gone."))
    ]
    changed_by: Annotated[
        str | None, Field(description=_("Who changed it last; null where that is not known."))
    ]
    changed_at: Annotated[
        datetime | None, Field(description=_("When it was last changed; null where not known."))
    ]
    changes: Annotated[
        list[ChangedField], Field(description=_("What was changed since you saw it."))
    ]
