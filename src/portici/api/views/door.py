"""The door of the API: what holds for every address behind it."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from portici.api.choices import Language
from portici.api.rules.languages import preferred_language
from portici.api.views.keys import admit, key_missing, token_of
from portici.api.views.problems import bad_request, method_not_allowed
from portici.api.views.repeating import earlier_answer

View = Callable[..., HttpResponseBase]

READING = ["GET", "HEAD"]


def behind_the_door(view: View, *, methods: Sequence[str] = READING) -> View:
    """Wrap a view: only its methods, in the language that the caller prefers, which the answer names.

    Reading is open to all as far as the door is concerned; writing needs a key. Sessions count for nothing behind
    it, so no token against forged forms is asked for.
    """
    allowed = [method for method in _ORDER if method in {*methods, "OPTIONS"}]

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        language = asked_language(request)
        with translation.override(language):
            if request.method == "OPTIONS":
                response: HttpResponseBase = _methods(allowed)
            elif request.method not in allowed:
                response = method_not_allowed(request, allowed)
            else:
                response = _answer(view, request, parts)
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return answer


_ORDER = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def asked_language(request: HttpRequest) -> str:
    """The language of `?lang=`, else of the header, else Italian. A wrong `lang` is refused later, by its form."""
    try:
        asked = request.GET.get("lang", "")
    except SuspiciousOperation:
        # Too many parameters: refused later, where they are read.
        asked = ""
    return preferred_language(
        asked=asked,
        accepted=request.headers.get("Accept-Language", ""),
        known=tuple(Language.values),
    )


def _answer(view: View, request: HttpRequest, parts: dict[str, Any]) -> HttpResponseBase:
    admission = admit(request)
    response: HttpResponseBase | None = admission.refusal
    if response is None and request.method not in READING:
        response = _before_writing(request)
    if response is None:
        response = view(request, **parts)
    for name, value in admission.headers.items():
        response.headers[name] = value
    return response


def _before_writing(request: HttpRequest) -> HttpResponse | None:
    """What stands against a write, or its answer when it was carried out before; None lets the view write."""
    if token_of(request) is None:
        return key_missing(request)
    try:
        return earlier_answer(request)
    except SuspiciousOperation:
        # The content is longer than anything that can be sent here.
        return bad_request(request)


def _methods(allowed: Sequence[str]) -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Allow"] = ", ".join(allowed)
    del response.headers["Content-Type"]
    return response
