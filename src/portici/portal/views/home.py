"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portici.plan.queries.editions import current_editions
from portici.portal.queries import home
from portici.portal.queries.editorial import news_on_first_page
from portici.portal.views.shell import build_shell, home_edition, render_page


def home_page(request: HttpRequest) -> HttpResponse:
    """What the plan promises, in one screen; without any plan, how one is loaded."""
    editions = list(current_editions())
    edition = home_edition(editions)
    shell = build_shell(request, edition=edition, editions=editions)
    if edition is None:
        return render_page(request, "portal/home_empty.html", shell=shell)
    figures_address = reverse("figures", args=[edition.plan.slug])
    return render_page(
        request,
        "portal/home.html",
        shell=shell,
        edition=edition,
        page=home.home_page(edition, figures_address=figures_address),
        news=news_on_first_page(request),
        other_plans=[each.plan for each in editions if each != edition],
    )
