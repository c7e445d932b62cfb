"""Pages that editors write beside the plan, and the images in them."""

import uuid

from django.db import models

from portici.journal.models import Actor
from portici.pages.choices import PageKind, PageStatus, Placement


class Page(models.Model):
    """A piece of news, a static page or a guideline.

    `draft` is what is being worked on, `published` the copy that the public reads; both map a language to
    `title`, `summary` and `body`, the body in Markdown. A page that is published and then changed has two
    different texts until it is published again.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=PageKind.choices)
    # Stands in the address; it does not change any more once the public has seen it.
    slug = models.SlugField(max_length=80, unique=True)
    # Slug of the plan that it is about, which decides who may write it; empty for the whole site.
    plan = models.CharField(max_length=100, blank=True)
    draft = models.JSONField(default=dict)
    published = models.JSONField(default=dict, blank=True)
    status = models.CharField(
        max_length=10, choices=PageStatus.choices, default=PageStatus.DRAFT.value
    )
    # When a scheduled page is to be published.
    publish_at = models.DateTimeField(null=True)
    # When the public first saw it; stays when it is withdrawn.
    published_at = models.DateTimeField(null=True)
    # When the copy that the public reads was made; None while there is none.
    copied_at = models.DateTimeField(null=True)
    placement = models.CharField(
        max_length=6, choices=Placement.choices, default=Placement.NONE.value
    )
    position = models.PositiveSmallIntegerField(default=0)
    author = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    # Whoever published it, or put it on the schedule.
    reviewer = models.ForeignKey(Actor, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            # What is scheduled has an instant, and nothing else has.
            models.CheckConstraint(
                condition=models.Q(status=PageStatus.SCHEDULED.value, publish_at__isnull=False)
                | (~models.Q(status=PageStatus.SCHEDULED.value) & models.Q(publish_at=None)),
                name="pages_page_scheduled",
            ),
            # What the public reads has been published at some time.
            models.CheckConstraint(
                condition=models.Q(copied_at=None) | models.Q(published_at__isnull=False),
                name="pages_page_published",
            ),
        ]
        indexes = [
            # The news, the newest first.
            models.Index(fields=["kind", "-published_at"], name="pages_page_news"),
            # What is due.
            models.Index(fields=["status", "publish_at"], name="pages_page_due"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_public(self) -> bool:
        """Whether there is a copy that the public reads."""
        return self.copied_at is not None


class Image(models.Model):
    """An uploaded picture, upright and without what the camera wrote into it, in the widths that pages need."""

    # The beginning of its digest: how a text names it, `![](image:3f9c2a7b41de)`.
    key = models.CharField(max_length=12, unique=True)
    # SHA-256 of the widest file that we keep.
    digest = models.CharField(max_length=64, unique=True)
    # Whose it is, as with pages.
    plan = models.CharField(max_length=100, blank=True)
    # File name ending: jpg, png or webp.
    format = models.CharField(max_length=4)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    # Widths in pixels for which there is a file, from the smallest; the last is `width`.
    widths = models.JSONField()
    # Language to text.
    alternative = models.JSONField()
    caption = models.JSONField(default=dict, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class ImageUse(models.Model):
    """An image stands in a page: in the text being worked on, in the public's copy, or in both."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="image_uses")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="uses")
    in_draft = models.BooleanField(default=False)
    in_published = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # One row for a page and an image.
            models.UniqueConstraint(fields=["page", "image"], name="pages_image_use_once"),
            # A row says where.
            models.CheckConstraint(
                condition=models.Q(in_draft=True) | models.Q(in_published=True),
                name="pages_image_use_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.image_id}"
