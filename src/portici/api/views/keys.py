"""Who asks: the key for programs that a request comes with, and how much of it is left."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portici.accounts.choices import Right
from portici.accounts.permissions import refusal
from portici.accounts.queries.tokens import ApiToken, nobody, token_behind, visitor_with
from portici.accounts.queries.visitors import Visitor, request_id_of, visitor_of
from portici.accounts.services.tokens import Allowance, count_use
from portici.api import phrases
from portici.api.choices import ProblemKind
from portici.api.views.problems import ApiProblem, problem_response
from portici.journal.rules.acts import By
from portici.kernel import clock

# The scheme is told apart without regard to capitals (RFC 9110, 11.1); others than this are not ours to judge.
_BEARER = re.compile(r"bearer(?:\s+(?P<secret>.*))?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Admission:
    """What a request's key gives it.

    Attributes:
        refusal: the answer, when the request goes no further.
        headers: what every answer says of the key's limit; none without a key.
    """

    refusal: HttpResponse | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def admit(request: HttpRequest) -> Admission:
    """Find out who asks, for `visitor_of` and `token_of`. No query without a key, four with one.

    A session is nothing here: whoever writes needs a key, so that no page of another site can write with a cookie.
    """
    now = clock.now()
    _remember(request, nobody(at=now), None)
    given = _BEARER.fullmatch(request.headers.get("Authorization", "").strip())
    if given is None:
        return Admission()
    token = token_behind(given["secret"] or "")
    visitor = visitor_with(token, at=now, request_id=request_id_of(request)) if token else None
    if token is None or visitor is None:
        return Admission(_key_refused(request))
    _remember(request, visitor, token)
    allowance = count_use(token=token, limit=settings.PORTICI_API_RATE, at=now)
    refused = _too_many(request, allowance) if allowance.is_over else None
    return Admission(refused, _limit_headers(allowance))


def key_missing(request: HttpRequest) -> HttpResponse:
    """The answer to whoever comes without a key where one is needed."""
    return problem_response(request, ProblemKind.KEY_MISSING, str(phrases.KEY_MISSING))


def token_of(request: HttpRequest) -> ApiToken | None:
    """The key that the request came with; None without one."""
    token: ApiToken | None = getattr(request, "portici_token", None)
    return token


def by_of(request: HttpRequest) -> By:
    """Who acts. The door lets nobody write without a key."""
    by = visitor_of(request).by
    if by is None:
        raise ApiProblem(ProblemKind.KEY_MISSING, str(phrases.KEY_MISSING))
    return by


def demand(allowed: bool) -> None:
    """Raises the problem of whoever may not edit that."""
    if not allowed:
        raise ApiProblem(ProblemKind.NOT_ALLOWED, refusal(Right.EDIT_PLAN))


def _remember(request: HttpRequest, visitor: Visitor, token: ApiToken | None) -> None:
    request.portici_visitor = visitor  # type: ignore[attr-defined]
    request.portici_token = token  # type: ignore[attr-defined]


def _key_refused(request: HttpRequest) -> HttpResponse:
    """One sentence for all reasons: whoever tries keys learns nothing of them."""
    answer = problem_response(request, ProblemKind.KEY_REFUSED, str(phrases.KEY_REFUSED))
    answer.headers["WWW-Authenticate"] += ', error="invalid_token"'
    return answer


def _too_many(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    facts = {"limit": allowance.limit, "seconds": allowance.resets_in}
    detail = str(phrases.TOO_MANY_REQUESTS) % facts
    answer = problem_response(request, ProblemKind.TOO_MANY_REQUESTS, detail)
    answer.headers["Retry-After"] = str(allowance.resets_in)
    return answer


def _limit_headers(allowance: Allowance) -> dict[str, str]:
    return {
        "RateLimit-Limit": str(allowance.limit),
        "RateLimit-Remaining": str(allowance.remaining),
        "RateLimit-Reset": str(allowance.resets_in),
    }
