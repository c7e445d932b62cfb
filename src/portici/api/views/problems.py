"""Everything that goes wrong, as problem details (RFC 9457)."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import escape_uri_path

from portici.api import phrases
from portici.api.choices import ProblemKind

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

STATUS = {
    ProblemKind.UNKNOWN_ADDRESS: 404,
    ProblemKind.UNKNOWN_PLAN: 404,
    ProblemKind.UNKNOWN_NODE: 404,
    ProblemKind.METHOD_NOT_ALLOWED: 405,
    ProblemKind.INVALID_PARAMETERS: 422,
    ProblemKind.BAD_REQUEST: 400,
    ProblemKind.INTERNAL_ERROR: 500,
}

# Values from the question are shown in answers, but not at any length.
_SHOWN = 100


class ApiProblem(Exception):
    """Raised by a view that cannot answer; becomes the answer."""

    def __init__(self, kind: ProblemKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


def shown(value: str) -> str:
    """A value of the question, cut where it is long, without control characters."""
    printable = "".join(character if character.isprintable() else "�" for character in value)
    return printable if len(printable) <= _SHOWN else f"{printable[:_SHOWN]}…"


def problem_response(
    request: HttpRequest,
    kind: ProblemKind,
    detail: str,
    errors: Sequence[Mapping[str, str]] = (),
) -> HttpResponse:
    """The answer of shape `forms.problem.Problem`."""
    status = STATUS[kind]
    body = {
        "type": f"{reverse('api:documentation')}#problem-{kind.value}",
        "title": str(kind.label),
        "status": status,
        "detail": detail,
        "instance": escape_uri_path(request.path),
        "errors": list(errors),
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )


def unknown_address(request: HttpRequest) -> HttpResponse:
    """Whatever below /api/ is no address of the interface."""
    facts = {"address": shown(request.path), "documentation": reverse("api:documentation")}
    return problem_response(
        request, ProblemKind.UNKNOWN_ADDRESS, str(phrases.NO_SUCH_ADDRESS) % facts
    )


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """Any method that would write."""
    detail = str(phrases.METHOD_REFUSED) % {"method": shown(request.method or "")}
    response = problem_response(request, ProblemKind.METHOD_NOT_ALLOWED, detail)
    response.headers["Allow"] = "GET, HEAD, OPTIONS"
    return response


def parameter_problem(request: HttpRequest, found: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """Parameters that cannot be used, all at once; `found` as Pydantic reports them."""
    errors = [
        {"parameter": str(error["loc"][-1]), "detail": _parameter_sentence(error)}
        for error in found
    ]
    names = ", ".join(sorted({error["parameter"] for error in errors}))
    detail = str(phrases.PARAMETERS_REFUSED) % {"names": names}
    return problem_response(request, ProblemKind.INVALID_PARAMETERS, detail, errors)


def bad_request(request: HttpRequest) -> HttpResponse:
    """A request that Django itself finds suspicious."""
    return problem_response(request, ProblemKind.BAD_REQUEST, str(phrases.UNREADABLE))


def internal_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """The unexpected: recorded with its traceback, told in one sentence."""
    logger.error("The API failed at %s", request.path, exc_info=error)
    return problem_response(request, ProblemKind.INTERNAL_ERROR, str(phrases.FAILED))


def _parameter_sentence(error: Mapping[str, Any]) -> str:
    sentence = phrases.PARAMETER_ERRORS.get(error["type"])
    if sentence is None:
        return str(error["msg"])
    facts: Mapping[str, Any] = error.get("ctx", {})
    return f"{sentence}" % facts
