"""Writing, reviewing and publishing news and pages."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.accounts.choices import Right
from portici.accounts.permissions import needs, needs_anywhere
from portici.accounts.queries.visitors import visitor_of
from portici.accounts.rules.scopes import Scope
from portici.console.forms.pages import (
    PageForm,
    PlacementForm,
    ReasonForm,
    ScheduleForm,
    initial_page,
)
from portici.console.queries import pages as shown
from portici.console.views.shell import build_work_shell, render_work_page
from portici.journal.rules.acts import By
from portici.pages.choices import PageKind, PageStatus
from portici.pages.permissions import may_publish, scopes_of
from portici.pages.queries.working import Page, page_of, seen_of
from portici.pages.rules.checks import length_findings
from portici.pages.rules.texts import tidy
from portici.pages.services import (
    CannotWrite,
    Refused,
    change_page,
    place_in_menu,
    publish,
    return_to_author,
    schedule,
    send_to_review,
    withdraw,
    write_page,
)
from portici.ui.shell import Crumb


def scopes_of_page(request: HttpRequest, pk: int) -> Sequence[Scope]:
    """The scopes that contain the page of the address."""
    return scopes_of(_page_or_404(pk).plan)


@needs_anywhere(Right.WRITE_PAGES)
def pages_list(request: HttpRequest) -> HttpResponse:
    """All pages that the visitor may write, with what state they are in."""
    plans = shown.plans_with(visitor_of(request).holder, Right.WRITE_PAGES)
    status, kind = request.GET.get("status", ""), request.GET.get("kind", "")
    status = status if status in PageStatus.values else ""
    kind = kind if kind in PageKind.values else ""
    return render_work_page(
        request,
        "console/pages/list.html",
        shell=build_work_shell(request, breadcrumb=[Crumb(_("Pages"))]),
        rows=shown.page_rows(plans, status=status, kind=kind),
        filters=shown.status_filters(plans, chosen=status),
        kinds=[("", _("All kinds")), *PageKind.choices],
        kind=kind,
        chosen_status=status,
        can_write=plans is None or bool(plans),
    )


@needs_anywhere(Right.WRITE_PAGES)
def new_page(request: HttpRequest) -> HttpResponse:
    """A new page."""
    visitor = visitor_of(request)
    choices = shown.plan_choices(visitor.holder, Right.WRITE_PAGES)
    asked = request.GET.get("kind", "")
    initial = {"kind": asked if asked in PageKind.values else PageKind.NEWS.value}
    form = PageForm(request.POST or None, plans=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            page = write_page(
                kind=form.cleaned_data["kind"],
                slug=form.cleaned_data["slug"],
                plan=form.cleaned_data["plan"],
                texts=form.texts(),
                by=_by(request),
            )
        except CannotWrite as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("The draft is saved. Nobody outside sees it yet."))
            return redirect("work-page", pk=page.pk)
    crumbs = [_pages_crumb(), Crumb(_("New page"))]
    return render_work_page(
        request,
        "console/pages/new.html",
        shell=build_work_shell(request, breadcrumb=crumbs),
        status=422 if form.errors else 200,
        form=form,
        can_write=bool(choices),
    )


@needs(Right.WRITE_PAGES, on=scopes_of_page)
def edit_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A page in both languages, with what is wrong, what comes next, and its history."""
    page = _page_or_404(pk)
    if request.method != "POST":
        return _editor(request, page)
    form = _form(request, page, request.POST)
    if not form.is_valid():
        return _editor(request, page, form=form, status=422)
    try:
        change_page(
            page_id=pk,
            kind=form.cleaned_data["kind"],
            slug=form.cleaned_data["slug"],
            plan=form.cleaned_data["plan"],
            texts=form.texts(),
            seen=form.cleaned_data["seen"],
            by=_by(request),
        )
    except CannotWrite as refusal:
        _tell(form, refusal)
        if not refusal.is_conflict:
            return _editor(request, page, form=form, status=422)
        # Theirs is shown beside yours, and saving once more is a decision: the form now says what was seen.
        now = _page_or_404(pk)
        data = request.POST.copy()
        data["seen"] = seen_of(now)
        again = _form(request, now, data)
        again.is_valid()
        _tell(again, refusal)
        found = shown.differences(now, tidy(form.texts()))
        return _editor(request, now, form=again, status=409, differences=found)
    messages.success(request, _("The draft is saved."))
    return redirect("work-page", pk=pk)


