"""How the plan was made, and what it asks for now."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portici.portal.queries.making import making_page
from portici.portal.views.shell import build_shell, edition_or_404, plan_crumbs, render_page
from portici.ui.shell import Crumb


def phases(request: HttpRequest, slug: str) -> HttpResponse:
    """The phases of the making of the plan, its promoters, and the steps after approval."""
    edition = edition_or_404(slug)
    shell = build_shell(
        request, edition=edition, breadcrumb=plan_crumbs(edition, Crumb(_("How it was made")))
    )
    return render_page(
        request, "portal/making.html", shell=shell, edition=edition, page=making_page(edition)
    )
