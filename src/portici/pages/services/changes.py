"""What all verbs about pages share: finding the page, comparing what was seen, the journal's words."""

from collections.abc import Mapping
from typing import Any

from portici.journal.rules.acts import Act, Subject
from portici.kernel.findings import Finding
from portici.pages.models import Image, ImageUse, Page
from portici.pages.queries.images import image_keys_in
from portici.pages.queries.working import seen_of
from portici.pages.services.refusals import Refused


def subject_of(page: Page) -> Subject:
    """The page as the journal knows it."""
    return Subject("pages.page", str(page.uid), page.slug, f"plan:{page.plan}" if page.plan else "")


def image_subject(image: Image) -> Subject:
    """The image as the journal knows it."""
    return Subject("pages.image", image.key, image.key, f"plan:{image.plan}" if image.plan else "")


def locked_page(page_id: int) -> Page:
    """The page as it is now, until the end of the transaction. Raises Page.DoesNotExist."""
    return Page.objects.select_for_update(of=("self",)).get(pk=page_id)


def refuse_if_changed(page: Page, *, seen: str, refusal: type[Refused]) -> None:
    """Refuse to go on when the page is not what whoever acts has seen."""
    if seen != seen_of(page):
        raise refusal([Finding("pages.changed-meanwhile")])


def note_images(page: Page) -> None:
    """Write down which images stand in the text being worked on, and in the copy that the public reads."""
    in_draft = image_keys_in(page.draft)
    in_published = image_keys_in(page.published) if page.is_public else frozenset[str]()
    images = Image.objects.filter(key__in=in_draft | in_published).order_by("pk")
    wanted = {image.pk: (image.key in in_draft, image.key in in_published) for image in images}
    for use in ImageUse.objects.filter(page=page).order_by("pk"):
        flags = wanted.pop(use.image_id, None)
        if flags is None:
            use.delete()
        elif flags != (use.in_draft, use.in_published):
            use.in_draft, use.in_published = flags
            use.save(update_fields=["in_draft", "in_published"])
    ImageUse.objects.bulk_create(
        ImageUse(page=page, image_id=pk, in_draft=in_draft_, in_published=in_published_)
        for pk, (in_draft_, in_published_) in wanted.items()
    )


def act_on(
    page: Page,
    verb: str,
    changes: Mapping[str, tuple[Any, Any]],
    *,
    reason: str = "",
    is_public: bool = False,
    **facts: Any,
) -> Act:
    """An act on the page."""
    return Act(
        f"pages.page-{verb}",
        subject_of(page),
        changes,
        reason=reason,
        facts=facts,
        is_public=is_public,
    )
