"""What a search answers."""

from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Shape


class ExcerptPart(Shape):
    """A piece of an excerpt."""

    text: str
    is_match: Annotated[bool, Field(description=_("Whether this is what was searched for."))]


class Hit(Shape):
    """A thing found."""

    scope: Annotated[
        str,
        Field(
            description=_("The plan or territory that it belongs to."),
            examples=["plan:torino-2030"],
        ),
    ]
    kind: Annotated[str, Field(description=_("What it is."), examples=["node"])]
    key: Annotated[
        str, Field(description=_("Its code or key in its own list."), examples=["1.1.1-A01"])
    ]
    title: str
    context: Annotated[str, Field(description=_("What is shown beside the title."))]
    summary: str
    excerpt: Annotated[
        list[ExcerptPart], Field(description=_("The words around the first match, in pieces."))
    ]
    score: Annotated[int, Field(description=_("The higher, the better it fits."))]


class SearchAnswer(Shape):
    """What was found, best first."""

    language: Annotated[
        str, Field(description=_("Language that was searched in."), examples=["it"])
    ]
    words: Annotated[
        list[str],
        Field(
            description=_("The words searched for, as they were understood."),
            examples=[["giovani"]],
        ),
    ]
    total: Annotated[int, Field(description=_("How many results there are on all pages."))]
    by_kind: Annotated[
        dict[str, int],
        Field(
            description=_("How many there are of every kind, whatever kind was asked for."),
            examples=[{"node": 12}],
        ),
    ]
    suggestion: Annotated[
        str | None,
        Field(
            description=_("The question with its mistyped words corrected, when nothing was found.")
        ),
    ]
    hits: list[Hit]
