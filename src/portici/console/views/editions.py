"""Editions of a plan: the list, beginning one, and the steps of its life."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portici.accounts.choices import Right
from portici.accounts.permissions import needs, needs_anywhere
from portici.accounts.queries.visitors import visitor_of
from portici.console.forms.editions import ApproveForm, BeginForm, DiscardForm, NameForm, StepForm
from portici.console.permissions import plan_of_address
from portici.console.queries.editions import (
    LIFE,
    bases_for_a_new_edition,
    content_of,
    readable_editions,
)
from portici.console.views.shell import (
    build_work_shell,
    render_work_page,
    work_edition_or_404,
)
from portici.journal.rules.acts import By
from portici.kernel.localized import in_language
from portici.plan.choices import EditionStatus
from portici.plan.permissions import may_manage_editions
from portici.plan.phrases import sentence
from portici.plan.queries.content import verification
from portici.plan.queries.editions import Edition, current_edition
from portici.plan.services.editions import (
    CannotChangeEdition,
    approval_findings,
    approve_edition,
    close_consultation,
    discard_draft,
    new_edition,
    open_consultation,
    rename_edition,
)
from portici.ui.components import Step
from portici.ui.shell import Crumb

AnyForm = ApproveForm | DiscardForm | NameForm | StepForm


@needs_anywhere(Right.READ_DRAFTS)
@require_http_methods(["GET", "HEAD"])
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """All editions that somebody may read, each with its place in its life and what can be done next."""
    current = _current_or_404(slug)
    visitor = visitor_of(request)
    return render_work_page(
        request,
        "console/editions/list.html",
        shell=build_work_shell(request, breadcrumb=[Crumb(_("Editions"))], edition=current),
        slug=slug,
        plan=current.plan,
        editions=readable_editions(visitor, slug),
        may_manage=may_manage_editions(visitor, current),
    )


@needs(Right.MANAGE_EDITIONS, on=plan_of_address)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """A new edition as a copy of another."""
    current = _current_or_404(slug)
    bases = bases_for_a_new_edition(slug)
    form = BeginForm(
        request.POST or None,
        languages=current.plan.languages,
        bases=[(each.key, f"{_text(each.name)} ({each.key})") for each in bases],
    )
    if form.is_valid():
        base = next(each for each in bases if each.key == form.cleaned_data["base"])
        try:
            made = new_edition(
                base=base, key=form.cleaned_data["key"], name=form.name(), by=_by(request)
            )
        except CannotChangeEdition as refusal:
            form.refuse(refusal.findings)
        else:
            messages.success(request, _("The draft is begun: it says what its base says."))
            return redirect("work-edition", slug, made.key)
    return render_work_page(
        request,
        "console/editions/begin.html",
        shell=build_work_shell(
            request,
            breadcrumb=[_editions_crumb(slug), Crumb(_("Begin a new edition"))],
            edition=current,
        ),
        status=422 if form.errors else 200,
        form=form,
    )


@needs_anywhere(Right.READ_DRAFTS)
@require_http_methods(["GET", "HEAD"])
def edition(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One edition: what it holds, where it stands in its life, what can be done next. `?verify` recomputes its hash."""
    return _edition_page(request, work_edition_or_404(request, slug, key))


@needs(Right.MANAGE_EDITIONS, on=plan_of_address)
@require_POST
def step(request: HttpRequest, slug: str, key: str, step: str) -> HttpResponse:
    """Take a step of an edition's life, and show its page; refused, the page says why and nothing has changed."""
    chosen = work_edition_or_404(request, slug, key)
    if step not in _STEPS:
        raise Http404
    form = _forms(chosen, request, sent=step)[step]
    if form.is_valid():
        try:
            _STEPS[step](chosen, form, _by(request))
        except CannotChangeEdition as refusal:
            form.refuse(refusal.findings)
        else:
            messages.success(request, str(_SAID[step]()))
            if step == "discard":
                return redirect("work-editions", slug)
            return redirect("work-edition", slug, key)
    return _edition_page(request, chosen, sent=step, form=form)


def _approve(edition: Edition, form: AnyForm, by: By) -> None:
    given = form.cleaned_data
    approve_edition(
        edition=edition,
        act=given["act"],
        approved_on=given["approved_on"],
        by=by,
        reason=given["reason"],
    )


