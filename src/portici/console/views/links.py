"""Lines of means under an element that name an instrument: each on a page of its own, added, changed, taken away."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from portici.accounts.choices import Right
from portici.accounts.permissions import needs, needs_anywhere
from portici.accounts.queries.visitors import visitor_of
from portici.console.forms.state import StateForm
from portici.console.permissions import node_of_address
from portici.console.queries.choosing import instrument_choices, place_choices
from portici.console.queries.editable import editable_codes
from portici.console.rules.kinds import LINK, NEW_LINK
from portici.console.views.acting import by_of, languages_of
from portici.console.views.shell import work_edition_or_404
from portici.console.views.things import (
    Values,
    address_of_route,
    change_thing,
    new_thing,
    or_404,
    thing_page,
    with_pairs,
)
from portici.plan.queries.editing import link_stated, node_stated
from portici.plan.queries.editions import Edition
from portici.plan.queries.outline import node_rows
from portici.plan.rules.editing.states import Stated, Why
from portici.plan.rules.outline import NodeRow
from portici.plan.services.editing import change_link, link_instrument, unlink_instrument


@needs_anywhere(Right.READ_DRAFTS)
def link_page(
    request: HttpRequest, slug: str, key: str, code: str, line: str, instrument: str
) -> HttpResponse:
    """A line that names an instrument: under which element, with which words, where in the document."""
    edition = work_edition_or_404(request, slug, key)
    rows = node_rows(edition)
    stated = _link_or_404(edition, rows, code, line, instrument)
    form = _form(request, edition, rows, stated=stated)
    return thing_page(request, edition, stated, form, code=code)


@needs(Right.EDIT_PLAN, on=node_of_address)
def link_change(
    request: HttpRequest, slug: str, key: str, code: str, line: str, instrument: str
) -> HttpResponseBase:
    """Change how a line names an instrument or where it stands, or let it no longer name it."""
    edition = work_edition_or_404(request, slug, key)
    rows = node_rows(edition)
    stated = _link_or_404(edition, rows, code, line, instrument)
    away = f"{address_of_route(edition, 'work-node', code)}#instruments"
    if request.method != "POST":
        return redirect(address_of_route(edition, "work-link", code, line, instrument))
    by = by_of(request)
    codes = {row.uid: row.code for row in rows}

    def change(seen: str, values: Values, why: Why) -> None:
        change_link(
            edition=edition,
            instrument=instrument,
            line=line,
            seen=seen,
            values={**with_pairs(values), "node": codes[values["node"]]},
            by=by,
            why=why,
        )

    return change_thing(
        request,
        edition,
        stated,
        _form(request, edition, rows, request.POST),
        # The line may stand under another element now: its own address may be another one.
        here=away,
        away=away,
        change=change,
        drop=lambda _seen, why: unlink_instrument(
            edition=edition, instrument=instrument, line=line, by=by, why=why
        ),
        code=code,
    )


@needs(Right.EDIT_PLAN, on=node_of_address)
def link_new(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponseBase:
    """Let a line under the element name an instrument."""
    edition = work_edition_or_404(request, slug, key)
    or_404(node_stated(edition, code) if "\x00" not in code else None)
    choices = {"instrument": instrument_choices(edition)}
    form = StateForm(
        request.POST if request.method == "POST" else None,
        specs=NEW_LINK,
        languages=languages_of(edition),
        choices=choices,
    )
    by = by_of(request)
    return new_thing(
        request,
        edition,
        form,
        kind="link",
        away="work-node",
        rest=(code,),
        add=lambda values, why: link_instrument(
            edition=edition, node=code, by=by, why=why, **with_pairs(values)
        ),
        code=code,
    )


def _link_or_404(
    edition: Edition, rows: list[NodeRow], code: str, line: str, instrument: str
) -> Stated:
    """The link, if it stands under the element of the address: the right was asked for that one alone."""
    stated = or_404(None if "\x00" in line else link_stated(edition, line, instrument))
    uids = {row.code: row.uid for row in rows}
    return or_404(stated if stated.state["node"] == uids.get(code) else None)


def _form(
    request: HttpRequest,
    edition: Edition,
    rows: list[NodeRow],
    data: Any = None,
    *,
    stated: Stated | None = None,
) -> StateForm:
    editable = editable_codes(visitor_of(request), edition, rows)
    choices = {"node": place_choices(row for row in rows if row.code in editable)}
    return StateForm(
        data, specs=LINK, languages=languages_of(edition), choices=choices, stated=stated
    )
