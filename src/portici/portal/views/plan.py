"""The whole plan on one page, and as a file."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.plan.queries.editions import Edition, current_editions
from portici.portal.forms import (
    filter_chips,
    filter_fields,
    text_field,
    unknown_sentences,
)
from portici.portal.queries.editions import edition_shown
from portici.portal.queries.thread import row_stations
from portici.portal.queries.whole_plan import outline_items, whole_plan, whole_plan_table
from portici.portal.rules.plan_filter import as_parameters
from portici.portal.rules.thread import ThreadCounts
from portici.portal.views.exports import downloads_of, file_stem, table_response
from portici.portal.views.node import addresses_in
from portici.portal.views.shell import (
    build_shell,
    edition_or_404,
    home_crumb,
    node_addresses,
    plan_crumbs,
    render_page,
)
from portici.ui.shell import Crumb


def plan_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every element as a table of contents, with filters that live in the address."""
    editions = list(current_editions())
    return whole_plan_page(request, edition_or_404(slug, among=editions), editions)


def whole_plan_page(
    request: HttpRequest, edition: Edition, editions: Sequence[Edition]
) -> HttpResponse:
    """The page of the whole plan as an edition states it; `editions` are the current ones of all plans."""
    slug = edition.plan.slug
    current = edition_or_404(slug, among=editions)
    plan = whole_plan(edition, request.GET)
    parameters = as_parameters(plan.asked)
    shown = edition_shown(edition, with_base=False)
    route, named = (
        ("plan-export", [slug]) if edition.is_current else ("edition-export", [slug, edition.key])
    )
    return render_page(
        request,
        "portal/plan.html",
        shell=build_shell(
            request,
            edition=edition,
            editions=editions,
            breadcrumb=[home_crumb(), Crumb(_("The plan"))]
            if edition.is_current
            else plan_crumbs(
                edition, Crumb(_("Editions"), reverse("editions", args=[slug])), Crumb(shown.name)
            ),
        ),
        edition=edition,
        edition_words=shown,
        current=edition_shown(current, with_base=False),
        items=outline_items(plan, edition, address_of=addresses_in(edition)),
        legend=row_stations(ThreadCounts(actions=None, instruments=1)),
        counts=plan.counts,
        is_filtered=bool(parameters),
        fields=filter_fields(plan.choices, plan.asked),
        text_field=text_field(plan.asked),
        here=request.path,
        chips=filter_chips(plan.asked, parameters),
        unknown=unknown_sentences(plan.asked.unknown),
        downloads=downloads_of(route, *named, query=parameters),
    )


def plan_export(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """The rows that answer the filter, as a file."""
    edition = edition_or_404(slug)
    plan = whole_plan(edition, request.GET, with_texts=True)
    address_of = node_addresses(slug, base=request.build_absolute_uri("/").rstrip("/"))
    name = file_stem(edition, _("elements"))
    table = whole_plan_table(plan, edition, name=name, address_of=address_of)
    return table_response(table, format=format)
