"""The door of the API: what holds for every address behind it."""

from collections.abc import Callable
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
from portici.api.views.problems import method_not_allowed

View = Callable[..., HttpResponseBase]

READING = ["GET", "HEAD"]


def behind_the_door(view: View) -> View:
    """Wrap a view: reading only, in the language that the caller prefers, which the answer names.

    Nothing can be written here, so no token against forged forms is asked for: a POST is refused as what it is.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        language = asked_language(request)
        with translation.override(language):
            response = _answer(view, request, parts)
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return answer


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
    if request.method == "OPTIONS":
        return _methods()
    if request.method not in READING:
        return method_not_allowed(request)
    return view(request, **parts)


def _methods() -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Allow"] = "GET, HEAD, OPTIONS"
    del response.headers["Content-Type"]
    return response
