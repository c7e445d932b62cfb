"""Alignments of elements to topics: each on a page of its own, added, changed, taken away."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from portici.accounts.choices import Right
from portici.accounts.permissions import needs, needs_anywhere
from portici.console.forms.state import StateForm
from portici.console.permissions import node_of_address
from portici.console.queries.choosing import (
    alignment_choices,
)
from portici.console.rules.fields import FieldSpec
from portici.console.rules.kinds import (
    ALIGNMENT,
    NEW_ALIGNMENT,
)
from portici.console.views.acting import by_of, languages_of
from portici.console.views.shell import work_edition_or_404
from portici.console.views.things import (
    Values,
    address_of_route,
    change_thing,
    new_thing,
    or_404,
    thing_page,
    with_pairs,
)
from portici.plan.queries.editing import alignment_stated, node_stated
from portici.plan.queries.editions import Edition
from portici.plan.rules.editing.states import Stated, Why
from portici.plan.services.editing import (
    align_node,
    change_alignment,
    unalign_node,
)


@needs_anywhere(Right.READ_DRAFTS)
def alignment_page(
    request: HttpRequest, slug: str, key: str, code: str, framework: str, topic: str
) -> HttpResponse:
    """An alignment of an element, with its ground."""
    edition = work_edition_or_404(request, slug, key)
    stated = or_404(_alignment(edition, code, framework, topic))
    form = _alignment_form(edition, stated=stated)
    return thing_page(request, edition, stated, form, code=code)


@needs(Right.EDIT_PLAN, on=node_of_address)
def alignment_change(
    request: HttpRequest, slug: str, key: str, code: str, framework: str, topic: str
) -> HttpResponseBase:
    """Change the ground of an alignment, or take it away."""
    edition = work_edition_or_404(request, slug, key)
    stated = or_404(_alignment(edition, code, framework, topic))
    here = address_of_route(edition, "work-alignment", code, framework, topic)
    if request.method != "POST":
        return redirect(here)
    by = by_of(request)
    named: dict[str, Any] = {
        "edition": edition,
        "code": code,
        "framework": framework,
        "topic": topic,
        "by": by,
    }
    return change_thing(
        request,
        edition,
        stated,
        _alignment_form(edition, request.POST),
        here=here,
        away=f"{address_of_route(edition, 'work-node', code)}#alignments",
        change=lambda seen, values, why: change_alignment(
            **named, seen=seen, why=why, **with_pairs(values)
        ),
        drop=lambda _seen, why: unalign_node(**named, why=why),
        code=code,
    )


@needs(Right.EDIT_PLAN, on=node_of_address)
def alignment_new(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponseBase:
    """Align an element to a topic."""
    edition = work_edition_or_404(request, slug, key)
    or_404(node_stated(edition, code) if "\x00" not in code else None)
    data = request.POST if request.method == "POST" else None
    form = _alignment_form(edition, data, specs=NEW_ALIGNMENT)
    by = by_of(request)

    def add(values: Values, why: Why) -> None:
        framework, _colon, topic = values.pop("topic").partition(":")
        align_node(
            edition=edition,
            code=code,
            framework=framework,
            topic=topic,
            by=by,
            why=why,
            **with_pairs(values),
        )

    return new_thing(
        request, edition, form, kind="alignment", away="work-node", rest=(code,), add=add, code=code
    )


def _alignment(edition: Edition, code: str, framework: str, topic: str) -> Stated | None:
    return None if "\x00" in code else alignment_stated(edition, code, framework, topic)


def _alignment_form(
    edition: Edition,
    data: Any = None,
    *,
    stated: Stated | None = None,
    specs: Sequence[FieldSpec] = ALIGNMENT,
) -> StateForm:
    choices = alignment_choices(edition)
    return StateForm(
        data, specs=specs, languages=languages_of(edition), choices=choices, stated=stated
    )
