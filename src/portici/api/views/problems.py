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
from portici.kernel.findings import MAXIMUM_FINDINGS
from portici.plan.phrases import sentence
from portici.plan.services.editing import CannotEdit, Conflict

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

STATUS = {
    ProblemKind.UNKNOWN_ADDRESS: 404,
    ProblemKind.UNKNOWN_PLAN: 404,
    ProblemKind.UNKNOWN_EDITION: 404,
    ProblemKind.UNKNOWN_NODE: 404,
    ProblemKind.UNKNOWN_EDITION: 404,
    ProblemKind.UNKNOWN_LINE: 404,
    ProblemKind.METHOD_NOT_ALLOWED: 405,
    ProblemKind.KEY_MISSING: 401,
    ProblemKind.KEY_REFUSED: 401,
    ProblemKind.NOT_ALLOWED: 403,
    ProblemKind.TOO_MANY_REQUESTS: 429,
    ProblemKind.STATE_MISSING: 428,
    ProblemKind.CHANGED_MEANWHILE: 412,
    ProblemKind.EDITION_CLOSED: 409,
    ProblemKind.REFUSED: 422,
    ProblemKind.IDEMPOTENCY_KEY_REUSED: 422,
    ProblemKind.IN_PROGRESS: 409,
    ProblemKind.INVALID_PARAMETERS: 422,
    ProblemKind.BAD_REQUEST: 400,
    ProblemKind.INTERNAL_ERROR: 500,
}

_UNKNOWN_VISITOR = 401

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
    **more: object,
) -> HttpResponse:
    """The answer of shape `forms.problem.Problem`, with more fields where its kind has some."""
    status = STATUS[kind]
    body = {
        "type": f"{reverse('api:documentation')}#problem-{kind.value}",
        "title": str(kind.label),
        "status": status,
        "detail": detail,
        "instance": escape_uri_path(request.path),
        "errors": list(errors),
        **more,
    }
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
    if status == _UNKNOWN_VISITOR:
        response.headers["WWW-Authenticate"] = 'Bearer realm="portici"'
    return response


def unknown_address(request: HttpRequest) -> HttpResponse:
    """Whatever below /api/ is no address of the interface."""
    facts = {"address": shown(request.path), "documentation": reverse("api:documentation")}
    return problem_response(
        request, ProblemKind.UNKNOWN_ADDRESS, str(phrases.NO_SUCH_ADDRESS) % facts
    )


def method_not_allowed(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    """Any method that the address does not take; `allowed` are those that it takes."""
    facts = {"method": shown(request.method or ""), "allowed": ", ".join(allowed)}
    detail = str(phrases.METHOD_REFUSED) % facts
    response = problem_response(request, ProblemKind.METHOD_NOT_ALLOWED, detail)
    response.headers["Allow"] = ", ".join(allowed)
    return response


def parameter_problem(request: HttpRequest, found: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """Parameters that cannot be used, all at once; `found` as Pydantic reports them."""
    errors = [
        {
            "parameter": _parameter_name(error["loc"]),
            "code": f"shape.{error['type'].replace('_', '-')}",
            "detail": _parameter_sentence(error),
        }
        for error in found[:MAXIMUM_FINDINGS]
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


def refused_change(request: HttpRequest, refusal: CannotEdit) -> HttpResponse:
    """A change that the services refused: every finding with its sentence."""
    if isinstance(refusal, Conflict):
        return _conflict(request, refusal)
    codes = {finding.code for finding in refusal.findings}
    kind = next((kind for code, kind in _KIND_OF.items() if code in codes), ProblemKind.REFUSED)
    errors = _findings(refusal)
    return problem_response(request, kind, errors[0]["detail"], errors)


# Findings that are more than a value that cannot be.
_KIND_OF = {
    "plan.edit-frozen": ProblemKind.EDITION_CLOSED,
    "plan.edit-in-consultation": ProblemKind.EDITION_CLOSED,
    "plan.edit-edition-gone": ProblemKind.UNKNOWN_EDITION,
    "plan.node-unknown": ProblemKind.UNKNOWN_NODE,
}


def _conflict(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """What somebody else changed, and how it stands now: nothing of it is lost, nor of what was sent."""
    current, errors = conflict.current, _findings(conflict)
    answer = problem_response(
        request,
        ProblemKind.CHANGED_MEANWHILE,
        errors[0]["detail"],
        errors,
        current=dict(current.state) if current else None,
        fingerprint=current.fingerprint if current else None,
        changed_by=conflict.changed_by or None,
        changed_at=conflict.changed_at.isoformat() if conflict.changed_at else None,
        changes=[
            {"field": name, "before": before, "now": now}
            for name, (before, now) in conflict.fields.items()
        ],
    )
    if current is not None:
        answer.headers["ETag"] = f'"{current.fingerprint}"'
    return answer


def _findings(refusal: CannotEdit) -> list[dict[str, str]]:
    return [
        {
            "parameter": str(finding.facts.get("field", "")),
            "code": finding.code,
            "detail": sentence(finding),
        }
        for finding in refusal.findings
    ]


def _parameter_name(place: Sequence[str | int]) -> str:
    """A parameter's own name; of what was sent the way to the field, such as `into.0.title`."""
    if place and place[0] == "body":
        return ".".join(str(step) for step in place[2:]) or "body"
    return str(place[-1])


def _parameter_sentence(error: Mapping[str, Any]) -> str:
    if error["loc"][-1] == "lang" and error["type"] == "string_pattern_mismatch":
        return str(phrases.LANGUAGE_UNKNOWN)
    sentence_of = phrases.PARAMETER_ERRORS.get(error["type"])
    if sentence_of is None:
        return str(error["msg"])
    facts: Mapping[str, Any] = error.get("ctx", {})
    return f"{sentence_of}" % facts
