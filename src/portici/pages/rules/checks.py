"""What a text must have before somebody reviews it, and before the public reads it.

Errors stop the way to review and publication; warnings are shown, and whoever publishes decides.
Source: WCAG 2.2, success criteria 1.1.1 (alternative text), 1.3.1 and 2.4.6 (headings), 2.4.4 (words of links).
"""

from collections.abc import Container, Iterable, Iterator, Mapping

from portici.kernel.findings import Finding, Place
from portici.kernel.text import fold
from portici.pages.rules.markdown import Link, Outline, is_safe_link, outline_of
from portici.pages.rules.pictures import is_file_name
from portici.pages.rules.texts import (
    LANGUAGES,
    MAXIMUM_BRACKETS,
    MAXIMUM_LENGTHS,
    PageText,
    Stored,
    text_in,
)

# Key of an image to the languages in which it has an alternative text.
Alternatives = Mapping[str, Container[str]]

WARNINGS = frozenset(
    {
        "pages.summary-missing",
        "pages.language-missing",
        "pages.heading-skipped",
        "pages.heading-twice",
        "pages.link-unclear",
        "pages.link-bare",
        "pages.html-shown",
    }
)

# Words that say nothing of where a link leads, folded.
UNCLEAR = frozenset(
    {
        "qui", "clicca", "clicca qui", "clicca su questo link", "cliccare qui", "leggi", "leggi qui", "leggi tutto",
        "leggi di piu", "link", "questo link", "al link", "a questo link", "a questa pagina", "vai", "vai qui",
        "continua", "scarica", "scarica qui", "altro", "maggiori informazioni",
        "here", "click", "click here", "this", "this link", "this page", "read", "read here", "read more", "more",
        "learn more", "go", "download", "download here", "more information",
    }
)  # fmt: skip
_BARE = ("http://", "https://", "www.")


def is_error(finding: Finding) -> bool:
    """Whether the finding stops review and publication."""
    return finding.code not in WARNINGS


def page_findings(stored: Stored, *, alternatives: Alternatives) -> tuple[Finding, ...]:
    """All that is wrong with the texts of a page, language by language, in the order of the lines.

    - At least one language has a title and a text.
    - A language that was begun is finished: title and text.
    - A language of the site in which nothing is written is a warning: readers are told that it is missing.
    """
    findings: list[Finding] = []
    written = {
        language: text for language in LANGUAGES if not (text := text_in(stored, language)).is_empty
    }
    if not written:
        return (Finding("pages.nothing-written"),)
    for language, text in written.items():
        findings += text_findings(language, text, alternatives=alternatives)
    findings += [
        Finding("pages.language-missing", language)
        for language in LANGUAGES
        if language not in written
    ]
    return tuple(findings)


def length_findings(stored: Stored) -> tuple[Finding, ...]:
    """Texts that are too long, or too full of brackets, to be kept."""
    findings = []
    for language, texts in stored.items():
        for field, limit in MAXIMUM_LENGTHS.items():
            length = len(texts.get(field, ""))
            if length > limit:
                facts = {"field": field, "length": length, "limit": limit}
                findings.append(Finding("pages.text-too-long", language, facts))
        brackets = texts.get("body", "").count("[")
        if brackets > MAXIMUM_BRACKETS:
            facts = {"count": brackets, "limit": MAXIMUM_BRACKETS}
            findings.append(Finding("pages.too-many-brackets", language, facts))
    return tuple(findings)


def text_findings(
    language: str, text: PageText, *, alternatives: Alternatives
) -> tuple[Finding, ...]:
    """All that is wrong with a page in one language."""
    findings = []
    if not text.title:
        findings.append(Finding("pages.title-missing", language))
    if not text.summary:
        findings.append(Finding("pages.summary-missing", language))
    if not text.body:
        findings.append(Finding("pages.body-missing", language))
    outline = outline_of(text.body)
    in_body = [
        *_heading_findings(language, outline),
        *_link_findings(language, outline.links),
        *_image_findings(language, outline, alternatives),
    ]
    if outline.html_line:
        in_body.append(_at(language, "pages.html-shown", outline.html_line))
    return (*findings, *sorted(in_body, key=_line_of))


def _heading_findings(language: str, outline: Outline) -> Iterator[Finding]:
    """Headings have words, and go down one step at a time, from the highest that the text uses."""
    highest = min((level for level, _text, _line in outline.headings), default=1)
    before = highest - 1
    seen: set[str] = set()
    for level, text, line in outline.headings:
        if not text:
            yield _at(language, "pages.heading-empty", line)
        elif fold(text) in seen:
            yield _at(language, "pages.heading-twice", line, text=text)
        if level > before + 1:
            facts = {"text": text, "marks": "#" * level, "better": "#" * (before + 1)}
            yield _at(language, "pages.heading-skipped", line, **facts)
        seen.add(fold(text))
        before = level


def _link_findings(language: str, links: Iterable[Link]) -> Iterator[Finding]:
    """The words of a link say where it leads, and it leads somewhere that a browser may go."""
    for link in links:
        words = fold(link.text).strip(" .…:»>→!")
        if not is_safe_link(link.href):
            yield _at(language, "pages.link-refused", link.line, href=link.href, text=link.text)
        elif not words:
            yield _at(language, "pages.link-empty", link.line, href=link.href)
        elif words in UNCLEAR:
            yield _at(language, "pages.link-unclear", link.line, text=link.text)
        elif words.startswith(_BARE):
            yield _at(language, "pages.link-bare", link.line, text=link.text)


def _image_findings(
    language: str, outline: Outline, alternatives: Alternatives
) -> Iterator[Finding]:
    """An image is one of ours, and says in this language what it shows."""
    for image in outline.images:
        if not image.key:
            yield _at(language, "pages.image-foreign", image.line, address=image.address)
        elif image.key not in alternatives:
            yield _at(language, "pages.image-unknown", image.line, key=image.key)
        elif image.text and is_file_name(image.text):
            yield _at(language, "pages.alternative-is-file-name", image.line, text=image.text)
        elif not image.text and language not in alternatives[image.key]:
            yield _at(language, "pages.image-without-alternative", image.line, key=image.key)


def _at(language: str, code: str, line: int, **facts: object) -> Finding:
    return Finding(code, language, facts, Place(language, line))


def _line_of(finding: Finding) -> int:
    return finding.place.line or 0 if finding.place else 0
