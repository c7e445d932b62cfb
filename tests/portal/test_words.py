"""Dates, spans and numbers in words."""

from decimal import Decimal

import pytest
from django.utils import translation

from portici.portal.queries.words import (
    date_words,
    line_words,
    number_words,
    period_words,
    span_words,
)


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([], ""),
        ([[7, 7]], "line 7 of the document"),
        ([[7, 9]], "lines 7–9 of the document"),
        ([[7, 7], [9, 9]], "lines 7, 9 of the document"),
    ],
)
def test_lines_are_said_in_words(spans: list[list[int]], words: str) -> None:
    with translation.override("en"):
        assert line_words(spans) == words


def test_spans_are_joined() -> None:
    assert span_words([[12, 14], [20, 20]]) == "12–14, 20"


@pytest.mark.parametrize(
    ("partial", "italian", "english"),
    [
        ("", "", ""),
        ("2024", "2024", "2024"),
        ("2024-07", "luglio 2024", "July 2024"),
        ("2024-07-08", "8 luglio 2024", "8 July 2024"),
        ("first quarter", "first quarter", "first quarter"),
    ],
)
def test_dates_keep_their_precision(partial: str, italian: str, english: str) -> None:
    assert date_words(partial) == italian
    with translation.override("en"):
        assert date_words(partial) == english


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2024-07", "2024-07", "July 2024"),
        ("2024-07", "", "from July 2024"),
        ("", "", ""),
        ("", "2030", "until 2030"),
        ("2024-07", "2024-08", "July – August 2024"),
        ("2024-09", "2025-02", "September 2024 – February 2025"),
        ("2024", "2026", "2024 – 2026"),
        ("2024", "2024-05", "2024 – May 2024"),
    ],
)
def test_periods_say_a_shared_year_once(starts: str, ends: str, words: str) -> None:
    with translation.override("en"):
        assert period_words(starts, ends) == words


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "words"),
    [
        (4900, "", "people", "4,900"),
        (Decimal("0.3000"), "", "percent", "0.3"),
        (4900, "about", "people", "about 4,900"),
        (Decimal("1998.0000"), "", "year", "1998"),
    ],
)
def test_numbers_carry_their_qualifier(
    value: Decimal | int, qualifier: str, unit: str, words: str
) -> None:
    with translation.override("en"):
        assert number_words(value, qualifier=qualifier, unit=unit) == words
