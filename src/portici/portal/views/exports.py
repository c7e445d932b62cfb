"""A list to take away: the same rows as the page, as CSV, XLSX or JSON."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.kernel.clock import ROME
from portici.kernel.tabular import MEDIA_TYPES, WRITERS, Table
from portici.plan.queries.editions import Edition
from portici.ui.components import Download


def table_response(table: Table, *, format: str) -> HttpResponse:
    """The table as a file to keep; a format that nobody writes is a page not found."""
    if format not in WRITERS:
        raise Http404(
            _("Lists come as csv, xlsx or json, not as “%(format)s”.") % {"format": format}
        )
    return HttpResponse(
        WRITERS[format](table),
        content_type=MEDIA_TYPES[format],
        headers={"Content-Disposition": f'attachment; filename="{table.name}.{format}"'},
    )


def file_stem(edition: Edition, subject: str) -> str:
    """`torino-2030_2025_2026-11-23_elements`: plan, edition, day on which it was loaded, subject."""
    return "_".join((edition.plan.slug, edition.key, _day(edition.loaded_at), subject))


def downloads_of(
    route: str, *arguments: str, query: Mapping[str, str] | None = None
) -> tuple[Download, ...]:
    """The links to every format of the list behind `route`; `query` keeps what was asked of the page."""
    asked = f"?{urlencode(query)}" if query else ""
    return tuple(
        Download(kind, reverse(route, args=[*arguments, kind]) + asked) for kind in WRITERS
    )


def _day(instant: datetime) -> str:
    return instant.astimezone(ROME).date().isoformat()
