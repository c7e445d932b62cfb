"""The lists of an edition: filtered, sorted, by page, with the columns that somebody likes, kept as views, as files."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.accounts.choices import Right
from portici.accounts.permissions import needs_anywhere
from portici.accounts.phrases import sentence
from portici.accounts.queries.views import saved_views
from portici.accounts.queries.visitors import visitor_of
from portici.accounts.services.views import (
    CannotKeepView,
    delete_view,
    rename_view,
    save_view,
    set_default_view,
)
from portici.console.queries.lists import LIST_KINDS, WorkList, is_open, work_list
from portici.console.rules.lists import (
    Asked,
    ListColumn,
    answering,
    as_parameters,
    asked_of,
    page_of,
    shown_columns,
)
from portici.console.views.shell import (
    build_work_shell,
    edition_crumbs,
    render_work_page,
    work_edition_or_404,
)
from portici.kernel.tabular import MEDIA_TYPES, WRITERS, Column, Table
from portici.plan.queries.editions import Edition
from portici.ui.components import Chip, Choice, Download, PageLinks, TableColumn
from portici.ui.shell import Crumb


@needs_anywhere(Right.READ_DRAFTS)
def node_list(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """The elements of an edition."""
    return _list_page(request, slug, key, "nodes")


@needs_anywhere(Right.READ_DRAFTS)
def instrument_list(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """The instruments of an edition."""
    return _list_page(request, slug, key, "instruments")


@needs_anywhere(Right.READ_DRAFTS)
def alignment_list(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """The alignments of an edition."""
    return _list_page(request, slug, key, "alignments")


@needs_anywhere(Right.READ_DRAFTS)
def figure_list(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """The numbers of an edition."""
    return _list_page(request, slug, key, "figures")


@needs_anywhere(Right.READ_DRAFTS)
def marker_list(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """Which elements of an edition carry which marker."""
    return _list_page(request, slug, key, "markers")


@needs_anywhere(Right.READ_DRAFTS)
def list_export(request: HttpRequest, slug: str, key: str, kind: str, format: str) -> HttpResponse:
    """The rows that answer the filters, with the columns shown, as a file."""
    edition = work_edition_or_404(request, slug, key)
    if kind not in LIST_KINDS or format not in WRITERS:
        raise Http404(_("Lists come as csv, xlsx or json."))
    shown = work_list(kind, edition, visitor_of(request))
    asked = _asked(shown, request.GET)
    columns = shown_columns(shown.columns, asked)
    table = Table(
        name=f"{slug}_{key}_{kind}",
        columns=[Column(column.key, column.label) for column in columns],
        rows=[
            [row.cells.get(column.key, "") for column in columns]
            for row in answering(shown.rows, asked)
        ],
    )
    return HttpResponse(
        WRITERS[format](table),
        content_type=MEDIA_TYPES[format],
        headers={
            "Content-Disposition": f'attachment; filename="{table.name}.{format}"',
            "Cache-Control": "private, no-store",
        },
    )


def _list_page(request: HttpRequest, slug: str, key: str, kind: str) -> HttpResponseBase:
    edition = work_edition_or_404(request, slug, key)
    if request.method == "POST":
        return _keep_view(request, kind)
    user = visitor_of(request).user
    views = list(saved_views(user, f"work-{kind}")) if user else []
    usual = next((view for view in views if view.is_default), None)
    if not request.GET and usual is not None and usual.query:
        return redirect(f"{request.path}?{usual.query}")
    shown = work_list(kind, edition, visitor_of(request))
    asked = _asked(shown, request.GET)
    found = answering(shown.rows, asked)
    rows, current, pages = page_of(found, asked.page)
    query = urlencode(as_parameters(asked))
    columns = shown_columns(shown.columns, asked)
    return render_work_page(
        request,
        "console/editing/list.html",
        shell=build_work_shell(
            request, edition=edition, breadcrumb=edition_crumbs(edition, Crumb(shown.title))
        ),
        edition=edition,
        is_open=is_open(edition),
        page=shown,
        tabs=list_tabs(edition, kind),
        asked=asked,
        here=request.path,
        query=query,
        columns=columns,
        headings=[_heading(column, asked) for column in columns],
        rows=rows,
        total=len(found),
        filters=[
            (each, _choices(each.values, asked.filters.get(each.name, "")))
            for each in shown.filters
        ],
        chips=_chips(shown, asked),
        links=_page_links(asked, current, pages) if pages > 1 else None,
        downloads=[
            Download(
                each,
                reverse("work-export", args=[slug, key, kind, each])
                + (f"?{query}" if query else ""),
            )
            for each in WRITERS
        ],
        views=views,
        view=next((view for view in views if query and view.query == query), None),
    )


def list_tabs(edition: Edition, kind: str) -> list[tuple[str, str, bool]]:
    """The lists of the edition beside one another: label, address, whether it is the one shown."""
    labels = {
        "nodes": _("Elements"),
        "instruments": _("Instruments"),
        "alignments": _("Alignments"),
        "figures": _("Numbers"),
        "markers": _("Markers"),
    }
    return [
        (label, reverse(f"work-{each}", args=[edition.plan.slug, edition.key]), each == kind)
        for each, label in labels.items()
    ]


def asked_in(shown: WorkList, query: str) -> Asked:
    """What the query string of a list's address asks for."""
    return _asked(shown, QueryDict(query[:4000]))


