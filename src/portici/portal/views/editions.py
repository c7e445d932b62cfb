"""The editions of a plan: which there are, and what each of them says."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portici.accounts.queries.visitors import visitor_of
from portici.plan.permissions import may_read_edition
from portici.plan.queries.editions import current_editions, editions_of
from portici.portal.queries.editions import edition_shown
from portici.portal.queries.node import node_shown
from portici.portal.queries.whole_plan import whole_plan, whole_plan_table
from portici.portal.views.exports import file_stem, table_response
from portici.portal.views.node import element_page
from portici.portal.views.plan import whole_plan_page
from portici.portal.views.shell import (
    build_shell,
    edition_node_addresses,
    edition_or_404,
    plan_crumbs,
    readable_edition_or_404,
    render_page,
)
from portici.ui.shell import Crumb


def editions_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition that the reader may read, from the newest back to the first."""
    editions = list(current_editions())
    current = edition_or_404(slug, among=editions)
    visitor = visitor_of(request)
    readable = [each for each in editions_of(slug) if may_read_edition(visitor, each)]
    return render_page(
        request,
        "portal/editions.html",
        shell=build_shell(
            request,
            edition=current,
            editions=editions,
            breadcrumb=plan_crumbs(current, Crumb(_("Editions"))),
        ),
        edition=current,
        readable=[edition_shown(each) for each in readable],
    )


def edition_page(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The whole plan as one edition states it."""
    edition = readable_edition_or_404(request, slug, key)
    return whole_plan_page(request, edition, list(current_editions()))


def edition_export(request: HttpRequest, slug: str, key: str, format: str) -> HttpResponse:
    """The rows of one edition that answer the filter, as a file."""
    edition = readable_edition_or_404(request, slug, key)
    plan = whole_plan(edition, request.GET, with_texts=True)
    base = request.build_absolute_uri("/").rstrip("/")
    address_of = edition_node_addresses(slug, key, base=base)
    name = file_stem(edition, _("elements"))
    table = whole_plan_table(plan, edition, name=name, address_of=address_of)
    return table_response(table, format=format)


def edition_node_page(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponse:
    """An element as one edition states it."""
    edition = readable_edition_or_404(request, slug, key)
    editions = list(current_editions())
    node = node_shown(edition, code)
    if node is None:
        raise Http404(
            _("The edition “%(edition)s” has no element “%(code)s”.")
            % {"edition": edition_shown(edition, with_base=False).name, "code": code[:80]}
        )
    current = edition_or_404(slug, among=editions)
    return element_page(request, edition, node, editions=editions, current=current)
