"""The page of one element of the plan."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.plan.queries.editions import Edition, current_editions
from portici.portal.queries.citation import (
    citation_for_act,
    citation_for_paper,
    document_source,
    node_facts,
)
from portici.portal.queries.node import near_elements, node_shown
from portici.portal.views.shell import (
    build_shell,
    edition_or_404,
    plan_crumbs,
    render_page,
)
from portici.ui.shell import Crumb


def node_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """An element with its surroundings, and all that is needed to cite it."""
    editions = list(current_editions())
    edition = edition_or_404(slug, among=editions)
    node = node_shown(edition, code)
    if node is None:
        return _unknown_code(request, edition, code)
    above = [
        Crumb(f"{each.level} {each.code}", reverse("node", args=[slug, each.code]))
        for each in node.ancestors
    ]
    here = Crumb(f"{node.level} {node.code}")
    address = request.build_absolute_uri(request.path)
    api_address = request.build_absolute_uri(reverse("api:show_node", args=[slug, node.code]))
    return render_page(
        request,
        "portal/node.html",
        shell=build_shell(
            request,
            edition=edition,
            editions=editions,
            breadcrumb=plan_crumbs(edition, *above, here),
        ),
        edition=edition,
        node=node,
        address=address,
        source=document_source(edition, node),
        facts=node_facts(node, address=address, api_address=api_address),
        act=citation_for_act(edition, node, address=address),
        paper=citation_for_paper(edition, node, address=address),
    )


def _unknown_code(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """The plan has no element of that code: which ones may have been meant."""
    return render_page(
        request,
        "portal/node_unknown.html",
        status=404,
        shell=build_shell(
            request, edition=edition, breadcrumb=plan_crumbs(edition, Crumb(_("Unknown code")))
        ),
        edition=edition,
        code=code[:80],
        near=near_elements(edition, code),
    )
