"""Adding an element to a draft."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from portici.accounts.choices import Right
from portici.accounts.permissions import needs_anywhere, refusal
from portici.accounts.queries.visitors import visitor_of
from portici.console.forms.state import StateForm
from portici.console.forms.structure import PlaceForm
from portici.console.queries.choosing import node_choices
from portici.console.queries.editable import editable_codes
from portici.console.queries.lists import is_open
from portici.console.rules.kinds import NEW_NODE
from portici.console.views.acting import act, by_of, languages_of, why_form
from portici.console.views.node import back
from portici.console.views.restructuring import node_text
from portici.console.views.shell import (
    build_work_shell,
    edition_address,
    edition_crumbs,
    render_work_page,
    work_edition_or_404,
)
from portici.plan.permissions import may_edit_plan
from portici.plan.queries.outline import levels_of, node_rows
from portici.plan.services.editing import (
    add_node,
)
from portici.ui.shell import Crumb


@needs_anywhere(Right.EDIT_PLAN)
def node_new(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """Add an element under another that one may edit, or at the top of the plan."""
    edition = work_edition_or_404(request, slug, key)
    visitor = visitor_of(request)
    rows = node_rows(edition)
    deepest = len(levels_of(edition)) - 1
    editable = editable_codes(visitor, edition, rows)
    under = [row for row in rows if row.depth < deepest and row.code in editable]
    choices = node_choices(under)
    if may_edit_plan(visitor, edition):
        choices = [("", _("Nothing: at the top of the plan")), *choices]
    if not choices:
        raise PermissionDenied(refusal(Right.EDIT_PLAN))
    data = request.POST if request.method == "POST" else None
    place = PlaceForm(data, choices=choices, initial_parent=request.GET.get("under", "")[:40])
    form = StateForm(data, specs=NEW_NODE, languages=languages_of(edition))
    why = why_form(request, edition, data)
    status = 200
    if data is not None:
        status = 422
        values = form.values() if form.is_valid() else {}
        is_placed = place.is_valid()
        if why.is_valid() and is_placed and values and form.is_valid():
            text = node_text(values)
            outcome = act(
                request,
                edition,
                why=why,
                said=_("Added: %(code)s.") % {"code": text.code},
                edit=lambda reason: add_node(
                    edition=edition,
                    parent=place.cleaned_data["parent"] or None,
                    text=text,
                    position=place.cleaned_data["position"],
                    by=by_of(request),
                    why=reason,
                ),
            )
            if outcome.is_done:
                return back(edition, text.code)
            form.refuse(outcome.findings)
    crumbs = edition_crumbs(edition, Crumb(_("Add an element")))
    return render_work_page(
        request,
        "console/editing/new.html",
        shell=build_work_shell(request, edition=edition, breadcrumb=crumbs),
        status=status,
        edition=edition,
        is_open=is_open(edition),
        title=_("Add an element"),
        place=place,
        form=form,
        why=why,
        submit_label=_("Add the element"),
        away=edition_address(edition),
    )
