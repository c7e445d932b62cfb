"""Changing many elements of a list together: choose, say what and why, see what changes, confirm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portici.accounts.choices import Right
from portici.accounts.permissions import needs_anywhere
from portici.accounts.queries.visitors import visitor_of
from portici.console.forms.bulk import BulkForm
from portici.console.forms.state import StateForm
from portici.console.queries.choosing import marker_choices, topic_choices
from portici.console.queries.editable import editable_codes
from portici.console.queries.lists import is_open, work_list
from portici.console.rules.bulk import BulkChange, BulkWish, bulk_changes, codes_changed_by
from portici.console.rules.fields import FieldSpec
from portici.console.rules.lists import answering
from portici.console.views.acting import act, by_of, languages_of, why_form
from portici.console.views.lists import asked_in
from portici.console.views.shell import (
    build_work_shell,
    edition_address,
    edition_crumbs,
    render_work_page,
    work_edition_or_404,
)
from portici.plan.phrases import sentence
from portici.plan.queries.editions import Edition
from portici.plan.queries.outline import node_rows
from portici.plan.rules.editing.states import Why
from portici.plan.rules.outline import NodeRow
from portici.plan.services.editing import align_nodes, mark_nodes
from portici.ui.shell import Crumb

# The ground on which many elements are aligned to a topic.
_GROUND = (FieldSpec("reason", "texts", is_long=True),)


@needs_anywhere(Right.EDIT_PLAN)
def bulk(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """The chosen elements, or all that the filters leave; those that one may not edit are left out and named."""
    edition = work_edition_or_404(request, slug, key)
    if request.method != "POST":
        return redirect(edition_address(edition))
    query = request.POST.get("query", "")[:4000]
    list_address = f"{edition_address(edition)}?{query or 'all=1'}"
    rows = _chosen(request, edition, query)
    editable = editable_codes(visitor_of(request), edition, node_rows(edition, with_texts=False))
    left_out = [row for row in rows if row.code not in editable]
    rows = [row for row in rows if row.code in editable]
    if not rows:
        messages.warning(
            request, _("Choose at least one element that you may edit, then change them together.")
        )
        return redirect(list_address)
    step = request.POST.get("step", "")
    sent = request.POST if step in {"check", "confirm"} else None
    form = BulkForm(sent, markers=marker_choices(edition), topics=topic_choices(edition))
    ground = StateForm(sent, specs=_GROUND, languages=languages_of(edition), prefix="ground")
    why = why_form(request, edition, sent)
    changes: list[BulkChange] = []
    faults: list[str] = []
    # Each is asked, so that everything that is wrong is said at once.
    is_valid = [each.is_valid() for each in (form, ground, why)]
    is_sound = sent is not None and all(is_valid)
    if is_sound:
        changes = bulk_changes(rows, form.wish())
        if form.cleaned_data["add_topic"] and not any(ground.flat().values()):
            ground.add_error(
                ground.groups[0][2][0][1].name,
                _("Write why these elements correspond to the topic: it is shown on their pages."),
            )
            is_sound = False
    if is_sound and step == "confirm":
        wish, reason = form.wish(), ground.values()["reason"]
        count = len([each for each in changes if each.changes])
        outcome = act(
            request,
            edition,
            why=why,
            said=ngettext("Changed: %(num)s element.", "Changed: %(num)s elements.", count)
            % {"num": count},
            edit=lambda told: _carry_out(request, edition, changes, wish, reason, told),
        )
        if outcome.is_done:
            return redirect(list_address)
        faults = [sentence(each) for each in outcome.findings]
    crumbs = edition_crumbs(edition, Crumb(_("Change together")))
    return render_work_page(
        request,
        "console/editing/bulk.html",
        shell=build_work_shell(request, edition=edition, breadcrumb=crumbs),
        status=422 if (sent and not is_sound) or faults else 200,
        edition=edition,
        is_open=is_open(edition),
        rows=rows,
        left_out=left_out,
        form=form,
        ground=ground,
        why=why,
        query=query,
        list_address=list_address,
        faults=faults,
        is_checked=is_sound and not faults,
        changes=[each for each in changes if each.changes],
        unchanged=len([each for each in changes if not each.changes]),
        labels={name: str(form.fields[name].label) for name in form.fields},
    )


def _chosen(request: HttpRequest, edition: Edition, query: str) -> list[NodeRow]:
    """The rows chosen one by one, or all that answer the list's filters, in document order."""
    wanted = set(request.POST.getlist("row"))
    if request.POST.get("all"):
        shown = work_list("nodes", edition, visitor_of(request))
        wanted = {row.key for row in answering(shown.rows, asked_in(shown, query))}
    return [row for row in node_rows(edition) if row.code in wanted]


def _carry_out(
    request: HttpRequest,
    edition: Edition,
    changes: list[BulkChange],
    wish: BulkWish,
    reason: dict[str, str],
    why: Why,
) -> None:
    """Markers and alignments in one operation."""
    by = by_of(request)
    marked = codes_changed_by(changes, "add_marker", "remove_marker")
    aligned = codes_changed_by(changes, "add_topic", "remove_topic")
    if marked:
        mark_nodes(
            edition=edition,
            codes=marked,
            add=[wish.add_marker] if wish.add_marker else [],
            remove=[wish.remove_marker] if wish.remove_marker else [],
            by=by,
            why=why,
        )
    if aligned:
        align_nodes(
            edition=edition,
            codes=aligned,
            add=[_topic(wish.add_topic)] if wish.add_topic else [],
            remove=[_topic(wish.remove_topic)] if wish.remove_topic else [],
            reason=reason,
            by=by,
            why=why,
        )


def _topic(text: str) -> tuple[str, str]:
    framework, _colon, topic = text.partition(":")
    return framework, topic
