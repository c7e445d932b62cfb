"""The frame of pages whose app knows no plan: header, menu and footer as the site's settings say."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string


def frame(request: HttpRequest) -> dict[str, Any]:
    """For templates: `frame`, and `messages` on what was just done; each made only where a template uses it.

    `{% set shell = frame %}`; `{{ said(messages) }}` of ui/components/messages.html.
    """
    return {
        "frame": SimpleLazyObject(lambda: import_string(settings.PORTICI_FRAME)(request)),
        "messages": SimpleLazyObject(lambda: list(get_messages(request))),
    }
