"""Texts that exist in several languages: a mapping from language code to text, as the plan's folder gives them."""

from collections.abc import Mapping


def in_language(texts: Mapping[str, str] | None, language: str) -> str:
    """The text in `language`; else in Italian, else in the first language there is, else empty.

    A missing language is a finding when a plan is loaded; a page never breaks on it.
    """
    if not texts:
        return ""
    for candidate in (language, "it"):
        if texts.get(candidate):
            return texts[candidate]
    return next((text for text in texts.values() if text), "")


def languages_in(*texts: Mapping[str, str] | None) -> list[str]:
    """The languages of several texts in one order, whatever order a database keeps them in: Italian first."""
    return sorted(
        {language for each in texts for language in each or ()},
        key=lambda language: (language != "it", language),
    )
