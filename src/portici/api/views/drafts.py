"""Writing the draft of an edition: its elements, their place, and what hangs on them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext_noop as _
from ninja import Body, Path, Query, Router

from portici.accounts.queries.visitors import visitor_of
from portici.api.forms.drafts import DraftNode, DraftNodeAddress, EditionAddress, Written
from portici.api.forms.parameters import LanguageParameters
from portici.api.forms.problem import ConflictProblem, Problem
from portici.api.forms.writing import (
    Merger,
    NewCode,
    NewNode,
    NewPlace,
    Parts,
    Removal,
    Wording,
    spans,
)
from portici.api.permissions import may_place, may_put_under, may_reword
from portici.api.queries.drafts import draft_node
from portici.api.views.answers import json_answer
from portici.api.views.keys import demand
from portici.api.views.writing import edition_at, seen_by, unknown_node, written
from portici.plan.services.editing import (
    add_node,
    drop_node,
    merge_nodes,
    move_node,
    renumber_node,
    reword_node,
    split_node,
)

router = Router(tags=["writing"])

EDITION = "/plans/{slug}/editions/{edition}"
NODE = f"{EDITION}/nodes/{{code}}"

# What a write can be answered with beside its own answer.
REFUSALS: dict[int, Any] = {
    400: Problem,
    403: Problem,
    404: Problem,
    409: Problem,
    412: ConflictProblem,
    422: Problem,
}
# Of what needs the state that was seen.
REFUSALS_OF_CHANGES: dict[int, Any] = {**REFUSALS, 428: Problem}


# Before the address of an element: no element has this code.
@router.post(
    f"{EDITION}/nodes/merge",
    operation_id="mergeNodes",
    summary=_("Merge elements"),
    description=_(
        "Puts one new element in the place of two or more of the same level, where the first stood. Children,"
        " markers, alignments and links of all pass to it, each once."
    ),
    response={201: Written, **REFUSALS},
)
def merge(request: HttpRequest, address: Path[EditionAddress], body: Body[Merger]) -> HttpResponse:
    """Several elements become one."""
    edition = edition_at(request, address)
    demand(may_place(visitor_of(request), edition, body.codes))
    return written(
        request,
        edition,
        lambda by: merge_nodes(
            edition=edition,
            codes=body.codes,
            into=body.into.text(),
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _uid: [body.into.code],
        status=201,
    )


@router.post(
    f"{EDITION}/nodes",
    operation_id="addNode",
    summary=_("Add an element"),
    description=_(
        "Adds an element under another, or at the top of the plan. Its level is the one below its parent's."
    ),
    response={201: Written, **REFUSALS},
)
def add(request: HttpRequest, address: Path[EditionAddress], body: Body[NewNode]) -> HttpResponse:
    """One element more."""
    edition = edition_at(request, address)
    demand(may_put_under(visitor_of(request), edition, body.parent))
    return written(
        request,
        edition,
        lambda by: add_node(
            edition=edition,
            parent=body.parent,
            text=body.text(),
            position=body.position,
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _uid: [body.code],
        status=201,
    )


@router.api_operation(
    ["GET", "HEAD"],
    NODE,
    operation_id="readDraftNode",
    summary=_("One element of an edition"),
    description=_(
        "An element as it stands in one edition, with the fingerprint that every change of it asks for. Drafts"
        " are read with a key whose holder may read them."
    ),
    response={200: DraftNode, 404: Problem, 422: Problem},
)
def read_draft_node(
    request: HttpRequest,
    address: Path[DraftNodeAddress],
    question: Query[LanguageParameters],
) -> HttpResponse:
    """An element, and the tag of its state."""
    edition = edition_at(request, address)
    answer = draft_node(edition, address.code)
    if answer is None:
        raise unknown_node(edition, address.code)
    tag = f'"{answer["fingerprint"]}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = json_answer(answer)
    response.headers["ETag"] = tag
    # The tag is the element's own: the site's, which changes with every public page, does not take its place.
    response.headers["Cache-Control"] = "no-store"
    return response


@router.patch(
    NODE,
    operation_id="rewordNode",
    summary=_("Reword an element"),
    description=_("Another title, summary or lines; what is left out stays as it is."),
    response={200: Written, **REFUSALS_OF_CHANGES},
)
def reword(
    request: HttpRequest, address: Path[DraftNodeAddress], body: Body[Wording]
) -> HttpResponse:
    """Another wording."""
    edition = edition_at(request, address)
    demand(may_reword(visitor_of(request), edition, address.code))
    seen, stands = seen_by(request), draft_node(edition, address.code) or {}
    sent = body.model_fields_set
    return written(
        request,
        edition,
        lambda by: reword_node(
            edition=edition,
            code=address.code,
            seen=seen,
            title=body.title.root if "title" in sent else stands.get("title", {}),
            summary=body.summary.root if "summary" in sent else stands.get("summary") or {},
            lines=spans(body.lines) if "lines" in sent else None,
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _nothing: [address.code],
    )


@router.delete(
    NODE,
    operation_id="dropNode",
    summary=_("Take an element out"),
    description=_(
        "Takes an element out of the draft, with its markers, alignments and links. Its identity and its history stay."
    ),
    response={200: Written, **REFUSALS_OF_CHANGES},
)
def drop(
    request: HttpRequest, address: Path[DraftNodeAddress], body: Body[Removal]
) -> HttpResponse:
    """One element less."""
    edition = edition_at(request, address)
    demand(may_place(visitor_of(request), edition, [address.code]))
    seen = seen_by(request)
    return written(
        request,
        edition,
        lambda by: drop_node(
            edition=edition,
            code=address.code,
            seen=seen,
            with_children=body.with_children,
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _nothing: [],
    )


@router.post(
    f"{NODE}/move",
    operation_id="moveNode",
    summary=_("Move an element"),
    description=_(
        "Puts an element, with all below it, under another of the same level as its parent, or elsewhere among its"
        " siblings. Its code stays."
    ),
    response={200: Written, **REFUSALS_OF_CHANGES},
)
def move(
    request: HttpRequest, address: Path[DraftNodeAddress], body: Body[NewPlace]
) -> HttpResponse:
    """Another place."""
    edition, visitor = edition_at(request, address), visitor_of(request)
    demand(
        may_place(visitor, edition, [address.code]) and may_put_under(visitor, edition, body.parent)
    )
    seen = seen_by(request)
    return written(
        request,
        edition,
        lambda by: move_node(
            edition=edition,
            code=address.code,
            seen=seen,
            parent=body.parent,
            position=body.position,
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _nothing: [address.code],
    )


@router.post(
    f"{NODE}/renumber",
    operation_id="renumberNode",
    summary=_("Give an element another code"),
    description=_("Gives an element another code; its identity and its old address stay."),
    response={200: Written, **REFUSALS_OF_CHANGES},
)
def renumber(
    request: HttpRequest, address: Path[DraftNodeAddress], body: Body[NewCode]
) -> HttpResponse:
    """Another code."""
    edition = edition_at(request, address)
    demand(may_reword(visitor_of(request), edition, address.code))
    seen = seen_by(request)
    return written(
        request,
        edition,
        lambda by: renumber_node(
            edition=edition,
            code=address.code,
            seen=seen,
            new_code=body.code,
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _nothing: [body.code],
    )


@router.post(
    f"{NODE}/split",
    operation_id="splitNode",
    summary=_("Split an element"),
    description=_(
        "Puts two or more new elements in the place of one without children. Its markers and alignments pass to each"
        " of them, its lines of means to the first."
    ),
    response={201: Written, **REFUSALS_OF_CHANGES},
)
def split(request: HttpRequest, address: Path[DraftNodeAddress], body: Body[Parts]) -> HttpResponse:
    """One element becomes several."""
    edition = edition_at(request, address)
    demand(may_place(visitor_of(request), edition, [address.code]))
    seen = seen_by(request)
    return written(
        request,
        edition,
        lambda by: split_node(
            edition=edition,
            code=address.code,
            seen=seen,
            into=[part.text() for part in body.into],
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _uids: [part.code for part in body.into],
        status=201,
    )
