"""What the plan is aligned with: the matrix of strategies and topics, and the frameworks themselves."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.portal.queries.alignment import (
    AlignmentPage,
    alignment_page,
    alignment_table,
    busiest,
    framework_choices,
    grouped_choices,
)
from portici.portal.queries.frameworks import framework_groups, frameworks_table
from portici.portal.views.exports import downloads_of, file_stem, table_response
from portici.portal.views.shell import (
    build_shell,
    edition_or_404,
    node_addresses,
    plan_crumbs,
    render_page,
)
from portici.ui.components import Choice, MatrixColumn, MatrixMark, MatrixRow
from portici.ui.shell import Crumb

MARKS: dict[str, MatrixMark] = {"document": "full", "proposal": "half"}


def alignment(request: HttpRequest, slug: str) -> HttpResponse:
    """The matrix of one framework, which the address names: `?framework=eu-council-recommendation-2023`."""
    edition = edition_or_404(slug)
    choices = framework_choices(edition)
    asked = request.GET.get("framework", "")
    key = _known_key(asked, choices)
    page = alignment_page(edition, key) if key else None
    shell = build_shell(
        request, edition=edition, breadcrumb=plan_crumbs(edition, Crumb(_("Alignment")))
    )
    return render_page(
        request,
        "portal/alignment.html",
        shell=shell,
        edition=edition,
        page=page,
        choices=grouped_choices(choices, chosen=key),
        unknown=asked if asked != key else "",
        columns=_columns(page, slug) if page else (),
        rows=_rows(page, slug) if page else (),
        downloads=downloads_of("alignment-export", slug, query={"framework": key}),
    )


def alignment_export(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """The same matrix as a file."""
    edition = edition_or_404(slug)
    key = _known_key(request.GET.get("framework", ""), framework_choices(edition))
    page = alignment_page(edition, key) if key else None
    if page is None:
        raise Http404(_("This plan is not aligned with any framework yet."))
    name = file_stem(edition, f"alignment_{key}")
    return table_response(alignment_table(page, name=name), format=format)


def frameworks(request: HttpRequest, slug: str) -> HttpResponse:
    """Every act, strategy and programme that the plan refers to, by level."""
    edition = edition_or_404(slug)
    groups = framework_groups(edition)
    shell = build_shell(
        request, edition=edition, breadcrumb=plan_crumbs(edition, Crumb(_("Frameworks")))
    )
    return render_page(
        request,
        "portal/frameworks.html",
        shell=shell,
        edition=edition,
        groups=groups,
        total=sum(len(group.frameworks) for group in groups),
        ended=[each for group in groups for each in group.frameworks if each.has_ended],
        downloads=downloads_of("frameworks-export", slug),
    )


def frameworks_export(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """The frameworks with their topics as a file."""
    edition = edition_or_404(slug)
    table = frameworks_table(edition, name=file_stem(edition, "frameworks"))
    return table_response(table, format=format)


def _known_key(asked: str, choices: tuple[Choice, ...]) -> str:
    """The framework asked for when there is such a one, else the one with most alignments."""
    return asked if any(choice.value == asked for choice in choices) else busiest(choices)


def _columns(page: AlignmentPage, slug: str) -> tuple[MatrixColumn, ...]:
    """Every topic leads to the part of the plan that is aligned to it."""
    plan = reverse("plan", args=[slug])
    return tuple(
        MatrixColumn(
            label=column.label,
            total=column.total,
            href=f"{plan}?topic={page.framework.key}:{column.key}" if column.total else "",
        )
        for column in page.columns
    )


def _rows(page: AlignmentPage, slug: str) -> tuple[MatrixRow, ...]:
    address = node_addresses(slug)
    return tuple(
        MatrixRow(
            code=row.code,
            label=row.title,
            href=address(row.code),
            marks=tuple(MARKS[cell.mark] if cell else "none" for cell in row.cells),
            links=tuple(f"#{cell.anchor}" if cell else "" for cell in row.cells),
            notes=tuple(f"{cell.basis}: {cell.reason}" if cell else "" for cell in row.cells),
            accent=row.accent,
            total=len(row.aligned),
        )
        for row in page.rows
    )
