"""What a public site must say of itself: accessibility, personal data, sources and licences."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portici.accounts.rules.personal_data import REGISTER
from portici.plan.queries.editions import current_editions
from portici.portal.queries.sources import data_sources
from portici.portal.rules.software_parts import SOFTWARE_PARTS
from portici.portal.services.pdf import pdf_is_available
from portici.portal.views.shell import build_shell, home_crumb, render_page
from portici.ui.shell import Crumb


def accessibility(request: HttpRequest) -> HttpResponse:
    """The declaration of accessibility on the model of law 4/2004, as a self-assessment."""
    return _page(request, "portal/accessibility.html", _("Accessibility"))


def privacy(request: HttpRequest) -> HttpResponse:
    """What the site keeps of those who read it, and of those who work on it."""
    return _page(request, "portal/privacy.html", _("Personal data"), register=REGISTER)


def credits(request: HttpRequest) -> HttpResponse:
    """Where software, data, texts and letters come from."""
    editions = list(current_editions())
    return _page(
        request,
        "portal/credits.html",
        _("Credits"),
        plans=editions,
        sources=data_sources(),
        parts=SOFTWARE_PARTS,
        source_url=settings.PORTICI_SOURCE_URL,
    )


def _page(request: HttpRequest, template: str, label: str, **more: object) -> HttpResponse:
    context: dict[str, Any] = {
        "body_name": settings.PORTICI_BODY_NAME,
        "body_email": settings.PORTICI_BODY_EMAIL,
        "has_pdf": pdf_is_available(),
        **more,
    }
    shell = build_shell(request, breadcrumb=(home_crumb(), Crumb(label)))
    return render_page(request, template, shell=shell, **context)
