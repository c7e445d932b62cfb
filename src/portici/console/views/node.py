"""One element of an edition: its wording in both languages, and what belongs to it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.accounts.choices import Right
from portici.accounts.permissions import needs, needs_anywhere
from portici.accounts.queries.visitors import visitor_of
from portici.console.forms.state import StateForm, WhyForm
from portici.console.permissions import node_of_address
from portici.console.queries.lists import is_open
from portici.console.queries.node import WorkNode, work_node
from portici.console.rules.kinds import NODE
from portici.console.views.acting import act, by_of, languages_of, why_form
from portici.console.views.shell import (
    build_work_shell,
    edition_crumbs,
    render_work_page,
    work_edition_or_404,
)
from portici.console.views.together import (
    conflict_form,
    conflict_shown,
    is_sound,
    save_together,
)
from portici.plan.phrases import sentence
from portici.plan.queries.editions import Edition
from portici.plan.services.editing import (
    mark_nodes,
    reword_node,
)
from portici.ui.shell import Crumb


@needs_anywhere(Right.READ_DRAFTS)
def node_page(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponse:
    """An element with its texts side by side, and its markers, alignments and instruments."""
    edition = work_edition_or_404(request, slug, key)
    node = node_or_404(request, edition, code)
    form = StateForm(specs=NODE, languages=languages_of(edition), stated=node.stated)
    return shown(request, edition, node, form=form, why=why_form(request, edition))


@needs(Right.EDIT_PLAN, on=node_of_address)
def reword(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponseBase:
    """Save another wording; what somebody else wrote meanwhile is put beside it."""
    edition = work_edition_or_404(request, slug, key)
    if request.method != "POST":
        return back(edition, code)
    node = node_or_404(request, edition, code)
    form = StateForm(request.POST, specs=NODE, languages=languages_of(edition))
    why = why_form(request, edition, request.POST)
    if is_sound(form) and why.is_valid():
        outcome = save_together(
            request,
            edition,
            form=form,
            why=why,
            said=_("Saved: %(code)s.") % {"code": code},
            edit=lambda seen, values, reason: reword_node(
                edition=edition,
                code=code,
                seen=seen,
                title=values["title"],
                summary=values["summary"],
                lines=[(first, last) for first, last in values["lines"]],
                by=by_of(request),
                why=reason,
            ),
        )
        if outcome.is_done:
            return back(edition, code)
        if outcome.conflict is not None and outcome.conflict.current is not None:
            return _conflict(request, edition, node, form, why, outcome.conflict)
        form.refuse(outcome.findings)
    return shown(request, edition, node, form=form, why=why, status=422)


@needs(Right.EDIT_PLAN, on=node_of_address)
def preview(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponseBase:
    """The element as the public would read what stands in the form; nothing is saved."""
    edition = work_edition_or_404(request, slug, key)
    if request.method != "POST":
        return back(edition, code)
    node = node_or_404(request, edition, code)
    form = StateForm(request.POST, specs=NODE, languages=languages_of(edition))
    crumbs = edition_crumbs(edition, Crumb(code, node_address(edition, code)), Crumb(_("Preview")))
    return render_work_page(
        request,
        "console/editing/preview.html",
        shell=build_work_shell(request, edition=edition, breadcrumb=crumbs),
        edition=edition,
        node=node,
        flat=form.flat(),
        languages=languages_of(edition),
    )


@needs(Right.EDIT_PLAN, on=node_of_address)
def mark(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponseBase:
    """Set and take away the markers of one element."""
    edition = work_edition_or_404(request, slug, key)
    node = node_or_404(request, edition, code)
    why = why_form(request, edition, request.POST)
    if request.method != "POST":
        return back(edition, code, "markers")
    if why.is_valid():
        chosen = set(request.POST.getlist("marker"))
        # Only what this form has shown and changed: a marker that somebody else set meanwhile stays.
        seen = set(request.POST.getlist("had"))
        known = [marker for marker, _name, _carried in node.markers]
        outcome = act(
            request,
            edition,
            why=why,
            said=_("Saved: the markers of %(code)s.") % {"code": code},
            edit=lambda reason: mark_nodes(
                edition=edition,
                codes=[code],
                add=[each for each in known if each in chosen - seen],
                remove=[each for each in known if each in seen - chosen],
                by=by_of(request),
                why=reason,
            ),
        )
        if outcome.is_done:
            return back(edition, code, "markers")
        why.add_error(None, " ".join(sentence(each) for each in outcome.findings))
    return _with(request, edition, node, marker_why=why)


def node_or_404(request: HttpRequest, edition: Edition, code: str) -> WorkNode:
    """The element of that code, or a page not found."""
    node = work_node(edition, code, visitor_of(request))
    if node is None:
        raise Http404(_("This edition has no element “%(code)s”.") % {"code": code[:80]})
    return node


def node_address(edition: Edition, code: str) -> str:
    """The page of an element in the working area."""
    return reverse("work-node", args=[edition.plan.slug, edition.key, code])


def back(edition: Edition, code: str, place: str = "") -> HttpResponseBase:
    """To the element's page, at a place of it."""
    return redirect(node_address(edition, code) + (f"#{place}" if place else ""))


def shown(
    request: HttpRequest,
    edition: Edition,
    node: WorkNode,
    *,
    form: StateForm,
    why: WhyForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The element's page."""
    code = node.row.code
    page: dict[str, Any] = {
        "marker_why": None,
        "conflict": None,
        **more,
    }
    return render_work_page(
        request,
        "console/editing/node.html",
        shell=build_work_shell(
            request,
            edition=edition,
            breadcrumb=edition_crumbs(edition, Crumb(f"{node.level} {code}")),
        ),
        status=status,
        edition=edition,
        is_open=is_open(edition),
        node=node,
        form=form,
        why=why,
        blank_why=why_form(request, edition),
        **page,
    )


def _with(request: HttpRequest, edition: Edition, node: WorkNode, **more: Any) -> HttpResponse:
    """The page with one of its small forms as it was sent, and what is wrong with it."""
    form = StateForm(specs=NODE, languages=languages_of(edition), stated=node.stated)
    why = why_form(request, edition)
    return shown(request, edition, node, form=form, why=why, status=422, **more)


def _conflict(
    request: HttpRequest,
    edition: Edition,
    node: WorkNode,
    form: StateForm,
    why: WhyForm,
    conflict: Any,
) -> HttpResponse:
    """How it was, what somebody else wrote, what I wrote: put together, with a choice where both wrote."""
    return shown(
        request,
        edition,
        node,
        form=conflict_form(form, conflict.current),
        why=why,
        status=409,
        conflict=conflict_shown(form, conflict),
    )
