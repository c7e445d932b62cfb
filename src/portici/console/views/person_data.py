"""For administrators: closing an account, handing out and erasing what is kept about somebody."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portici.accounts.choices import Right
from portici.accounts.permissions import needs
from portici.accounts.queries.visitors import visitor_of
from portici.accounts.rules.scopes import SITE, Scope
from portici.accounts.services.erasing import CannotErase, erase_user
from portici.accounts.services.exporting import export_user
from portici.accounts.services.people import (
    CannotChangePerson,
    deactivate_user,
    reactivate_user,
)
from portici.console.forms.people import EraseForm, ReasonForm
from portici.console.views.people import by_of, page_or_404, people_crumb, person_crumb
from portici.console.views.shell import build_work_shell, render_work_page
from portici.ui.shell import Crumb


def _whole_site(_request: HttpRequest, **_values: object) -> tuple[Scope, ...]:
    return (SITE,)


@needs(Right.MANAGE_PEOPLE, on=_whole_site)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open it again, with the reason."""
    visitor = visitor_of(request)
    page = page_or_404(visitor, pk)
    is_open = page.user.is_active
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act = deactivate_user if is_open else reactivate_user
        try:
            act(user=page.user, reason=form.cleaned_data["reason"], by=by_of(visitor))
        except CannotChangePerson as refusal:
            form.refuse(refusal.findings)
        else:
            messages.success(
                request,
                _("The account is closed.") if is_open else _("The account is open again."),
            )
            return redirect("person", pk=pk)
    label = _("Close the account") if is_open else _("Open the account again")
    shell = build_work_shell(request, breadcrumb=[people_crumb(), person_crumb(page), Crumb(label)])
    return render_work_page(
        request, "console/people/close.html", shell=shell, form=form, page=page, label=label
    )


@require_POST
@needs(Right.MANAGE_PEOPLE, on=_whole_site)
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything kept about somebody, as a file for that person."""
    visitor = visitor_of(request)
    page = page_or_404(visitor, pk)
    kept = export_user(user=page.user, by=by_of(visitor))
    answer = HttpResponse(
        json.dumps(kept, ensure_ascii=False, indent=2), content_type="application/json"
    )
    answer["Content-Disposition"] = f'attachment; filename="person-{pk}.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@needs(Right.MANAGE_PEOPLE, on=_whole_site)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase somebody, after the address has been written by hand."""
    visitor = visitor_of(request)
    page = page_or_404(visitor, pk)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erase_user(
                user=page.user,
                confirmation=form.cleaned_data["confirmation"],
                by=by_of(visitor),
            )
        except CannotErase as refusal:
            form.refuse(refusal.findings)
        else:
            messages.success(request, _("The account and its personal data are erased."))
            is_self = visitor.user is not None and visitor.user.pk == pk
            return redirect("home" if is_self else "people")
    shell = build_work_shell(
        request, breadcrumb=[people_crumb(), person_crumb(page), Crumb(_("Erase"))]
    )
    return render_work_page(request, "console/people/erase.html", shell=shell, form=form, page=page)
