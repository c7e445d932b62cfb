"""Verbs about pages and their images."""

from portici.pages.services.frame import place_in_menu
from portici.pages.services.images import change_image_words, remove_image, upload_image
from portici.pages.services.publishing import (
    publish,
    publish_due_pages,
    publish_if_due,
    return_to_author,
    schedule,
    send_to_review,
    withdraw,
)
from portici.pages.services.refusals import (
    CannotKeepImage,
    CannotPlace,
    CannotPublish,
    CannotReview,
    CannotWrite,
    Refused,
)
from portici.pages.services.writing import change_page, write_page

__all__ = [
    "CannotKeepImage",
    "CannotPlace",
    "CannotPublish",
    "CannotReview",
    "CannotWrite",
    "Refused",
    "change_image_words",
    "change_page",
    "place_in_menu",
    "publish",
    "publish_due_pages",
    "publish_if_due",
    "remove_image",
    "return_to_author",
    "schedule",
    "send_to_review",
    "upload_image",
    "withdraw",
    "write_page",
]
