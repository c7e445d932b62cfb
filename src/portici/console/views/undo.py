"""Taking back a change of a draft."""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portici.accounts.choices import Right
from portici.accounts.permissions import needs_anywhere, refusal
from portici.accounts.queries.visitors import visitor_of
from portici.console.permissions import may_take_back
from portici.console.services.editing import carry_out
from portici.console.views.shell import edition_address, work_edition_or_404
from portici.plan.phrases import sentence
from portici.plan.queries.editing import node_stated
from portici.plan.queries.editions import Edition
from portici.plan.services.editing import undo_operation

_LISTS = {
    "desk",
    "work-alignments",
    "work-figures",
    "work-history",
    "work-instruments",
    "work-markers",
    "work-nodes",
}


@needs_anywhere(Right.EDIT_PLAN)
def undo(request: HttpRequest, slug: str, key: str, operation: UUID) -> HttpResponseBase:
    """Put everything back that one operation changed; what cannot be taken back says why."""
    edition = work_edition_or_404(request, slug, key)
    if request.method != "POST":
        return redirect(edition_address(edition))
    visitor = visitor_of(request)
    if visitor.by is None or not may_take_back(visitor, edition, operation):
        raise PermissionDenied(refusal(Right.EDIT_PLAN))
    by = visitor.by
    outcome = carry_out(
        by=by, edit=lambda: undo_operation(edition=edition, operation=operation, by=by)
    )
    for finding in outcome.findings:
        messages.error(request, sentence(finding))
    if outcome.operation is not None:
        again = reverse("work-undo", args=[slug, key, outcome.operation])
        messages.success(
            request, _("Taken back: everything is as it was before."), extra_tags=f"undo:{again}"
        )
    return redirect(_came_from(request, edition))


def _came_from(request: HttpRequest, edition: Edition) -> str:
    """The page with the button: the desk, a list, or an element that is still there; else the list of elements."""
    address = request.headers.get("Referer", "")
    elsewhere = edition_address(edition)
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return elsewhere
    path = urlsplit(address).path
    try:
        found = resolve(path)
    except Resolver404:
        return elsewhere
    if found.url_name in _LISTS:
        return path
    code = str(found.kwargs.get("code", ""))
    if code and "\x00" not in code and node_stated(edition, code) is not None:
        return reverse("work-node", args=[edition.plan.slug, edition.key, code])
    return elsewhere
