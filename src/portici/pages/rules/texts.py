"""The texts of a page, by language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from portici.kernel.fingerprints import fingerprint

# The languages of the site, the first being the one that others fall back to.
LANGUAGES = ("it", "en")
TEXT_FIELDS = ("title", "summary", "body")

MAXIMUM_TITLE = 150
MAXIMUM_SUMMARY = 400
MAXIMUM_BODY = 60_000
# Brackets within brackets cost a reader of Markdown more and more time; no honest text comes near.
MAXIMUM_BRACKETS = 2_000
MAXIMUM_LENGTHS = {"title": MAXIMUM_TITLE, "summary": MAXIMUM_SUMMARY, "body": MAXIMUM_BODY}

# As they are stored: language to field to text.
Stored = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class PageText:
    """A page in one language: `body` is Markdown, the others are plain."""

    title: str = ""
    summary: str = ""
    body: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all has been written."""
        return not (self.title or self.summary or self.body)

    @property
    def is_whole(self) -> bool:
        """Whether it has what a reader needs: a title and a body."""
        return bool(self.title and self.body)


def text_in(stored: Stored, language: str) -> PageText:
    """The text in exactly that language, empty where there is none."""
    fields = stored.get(language, {})
    return PageText(**{field: fields.get(field, "") for field in TEXT_FIELDS})


def written_languages(stored: Stored) -> tuple[str, ...]:
    """The languages in which the page can be read, the first one first."""
    return tuple(language for language in LANGUAGES if text_in(stored, language).is_whole)


def text_for_reader(stored: Stored, language: str) -> tuple[str, PageText]:
    """The text that a reader of `language` is given, with the language that it is really in.

    - In the reader's language when the page is written in it.
    - Otherwise in the first language in which it is written; the page says so.
    """
    written = written_languages(stored)
    given = language if language in written or not written else written[0]
    return given, text_in(stored, given)


def tidy(texts: Mapping[str, PageText]) -> dict[str, dict[str, str]]:
    """Texts as they are stored: without blanks around them, line ends of one kind, nothing empty."""
    stored: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        fields = asdict(texts.get(language, PageText()))
        kept = {
            field: text for field in TEXT_FIELDS if (text := _tidy(fields[field], field == "body"))
        }
        if kept:
            stored[language] = kept
    return stored


def _tidy(text: str, has_lines: bool) -> str:
    # NUL is refused by PostgreSQL and means nothing in a text.
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return text if has_lines else " ".join(text.split())


def changed_texts(before: Stored, after: Stored) -> dict[str, tuple[Any, Any]]:
    """`it.title` and so on to `(before, after)`, of the texts that differ; None where there was none."""
    changes: dict[str, tuple[Any, Any]] = {}
    for language in LANGUAGES:
        for field in TEXT_FIELDS:
            old = before.get(language, {}).get(field)
            new = after.get(language, {}).get(field)
            if old != new:
                changes[f"{language}.{field}"] = (old, new)
    return changes


def page_fingerprint(*, kind: str, slug: str, plan: str, draft: Stored) -> str:
    """Tells two states of what is being written apart; forms carry it back as `seen`."""
    return fingerprint({"kind": kind, "slug": slug, "plan": plan, "draft": draft})
