"""The page that is read, in the other language."""

from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override

from portici.ui.shell import LanguageLink


def other_language(request: HttpRequest, *, without: str = "home") -> LanguageLink:
    """The same page in the other language; where it has none (an error page), the page of the route `without`."""
    code, name = ("en", "English") if get_language() == "it" else ("it", "Italiano")
    here = request.get_full_path()
    there = translate_url(here, code)
    if there == here:
        with override(code):
            there = reverse(without)
    return LanguageLink(label=name, href=there, code=code)
