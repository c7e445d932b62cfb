"""Idempotency keys: a write that is sent again is answered as the first time, and done once."""

import hashlib
import re

from django.http import HttpRequest, HttpResponse

from portici.accounts.queries.visitors import visitor_of
from portici.accounts.services.answers import KeptAnswer, KeyOfAnotherRequest, kept_answer
from portici.api import phrases
from portici.api.choices import ProblemKind
from portici.api.services.writing import Repeatable
from portici.api.views.keys import token_of
from portici.api.views.problems import problem_response

# Letters, digits and signs that every program and every log can write.
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


def earlier_answer(request: HttpRequest) -> HttpResponse | None:
    """The answer to the same request before, or what is wrong with its idempotency key; None lets the view answer."""
    given = request.headers.get("Idempotency-Key")
    if given is None:
        return None
    if not _KEY.fullmatch(given):
        errors = [
            {
                "parameter": "Idempotency-Key",
                "code": "api.idempotency-key",
                "detail": str(phrases.IDEMPOTENCY_KEY_WRONG),
            }
        ]
        detail = str(phrases.PARAMETERS_REFUSED) % {"names": "Idempotency-Key"}
        return problem_response(request, ProblemKind.INVALID_PARAMETERS, detail, errors)
    repeatable, by = repeatable_of(request), visitor_of(request).by
    if repeatable is None or by is None:
        return None
    try:
        kept = kept_answer(
            token=repeatable.token,
            key=repeatable.key,
            request_digest=repeatable.digest,
            at=by.at,
        )
    except KeyOfAnotherRequest:
        detail = str(phrases.IDEMPOTENCY_KEY_REUSED)
        return problem_response(request, ProblemKind.IDEMPOTENCY_KEY_REUSED, detail)
    return told(kept, replayed=True) if kept is not None else None


def repeatable_of(request: HttpRequest) -> Repeatable | None:
    """The request as one that may be sent again; None when it came without an idempotency key."""
    token, key = token_of(request), request.headers.get("Idempotency-Key")
    if token is None or key is None:
        return None
    parts = (
        (request.method or "").encode(),
        request.get_full_path().encode("utf-8", "surrogatepass"),
        request.headers.get("If-Match", "").encode("utf-8", "surrogatepass"),
        request.body,
    )
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return Repeatable(token, key, digest.hexdigest())


def told(answer: KeptAnswer, *, replayed: bool = False) -> HttpResponse:
    """The answer on its way out."""
    response = HttpResponse(answer.body, status=answer.status, content_type="application/json")
    for name, value in answer.headers.items():
        response.headers[name] = value
    if replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response
