"""Who may do what: the list, somebody's page, giving and taking roles."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portici.accounts.choices import Right
from portici.accounts.permissions import needs_anywhere
from portici.accounts.queries.people import (
    GrantFilter,
    GrantRow,
    PersonPage,
    invitation_rows,
    people_by_scope,
    people_without_role,
    person_page,
    user_of,
)
from portici.accounts.queries.visitors import Visitor, visitor_of
from portici.accounts.rules.roles import ROLES
from portici.accounts.services.grants import CannotGrant, grant_role, withdraw_role
from portici.console.forms.people import ReasonForm, RoleForm, ScopeChoices
from portici.console.queries.people import (
    grantable_municipalities,
    grantable_plans,
    grantable_roles,
)
from portici.console.views.shell import build_work_shell, render_work_page
from portici.journal.phrases import verb_name
from portici.journal.queries import EntryRow, history
from portici.journal.rules.acts import By
from portici.kernel import clock
from portici.ui.components import Choice
from portici.ui.shell import Crumb

# Entries shown on somebody's page.
_SHOWN = 50


@needs_anywhere(Right.GRANT_ROLES)
@require_http_methods(["GET", "HEAD"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with a role, by what it is held on; open invitations; accounts without a role."""
    visitor = visitor_of(request)
    now, language = clock.now(), get_language() or "it"
    asked = request.GET.get("q", "").replace("\0", "")[:200]
    wanted = GrantFilter(
        words=tuple(asked.split()),
        role=request.GET.get("role", ""),
        scope=request.GET.get("scope", ""),
        state=request.GET.get("state", ""),
    )
    groups = people_by_scope(visitor.holder, at=now, language=language, wanted=wanted)
    filters = (wanted.words, wanted.role, wanted.scope, wanted.state)
    is_admin = visitor.holder.may(Right.MANAGE_PEOPLE)
    return render_work_page(
        request,
        "console/people/list.html",
        shell=build_work_shell(request, breadcrumb=[Crumb(_("People"))]),
        groups=groups,
        invitations=invitation_rows(visitor.holder, at=now, language=language),
        idle=people_without_role(today=clock.today(), words=wanted.words)
        if is_admin and filters[1:] == ("", "", "")
        else [],
        words=asked,
        in_force=sum(bool(each) for each in filters),
        role_choices=_choices(
            [(role.key, role.label()) for role in grantable_roles(visitor.holder)], wanted.role
        ),
        scope_choices=_choices(
            [(f"plan:{slug}", title) for slug, title in grantable_plans(visitor.holder)],
            wanted.scope,
        ),
        state_choices=_choices(
            [
                ("now", _("In force")),
                ("later", _("To come")),
                ("over", _("Ended or taken away")),
                ("closed", _("Account closed")),
            ],
            wanted.state,
        ),
    )


@needs_anywhere(Right.GRANT_ROLES)
@require_http_methods(["GET", "HEAD"])
def roles(request: HttpRequest) -> HttpResponse:
    """What each role is for, what it may do, and on what it is held."""
    visitor = visitor_of(request)
    return render_work_page(
        request,
        "console/people/roles.html",
        shell=build_work_shell(request, breadcrumb=[people_crumb(), Crumb(_("Roles"))]),
        roles=list(ROLES.values()),
        rights=list(Right),
        grantable=grantable_roles(visitor.holder),
    )


