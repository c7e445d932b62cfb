"""Dates, spans of lines, numbers and texts as a reader of the active language reads them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.localized import in_language
from portici.kernel.numbers import decimal_in_language
from portici.plan.choices import Qualifier
from portici.ui.dates import written_date

Spans = Sequence[Sequence[int]]

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


def in_words(texts: Mapping[str, str] | None) -> str:
    """The text in the active language."""
    return in_language(texts, get_language() or "it")


def span_words(spans: Spans) -> str:
    """`[[12, 14], [20, 20]]` as `12–14, 20`; empty without spans."""
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def line_words(spans: Spans) -> str:
    """`[[12, 14]]` as "lines 12–14 of the document"; empty without spans."""
    if not spans:
        return ""
    if len(spans) == 1 and spans[0][0] == spans[0][1]:
        return _("line %(lines)s of the document") % {"lines": span_words(spans)}
    return _("lines %(lines)s of the document") % {"lines": span_words(spans)}


def date_words(partial: str) -> str:
    """`2024`, `2024-07` or `2024-07-18` as a date with as much precision as it has; other texts as they are."""
    if not _PARTIAL_DATE.fullmatch(partial):
        return partial
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 1:
        return partial
    if len(parts) == 2:
        return written_date(date(parts[0], parts[1], 1), "F Y")
    return written_date(date(parts[0], parts[1], parts[2]), "j F Y")


def period_words(starts: str, ends: str) -> str:
    """From one partial date to another; one date when both are the same, one year when both share it."""
    if starts == ends:
        return date_words(starts)
    if not ends:
        return _("from %(start)s") % {"start": date_words(starts)}
    if not starts:
        return _("until %(end)s") % {"end": date_words(ends)}
    start = date_words(starts)
    if starts[:4] == ends[:4] and len(starts) > len("2024"):
        start = start.removesuffix(starts[:4]).strip()
    return f"{start} – {date_words(ends)}"


def number_words(value: Decimal | int, *, qualifier: str = "", unit: str = "") -> str:
    """`4900` with `about` as "about 4,900"; a year is not parted into thousands."""
    language = get_language() or "it"
    shown = f"{value:.0f}" if unit == "year" else decimal_in_language(value, language=language)
    if not qualifier:
        return shown
    return f"{Qualifier(qualifier).label} {shown}"
