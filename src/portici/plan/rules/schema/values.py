"""The values that stand in a plan folder's files."""

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from portici.kernel.shapes import KEY_PATTERN, Language, Plain

MAXIMUM_NODES = 5_000
MAXIMUM_TITLE = 300
MAXIMUM_TEXT = 4_000

_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def _span(span: tuple[int, int]) -> tuple[int, int]:
    if span[0] > span[1]:
        raise PydanticCustomError("span_backwards", "first line after last line")
    return span


def _partial_date(text: str) -> str:
    """`2024`, `2024-07` or `2024-07-18`: a year, a month or a day that exists."""
    if not _PARTIAL_DATE.fullmatch(text) or not _exists(f"{text}-01-01"[:10]):
        raise PydanticCustomError("wrong_date", "not a date", {"value": text})
    return text


def _day(text: str) -> str:
    """`2024-07-18`: a day that exists."""
    if len(text) != len("2024-07-18"):
        raise PydanticCustomError("not_a_day", "not a day", {"value": text})
    return _partial_date(text)


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


LongKey = Annotated[str, Field(pattern=KEY_PATTERN, max_length=100)]
LooseKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$", max_length=20)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([.\-][A-Za-z0-9]+)*$", max_length=40)]
Identity = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([.\-][A-Za-z0-9]+)*$", max_length=100)]
Title = Annotated[str, Field(max_length=MAXIMUM_TITLE), Plain]
Text = Annotated[str, Field(max_length=MAXIMUM_TEXT), Plain]
Titles = dict[Language, Title]
Texts = dict[Language, Text]
# Strict: `yes` and `"12"` are no numbers.
LineNumber = Annotated[int, Field(ge=1, strict=True)]
Spans = list[Annotated[tuple[LineNumber, LineNumber], AfterValidator(_span)]]
Day = Annotated[str, AfterValidator(_day)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
Year = Annotated[int, Field(ge=1000, le=2999, strict=True)]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
