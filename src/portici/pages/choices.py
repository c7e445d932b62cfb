"""Kinds, states and places of pages. Labels are shown to people and translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageKind(models.TextChoices):
    """What a page is."""

    NEWS = "news", _("News")
    PAGE = "page", _("Page")
    GUIDELINE = "guideline", _("Guideline")


class PageStatus(models.TextChoices):
    """Where the text being worked on stands. The public reads a copy made when it was published."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Placement(models.TextChoices):
    """Where a published page is linked from, on every page of the site."""

    NONE = "none", _("Nowhere: it is reached by links and search")
    MAIN = "main", _("In the main menu")
    FOOTER = "footer", _("At the foot of every page")
