"""News, pages and guidelines, their feed and their images."""

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.accounts.permissions import open_to_all
from portici.accounts.queries.visitors import visitor_of
from portici.pages.choices import PageKind
from portici.pages.permissions import may_write
from portici.pages.queries.images import image_of, image_path, is_public_image
from portici.pages.queries.public import count_news, news, public_page, was_withdrawn
from portici.pages.rules.pictures import CONTENT_TYPES
from portici.portal.forms import as_query
from portici.portal.queries.editorial import (
    address_of,
    news_rows,
    page_for_reader,
)
from portici.portal.rules.pages import Pages, page_asked
from portici.portal.views.shell import build_shell, home_crumb, render_page
from portici.ui.components import PageLinks
from portici.ui.dates import day_words
from portici.ui.shell import Crumb

NEWS_ON_A_PAGE = 10
NEWS_IN_FEED = 20
_IMAGE_NAME = re.compile(r"([0-9a-f]{12})-([1-9]\d{0,3})\.(jpg|png|webp)")
# The name of a file comes from its content: what is there never changes.
_FOR_A_YEAR = "public, max-age=31536000, immutable"


@open_to_all
def news_list(request: HttpRequest) -> HttpResponse:
    """The news, the newest first; a page behind the last is the last."""
    total = count_news()
    pages = Pages(page_asked(request.GET.get("page", "")), NEWS_ON_A_PAGE, total)
    pages = Pages(min(pages.current, pages.last), NEWS_ON_A_PAGE, total)
    shell = build_shell(request, breadcrumb=(home_crumb(), Crumb(_("News"))))
    first = (pages.current - 1) * NEWS_ON_A_PAGE
    return render_page(
        request,
        "portal/news.html",
        shell=shell,
        rows=news_rows(first=first, size=NEWS_ON_A_PAGE) if total else (),
        pages=pages,
        links=_page_links(pages),
    )


@open_to_all
def news_feed(request: HttpRequest) -> HttpResponse:
    """The latest news as an Atom feed, in the language of the address."""
    language = get_language() or "it"
    shell = build_shell(request)
    feed = Atom1Feed(
        title=f"{shell.site_name} · {_('News')}",
        link=request.build_absolute_uri(reverse("news")),
        description=shell.site_tagline,
        language=language,
        feed_url=request.build_absolute_uri(request.path),
    )
    for each in news(language=language, size=NEWS_IN_FEED):
        feed.add_item(
            title=each.title,
            link=request.build_absolute_uri(address_of(each.kind, each.slug)),
            description=each.summary,
            unique_id=f"urn:uuid:{each.uid}",
            pubdate=each.published_at,
            updateddate=each.copied_at,
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


@open_to_all
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page, a guideline or a piece of news: the copy that was published."""
    found = public_page(slug)
    if found is None:
        raise Http404(
            _("This page was withdrawn by those who had published it.")
            if was_withdrawn(slug)
            else _("There is no public page “%(slug)s” on this site.") % {"slug": slug}
        )
    if request.path != address_of(found.kind, slug):
        return redirect(address_of(found.kind, slug), permanent=True)
    shown = page_for_reader(found)
    is_news = found.kind == PageKind.NEWS
    crumbs = (Crumb(_("News"), reverse("news")),) if is_news else ()
    return render_page(
        request,
        "portal/editorial_page.html",
        shell=build_shell(request, breadcrumb=(home_crumb(), *crumbs, Crumb(shown.title))),
        page=shown,
        is_news=is_news,
        first_day=day_words(shown.published_at) if shown.published_at else "",
        changed_day=day_words(shown.copied_at) if shown.was_changed and shown.copied_at else "",
    )


@open_to_all
def page_image(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of an image: open when a public page shows it, else only for those who write pages of its plan."""
    match = _IMAGE_NAME.fullmatch(name)
    image = image_of(match[1]) if match else None
    if (
        match is None
        or image is None
        or int(match[2]) not in image.widths
        or match[3] != image.format
    ):
        raise Http404(_("There is no such image."))
    is_public = is_public_image(image)
    if not is_public and not may_write(visitor_of(request).holder, image.plan):
        raise Http404(_("There is no such image."))
    try:
        file = image_path(image, int(match[2])).open("rb")
    except FileNotFoundError:
        raise Http404(_("The file of this image is missing on the server.")) from None
    response = FileResponse(file, content_type=CONTENT_TYPES[image.format])
    response.headers["Cache-Control"] = _FOR_A_YEAR if is_public else "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _page_links(pages: Pages) -> PageLinks | None:
    """The ways to the other pages; None when there is one page only."""
    if pages.last == 1:
        return None

    def address(number: int) -> str:
        return as_query({"page": str(number)})

    return PageLinks(
        current=pages.current,
        pages=[None if each is None else (each, address(each)) for each in pages.numbers],
        previous=address(pages.current - 1) if pages.current > 1 else "",
        next=address(pages.current + 1) if pages.current < pages.last else "",
    )
