"""One's own account: what stands in it, and where one is signed in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portici.accounts.forms import ProfileForm
from portici.accounts.permissions import signed_in
from portici.accounts.queries.signin import addresses_of, sessions_of, ways_in
from portici.accounts.queries.visitors import Visitor, visitor_of
from portici.accounts.services.people import change_profile, end_sessions
from portici.accounts.services.sessions import end_other_sessions, end_session
from portici.journal.rules.acts import By


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Everything in one place; name and language are changed here, the rest on pages of their own."""
    visitor = visitor_of(request)
    user, by = _known(visitor)
    given = request.POST if request.method == "POST" else None
    form = ProfileForm(given, initial={"name": user.name, "language": user.language})
    if form.is_valid():
        change_profile(user=user, by=by, **form.cleaned_data)
        messages.success(request, _("Your name and language are saved."))
        with translation.override(form.cleaned_data["language"]):
            return redirect(reverse("account"))
    context = {
        "form": form,
        "person": user,
        "addresses": addresses_of(user),
        "ways": ways_in(user),
        "session_count": len(sessions_of(user, current=request.session.session_key)),
        # Parts that other apps bring, where this installation has them.
        "data_href": _address("account-data"),
        "keys_href": _address("keys"),
    }
    return render(request, "accounts/account.html", context)


@require_http_methods(["GET", "HEAD"])
@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    user, _by = _known(visitor_of(request))
    rows = sessions_of(user, current=request.session.session_key)
    return render(request, "usersessions/usersession_list.html", {"sessions": rows})


@require_POST
@signed_in
def end_one_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out in one of one's browsers."""
    user, _by = _known(visitor_of(request))
    if end_session(user=user, pk=pk):
        messages.success(request, _("You are signed out there."))
    return redirect("usersessions_list")


@require_POST
@signed_in
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    user, _by = _known(visitor_of(request))
    end_other_sessions(user=user, current=request.session.session_key)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("usersessions_list")


@require_POST
@signed_in
def end_all(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    user, _by = _known(visitor_of(request))
    end_sessions(user=user)
    logout(request)
    return redirect("home")


def _known(visitor: Visitor) -> tuple[Any, By]:
    """Who it is, behind `signed_in`."""
    if visitor.user is None or visitor.by is None:
        raise PermissionDenied
    return visitor.user, visitor.by


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