@needs_anywhere(Right.GRANT_ROLES)
@require_http_methods(["GET", "HEAD"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody's roles, present and past, and what was done about them."""
    visitor = visitor_of(request)
    page = page_or_404(visitor, pk)
    subject = str(page.user.actor.uid)
    entries = history(kind="accounts.user", keys=[subject], with_names=True, limit=_SHOWN)
    if not page.is_whole:
        # Of other plans' roles whoever runs this one sees nothing.
        seen = {str(scope) for scope in visitor.holder.scopes_with(Right.GRANT_ROLES)}
        entries = [entry for entry in entries if entry.scope in seen]
    return render_work_page(
        request,
        "console/people/person.html",
        shell=build_work_shell(
            request, breadcrumb=[people_crumb(), Crumb(page.user.name or page.user.email)]
        ),
        page=page,
        roles=ROLES,
        entries=[(entry, verb_name(entry.verb), _role_told(entry)) for entry in entries],
        grantable=grantable_roles(visitor.holder),
        is_self=visitor.user is not None and visitor.user.pk == page.user.pk,
    )


@needs_anywhere(Right.GRANT_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a role: which one is chosen first, because the form depends on it."""
    visitor = visitor_of(request)
    page = page_or_404(visitor, pk)
    grantable = grantable_roles(visitor.holder)
    role = next((each for each in grantable if each.key == request.GET.get("role")), None)
    shell = build_work_shell(
        request,
        breadcrumb=[people_crumb(), person_crumb(page), Crumb(_("Give a role"))],
    )
    if role is None:
        return render_work_page(
            request,
            "console/people/choose_role.html",
            shell=shell,
            roles=grantable,
            who=page.user.name or page.user.email,
            address=reverse("person-give", args=[pk]),
        )
    form = RoleForm(
        request.POST if request.method == "POST" else None,
        role=role,
        choices=scope_choices(visitor),
    )
    if form.is_valid():
        try:
            grant_role(user=page.user, terms=form.terms, by=by_of(visitor))
        except CannotGrant as refusal:
            form.refuse(refusal.findings)
        else:
            messages.success(request, _("The role “%(role)s” is given.") % {"role": role.label()})
            return redirect("person", pk=pk)
    return render_work_page(
        request, "console/people/give.html", shell=shell, form=form, role=role, page=page
    )


@needs_anywhere(Right.GRANT_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    """Take a role away from somebody, with the reason."""
    visitor = visitor_of(request)
    page = page_or_404(visitor, pk)
    row = _row_or_404(page, grant)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_role(grant=row.grant, reason=form.cleaned_data["reason"], by=by_of(visitor))
        except CannotGrant as refusal:
            form.refuse(refusal.findings)
        else:
            messages.success(request, _("The role “%(role)s” is taken away.") % {"role": row.label})
            remaining = person_page(
                page.user, visitor.holder, at=clock.now(), language=get_language() or "it"
            )
            return redirect("person", pk=pk) if remaining else redirect("people")
    shell = build_work_shell(
        request,
        breadcrumb=[people_crumb(), person_crumb(page), Crumb(_("Take a role away"))],
    )
    return render_work_page(
        request, "console/people/take.html", shell=shell, form=form, row=row, page=page
    )


def people_crumb() -> Crumb:
    """The way to the list of people."""
    return Crumb(_("People"), reverse("people"))


def page_or_404(visitor: Visitor, pk: int) -> PersonPage:
    """Somebody as far as the visitor may see; somebody of whom they may see nothing is not there."""
    user = user_of(pk=pk)
    page = user and person_page(
        user, visitor.holder, at=clock.now(), language=get_language() or "it"
    )
    if not page:
        raise Http404(_("There is nobody here whose roles you may see."))
    return page


def by_of(visitor: Visitor) -> By:
    """Who acts, behind a permission: somebody signed in."""
    if visitor.by is None:
        raise PermissionDenied
    return visitor.by


def scope_choices(visitor: Visitor) -> ScopeChoices:
    """On what the visitor may give roles."""
    return ScopeChoices(grantable_plans(visitor.holder), grantable_municipalities(visitor.holder))


def _role_told(entry: EntryRow) -> str:
    """The role that an entry is about; empty when it is about none."""
    key = entry.facts.get("role", "")
    return ROLES[key].label() if key in ROLES else str(key)


def person_crumb(page: PersonPage) -> Crumb:
    """The way to somebody's page."""
    return Crumb(page.user.name or page.user.email, reverse("person", args=[page.user.pk]))


def _row_or_404(page: PersonPage, grant: int) -> GrantRow:
    held = (row for row in page.rows if row.grant.pk == grant)
    row = next((each for each in held if each.grant.withdrawn_at is None), None)
    if row is None:
        raise Http404(_("This role is not held any more."))
    return row


def _choices(values: list[tuple[str, str]], chosen: str) -> list[Choice]:
    return [Choice(value, label, is_chosen=value == chosen) for value, label in values]
