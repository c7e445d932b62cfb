"""Instruments of an edition: each on a page of its own, added, changed, taken out."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from portici.accounts.choices import Right
from portici.accounts.permissions import needs, needs_anywhere
from portici.console.forms.state import StateForm
from portici.console.permissions import plan_of_address
from portici.console.queries.choosing import (
    instrument_form_choices,
)
from portici.console.rules.fields import FieldSpec
from portici.console.rules.kinds import (
    INSTRUMENT,
    NEW_INSTRUMENT,
)
from portici.console.views.acting import by_of, languages_of
from portici.console.views.shell import work_edition_or_404
from portici.console.views.things import (
    address_of_route,
    change_thing,
    new_thing,
    or_404,
    thing_page,
)
from portici.plan.queries.editing import instrument_stated
from portici.plan.queries.editions import Edition
from portici.plan.rules.editing.states import Stated
from portici.plan.services.editing import (
    add_instrument,
    change_instrument,
    drop_instrument,
)


@needs_anywhere(Right.READ_DRAFTS)
def instrument_page(request: HttpRequest, slug: str, key: str, instrument: str) -> HttpResponse:
    """An instrument with its texts, and the lines that name it."""
    edition = work_edition_or_404(request, slug, key)
    stated = or_404(instrument_stated(edition, instrument))
    return thing_page(request, edition, stated, _instrument_form(edition, stated=stated))


@needs(Right.EDIT_PLAN, on=plan_of_address)
def instrument_change(
    request: HttpRequest, slug: str, key: str, instrument: str
) -> HttpResponseBase:
    """Change an instrument, or take it out."""
    edition = work_edition_or_404(request, slug, key)
    stated = or_404(instrument_stated(edition, instrument))
    here = address_of_route(edition, "work-instrument", instrument)
    if request.method != "POST":
        return redirect(here)
    by = by_of(request)
    return change_thing(
        request,
        edition,
        stated,
        _instrument_form(edition, request.POST),
        here=here,
        away=address_of_route(edition, "work-instruments"),
        change=lambda seen, values, why: change_instrument(
            edition=edition, key=instrument, seen=seen, values=values, by=by, why=why
        ),
        drop=lambda seen, why: drop_instrument(
            edition=edition, key=instrument, seen=seen, by=by, why=why
        ),
    )


@needs(Right.EDIT_PLAN, on=plan_of_address)
def instrument_new(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """Add an instrument."""
    edition = work_edition_or_404(request, slug, key)
    data = request.POST if request.method == "POST" else None
    form = _instrument_form(edition, data, specs=NEW_INSTRUMENT)
    by = by_of(request)
    return new_thing(
        request,
        edition,
        form,
        kind="instrument",
        away="work-instruments",
        add=lambda values, why: add_instrument(edition=edition, values=values, by=by, why=why),
    )


def _instrument_form(
    edition: Edition,
    data: Any = None,
    *,
    stated: Stated | None = None,
    specs: Sequence[FieldSpec] = INSTRUMENT,
) -> StateForm:
    choices = instrument_form_choices(edition)
    return StateForm(
        data, specs=specs, languages=languages_of(edition), choices=choices, stated=stated
    )
