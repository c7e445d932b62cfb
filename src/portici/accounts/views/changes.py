"""What stands around django-allauth's pages: one transaction for a change, e-mails after it, and when to try again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver

from portici.accounts.queries.visitors import visitor_of
from portici.accounts.services.mails import keeping_back
from portici.accounts.services.signin_events import telling

View = Callable[..., HttpResponseBase]

# Pages on which passwords, codes and passkeys are tried. They change nothing that stands in the journal, and checking
# a password takes long on purpose: whoever guesses must not keep the database from everybody else.
TRIED = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_reset_password",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Where the adapter notes how long whoever has tried too often is to wait, in seconds.
WAIT = "portici_wait"


def guard_library(patterns: Sequence[URLPattern | URLResolver]) -> None:
    """Put every page of the library under what follows here."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            guard_library(pattern.url_patterns)
        elif pattern.name in TRIED:
            pattern.callback = telling_to_wait(pattern.callback)
        else:
            pattern.callback = telling_to_wait(in_one_change(pattern.callback))


def in_one_change(view: View) -> View:
    """What a form changes, and what the journal says of it, is kept as a whole or not at all."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **values: Any) -> HttpResponseBase:
        if request.method in _SAFE:
            return view(request, *arguments, **values)
        with one_change(request):
            return view(request, *arguments, **values)

    return guarded


def telling_to_wait(view: View) -> View:
    """Whoever has tried too often reads it in the form; programs read it in status and header."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **values: Any) -> HttpResponseBase:
        answer = view(request, *arguments, **values)
        seconds = getattr(request, WAIT, None)
        if seconds is not None:
            answer.status_code = HTTPStatus.TOO_MANY_REQUESTS
            answer.headers["Retry-After"] = str(seconds)
        return answer

    return guarded


@contextmanager
def one_change(request: HttpRequest) -> Iterator[None]:
    """A transaction with its entries; e-mails are sent once it is kept, so that no server of mail holds it up."""
    with keeping_back() as letters, telling(request=request, user=visitor_of(request).user):
        yield
    for letter in letters:
        get_adapter().post(letter)
