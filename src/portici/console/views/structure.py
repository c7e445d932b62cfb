"""Changing the tree: adding, moving, renumbering, splitting, merging, dropping elements."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portici.accounts.choices import Right
from portici.accounts.permissions import needs, refusal
from portici.console.forms.state import StateForm, WhyForm
from portici.console.forms.structure import CodeForm, DropForm, MergeForm, PlaceForm
from portici.console.permissions import node_of_address
from portici.console.queries.choosing import node_choices
from portici.console.queries.lists import is_open
from portici.console.queries.node import WorkNode
from portici.console.rules.fields import flat_of
from portici.console.rules.kinds import NEW_NODE
from portici.console.services.editing import Outcome
from portici.console.views.acting import act, languages_of, why_form
from portici.console.views.node import back, node_address, node_or_404
from portici.console.views.restructuring import ACTS, Edit
from portici.console.views.shell import (
    build_work_shell,
    edition_address,
    edition_crumbs,
    render_work_page,
    work_edition_or_404,
)
from portici.plan.phrases import sentence
from portici.plan.queries.editions import Edition
from portici.ui.shell import Crumb

# Into how many one element is split on one page.
PARTS = 6


@needs(Right.EDIT_PLAN, on=node_of_address)
def structure(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponseBase:
    """Move, renumber, split, merge or drop an element: one form each, folded."""
    edition = work_edition_or_404(request, slug, key)
    node = node_or_404(request, edition, code)
    if request.method != "POST":
        return _page(request, edition, node, _forms(request, edition, node))
    asked = request.POST.get("act", "")
    if asked not in ACTS:
        return redirect(request.path)
    if asked != "renumber" and not node.may_place and is_open(edition):
        raise PermissionDenied(refusal(Right.EDIT_PLAN))
    shown = _forms(request, edition, node, asked=asked, data=request.POST)
    why: WhyForm = shown["whys"][asked]
    edit = ACTS[asked](request, edition, node, shown)
    if edit is not None and why.is_valid():
        outcome, code_after = _done(request, edition, why, edit)
        if outcome.is_done:
            return (
                redirect(edition_address(edition))
                if code_after is None
                else back(edition, code_after)
            )
        shown["faults"] = {asked: [sentence(each) for each in outcome.findings]}
    return _page(request, edition, node, shown, status=422)


def _done(
    request: HttpRequest, edition: Edition, why: WhyForm, edit: Edit
) -> tuple[Outcome, str | None]:
    do, said, code_after = edit
    return act(request, edition, why=why, said=said, edit=do), code_after


def _forms(
    request: HttpRequest,
    edition: Edition,
    node: WorkNode,
    *,
    asked: str = "",
    data: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """All forms of the page; the one that was sent with what was written in it."""

    def sent(name: str) -> Mapping[str, Any] | None:
        return data if asked == name else None

    languages = languages_of(edition)
    now = flat_of(node.stated.state, NEW_NODE, languages)
    below = {node.row.code}
    for row in node.rows:
        if row.parent in below:
            below.add(row.code)
    parents = [
        row
        for row in node.rows
        if row.depth == node.row.depth - 1 and row.code not in below and row.code in node.editable
    ]
    choices = (
        node_choices(parents) if node.row.parent else [("", _("Nothing: at the top of the plan"))]
    )
    whys = {
        name: WhyForm(
            sent(name),
            languages=languages,
            initial=why_form(request, edition).initial,
            # The fields of several forms on one page must not share their ids.
            prefix=f"why-{name}",
        )
        for name in ACTS
    }
    return {
        "asked": asked,
        "faults": {},
        "whys": whys,
        "move": PlaceForm(
            sent("move"), choices=choices, initial_parent=node.row.parent or "", prefix="move"
        ),
        "renumber": CodeForm(
            sent("renumber"), initial={"new_code": node.row.code}, prefix="renumber"
        ),
        "parts": [
            StateForm(
                sent("split"),
                specs=NEW_NODE,
                languages=languages,
                initial=now if number == 0 else {},
                prefix=f"part{number}",
            )
            for number in range(PARTS)
        ],
        "merge": MergeForm(
            sent("merge"),
            choices=node_choices(node.mergeable, is_flat=True),
            prefix="merge",
        ),
        "into": StateForm(
            sent("merge"), specs=NEW_NODE, languages=languages, initial=now, prefix="into"
        ),
        "drop": DropForm(sent("drop"), prefix="drop"),
    }


def _page(
    request: HttpRequest,
    edition: Edition,
    node: WorkNode,
    shown: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    code = node.row.code
    crumbs = edition_crumbs(
        edition, Crumb(f"{node.level} {code}", node_address(edition, code)), Crumb(_("Structure"))
    )
    for part in shown["parts"][2:]:
        _optional(part)
    return render_work_page(
        request,
        "console/editing/structure.html",
        shell=build_work_shell(request, edition=edition, breadcrumb=crumbs),
        status=status,
        edition=edition,
        is_open=is_open(edition),
        node=node,
        **shown,
    )


def _optional(form: forms.Form) -> None:
    """The whole form may stay empty: its fields say so."""
    for field in form.fields.values():
        field.required = False
