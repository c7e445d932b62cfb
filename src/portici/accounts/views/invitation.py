"""The page that the link of an invitation opens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from portici.accounts.permissions import open_to_all
from portici.accounts.phrases import sentence
from portici.accounts.queries.invitations import Offer, digest_of, offer_of
from portici.accounts.queries.visitors import Visitor, visitor_of
from portici.accounts.services.invitations import CannotInvite, accept_invitation
from portici.accounts.views.adapters import INVITATION
from portici.kernel import clock
from portici.kernel.findings import Finding


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token", "digest")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, and the one next step: accept, make an account, or sign in. GET changes nothing."""
    digest = digest_of(token)
    offer = offer_of(digest, at=clock.now(), language=get_language() or "it")
    if offer is None or offer.state != "open":
        state = offer.state if offer else "unknown"
        return _refused(request, [Finding(f"accounts.invitation-{state}")])
    visitor = visitor_of(request)
    if request.method != "POST":
        context = {"offer": offer, "next_step": _next_step(visitor, offer)}
        return render(request, "accounts/invitation.html", context)
    if visitor.user is not None and visitor.by is not None:
        try:
            accept_invitation(digest=digest, user=visitor.user, by=visitor.by)
        except CannotInvite as refusal:
            return _refused(request, list(refusal.findings))
        messages.success(request, _("You have accepted: the role is yours."))
        return redirect("account")
    if offer.has_account:
        here = urlencode({"next": reverse("invitation", args=[token])})
        return redirect(f"{reverse('account_login')}?{here}")
    request.session[INVITATION] = digest
    return redirect("account_signup")


def _next_step(visitor: Visitor, offer: Offer) -> str:
    if visitor.user is None:
        return "sign-in" if offer.has_account else "sign-up"
    is_theirs = visitor.user.email.lower() == offer.invitation.email.lower()
    return "accept" if is_theirs else "accept-other"


def _refused(request: HttpRequest, findings: list[Finding]) -> HttpResponse:
    sentences = [sentence(finding) for finding in findings]
    is_unknown = any(finding.code == "accounts.invitation-unknown" for finding in findings)
    return render(
        request,
        "accounts/invitation_ended.html",
        {"sentences": sentences},
        status=404 if is_unknown else 410,
    )