def _rename(edition: Edition, form: AnyForm, by: By) -> None:
    if isinstance(form, NameForm):
        rename_edition(edition=edition, name=form.name(), by=by)


_STEPS: dict[str, Callable[[Edition, AnyForm, By], None]] = {
    "consult": lambda edition, form, by: open_consultation(
        edition=edition, by=by, reason=form.cleaned_data["reason"]
    ),
    "close": lambda edition, form, by: close_consultation(
        edition=edition, by=by, reason=form.cleaned_data["reason"]
    ),
    "discard": lambda edition, form, by: discard_draft(
        edition=edition, by=by, reason=form.cleaned_data["reason"]
    ),
    "approve": _approve,
    "rename": _rename,
}

_SAID: dict[str, Callable[[], str]] = {
    "consult": lambda: _("The edition is in consultation: everybody can read it."),
    "close": lambda: _("The consultation is closed: the edition is a draft again."),
    "discard": lambda: _("The draft is deleted. Its history stays."),
    "approve": lambda: _("The edition is approved and frozen, and readers are shown it."),
    "rename": lambda: _("The edition has its new name."),
}


def _edition_page(
    request: HttpRequest, chosen: Edition, *, sent: str = "", form: AnyForm | None = None
) -> HttpResponse:
    may_manage = may_manage_editions(visitor_of(request), chosen)
    is_open = chosen.frozen_at is None
    slug = chosen.plan.slug
    forms = _forms(chosen, request)
    if form is not None:
        forms[sent] = form
    crumbs = [_editions_crumb(slug), Crumb(_text(chosen.name))]
    return render_work_page(
        request,
        "console/editions/edition.html",
        shell=build_work_shell(request, breadcrumb=crumbs, edition=chosen),
        status=422 if form is not None else 200,
        edition=chosen,
        slug=slug,
        life=_life(chosen),
        content=content_of(chosen),
        verification=verification(chosen) if "verify" in request.GET else None,
        # What stands in the way is shown before somebody tries.
        obstacles=[sentence(each) for each in approval_findings(chosen)]
        if is_open and may_manage
        else [],
        may_manage=may_manage,
        is_open=is_open,
        forms=forms,
        sent=sent,
    )


def _forms(chosen: Edition, request: HttpRequest, *, sent: str = "") -> dict[str, AnyForm]:
    """A form for every step; the one that was sent holds what was written."""
    data: dict[str, QueryDict] = {sent: request.POST} if sent else {}
    return {
        "consult": StepForm(data.get("consult")),
        "close": StepForm(data.get("close")),
        "approve": ApproveForm(data.get("approve")),
        "discard": DiscardForm(data.get("discard"), key=chosen.key),
        "rename": NameForm(data.get("rename"), languages=chosen.plan.languages, name=chosen.name),
    }


def _life(chosen: Edition) -> list[Step]:
    """The states of an edition's life, with where it stands."""
    here = LIFE.index(EditionStatus(chosen.status))
    meaning = {
        EditionStatus.DRAFT: _("Editors change it; readers do not see it."),
        EditionStatus.IN_CONSULTATION: _("Everybody reads it; its text stays as it is."),
        EditionStatus.APPROVED: _("Frozen, and shown to readers."),
        EditionStatus.SUPERSEDED: _("Still there to be read and cited."),
    }
    return [
        Step(
            title=str(status.label),
            text=meaning[status],
            is_done=number < here,
            is_current=number == here,
        )
        for number, status in enumerate(LIFE)
    ]


def _current_or_404(slug: str) -> Edition:
    found = current_edition(slug)
    if found is None:
        raise Http404(_("There is no plan “%(slug)s”.") % {"slug": slug})
    return found


def _editions_crumb(slug: str) -> Crumb:
    return Crumb(_("Editions"), reverse("work-editions", args=[slug]))


def _by(request: HttpRequest) -> By:
    by = visitor_of(request).by
    assert by is not None  # noqa: S101 -- views that change something let in nobody who is not signed in
    return by


def _text(texts: dict[str, str]) -> str:
    return in_language(texts, get_language() or "it")
