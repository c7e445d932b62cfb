"""Images of news and pages."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portici.accounts.choices import Right
from portici.accounts.permissions import needs, needs_anywhere
from portici.accounts.queries.visitors import visitor_of
from portici.accounts.rules.scopes import Scope
from portici.console.forms.pages import ImageForm, ImageWordsForm, initial_words
from portici.console.queries import pages as shown
from portici.console.views.shell import build_work_shell, render_work_page
from portici.journal.rules.acts import By
from portici.pages.permissions import scopes_of
from portici.pages.queries.images import Image, image_of
from portici.pages.services import (
    CannotKeepImage,
    change_image_words,
    remove_image,
    upload_image,
)
from portici.pages.services.images import words_of
from portici.ui.shell import Crumb


def scopes_of_image(request: HttpRequest, image: str) -> Sequence[Scope]:
    """The scopes that contain the image of the address."""
    return scopes_of(_image_or_404(image).plan)


@needs_anywhere(Right.WRITE_PAGES)
def images_list(request: HttpRequest) -> HttpResponse:
    """All images that the visitor may use, and a form for a new one."""
    holder = visitor_of(request).holder
    choices = shown.plan_choices(holder, Right.WRITE_PAGES)
    form = ImageForm(request.POST or None, request.FILES or None, plans=choices)
    if request.method == "POST" and form.is_valid():
        try:
            image = upload_image(
                file=form.cleaned_data["file"],
                plan=form.cleaned_data["plan"],
                words=form.words(),
                by=_by(request),
            )
        except CannotKeepImage as refusal:
            for sentence in shown.sentences(refusal.findings):
                form.add_error("file", sentence)
        else:
            said = _("The image is here. Write ![](image:%(key)s) where it shall stand.")
            messages.success(request, said % {"key": image.key})
            return redirect(f"{reverse('work-page-images')}#image-{image.key}")
    return render_work_page(
        request,
        "console/pages/images.html",
        shell=build_work_shell(request, breadcrumb=[_pages_crumb(), Crumb(_("Images"))]),
        status=422 if form.errors else 200,
        form=form,
        can_write=bool(choices),
        rows=shown.image_rows(shown.plans_with(holder, Right.WRITE_PAGES)),
    )


@needs(Right.WRITE_PAGES, on=scopes_of_image)
def image_page(request: HttpRequest, image: str) -> HttpResponse:
    """The texts of one image; an image that stands nowhere can be removed."""
    found = _image_or_404(image)
    words = initial_words(words_of(found))
    is_removal = request.POST.get("decision") == "remove"
    form = ImageWordsForm(None if is_removal else request.POST or None, initial=words)
    refusals: tuple[str, ...] = ()
    if request.method == "POST" and (is_removal or form.is_valid()):
        try:
            if is_removal:
                remove_image(image_id=found.pk, by=_by(request))
            else:
                change_image_words(image_id=found.pk, words=form.words(), by=_by(request))
        except CannotKeepImage as refusal:
            refusals = shown.sentences(refusal.findings)
        else:
            said = _("The image is removed.") if is_removal else _("The texts are saved.")
            messages.success(request, said)
            return redirect("work-page-images")
    crumbs = [
        _pages_crumb(),
        Crumb(_("Images"), reverse("work-page-images")),
        Crumb(found.key),
    ]
    return render_work_page(
        request,
        "console/pages/image.html",
        shell=build_work_shell(request, breadcrumb=crumbs),
        status=422 if form.errors or refusals else 200,
        form=form,
        refusals=refusals,
        row=shown.image_row(found),
    )


def _by(request: HttpRequest) -> By:
    by = visitor_of(request).by
    if by is None:  # pragma: no cover -- the decorators let nobody in who is not signed in
        raise Http404
    return by


def _image_or_404(key: str) -> Image:
    image = image_of(key)
    if image is None:
        raise Http404(_("There is no such image."))
    return image


def _pages_crumb() -> Crumb:
    return Crumb(_("Pages"), reverse("work-pages"))