@needs(Right.WRITE_PAGES, on=scopes_of_page)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as it would be read: as it is saved or, sent by the editor, as it stands in the form."""
    page = _page_or_404(pk)
    is_unsaved = request.method == "POST"
    if is_unsaved:
        form = _form(request, page, request.POST)
        form.is_valid()
        # Only shown: it is never saved from here.
        page.draft = tidy(form.texts())
    refusals = length_findings(page.draft)
    crumbs = [
        _pages_crumb(),
        Crumb(page.slug, reverse("work-page", args=[pk])),
        Crumb(_("Preview")),
    ]
    return render_work_page(
        request,
        "console/pages/preview.html",
        shell=build_work_shell(request, breadcrumb=crumbs),
        page=page,
        is_unsaved=is_unsaved,
        refusals=shown.sentences(refusals),
        previews=() if refusals else shown.previews(page),
    )


@needs(Right.WRITE_PAGES, on=scopes_of_page)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends a draft to review."""
    page = _page_or_404(pk)
    seen = request.POST.get("seen", "")
    return _taken(
        request,
        page,
        lambda by: send_to_review(page_id=pk, seen=seen, by=by),
        _("Sent to review: whoever publishes finds it on their list."),
    )


@needs(Right.PUBLISH_PAGES, on=scopes_of_page)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Publishes, schedules, returns, withdraws or places a page, as the button pressed says."""
    page = _page_or_404(pk)
    decision = request.POST.get("decision", "")
    take = _DECISIONS.get(decision)
    if request.method != "POST" or take is None:
        return redirect("work-page", pk=pk)
    return take(request, page)


def _publish(request: HttpRequest, page: Page) -> HttpResponse:
    seen = request.POST.get("seen", "")
    said = _("Published: everybody reads this text now.")
    return _taken(request, page, lambda by: publish(page_id=page.pk, seen=seen, by=by), said)


def _schedule(request: HttpRequest, page: Page) -> HttpResponse:
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return _editor(request, page, status=422, schedule_form=form)
    seen, moment = request.POST.get("seen", ""), form.cleaned_data["moment"]
    return _taken(
        request,
        page,
        lambda by: schedule(page_id=page.pk, publish_at=moment, seen=seen, by=by),
        _("On the schedule: it will be published on %(moment)s.")
        % {"moment": shown.moment_words(moment)},
    )


def _return(request: HttpRequest, page: Page) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="return")
    if not form.is_valid():
        return _editor(request, page, status=422, return_form=form)
    reason = form.cleaned_data["reason"]
    return _taken(
        request,
        page,
        lambda by: return_to_author(page_id=page.pk, reason=reason, by=by),
        _("Returned: whoever wrote it finds your words above the text."),
    )


def _withdraw(request: HttpRequest, page: Page) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        return _editor(request, page, status=422, withdraw_form=form)
    reason = form.cleaned_data["reason"]
    return _taken(
        request,
        page,
        lambda by: withdraw(page_id=page.pk, reason=reason, by=by),
        _("Withdrawn: the public does not see the page any more. The text is kept."),
    )


def _place(request: HttpRequest, page: Page) -> HttpResponse:
    form = PlacementForm(request.POST)
    if not form.is_valid():
        return _editor(request, page, status=422, placement_form=form)
    placement, position = form.cleaned_data["placement"], form.cleaned_data["position"]
    return _taken(
        request,
        page,
        lambda by: place_in_menu(page_id=page.pk, placement=placement, position=position, by=by),
        _("The place in the menu is saved."),
    )


_DECISIONS: dict[str, Callable[[HttpRequest, Page], HttpResponse]] = {
    "publish": _publish,
    "schedule": _schedule,
    "return": _return,
    "withdraw": _withdraw,
    "place": _place,
}


def _taken(request: HttpRequest, page: Page, step: Callable[[By], Any], said: str) -> HttpResponse:
    """Take the step and go back to the page; a refusal is told there, and nothing has changed."""
    if request.method == "POST":
        try:
            step(_by(request))
        except Refused as refusal:
            now = _page_or_404(page.pk)
            return _editor(request, now, status=409, refusal=refusal)
        messages.success(request, said)
    return redirect("work-page", pk=page.pk)


def _editor(
    request: HttpRequest,
    page: Page,
    *,
    status: int = 200,
    form: PageForm | None = None,
    refusal: Refused | None = None,
    differences: Sequence[shown.Difference] = (),
    **step_forms: Any,
) -> HttpResponse:
    holder = visitor_of(request).holder
    check = shown.check_of(page)
    forms = {
        "schedule_form": ScheduleForm(),
        "return_form": ReasonForm(prefix="return"),
        "withdraw_form": ReasonForm(prefix="withdraw"),
        "placement_form": PlacementForm(
            initial={"placement": page.placement, "position": page.position}
        ),
        **step_forms,
    }
    title = page.draft.get("it", {}).get("title") or page.draft.get("en", {}).get("title")
    return render_work_page(
        request,
        "console/pages/edit.html",
        shell=build_work_shell(request, breadcrumb=[_pages_crumb(), Crumb(title or page.slug)]),
        status=status,
        page=page,
        page_title=title or page.slug,
        form=form or _form(request, page),
        state=PageStatus(page.status).label,
        badge=shown.BADGES[PageStatus(page.status)],
        publish_at=shown.moment_words(page.publish_at),
        published_at=shown.moment_words(page.copied_at),
        public_address=shown.public_address(page),
        seen=seen_of(page),
        errors=shown.sentences(check.errors),
        warnings=shown.sentences(check.warnings),
        refusals=shown.sentences(refusal.findings) if refusal else (),
        returned=shown.returned_because(page),
        differences=differences,
        steps=shown.steps_of(page),
        can_publish=may_publish(holder, page.plan),
        history=shown.history_of(page),
        images=shown.image_rows([page.plan], limit=shown.RECENT_IMAGES),
        is_news=page.kind == PageKind.NEWS,
        **forms,
    )


def _form(request: HttpRequest, page: Page, data: Any = None) -> PageForm:
    choices = shown.plan_choices(visitor_of(request).holder, Right.WRITE_PAGES)
    initial = initial_page(
        kind=page.kind, plan=page.plan, slug=page.slug, draft=page.draft, seen=seen_of(page)
    )
    return PageForm(data, plans=choices, initial=initial)


def _tell(form: PageForm, refusal: Refused) -> None:
    """Each finding beside its field, as far as it has one."""
    fields = {"pages.slug-wrong": "slug", "pages.slug-taken": "slug", "pages.slug-fixed": "slug"}
    fields |= {"pages.kind-unknown": "kind", "pages.kind-fixed": "kind"}
    for finding, text in zip(refusal.findings, shown.sentences(refusal.findings), strict=True):
        form.add_error(fields.get(finding.code), text)


def _by(request: HttpRequest) -> By:
    by = visitor_of(request).by
    if by is None:  # pragma: no cover -- the decorators let nobody in who is not signed in
        raise Http404
    return by


def _page_or_404(pk: int) -> Page:
    page = page_of(pk) if pk < 2**63 else None
    if page is None:
        raise Http404(_("There is no such page. It may have another number."))
    return page


def _pages_crumb() -> Crumb:
    return Crumb(_("Pages"), reverse("work-pages"))