def _asked(shown: WorkList, given: QueryDict) -> Asked:
    facets = {each.name: [value for value, _label, _group in each.values] for each in shown.filters}
    last = {name: str(given.get(name, "")) for name in given}
    return asked_of(last, given.getlist("column"), facets=facets, columns=shown.columns)


def _keep_view(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Save, rename, delete a view, or let the list open with it; then back to the list."""
    user = visitor_of(request).user
    assert user is not None  # noqa: S101 -- the view lets in nobody who is not signed in
    place, given = f"work-{kind}", request.POST
    query = urlencode(parse_qsl(given.get("query", "")[:2000]))
    view_id = given.get("view", "")
    number = int(view_id) if view_id.isascii() and view_id.isdigit() and len(view_id) < 18 else 0
    try:
        match given.get("act", ""):
            case "save":
                save_view(user=user, place=place, name=given.get("name", ""), query=query)
                messages.success(request, _("The view is saved. You find it under “Your views”."))
            case "rename":
                rename_view(user=user, view_id=number, name=given.get("name", ""))
                messages.success(request, _("The view has its new name."))
            case "delete":
                delete_view(user=user, view_id=number)
                messages.success(request, _("The view is deleted."))
            case "default":
                set_default_view(user=user, place=place, view_id=number)
                messages.success(request, _("From now on this list opens with that view."))
            case "no-default":
                set_default_view(user=user, place=place, view_id=None)
                messages.success(request, _("From now on this list opens whole."))
    except CannotKeepView as refusal:
        for finding in refusal.findings:
            messages.error(request, sentence(finding))
    return redirect(f"{request.path}?{query or 'all=1'}")


def _heading(column: ListColumn, asked: Asked) -> TableColumn:
    up = asked.sort == column.key
    down = asked.sort == f"-{column.key}"
    parameters = [pair for pair in as_parameters(asked) if pair[0] != "sort"]
    parameters.append(("sort", f"-{column.key}" if up else column.key))
    return TableColumn(
        column.label,
        is_number=column.is_number,
        sort_href=f"?{urlencode(parameters)}",
        sorted="ascending" if up else "descending" if down else "",
    )


def _choices(values: tuple[tuple[str, str, str], ...], chosen: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value, label, is_chosen=value == chosen, group=group)
        for value, label, group in values
    )


def _chips(shown: WorkList, asked: Asked) -> list[Chip]:
    parameters = as_parameters(asked)
    labels: Mapping[str, str] = {each.name: each.label for each in shown.filters}
    values = {
        (each.name, value): label for each in shown.filters for value, label, _group in each.values
    }
    chips = []
    for name, value in parameters:
        if name in asked.filters or name == "q":
            rest = urlencode([pair for pair in parameters if pair[0] != name])
            words = (
                f"{labels[name]}: {values[name, value]}"
                if name != "q"
                else f"{_('Words')}: {value}"
            )
            chips.append(Chip(words, href=f"?{rest or 'all=1'}"))
    return chips


def _page_links(asked: Asked, current: int, pages: int) -> PageLinks:
    def address(number: int) -> str:
        return f"?{urlencode([*as_parameters(asked), ('page', str(number))])}"

    return PageLinks(
        current=current,
        pages=[(number, address(number)) for number in range(1, pages + 1)],
        previous=address(current - 1) if current > 1 else "",
        next=address(current + 1) if current < pages else "",
    )
