"""What all writes have in common: the draft that an address names, the state that was seen, the answer."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import escape_uri_path

from portici.accounts.queries.visitors import visitor_of
from portici.accounts.services.answers import AnswerPending, KeptAnswer
from portici.api import phrases
from portici.api.choices import ProblemKind
from portici.api.forms.drafts import EditionAddress
from portici.api.queries.drafts import draft_nodes, readable_edition
from portici.api.services.writing import carry_out
from portici.api.views.editions import edition_or_problem
from portici.api.views.keys import by_of
from portici.api.views.problems import ApiProblem, shown
from portici.api.views.repeating import earlier_answer, repeatable_of, told
from portici.journal.rules.acts import By
from portici.plan.queries.editions import Edition

# The codes of the elements that an answer shows, given what the change gave.
Codes = Callable[[Any], Sequence[str]]


def edition_at(request: HttpRequest, address: EditionAddress) -> Edition:
    """The edition that the address names, when whoever asks may read it; else the problem."""
    edition = readable_edition(address.slug, address.edition, visitor_of(request))
    if edition is not None:
        code: str = getattr(address, "code", "")
        # No code has a NUL, which PostgreSQL refuses to be asked for.
        if "\x00" in code:
            raise unknown_node(edition, code)
        return edition
    # Says which plans there are, when it is the plan that is unknown.
    plan = edition_or_problem(address.slug).plan
    facts = {"plan": plan.slug, "key": shown(address.edition)}
    raise ApiProblem(ProblemKind.UNKNOWN_EDITION, str(phrases.NO_EDITION_FOR_YOU) % facts)


def unknown_node(edition: Edition, code: str) -> ApiProblem:
    """There is no element of that code in the edition."""
    facts = {"plan": edition.plan.slug, "edition": edition.key, "code": shown(code)}
    return ApiProblem(ProblemKind.UNKNOWN_NODE, str(phrases.NO_SUCH_NODE_IN_EDITION) % facts)


def seen_by(request: HttpRequest) -> str:
    """The fingerprint of the state that the program saw, from `If-Match`. Raises the problem when it is missing."""
    given = request.headers.get("If-Match", "").strip()
    if given in {"", "*"}:
        raise ApiProblem(ProblemKind.STATE_MISSING, str(phrases.STATE_MISSING))
    # Proxies that compress make a tag weak: the state that it stands for is the same.
    return given.removeprefix("W/").strip('"')


def written(
    request: HttpRequest,
    edition: Edition,
    change: Callable[[By], Any],
    *,
    codes: Codes,
    status: int = 200,
) -> HttpResponse:
    """Make the change and answer with the elements as they stand then; a request sent twice at once is done once."""

    def answer(result: Any, operation: UUID | None) -> KeptAnswer:
        nodes = draft_nodes(edition, codes(result))
        body = {"operation": str(operation) if operation else None, "nodes": nodes}
        headers: dict[str, str] = {}
        if len(nodes) == 1:
            headers["ETag"] = f'"{nodes[0]["fingerprint"]}"'
            if status == 201:
                headers["Location"] = node_address(edition, nodes[0]["code"])
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        return KeptAnswer(status, content, headers)

    by = by_of(request)
    try:
        return told(
            carry_out(
                by=by,
                change=lambda: change(by),
                answer=answer,
                repeatable=repeatable_of(request),
            )
        )
    except AnswerPending:
        earlier = earlier_answer(request)
        if earlier is not None:
            return earlier
        raise ApiProblem(ProblemKind.IN_PROGRESS, str(phrases.IN_PROGRESS)) from None


def node_address(edition: Edition, code: str) -> str:
    """Where an element of an edition is read."""
    parts = {"slug": edition.plan.slug, "edition": edition.key, "code": code}
    return escape_uri_path(reverse("api:read_draft_node", kwargs=parts))
