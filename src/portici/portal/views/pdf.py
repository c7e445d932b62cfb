"""The plan as a PDF: whether it is there, asking for it, taking it away."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portici.kernel.clock import now
from portici.portal.services.pdf import PdfState, PlanPdf, pdf_is_available, plan_pdf
from portici.portal.tasks import request_pdf
from portici.portal.views.exports import file_stem
from portici.portal.views.shell import build_shell, edition_or_404, plan_crumbs, render_page
from portici.ui.shell import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
def plan_pdf_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The state of the PDF in the language of the page; a POST asks for it to be made."""
    edition = edition_or_404(slug)
    _must_be_available()
    language = get_language() or "it"
    if request.method == "POST":
        request_pdf(slug=slug, language=language, now=now())
        return redirect("plan-pdf", slug=slug)
    shell = build_shell(request, edition=edition, breadcrumb=plan_crumbs(edition, Crumb(_("PDF"))))
    pdf = plan_pdf(slug=slug, language=language, now=now())
    response = render_page(
        request,
        "portal/pdf_page.html",
        shell=shell,
        edition=edition,
        state=pdf.state.value,
        megabytes=_megabytes(pdf),
    )
    # The state changes without the revision changing with it.
    response.headers["Cache-Control"] = "no-store"
    return response


@require_GET
def plan_pdf_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The file; where it is not made yet, the page that says so."""
    edition = edition_or_404(slug)
    _must_be_available()
    language = get_language() or "it"
    pdf = plan_pdf(slug=slug, language=language, now=now())
    if pdf.state is not PdfState.READY:
        return redirect("plan-pdf", slug=slug)
    name = f"{file_stem(edition, language)}.pdf"
    response = FileResponse(pdf.path.open("rb"), as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _must_be_available() -> None:
    if not pdf_is_available():
        raise Http404(
            _("This installation does not make PDFs: the extra portici[pdf] is not installed.")
        )


def _megabytes(pdf: PlanPdf) -> float:
    return round(pdf.size / 1_000_000, 1)
