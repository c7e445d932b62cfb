"""The gallery of components, for developers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from portici.ui import gallery as samples


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states. In English, as everything that only developers read."""
    with translation.override("en"):
        return render(request, "ui/gallery.html", {"shell": samples.shell(), "samples": samples})
