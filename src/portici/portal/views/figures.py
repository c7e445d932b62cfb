"""The plan in numbers."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portici.portal.queries.figures import figures_page, figures_table
from portici.portal.views.exports import downloads_of, file_stem, table_response
from portici.portal.views.shell import build_shell, edition_or_404, plan_crumbs, render_page
from portici.ui.shell import Crumb


def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Every figure that the document states, by topic, with what does not add up."""
    edition = edition_or_404(slug)
    shell = build_shell(
        request, edition=edition, breadcrumb=plan_crumbs(edition, Crumb(_("Numbers")))
    )
    return render_page(
        request,
        "portal/figures.html",
        shell=shell,
        edition=edition,
        page=figures_page(edition),
        downloads=downloads_of("figures-export", slug),
    )


def figures_export(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """The figures as a file."""
    edition = edition_or_404(slug)
    table = figures_table(edition, name=file_stem(edition, "figures"))
    return table_response(table, format=format)
