"""Writing answers: JSON, whole or in pages."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from portici.api.rules.paging import PageAsked, page_links

Row = TypeVar("Row")
Entry = TypeVar("Entry", bound=Model)


def json_answer(content: Any) -> HttpResponse:
    """`content`, made of plain lists and dictionaries, as JSON."""
    return HttpResponse(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        content_type="application/json",
    )


def list_answer(
    request: HttpRequest,
    rows: Sequence[Row],
    *,
    asked: PageAsked,
    shape: Callable[[Row], dict[str, Any]],
) -> HttpResponse:
    """The page of `rows` that is asked for, each row in its `shape`, with the way to the other pages."""
    response = json_answer([shape(row) for row in rows[asked.span]])
    return with_pages(request, response, asked=asked, total=len(rows))


def queryset_answer(
    request: HttpRequest,
    rows: QuerySet[Entry],
    *,
    asked: PageAsked,
    shape: Callable[[Entry], dict[str, Any]],
) -> HttpResponse:
    """The same for rows that are still in the database: only the page's are read. One query more, to count."""
    response = json_answer([shape(row) for row in rows[asked.span]])
    return with_pages(request, response, asked=asked, total=rows.count())


def with_pages(
    request: HttpRequest, response: HttpResponse, *, asked: PageAsked, total: int
) -> HttpResponse:
    """`response` with the headers of a list of `total` rows."""
    response.headers["X-Total-Count"] = str(total)
    links = page_links(
        escape_uri_path(request.path),
        parameters=[(name, value) for name, values in request.GET.lists() for value in values],
        asked=asked,
        total=total,
    )
    if links:
        response.headers["Link"] = links
    return response
