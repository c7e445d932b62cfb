"""Who a key belongs to, and what it may do."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Label, Shape

ScopeText = Annotated[
    str,
    Field(description=_("On what: kind and key, or site."), examples=["plan:torino-2030"]),
]


class HeldRole(Shape):
    """A role in force."""

    role: Annotated[str, Field(description=_("Key of the role."), examples=["editor"])]
    role_label: Label
    scope: ScopeText
    starts: Annotated[date | None, Field(description=_("First day; null without one."))]
    ends: Annotated[date | None, Field(description=_("Last day; null without one."))]


class HeldRight(Shape):
    """Something that the key may do, and on what."""

    right: Annotated[str, Field(description=_("Name of the right."), examples=["plan.edit"])]
    right_label: Label
    scopes: Annotated[list[str], Field(description=_("On what it may do it."))]


class KeyLimits(Shape):
    """What narrows a key."""

    name: Annotated[str, Field(description=_("What its holder calls it."))]
    prefix: Annotated[str, Field(description=_("Its first characters."))]
    rights: Annotated[
        list[str], Field(description=_("What it was made for; empty is reading only."))
    ]
    organisation: Annotated[
        str | None,
        Field(description=_("The only organisation that it acts for; null for a personal key.")),
    ]
    expires_at: datetime
    requests_per_minute: int


class Me(Shape):
    """Whoever acts with the key."""

    name: Annotated[
        str | None, Field(description=_("Name of the holder; null where none is known."))
    ]
    language: Annotated[str, Field(description=_("The holder's language."), examples=["it"])]
    roles: Annotated[
        list[HeldRole],
        Field(description=_("The roles of the holder that count for this key today.")),
    ]
    rights: Annotated[list[HeldRight], Field(description=_("What the key may do today."))]
    key: KeyLimits
