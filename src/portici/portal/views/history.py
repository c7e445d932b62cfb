"""The history of one element, as the public may read it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.plan.queries.editions import current_editions
from portici.plan.queries.nodes import node_named
from portici.portal.queries.history import public_history
from portici.portal.views.node import unknown_code
from portici.portal.views.shell import build_shell, edition_or_404, plan_crumbs, render_page
from portici.ui.shell import Crumb


def node_history(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Every change of an element that everybody may read, the newest first, without anybody's name."""
    editions = list(current_editions())
    edition = edition_or_404(slug, among=editions)
    node = node_named(edition, code)
    if node is None:
        return unknown_code(request, edition, code)
    return render_page(
        request,
        "portal/history.html",
        shell=build_shell(
            request,
            edition=edition,
            editions=editions,
            breadcrumb=plan_crumbs(
                edition,
                Crumb(node.code, reverse("node", args=[slug, node.code])),
                Crumb(_("History")),
            ),
        ),
        edition=edition,
        code=node.code,
        title=node.title,
        items=public_history(node),
    )
