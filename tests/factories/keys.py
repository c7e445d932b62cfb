"""Keys for programs, and programs that use them."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from portici.accounts.choices import Right
from portici.accounts.models import ApiToken, User
from portici.accounts.services.tokens import make_token
from portici.journal.rules.acts import By
from portici.kernel import clock

EDITING = (Right.READ_DRAFTS.value, Right.EDIT_PLAN.value)
WHY = {
    "reason": {"it": "Chiesto dai comuni.", "en": "Asked for by the municipalities."},
    "source": "participation",
    "note": "Meeting 3",
}


def key_for(
    user: User,
    *,
    rights: Collection[str] = EDITING,
    organisation: str = "",
    at: datetime | None = None,
    days: int = 30,
) -> tuple[ApiToken, str]:
    """A key and its text, made by its holder a moment ago."""
    made = at or clock.now()
    return make_token(
        user=user,
        name="Test program",
        rights=rights,
        organisation=organisation,
        expires_at=made + timedelta(days=days),
        by=By(user.actor_id, made),
    )


class Program:
    """A client of the API that sends a key with everything, and reads problems in English."""

    def __init__(self, secret: str = "", *, base: str = "/api/v1") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.base = base
        self.headers = {"Accept-Language": "en"}
        if secret:
            self.headers["Authorization"] = f"Bearer {secret}"

    def __call__(
        self, method: str, address: str, content: Any = None, **headers: str
    ) -> HttpResponse:
        """The answer; names of headers are written with underscores. Content is sent as JSON, text as it is."""
        data = content if isinstance(content, str | bytes) else json.dumps(content)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            f"{self.base}{address}",
            data if content is not None else "",
            content_type="application/json",
            headers={**self.headers, **named},
        )
