"""Search over everything that the site holds."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portici.plan.queries.editions import current_editions
from portici.portal.forms import as_query
from portici.portal.queries import search
from portici.portal.rules.pages import Pages, page_asked
from portici.portal.rules.plan_filter import TEXT_FIELD, text_asked
from portici.portal.views.shell import build_shell, home_crumb, home_edition, render_page
from portici.ui.components import PageLinks
from portici.ui.shell import Crumb


def search_page(request: HttpRequest) -> HttpResponse:
    """Whatever is asked, an answer; before anything is asked, what there is to find."""
    editions = list(current_editions())
    page = search.search_page(
        text_asked(request.GET),
        kind=request.GET.get("kind", ""),
        page=page_asked(request.GET.get("page", "")),
        editions=editions,
    )
    parameters = {TEXT_FIELD: page.text} | ({"kind": page.kind} if page.kind else {})
    return render_page(
        request,
        "portal/search.html",
        shell=build_shell(
            request,
            editions=editions,
            search_text=page.text,
            breadcrumb=[home_crumb(), Crumb(_("Search"))],
        ),
        edition=home_edition(editions),
        page=page,
        here=request.path,
        facets=[(facet, _facet_address(page.text, facet.key)) for facet in page.facets],
        suggestion_address=as_query({TEXT_FIELD: page.suggestion or ""}),
        links=_page_links(page.pages, parameters),
    )


def _facet_address(text: str, kind: str) -> str:
    return as_query({TEXT_FIELD: text} | ({"kind": kind} if kind else {}))


def _page_links(pages: Pages, parameters: Mapping[str, str]) -> PageLinks | None:
    """The ways to the other pages; None when there is one page only."""
    if pages.last == 1:
        return None

    def address(number: int) -> str:
        return as_query({**parameters, "page": str(number)})

    return PageLinks(
        current=pages.current,
        pages=[None if each is None else (each, address(each)) for each in pages.numbers],
        previous=address(pages.current - 1) if pages.current > 1 else "",
        next=address(pages.current + 1) if pages.current < pages.last else "",
    )
