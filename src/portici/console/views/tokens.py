"""Keys for programs: one's own, and those of organisations that one represents."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from portici.accounts.permissions import signed_in
from portici.accounts.phrases import sentence
from portici.accounts.queries.tokens import User, key_of, key_rows, organisations_of
from portici.accounts.queries.visitors import Visitor, visitor_of
from portici.accounts.services.tokens import CannotKeepKey, make_token, revoke_token
from portici.console.forms.tokens import KeyForm
from portici.console.views.shell import build_work_shell, render_work_page
from portici.journal.rules.acts import By
from portici.kernel import clock
from portici.ui.shell import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@sensitive_variables("secret")
def keys(request: HttpRequest) -> HttpResponse:
    """The keys there are, and a form for a new one.

    The new key is shown in the answer itself and on no page after it: kept for one more page, it would have to
    stand somewhere.
    """
    visitor = visitor_of(request)
    user, by = _known(visitor)
    language = get_language() or "it"
    form = KeyForm(
        request.POST if request.method == "POST" else None,
        holder=visitor.holder,
        organisations=organisations_of(visitor.holder, language=language),
        today=clock.today(),
    )
    if form.is_valid():
        try:
            token, secret = make_token(
                user=user,
                name=form.cleaned_data["name"],
                rights=form.rights_chosen,
                organisation=form.organisation_chosen,
                expires_at=form.expires_at,
                by=by,
            )
        except CannotKeepKey as refusal:
            form.refuse(refusal.findings)
        else:
            return render_work_page(
                request,
                "console/keys/made.html",
                shell=build_work_shell(request, breadcrumb=[*_crumbs(), Crumb(_("The new key"))]),
                token=token,
                secret=secret,
                host=request.build_absolute_uri("/").rstrip("/"),
            )
    return render_work_page(
        request,
        "console/keys/list.html",
        shell=build_work_shell(
            request,
            breadcrumb=[
                Crumb(_("Your account"), reverse("account")),
                Crumb(_("Keys for programs")),
            ],
        ),
        status=422 if form.errors else 200,
        rows=key_rows(user, visitor.holder, at=clock.now(), language=language),
        form=form,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def revoke(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask once more, then make a key useless."""
    visitor = visitor_of(request)
    user, by = _known(visitor)
    token = key_of(uid, user, visitor.holder)
    if token is None:
        raise Http404(_("You have no such key."))
    if request.method != "POST":
        return render_work_page(
            request,
            "console/keys/revoke.html",
            shell=build_work_shell(request, breadcrumb=[*_crumbs(), Crumb(token.name)]),
            token=token,
        )
    try:
        revoke_token(token=token, by=by)
    except CannotKeepKey as refusal:
        for finding in refusal.findings:
            messages.error(request, sentence(finding))
    else:
        messages.success(request, _("The key “%(name)s” no longer works.") % {"name": token.name})
    return redirect("keys")


def _known(visitor: Visitor) -> tuple[User, By]:
    """Who it is, behind `signed_in`."""
    if visitor.user is None or visitor.by is None:
        raise PermissionDenied
    return visitor.user, visitor.by


def _crumbs() -> list[Crumb]:
    return [
        Crumb(_("Your account"), reverse("account")),
        Crumb(_("Keys for programs"), reverse("keys")),
    ]
