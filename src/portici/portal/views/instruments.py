"""The catalogue of instruments, each instrument, and the catalogue as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.plan.queries.editions import current_editions
from portici.portal.forms import (
    catalogue_chips,
    catalogue_fields,
    catalogue_text_field,
    catalogue_unknown,
)
from portici.portal.queries.catalogue import catalogue, catalogue_table, instrument_shown
from portici.portal.rules.catalogue import catalogue_parameters
from portici.portal.views.exports import downloads_of, file_stem, table_response
from portici.portal.views.shell import build_shell, edition_or_404, plan_crumbs, render_page
from portici.ui.shell import Crumb


def instruments_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every instrument under its kind, with the strategies whose lines name it."""
    editions = list(current_editions())
    edition = edition_or_404(slug, among=editions)
    shown = catalogue(edition, request.GET)
    parameters = catalogue_parameters(shown.asked)
    crumbs = plan_crumbs(edition, Crumb(_("Instruments")))
    return render_page(
        request,
        "portal/instruments.html",
        shell=build_shell(request, edition=edition, editions=editions, breadcrumb=crumbs),
        edition=edition,
        page=shown,
        here=request.path,
        fields=catalogue_fields(shown),
        text_field=catalogue_text_field(shown.asked),
        chips=catalogue_chips(shown.asked, parameters),
        unknown=catalogue_unknown(shown.asked),
        downloads=downloads_of("instruments-export", slug, query=parameters),
    )


def instruments_export(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """The instruments that answer the filter, as a file."""
    edition = edition_or_404(slug)
    name = file_stem(edition, _("instruments"))
    table = catalogue_table(catalogue(edition, request.GET), edition, name=name)
    return table_response(table, format=format)


def instrument_page(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One instrument: what it is, where the document names it and how."""
    editions = list(current_editions())
    edition = edition_or_404(slug, among=editions)
    instrument = instrument_shown(edition, key)
    if instrument is None:
        raise Http404(_("This plan names no instrument “%(key)s”.") % {"key": key})
    crumbs = plan_crumbs(
        edition,
        Crumb(_("Instruments"), reverse("instruments", args=[slug])),
        Crumb(instrument.name),
    )
    return render_page(
        request,
        "portal/instrument.html",
        shell=build_shell(request, edition=edition, editions=editions, breadcrumb=crumbs),
        edition=edition,
        instrument=instrument,
        address=request.build_absolute_uri(request.path),
    )
