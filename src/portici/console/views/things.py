"""What the pages of instruments, numbers, alignments and links have in common: shown, changed, added, taken out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.accounts.queries.visitors import visitor_of
from portici.console.forms.state import StateForm, WhyForm
from portici.console.queries.lists import is_open
from portici.console.services.editing import Outcome
from portici.console.views.acting import act, why_form
from portici.console.views.shell import (
    build_work_shell,
    edition_crumbs,
    render_work_page,
)
from portici.console.views.together import (
    conflict_form,
    conflict_shown,
    is_sound,
    save_together,
)
from portici.kernel.findings import Finding
from portici.kernel.localized import in_language
from portici.plan.permissions import may_edit_node, may_edit_plan
from portici.plan.phrases import sentence
from portici.plan.queries.editions import Edition
from portici.plan.queries.frameworks import topic_names
from portici.plan.queries.instruments import instrument_names, instrument_row
from portici.plan.rules.editing.states import Stated, Why
from portici.ui.shell import Crumb

Values = dict[str, Any]


def change_thing(
    request: HttpRequest,
    edition: Edition,
    stated: Stated,
    form: StateForm,
    *,
    here: str,
    away: str,
    change: Callable[[str, Values, Why], object],
    drop: Callable[[str, Why], object],
    code: str = "",
) -> HttpResponseBase:
    """Save what was written, or take the thing out; back to its page `here`, or `away`. `code`: of its element."""
    why = why_form(request, edition, request.POST)
    label = _name(edition, stated)
    if request.POST.get("act") == "drop":
        findings: Sequence[Finding] = ()
        if why.is_valid():
            outcome = act(
                request,
                edition,
                why=why,
                said=_("Taken out: %(name)s.") % {"name": label},
                edit=lambda reason: drop(request.POST.get("seen", ""), reason),
            )
            if outcome.is_done:
                return redirect(away)
            findings = outcome.findings
        return thing_page(
            request,
            edition,
            stated,
            _fresh(form, stated),
            code=code,
            drop_why=why,
            drop_findings=findings,
            status=422,
        )
    if is_sound(form) and why.is_valid():
        outcome = save_together(
            request,
            edition,
            form=form,
            why=why,
            said=_("Saved: %(name)s.") % {"name": label},
            edit=change,
        )
        if outcome.is_done:
            return redirect(here)
        if outcome.conflict is not None and outcome.conflict.current is not None:
            return thing_page(
                request,
                edition,
                stated,
                conflict_form(form, outcome.conflict.current),
                why=why,
                code=code,
                conflict=conflict_shown(form, outcome.conflict),
                status=409,
            )
        form.refuse(outcome.findings)
    return thing_page(request, edition, stated, form, why=why, code=code, status=422)


def new_thing(
    request: HttpRequest,
    edition: Edition,
    form: StateForm,
    *,
    kind: str,
    away: str,
    add: Callable[[Values, Why], object],
    rest: Sequence[str] = (),
    code: str = "",
) -> HttpResponseBase:
    """The page that adds a thing; then to the route `away`, with what `rest` puts into its address."""
    status = 200
    why = why_form(request, edition, request.POST if form.is_bound else None)
    if form.is_bound:
        status = 422
        values = form.values() if form.is_valid() else {}
        if why.is_valid() and values and form.is_valid():
            outcome: Outcome = act(
                request, edition, why=why, said=_("Added."), edit=lambda reason: add(values, reason)
            )
            if outcome.is_done:
                return redirect(address_of_route(edition, away, *rest))
            form.refuse(outcome.findings)
    titles = {
        "instrument": _("Add an instrument"),
        "figure": _("Add a number"),
        "alignment": _("Align %(code)s to a topic") % {"code": code},
        "link": _("Let a line under %(code)s name an instrument") % {"code": code},
    }
    crumbs = edition_crumbs(edition, *_crumb(edition, kind, code), Crumb(titles[kind]))
    return render_work_page(
        request,
        "console/editing/new.html",
        shell=build_work_shell(request, edition=edition, breadcrumb=crumbs),
        status=status,
        edition=edition,
        is_open=is_open(edition),
        title=titles[kind],
        form=form,
        why=why,
        submit_label=titles[kind],
        away=address_of_route(edition, away, *rest),
    )


def thing_page(
    request: HttpRequest,
    edition: Edition,
    stated: Stated,
    form: StateForm,
    *,
    why: WhyForm | None = None,
    code: str = "",
    conflict: Mapping[str, Any] | None = None,
    drop_why: WhyForm | None = None,
    drop_findings: Sequence[Finding] = (),
    status: int = 200,
) -> HttpResponse:
    """The page of a thing; `code` is that of the element that it belongs to, empty for things of the whole plan."""
    visitor = visitor_of(request)
    may = may_edit_node(visitor, edition, code) if code else may_edit_plan(visitor, edition)
    named_by: Sequence[Any] = ()
    if stated.kind == "instrument":
        found = instrument_row(edition, stated.key)
        named_by = found.mentions if found else ()
    title = _name(edition, stated)
    crumbs = edition_crumbs(edition, *_crumb(edition, stated.kind, code), Crumb(title))
    return render_work_page(
        request,
        "console/editing/thing.html",
        shell=build_work_shell(request, edition=edition, breadcrumb=crumbs),
        status=status,
        edition=edition,
        is_open=is_open(edition),
        may_edit=may and is_open(edition),
        title=title,
        stated=stated,
        form=form,
        why=why or why_form(request, edition),
        blank_why=why_form(request, edition),
        conflict=conflict,
        drop_why=drop_why,
        drop_findings=[sentence(each) for each in drop_findings],
        named_by=named_by,
        action=_action(edition, stated, code),
        code=code,
    )


def _fresh(form: StateForm, stated: Stated) -> StateForm:
    """The form as if it had just been opened."""
    return StateForm(
        specs=form.specs, languages=form.languages, choices=form.choices, stated=stated
    )


def _crumb(edition: Edition, kind: str, code: str) -> tuple[Crumb, ...]:
    lists = {
        "instrument": (_("Instruments"), "work-instruments"),
        "figure": (_("Numbers"), "work-figures"),
        "alignment": (_("Alignments"), "work-alignments"),
    }
    # Lines have no list: they stand on the page of their element.
    steps = [
        Crumb(label, address_of_route(edition, route))
        for label, route in ([lists[kind]] if kind in lists else [])
    ]
    if code:
        steps.append(Crumb(code, address_of_route(edition, "work-node", code)))
    return tuple(steps)


def _action(edition: Edition, stated: Stated, code: str) -> str:
    """Where the forms of the thing's page are sent."""
    state = stated.state
    further = {
        "alignment": (code, state.get("framework", ""), state.get("topic", "")),
        "link": (code, state.get("line", ""), state.get("instrument", "")),
    }
    rest = further.get(stated.kind, (stated.key,))
    return address_of_route(edition, f"work-{stated.kind}-change", *rest)


def _name(edition: Edition, stated: Stated) -> str:
    """What people call the thing. One query for what has no name of its own."""
    state, language = stated.state, get_language() or "it"
    if stated.kind == "link":
        name = in_language(instrument_names(edition)[state["instrument"]], language)
        return f"{state['line']} → {name}"
    if stated.kind == "alignment":
        wanted = (state["framework"], state["topic"])
        topics = (each for each in topic_names(edition) if (each.framework, each.key) == wanted)
        return f"{stated.label.partition(' →')[0]} → {in_language(next(topics).name, language)}"
    return in_language(state["name"], language)


def or_404(stated: Stated | None) -> Stated:
    """The state of a thing that is there, or a page not found."""
    if stated is None:
        raise Http404(_("This edition has no such entry: it may have been taken out meanwhile."))
    return stated


def with_pairs(values: Values) -> Values:
    """The values with their lines as pairs."""
    return {**values, "lines": [(first, last) for first, last in values["lines"]]}


def address_of_route(edition: Edition, route: str, *rest: str) -> str:
    """The address of a page of the edition."""
    return reverse(route, args=[edition.plan.slug, edition.key, *rest])
