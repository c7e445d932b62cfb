"""E-mails: the same words as plain text and as quiet HTML, in the language of whoever receives them."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)

# What every e-mail looks like as HTML.
LETTER = "accounts/email/letter.html"
_ADDRESS = re.compile(r"https?://\S+")
# Messages that wait for the end of a change, while one is under way.
_waiting: ContextVar[list[EmailMultiAlternatives] | None] = ContextVar("waiting", default=None)


def send_mail_in_parts(
    *, template: str, to: str, language: str, context: Mapping[str, object]
) -> bool:
    """Write one e-mail and hand it over; gives whether that succeeded, and logs why not.

    `template` names `accounts/email/<template>_subject.txt` and `<template>.txt`; a paragraph of the text that is
    nothing but an address becomes a link in the HTML. Services call it by `transaction.on_commit`.
    """
    base = f"accounts/email/{template}"
    with translation.override(language):
        message = message_in_parts(
            subject=render_to_string(f"{base}_subject.txt", dict(context)),
            text=render_to_string(f"{base}.txt", dict(context)),
            to=to,
        )
    return handed_over(message)


def message_in_parts(*, subject: str, text: str, to: str) -> EmailMultiAlternatives:
    """A message from its words alone: plain text, and the same as HTML. In the active language."""
    line = " ".join(subject.split())
    words = re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"
    paragraphs = [
        {"text": paragraph, "is_address": bool(_ADDRESS.fullmatch(paragraph))}
        for paragraph in words.strip().split("\n\n")
    ]
    message = EmailMultiAlternatives(line, words, to=[to])
    page = render_to_string(LETTER, {"subject": line, "paragraphs": paragraphs})
    message.attach_alternative(page, "text/html")
    return message


@contextmanager
def keeping_back() -> Iterator[list[EmailMultiAlternatives]]:
    """Messages given to `is_kept_back` meanwhile stand in the list, for whoever opened this to hand over."""
    letters: list[EmailMultiAlternatives] = []
    token = _waiting.set(letters)
    try:
        yield letters
    finally:
        _waiting.reset(token)


def is_kept_back(message: EmailMultiAlternatives) -> bool:
    """Keep a message until the change under way is kept; gives whether there is one."""
    letters = _waiting.get()
    if letters is None:
        return False
    letters.append(message)
    return True


def handed_over(message: EmailMultiAlternatives) -> bool:
    """Hand a message to the mail server. A server that refuses or is away is logged, and nothing else breaks."""
    try:
        message.send()
    except (OSError, SMTPException):
        logger.exception("An e-mail could not be sent: %s", message.subject)
        return False
    return True
