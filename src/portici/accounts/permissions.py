"""Who may open an address: every view says so itself, and a test reads what it says.

    @open_to_all                                      the public
    @signed_in                                        whoever has an account
    @needs(Right.EDIT_PLAN, on=plan_of_address)       whoever holds the right on what the address names
    @needs_anywhere(Right.EDIT_PLAN)                  whoever holds the right on anything: lists of what they may see

A refusal is a 403 with a sentence; whoever is not signed in is sent to sign in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _

from portici.accounts.choices import Right
from portici.accounts.queries.visitors import visitor_of
from portici.accounts.rules.scopes import Scope

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
# From the request and the values of its address to the scopes that contain what is asked for.
Targets = Callable[..., Sequence[Scope]]


@dataclass(frozen=True, slots=True)
class Access:
    """What a view says of itself.

    Attributes:
        kind: open, signed-in, right or key (an interface that checks the key itself).
        right: for `right`, which one.
        anywhere: for `right`, whether holding it on anything is enough.
    """

    kind: str
    right: Right | None = None
    anywhere: bool = False


def access_of(view: Callable[..., Any]) -> Access | None:
    """What a view says of itself; None when it says nothing, which a test refuses."""
    return getattr(view, "portici_access", None)


def open_to_all(view: View) -> View:
    """The public may open it."""
    declared: View = _declared(view, Access("open"))
    return declared


def checks_itself(view: View) -> View:
    """An interface that answers refusals in its own form, having checked key and right."""
    declared: View = _declared(view, Access("key"))
    return declared


def signed_in(view: View) -> View:
    """Whoever has an account may open it."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **values: Any) -> HttpResponseBase:
        if not visitor_of(request).is_signed_in:
            return _to_sign_in(request)
        return view(request, *arguments, **values)

    declared: View = _declared(guarded, Access("signed-in"))
    return declared


def needs(right: Right, *, on: Targets) -> Callable[[View], View]:
    """Whoever holds the right on one of the scopes that `on` gives for the request and its address."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **values: Any) -> HttpResponseBase:
            visitor = visitor_of(request)
            if not visitor.is_signed_in:
                return _to_sign_in(request)
            if not visitor.holder.may(right, *on(request, *arguments, **values)):
                raise PermissionDenied(refusal(right))
            return view(request, *arguments, **values)

        declared: View = _declared(guarded, Access("right", right))
        return declared

    return decorate


def needs_anywhere(right: Right) -> Callable[[View], View]:
    """Whoever holds the right on anything; the view shows only what they hold it on."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **values: Any) -> HttpResponseBase:
            visitor = visitor_of(request)
            if not visitor.is_signed_in:
                return _to_sign_in(request)
            if not visitor.holder.may_anywhere(right):
                raise PermissionDenied(refusal(right))
            return view(request, *arguments, **values)

        declared: View = _declared(guarded, Access("right", right, anywhere=True))
        return declared

    return decorate


def refusal(right: Right) -> str:
    """Why somebody is refused, and what they can do."""
    return _(
        "Your roles do not include this right: “%(right)s”. Whoever coordinates the plan can give you a role that does."
    ) % {"right": right.label}


def declare_open(patterns: Sequence[URLPattern | URLResolver]) -> None:
    """Declare open every address that has not said anything yet: for an app that is public as a whole."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            declare_open(pattern.url_patterns)
        elif access_of(pattern.callback) is None:
            open_to_all(pattern.callback)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The page to sign in, and from there back. Whoever was sending something is told that it was not saved."""
    if request.method == "POST":
        messages.warning(
            request, _("You were signed out meanwhile, so nothing was saved. Sign in to go on.")
        )
    return redirect_to_login(request.get_full_path())


def _declared(view: Any, access: Access) -> Any:
    """The view, saying who may open it; guarded or not it is called like the one it was made from."""
    view.portici_access = access
    return view
