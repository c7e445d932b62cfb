"""The whole plan on one page, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portici.plan.queries.editions import current_editions
from portici.portal.forms import (
    filter_chips,
    filter_fields,
    text_field,
    unknown_sentences,
)
from portici.portal.queries.thread import row_stations
from portici.portal.queries.whole_plan import outline_items, whole_plan, whole_plan_table
from portici.portal.rules.plan_filter import as_parameters
from portici.portal.rules.thread import ThreadCounts
from portici.portal.views.exports import downloads_of, file_stem, table_response
from portici.portal.views.shell import (
    build_shell,
    edition_or_404,
    home_crumb,
    node_addresses,
    render_page,
)
from portici.ui.shell import Crumb


def plan_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every element as a table of contents, with filters that live in the address."""
    editions = list(current_editions())
    edition = edition_or_404(slug, among=editions)
    plan = whole_plan(edition, request.GET)
    parameters = as_parameters(plan.asked)
    return render_page(
        request,
        "portal/plan.html",
        shell=build_shell(
            request,
            edition=edition,
            editions=editions,
            breadcrumb=[home_crumb(), Crumb(_("The plan"))],
        ),
        edition=edition,
        items=outline_items(plan, edition, address_of=node_addresses(slug)),
        legend=row_stations(ThreadCounts(actions=None, instruments=1)),
        counts=plan.counts,
        is_filtered=bool(parameters),
        fields=filter_fields(plan.choices, plan.asked),
        text_field=text_field(plan.asked),
        here=request.path,
        chips=filter_chips(plan.asked, parameters),
        unknown=unknown_sentences(plan.asked.unknown),
        downloads=downloads_of("plan-export", slug, query=parameters),
    )


def plan_export(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """The rows that answer the filter, as a file."""
    edition = edition_or_404(slug)
    plan = whole_plan(edition, request.GET, with_texts=True)
    address_of = node_addresses(slug, base=request.build_absolute_uri("/").rstrip("/"))
    name = file_stem(edition, _("elements"))
    table = whole_plan_table(plan, edition, name=name, address_of=address_of)
    return table_response(table, format=format)
