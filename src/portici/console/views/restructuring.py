"""What is done to the tree by each form of the page of an element's place: move, renumber, split, merge, drop."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portici.console.forms.state import StateForm
from portici.console.forms.structure import CodeForm, DropForm, MergeForm, PlaceForm
from portici.console.queries.node import WorkNode
from portici.console.views.acting import by_of
from portici.plan.queries.editions import Edition
from portici.plan.rules.editing.states import NodeText, Why
from portici.plan.services.editing import (
    drop_node,
    merge_nodes,
    move_node,
    renumber_node,
    split_node,
)

# What an action does, what is said afterwards, and the code of the element to go to; None goes to the list.
Edit = tuple[Callable[[Why], object], str, str | None]


def _move(
    request: HttpRequest, edition: Edition, node: WorkNode, shown: dict[str, Any]
) -> Edit | None:
    form: PlaceForm = shown["move"]
    if not form.is_valid():
        return None
    code = node.row.code
    return (
        lambda why: move_node(
            edition=edition,
            code=code,
            seen=request.POST.get("seen", ""),
            parent=form.cleaned_data["parent"] or None,
            position=form.cleaned_data["position"],
            by=by_of(request),
            why=why,
        ),
        _("Moved: %(code)s.") % {"code": code},
        code,
    )


def _renumber(
    request: HttpRequest, edition: Edition, node: WorkNode, shown: dict[str, Any]
) -> Edit | None:
    form: CodeForm = shown["renumber"]
    if not form.is_valid():
        return None
    code, new_code = node.row.code, form.cleaned_data["new_code"]
    return (
        lambda why: renumber_node(
            edition=edition,
            code=code,
            seen=request.POST.get("seen", ""),
            new_code=new_code,
            by=by_of(request),
            why=why,
        ),
        _("Renumbered: %(code)s is %(new_code)s now.") % {"code": code, "new_code": new_code},
        new_code,
    )


def _split(
    request: HttpRequest, edition: Edition, node: WorkNode, shown: dict[str, Any]
) -> Edit | None:
    texts = []
    is_sound = True
    for number, form in enumerate(shown["parts"]):
        # The last ones may stay empty.
        if number >= 2 and not any(form.flat().values()):
            continue
        values = form.values() if form.is_valid() else {}
        if not form.is_valid():
            is_sound = False
        else:
            texts.append(node_text(values))
    if not is_sound:
        return None
    code = node.row.code
    return (
        lambda why: split_node(
            edition=edition,
            code=code,
            seen=request.POST.get("seen", ""),
            into=texts,
            by=by_of(request),
            why=why,
        ),
        _("Split: %(code)s is %(parts)s now.")
        % {"code": code, "parts": ", ".join(text.code for text in texts)},
        texts[0].code,
    )


def _merge(
    request: HttpRequest, edition: Edition, node: WorkNode, shown: dict[str, Any]
) -> Edit | None:
    form: MergeForm = shown["merge"]
    into: StateForm = shown["into"]
    is_chosen = form.is_valid()
    values = into.values() if into.is_valid() else {}
    if not is_chosen or not into.is_valid():
        return None
    codes = [
        row.code for row in node.rows if row.code in {node.row.code, *form.cleaned_data["codes"]}
    ]
    text = node_text(values)
    return (
        lambda why: merge_nodes(
            edition=edition, codes=codes, into=text, by=by_of(request), why=why
        ),
        _("Merged: %(codes)s are %(code)s now.") % {"codes": ", ".join(codes), "code": text.code},
        text.code,
    )


def _drop(
    request: HttpRequest, edition: Edition, node: WorkNode, shown: dict[str, Any]
) -> Edit | None:
    form: DropForm = shown["drop"]
    if not form.is_valid():
        return None
    code = node.row.code
    return (
        lambda why: drop_node(
            edition=edition,
            code=code,
            seen=request.POST.get("seen", ""),
            with_children=form.cleaned_data["with_children"],
            by=by_of(request),
            why=why,
        ),
        _("Dropped: %(code)s.") % {"code": code},
        None,
    )


ACTS = {"move": _move, "renumber": _renumber, "split": _split, "merge": _merge, "drop": _drop}


def node_text(values: Mapping[str, Any]) -> NodeText:
    """The texts of a new element as services take them."""
    lines = tuple((first, last) for first, last in values["lines"])
    return NodeText(values["code"], values["title"], values["summary"], lines)
