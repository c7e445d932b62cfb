"""What the site keeps an eye on while somebody signed in uses it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portici.accounts.queries.signin import has_second_factor
from portici.accounts.queries.visitors import visitor_of
from portici.accounts.services.sessions import notice_session
from portici.kernel import clock

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Seconds between two notes that a session is in use: a write for every page would cost more than it tells.
SEEN_EVERY = 600
_SEEN = "portici_seen"


class SessionsSeen:
    """Notes when and from where a session is used, for the list of one's own sessions."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # A visitor without the cookie has no session, and must not be given one.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(clock.now().timestamp())
            if now - request.session.get(_SEEN, 0) >= SEEN_EVERY:
                notice_session(request)
                request.session[_SEEN] = now
        return self.get_response(request)


class SecondFactor:
    """Leads staff without a second factor to set one up, before anything in the working area, where it is required.

    The account's pages stay open, or nobody could; so do public pages, and the interface for programs, whose
    keys are made in the working area.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _arguments: Any, _values: Any
    ) -> HttpResponse | None:
        """None lets the view answer."""
        if not settings.PORTICI_REQUIRE_SECOND_FACTOR:
            return None
        if not getattr(view, "__module__", "").startswith("portici.console."):
            return None
        visitor = visitor_of(request)
        if visitor.user is None or not visitor.holder.is_staff or has_second_factor(visitor.user):
            return None
        messages.warning(
            request,
            _(
                "Your role needs a second factor. Set up an app or a passkey: then the working area opens."
            ),
        )
        return redirect("mfa_index")
