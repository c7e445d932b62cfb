"""Writing what hangs on the elements of a draft: markers, alignments, lines of means that name instruments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Body, Path, Router

from portici.accounts.queries.visitors import visitor_of
from portici.api import phrases
from portici.api.choices import ProblemKind
from portici.api.forms.drafts import (
    AlignmentAddress,
    DraftNodeAddress,
    LinkAddress,
    MarkerAddress,
    Written,
)
from portici.api.forms.writing import AlignmentChange, Explained, NewAlignment, NewLink, spans
from portici.api.permissions import may_reword
from portici.api.queries.drafts import draft_node, is_line_under
from portici.api.views.drafts import NODE, REFUSALS, REFUSALS_OF_CHANGES
from portici.api.views.keys import demand
from portici.api.views.problems import ApiProblem, shown
from portici.api.views.writing import edition_at, seen_by, written
from portici.plan.queries.editions import Edition
from portici.plan.services.editing import (
    align_node,
    change_alignment,
    link_instrument,
    mark_nodes,
    unalign_node,
    unlink_instrument,
)

router = Router(tags=["writing"])

MARKER = f"{NODE}/markers/{{marker}}"
ALIGNMENT = f"{NODE}/alignments/{{framework}}/{{topic}}"
LINK = f"{NODE}/instruments/{{line}}/{{instrument}}"


@router.put(
    MARKER,
    operation_id="markNode",
    summary=_("Set a marker"),
    description=_("Sets a marker on an element; one that is there already stays."),
    response={200: Written, **REFUSALS},
)
def mark(request: HttpRequest, address: Path[MarkerAddress], body: Body[Explained]) -> HttpResponse:
    """A marker more."""
    edition = _editable(request, address)
    return written(
        request,
        edition,
        lambda by: mark_nodes(
            edition=edition,
            codes=[address.code],
            add=[_known(address.marker)],
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _count: [address.code],
    )


@router.delete(
    MARKER,
    operation_id="unmarkNode",
    summary=_("Take a marker away"),
    description=_("Takes a marker away from an element; one that is not there is no problem."),
    response={200: Written, **REFUSALS},
)
def unmark(
    request: HttpRequest, address: Path[MarkerAddress], body: Body[Explained]
) -> HttpResponse:
    """A marker less."""
    edition = _editable(request, address)
    return written(
        request,
        edition,
        lambda by: mark_nodes(
            edition=edition,
            codes=[address.code],
            remove=[_known(address.marker)],
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _count: [address.code],
    )


@router.post(
    f"{NODE}/alignments",
    operation_id="alignNode",
    summary=_("Align an element"),
    description=_("Aligns an element to a topic of a framework."),
    response={201: Written, **REFUSALS},
)
def align(
    request: HttpRequest, address: Path[DraftNodeAddress], body: Body[NewAlignment]
) -> HttpResponse:
    """An alignment more."""
    edition = _editable(request, address)
    return written(
        request,
        edition,
        lambda by: align_node(
            edition=edition,
            code=address.code,
            framework=body.framework,
            topic=body.topic,
            basis=body.basis,
            reason=body.reason.root,
            lines=spans(body.lines),
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _nothing: [address.code],
        status=201,
    )


@router.patch(
    ALIGNMENT,
    operation_id="changeAlignment",
    summary=_("Change an alignment"),
    description=_(
        "Another basis, reason or lines of an alignment. If-Match takes the fingerprint of the alignment, which"
        " stands in the answer to its element."
    ),
    response={200: Written, **REFUSALS_OF_CHANGES},
)
def realign(
    request: HttpRequest, address: Path[AlignmentAddress], body: Body[AlignmentChange]
) -> HttpResponse:
    """Another reason for an alignment."""
    edition = _editable(request, address)
    seen = seen_by(request)
    node = draft_node(edition, address.code) or {}
    stands: dict[str, Any] = next(
        (
            each
            for each in node.get("alignments", [])
            if (each["framework"], each["topic"]) == (address.framework, address.topic)
        ),
        {},
    )
    sent = body.model_fields_set
    return written(
        request,
        edition,
        lambda by: change_alignment(
            edition=edition,
            code=address.code,
            framework=_known(address.framework),
            topic=_known(address.topic),
            seen=seen,
            basis=body.basis if "basis" in sent else stands.get("basis", body.basis),
            reason=body.reason.root if "reason" in sent else stands.get("reason") or {},
            lines=spans(body.lines) if "lines" in sent else None,
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _nothing: [address.code],
    )


@router.delete(
    ALIGNMENT,
    operation_id="unalignNode",
    summary=_("Take an alignment away"),
    description=_("Takes away the alignment of an element to a topic."),
    response={200: Written, **REFUSALS},
)
def unalign(
    request: HttpRequest, address: Path[AlignmentAddress], body: Body[Explained]
) -> HttpResponse:
    """An alignment less."""
    edition = _editable(request, address)
    return written(
        request,
        edition,
        lambda by: unalign_node(
            edition=edition,
            code=address.code,
            framework=_known(address.framework),
            topic=_known(address.topic),
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _nothing: [address.code],
    )


@router.post(
    f"{NODE}/instruments",
    operation_id="linkInstrument",
    summary=_("Name an instrument"),
    description=_(
        "Lets a line of means under an element name an instrument of the plan; the line is made when it is new."
    ),
    response={201: Written, **REFUSALS},
)
def link(
    request: HttpRequest, address: Path[DraftNodeAddress], body: Body[NewLink]
) -> HttpResponse:
    """A link more."""
    edition = _editable(request, address)
    return written(
        request,
        edition,
        lambda by: link_instrument(
            edition=edition,
            instrument=body.instrument,
            node=address.code,
            line=body.line,
            variant=body.variant,
            lines=spans(body.lines),
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _nothing: [address.code],
        status=201,
    )


@router.delete(
    LINK,
    operation_id="unlinkInstrument",
    summary=_("No longer name an instrument"),
    description=_(
        "Lets a line of means no longer name an instrument; a line that names nothing any more goes."
    ),
    response={200: Written, **REFUSALS},
)
def unlink(request: HttpRequest, address: Path[LinkAddress], body: Body[Explained]) -> HttpResponse:
    """A link less. The line must stand under the element of the address: that is what was allowed."""
    edition = _editable(request, address)
    if not is_line_under(edition, line=address.line, code=address.code):
        facts = {"code": shown(address.code), "line": shown(address.line)}
        raise ApiProblem(ProblemKind.UNKNOWN_LINE, str(phrases.NO_SUCH_LINE) % facts)
    return written(
        request,
        edition,
        lambda by: unlink_instrument(
            edition=edition,
            instrument=_known(address.instrument),
            line=address.line,
            by=by,
            why=body.why.given(),
        ),
        codes=lambda _nothing: [address.code],
    )


def _editable(request: HttpRequest, address: DraftNodeAddress) -> Edition:
    """The edition, when what hangs on the element of the address may be changed."""
    edition = edition_at(request, address)
    demand(may_reword(visitor_of(request), edition, address.code))
    return edition


def _known(name: str) -> str:
    """A name that the database can be asked for: none of ours has a NUL, which PostgreSQL refuses."""
    return name.replace("\x00", "\N{REPLACEMENT CHARACTER}")
