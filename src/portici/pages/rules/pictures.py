"""What an uploaded picture must be, and the widths in which it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from portici.kernel.findings import Finding

MAXIMUM_BYTES = 8 * 1024 * 1024
MAXIMUM_PIXELS = 40_000_000
WIDTHS = (480, 960, 1600)

# What Pillow calls the kind of file, to the ending under which we keep it. Telephones write JPEG files that hold
# a second picture, which Pillow calls MPO.
FORMATS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}
CONTENT_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}

KEY_LENGTH = 12
MAXIMUM_ALTERNATIVE = 300
MAXIMUM_CAPTION = 300
MAXIMUM_CREDIT = 200


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What is said of a picture: alternative text and caption by language, and who made it."""

    alternative: Mapping[str, str]
    caption: Mapping[str, str]
    credit: str = ""


def kept_widths(width: int) -> tuple[int, ...]:
    """The widths in which a picture is kept: never wider than it is, the widest at most 1600 pixels.

    - A picture of 3000 pixels: 480, 960 and 1600.
    - One of 700 pixels: 480 and 700.
    - One of 300 pixels: 300.
    """
    widest = min(width, WIDTHS[-1])
    return (*(each for each in WIDTHS if each < widest), widest)


def height_for(width: int, *, of: tuple[int, int]) -> int:
    """The height that keeps the shape of a picture of `(width, height)`; at least one pixel."""
    return max(1, round(width * of[1] / of[0]))


def size_findings(*, size: int, width: int, height: int) -> tuple[Finding, ...]:
    """Whether the picture is too large, in bytes or in pixels."""
    findings = []
    if size > MAXIMUM_BYTES:
        findings.append(_too_heavy(size))
    if width * height > MAXIMUM_PIXELS:
        facts = {
            "millions": round(width * height / 1_000_000),
            "limit": MAXIMUM_PIXELS // 1_000_000,
        }
        findings.append(Finding("pages.image-too-many-pixels", facts=facts))
    return tuple(findings)


def word_findings(words: PictureWords) -> tuple[Finding, ...]:
    """Whether what is said of the picture is enough, and not too much.

    - Without an alternative text in any language a picture says nothing to whoever does not see it.
    - An alternative text is a sentence, not the name of a file.
    """
    findings = []
    if not any(words.alternative.values()):
        findings.append(Finding("pages.alternative-required"))
    for language, text in words.alternative.items():
        if len(text) > MAXIMUM_ALTERNATIVE:
            findings.append(_too_long("alternative", language, text, MAXIMUM_ALTERNATIVE))
        if is_file_name(text):
            findings.append(Finding("pages.alternative-is-file-name", language, {"text": text}))
    for language, text in words.caption.items():
        if len(text) > MAXIMUM_CAPTION:
            findings.append(_too_long("caption", language, text, MAXIMUM_CAPTION))
    if len(words.credit) > MAXIMUM_CREDIT:
        findings.append(_too_long("credit", "", words.credit, MAXIMUM_CREDIT))
    return tuple(findings)


def is_file_name(text: str) -> bool:
    """Whether the text is what a camera or a computer calls a file: `IMG_2041.jpg`, `foto.png`."""
    stem, dot, ending = text.strip().rpartition(".")
    return bool(dot) and " " not in stem and ending.lower() in {"jpg", "jpeg", "png", "webp", "gif"}


def tidy_words(words: PictureWords) -> PictureWords:
    """The same words without blanks around them; languages without a text are left out."""
    return PictureWords(_tidy(words.alternative), _tidy(words.caption), _one_line(words.credit))


def _tidy(texts: Mapping[str, str]) -> dict[str, str]:
    tidied = {language: _one_line(text) for language, text in texts.items()}
    return {language: text for language, text in tidied.items() if text}


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _too_heavy(size: int) -> Finding:
    facts = {"megabytes": f"{size / 1024 / 1024:.1f}", "limit": MAXIMUM_BYTES // 1024 // 1024}
    return Finding("pages.image-too-heavy", facts=facts)


def _too_long(field: str, language: str, text: str, limit: int) -> Finding:
    facts = {"field": field, "length": len(text), "limit": limit}
    return Finding(f"pages.{field}-too-long", language, facts)
