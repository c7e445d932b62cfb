"""Inviting people, and what becomes of invitations."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portici.accounts.choices import Right
from portici.accounts.permissions import needs_anywhere
from portici.accounts.phrases import sentence
from portici.accounts.queries.one_time_links import site_address
from portici.accounts.queries.people import InvitationRow, invitation_rows
from portici.accounts.queries.visitors import visitor_of
from portici.accounts.services.invitations import (
    CannotInvite,
    LinkBuilder,
    resend_invitation,
    withdraw_invitation,
)
from portici.accounts.services.invitations import invite as send_invitation
from portici.console.forms.people import InviteForm
from portici.console.queries.people import grantable_roles
from portici.console.views.people import by_of, people_crumb, scope_choices
from portici.console.views.shell import build_work_shell, render_work_page
from portici.kernel import clock
from portici.ui.shell import Crumb

# How long an invitation that is sent again stays open.
_DAYS = timedelta(days=14)


@needs_anywhere(Right.GRANT_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by e-mail: the role is chosen first, because the form depends on it."""
    visitor = visitor_of(request)
    grantable = grantable_roles(visitor.holder)
    role = next((each for each in grantable if each.key == request.GET.get("role")), None)
    shell = build_work_shell(request, breadcrumb=[people_crumb(), Crumb(_("Invite"))])
    if role is None:
        return render_work_page(
            request,
            "console/people/choose_role.html",
            shell=shell,
            roles=grantable,
            who="",
            address=reverse("invite"),
        )
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        role=role,
        choices=scope_choices(visitor),
        initial={"language": get_language()},
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            send_invitation(
                email=given["email"],
                terms=form.terms,
                language=given["language"],
                valid_days=given["valid_days"],
                by=by_of(visitor),
                link_builder=_link_builder(request, given["language"]),
            )
        except CannotInvite as refusal:
            form.refuse(refusal.findings)
        else:
            messages.success(request, _("The invitation to %(email)s is sent.") % given)
            return redirect("people")
    return render_work_page(
        request, "console/people/invite.html", shell=shell, form=form, role=role
    )


@require_POST
@needs_anywhere(Right.GRANT_ROLES)
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """Make an invitation's link useless."""
    row = _row_or_404(request, invitation)
    try:
        withdraw_invitation(invitation=row.invitation, by=by_of(visitor_of(request)))
    except CannotInvite as refusal:
        _tell(request, refusal)
    else:
        messages.success(request, _("The invitation is withdrawn: its link no longer works."))
    return redirect("people")


@require_POST
@needs_anywhere(Right.GRANT_ROLES)
def resend(request: HttpRequest, invitation: int) -> HttpResponse:
    """Send an invitation again, with a new link and two more weeks."""
    row = _row_or_404(request, invitation)
    try:
        resend_invitation(
            invitation=row.invitation,
            valid_days=_DAYS.days,
            by=by_of(visitor_of(request)),
            link_builder=_link_builder(request, row.invitation.language),
        )
    except CannotInvite as refusal:
        _tell(request, refusal)
    else:
        messages.success(request, _("The invitation is sent again; only the new link works."))
    return redirect("people")


def _row_or_404(request: HttpRequest, pk: int) -> InvitationRow:
    rows = invitation_rows(visitor_of(request).holder, at=clock.now(), language="it")
    row = next((each for each in rows if each.invitation.pk == pk), None)
    if row is None:
        raise Http404(_("There is no such open invitation: it was accepted or withdrawn."))
    return row


def _link_builder(request: HttpRequest, language: str) -> LinkBuilder:
    """Links to this site, in the language of whoever is invited."""

    def build(token: str) -> str:
        with translation.override(language):
            return site_address(request, reverse("invitation", args=[token]))

    return build


def _tell(request: HttpRequest, refusal: CannotInvite) -> None:
    for finding in refusal.findings:
        messages.error(request, sentence(finding))
