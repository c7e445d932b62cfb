"""What the pages that change a draft have in common: the reason that is remembered, what is said afterwards."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.accounts.queries.visitors import visitor_of
from portici.console.forms.state import WhyForm
from portici.console.services.editing import Outcome, carry_out
from portici.journal.rules.acts import By
from portici.plan.queries.editions import Edition
from portici.plan.rules.editing.states import Why

_REMEMBERED = "console-why"


def languages_of(edition: Edition) -> list[str]:
    """The plan's languages, the one that is read first."""
    active = get_language()
    return sorted(edition.plan.languages, key=lambda language: language != active)


def why_form(
    request: HttpRequest, edition: Edition, data: Mapping[str, Any] | None = None
) -> WhyForm:
    """The reason: as it was sent, else the last one of this session."""
    remembered = request.session.get(_REMEMBERED, {})
    return WhyForm(data, languages=languages_of(edition), initial=remembered)


def by_of(request: HttpRequest) -> By:
    """Who acts. Views that change something let in nobody who is not signed in."""
    by = visitor_of(request).by
    if by is None:
        raise PermissionDenied
    return by


def act(
    request: HttpRequest,
    edition: Edition,
    *,
    why: WhyForm,
    edit: Callable[[Why], object],
    said: str,
) -> Outcome:
    """Do it, remember the reason, and say what came of it on the next page."""
    by = by_of(request)
    reason = why.why()
    outcome = carry_out(by=by, edit=lambda: edit(reason))
    if outcome.is_done:
        request.session[_REMEMBERED] = why.cleaned_data
        say(request, edition, outcome, said)
    return outcome


def say(request: HttpRequest, edition: Edition, outcome: Outcome, said: str) -> None:
    """What was done, with the way to take it back."""
    if outcome.operation is None:
        messages.info(request, _("Nothing was different, so nothing was saved."), extra_tags="same")
        return
    undo = reverse("work-undo", args=[edition.plan.slug, edition.key, outcome.operation])
    messages.success(request, said, extra_tags=f"undo:{undo}")
