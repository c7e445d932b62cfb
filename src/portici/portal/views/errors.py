"""Pages for what went wrong: what happened, and where to go from here."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.utils.translation import gettext as _

from portici.portal.views.shell import build_shell, home_crumb, render_page
from portici.ui.shell import Crumb

logger = logging.getLogger(__name__)

# When not even a page can be drawn; both languages, since nobody knows which one is read.
LAST_RESORT = """<!DOCTYPE html>
<html lang="it"><head><meta charset="utf-8"><title>Errore · Error</title></head><body><main>
<h1>Il sito non riesce a rispondere</h1>
<p>Non dipende da chi legge. Si può riprovare fra qualche minuto.</p>
<div lang="en"><h2>The site cannot answer</h2>
<p>It is nothing you did. Try again in a few minutes.</p></div>
</main></body></html>
"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or what was sent cannot be understood."""
    return _error_page(
        request,
        status=400,
        title=_("This request cannot be understood"),
        text=_(
            "Something in the address or in what was sent is not as it should be. Go back and try again."
        ),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for everybody."""
    return _error_page(
        request,
        status=403,
        title=_("This page is not open to you"),
        text=_reason(exception) or _("The page exists, but it may not be read or used from here."),
    )


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429: so many attempts in so little time that somebody may be guessing."""
    page = _error_page(
        request,
        status=429,
        title=_("Too many attempts"),
        text=_("Wait a few minutes, then go back and try again."),
    )
    # Seconds: limits of pages are counted by the minute.
    page.headers["Retry-After"] = "60"
    return page


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came without the cookie that proves where it was sent from."""
    return _error_page(
        request,
        status=403,
        title=_("The form has expired"),
        text=_(
            "The button needs a cookie that says the request comes from this site, and it did not arrive."
            " Go back, reload the page and press the button again; if your browser refuses cookies, allow"
            " them for this site."
        ),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing at this address; a view that knows why says it in the exception."""
    return _error_page(
        request,
        status=404,
        title=_("This page does not exist"),
        text=_reason(exception)
        or _("The address may have been mistyped, or the page may have moved."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. It reads nothing from the database, which may be what does not work."""
    try:
        return _error_page(
            request,
            status=500,
            title=_("The site has failed"),
            text=_(
                "It is nothing you did. The error has been recorded; try again in a few minutes."
            ),
            is_database_spared=True,
        )
    except Exception:
        logger.exception("The error page itself cannot be drawn")
        return HttpResponseServerError(LAST_RESORT)


def _reason(exception: Exception | None) -> str:
    """The sentence that a view gave with its refusal. Django's own 404 carries the addresses that it tried."""
    reason = exception.args[0] if exception is not None and exception.args else ""
    return reason if isinstance(reason, str) else ""


def _error_page(
    request: HttpRequest, *, status: int, title: str, text: str, is_database_spared: bool = False
) -> HttpResponse:
    crumbs = (home_crumb(), Crumb(title))
    shell = (
        build_shell(request, breadcrumb=crumbs, editions=())
        if is_database_spared
        else build_shell(request, breadcrumb=crumbs)
    )
    return render_page(
        request,
        "portal/error.html",
        shell=shell,
        status=status,
        title=title,
        text=text,
        code=status,
    )
