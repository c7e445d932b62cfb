"""Taking an edition away as a workbook, and bringing it back: first what would change, then the change."""

from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portici.accounts.choices import Right
from portici.accounts.permissions import needs
from portici.accounts.queries.visitors import visitor_of
from portici.console.forms.sheets import SheetForm
from portici.console.permissions import plan_of_address
from portici.console.queries.sheets import report_page
from portici.console.services.editing import Outcome
from portici.console.services.uploads import Upload, forget_upload, keep_upload, kept_upload
from portici.console.views.acting import say, why_form
from portici.console.views.shell import (
    build_work_shell,
    edition_crumbs,
    render_work_page,
    work_edition_or_404,
)
from portici.journal.choices import Channel
from portici.journal.rules.acts import By
from portici.kernel import clock
from portici.kernel.archives import zipped
from portici.kernel.tabular import MEDIA_TYPES
from portici.plan.choices import EditionStatus
from portici.plan.queries.editing import edition_scope
from portici.plan.queries.editions import Edition
from portici.plan.rules.editing.states import Why
from portici.plan.services.bundle import plan_as_json, plan_as_zip
from portici.plan.services.sheets import (
    CannotImport,
    ImportReport,
    SheetFile,
    csv_files_of,
    import_sheets,
    read_changes,
    workbook_of,
)
from portici.ui.shell import Crumb

_ZIP = "application/zip"
# Form of the file to its ending, its media type, and how it is made in a language.
_FORMS: dict[str, tuple[str, str, Callable[[Edition, str], bytes]]] = {
    "xlsx": (
        ".xlsx",
        MEDIA_TYPES["xlsx"],
        lambda edition, language: workbook_of(edition=edition, language=language, at=clock.now()),
    ),
    "csv": (
        "-csv.zip",
        _ZIP,
        lambda edition, language: zipped(
            csv_files_of(edition=edition, language=language, at=clock.now())
        ),
    ),
    "yaml": ("-yaml.zip", _ZIP, lambda edition, _language: plan_as_zip(edition=edition)),
    "json": (
        ".json",
        MEDIA_TYPES["json"],
        lambda edition, _language: plan_as_json(edition=edition),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PLAN, on=plan_of_address)
def sheets(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The forms to take away, and the form that brings one back."""
    edition = work_edition_or_404(request, slug, key)
    form = SheetForm()
    if request.method == "POST":
        form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            token = keep_upload(
                name=file.name,
                content=file.read(),
                scope=edition_scope(edition),
                by=_by(request),
            )
            return redirect("work-sheets-check", slug=slug, key=key, token=token)
    return render_work_page(
        request,
        "console/sheets/sheets.html",
        shell=build_work_shell(
            request, edition=edition, breadcrumb=edition_crumbs(edition, Crumb(_("Spreadsheets")))
        ),
        status=422 if form.errors else 200,
        edition=edition,
        form=form,
        is_draft=edition.status == EditionStatus.DRAFT,
    )


@require_safe
@needs(Right.EDIT_PLAN, on=plan_of_address)
def sheets_file(request: HttpRequest, slug: str, key: str, form: str) -> HttpResponse:
    """The edition as a file to keep; a form that nobody writes is a page not found."""
    edition = work_edition_or_404(request, slug, key)
    if form not in _FORMS:
        raise Http404(_("An edition comes as xlsx, csv, yaml or json."))
    ending, media_type, make = _FORMS[form]
    language = "en" if get_language() == "en" else "it"
    name = quote(f"{slug}_{key}{ending}")
    return HttpResponse(
        make(edition, language),
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_PLAN, on=plan_of_address)
def sheets_check(request: HttpRequest, slug: str, key: str, token: str) -> HttpResponse:
    """What the file would change; with a reason, the change."""
    edition = work_edition_or_404(request, slug, key)
    upload = kept_upload(token=token, scope=edition_scope(edition), by=_by(request))
    if upload is None:
        messages.warning(request, _("The file is no longer here. Bring it again."))
        return redirect("work-sheets", slug=slug, key=key)
    if request.method != "POST":
        return _check_page(request, edition, upload, _tried(request, edition, upload))
    form = why_form(request, edition, request.POST)
    if not form.is_valid():
        report = _tried(request, edition, upload)
        return _check_page(request, edition, upload, report, form=form, status=422)
    try:
        report = import_sheets(edition=edition, file=_file(upload), by=_by(request), why=form.why())
    except CannotImport as refusal:
        return _check_page(request, edition, upload, refusal.report, form=form, status=409)
    forget_upload(token=token, by=_by(request))
    say(
        request,
        edition,
        Outcome(operation=report.operation),
        _("The edition was changed as the file says: %(count)d rows.")
        % {"count": len(report.changes)},
    )
    return redirect("work-sheets", slug=slug, key=key)


@require_POST
@needs(Right.EDIT_PLAN, on=plan_of_address)
def sheets_forget(request: HttpRequest, slug: str, key: str, token: str) -> HttpResponse:
    """Leave the edition as it is, and throw the file away."""
    work_edition_or_404(request, slug, key)
    forget_upload(token=token, by=_by(request))
    messages.info(request, _("The file was thrown away. The edition is as it was."))
    return redirect("work-sheets", slug=slug, key=key)


def _tried(request: HttpRequest, edition: Edition, upload: Upload) -> ImportReport:
    """Done and undone again; the reason of a trial is never kept."""
    why = Why({"it": "—"}, "editorial")
    return read_changes(edition=edition, file=_file(upload), by=_by(request), why=why)


def _file(upload: Upload) -> SheetFile:
    return SheetFile(upload.name, upload.content)


def _by(request: HttpRequest) -> By:
    """Who acts, through a spreadsheet."""
    by = visitor_of(request).by
    assert by is not None  # noqa: S101 -- only somebody who is signed in holds the right
    return By(by.actor_id, by.at, channel=Channel.IMPORT, request_id=by.request_id)


def _check_page(
    request: HttpRequest,
    edition: Edition,
    upload: Upload,
    report: ImportReport,
    *,
    form: object = None,
    status: int = 200,
) -> HttpResponse:
    address = reverse("work-sheets", args=[edition.plan.slug, edition.key])
    crumbs = edition_crumbs(edition, Crumb(_("Spreadsheets"), address), Crumb(_("Check")))
    return render_work_page(
        request,
        "console/sheets/check.html",
        shell=build_work_shell(request, edition=edition, breadcrumb=crumbs),
        status=status,
        edition=edition,
        upload=upload,
        report=report_page(report, edition.plan.languages),
        form=form or why_form(request, edition),
    )
