"""What is kept about oneself: taking it away, and deleting the account."""

import json
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portici.accounts.forms import EraseAccountForm
from portici.accounts.permissions import signed_in
from portici.accounts.phrases import sentence
from portici.accounts.queries.visitors import visitor_of
from portici.accounts.rules.personal_data import REGISTER
from portici.accounts.services.erasing import CannotErase, erase_user
from portici.accounts.services.exporting import export_user
from portici.journal.rules.acts import By


@signed_in
@require_http_methods(["GET", "HEAD"])
def page(request: HttpRequest) -> HttpResponse:
    """What is kept, what for, how long, who sees it; and the two things that one can do about it."""
    context = {"person": visitor_of(request).user, "register": REGISTER}
    return render(request, "accounts/personal_data.html", context)


@signed_in
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """Everything kept about oneself, as a file."""
    user, by = _oneself(request)
    kept = export_user(user=user, by=by)
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="portici-my-data.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@signed_in
@reauthentication_required(allow_get=False)  # type: ignore[untyped-decorator]  # no types there
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Delete one's account: having signed in just now, and having written the address by hand."""
    user, by = _oneself(request)
    form = EraseAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erase_user(user=user, confirmation=form.cleaned_data["confirmation"], by=by)
        except CannotErase as refusal:
            for finding in refusal.findings:
                form.add_error("confirmation", sentence(finding))
        else:
            logout(request)
            messages.success(request, _("Your account and your personal data are erased."))
            return redirect("home")
    return render(request, "accounts/erase.html", {"form": form, "person": user})


def _oneself(request: HttpRequest) -> tuple[Any, By]:
    """Who asks, behind `signed_in`."""
    visitor = visitor_of(request)
    if visitor.user is None or visitor.by is None:
        raise PermissionDenied
    return visitor.user, visitor.by
