"""Numbers of an edition: each on a page of its own, added, changed, taken out."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from portici.accounts.choices import Right
from portici.accounts.permissions import needs, needs_anywhere
from portici.console.forms.state import StateForm
from portici.console.permissions import plan_of_address
from portici.console.queries.choosing import (
    figure_choices,
)
from portici.console.rules.fields import FieldSpec
from portici.console.rules.kinds import (
    FIGURE,
    NEW_FIGURE,
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
from portici.plan.queries.editing import figure_stated
from portici.plan.queries.editions import Edition
from portici.plan.rules.editing.states import Stated
from portici.plan.services.editing import (
    add_figure,
    change_figure,
    drop_figure,
)


@needs_anywhere(Right.READ_DRAFTS)
def figure_page(request: HttpRequest, slug: str, key: str, figure: str) -> HttpResponse:
    """A number with everything that it needs to be understood."""
    edition = work_edition_or_404(request, slug, key)
    stated = or_404(None if "\x00" in figure else figure_stated(edition, figure))
    return thing_page(request, edition, stated, _figure_form(edition, stated=stated))


@needs(Right.EDIT_PLAN, on=plan_of_address)
def figure_change(request: HttpRequest, slug: str, key: str, figure: str) -> HttpResponseBase:
    """Change a number, or take it out."""
    edition = work_edition_or_404(request, slug, key)
    stated = or_404(None if "\x00" in figure else figure_stated(edition, figure))
    here = address_of_route(edition, "work-figure", figure)
    if request.method != "POST":
        return redirect(here)
    by = by_of(request)
    return change_thing(
        request,
        edition,
        stated,
        _figure_form(edition, request.POST),
        here=here,
        away=address_of_route(edition, "work-figures"),
        change=lambda seen, values, why: change_figure(
            edition=edition, key=figure, seen=seen, values=values, by=by, why=why
        ),
        drop=lambda seen, why: drop_figure(edition=edition, key=figure, seen=seen, by=by, why=why),
    )


@needs(Right.EDIT_PLAN, on=plan_of_address)
def figure_new(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """Add a number."""
    edition = work_edition_or_404(request, slug, key)
    data = request.POST if request.method == "POST" else None
    form = _figure_form(edition, data, specs=NEW_FIGURE)
    by = by_of(request)
    return new_thing(
        request,
        edition,
        form,
        kind="figure",
        away="work-figures",
        add=lambda values, why: add_figure(edition=edition, values=values, by=by, why=why),
    )


def _figure_form(
    edition: Edition,
    data: Any = None,
    *,
    stated: Stated | None = None,
    specs: Sequence[FieldSpec] = FIGURE,
) -> StateForm:
    choices = figure_choices(edition)
    return StateForm(
        data, specs=specs, languages=languages_of(edition), choices=choices, stated=stated
    )
