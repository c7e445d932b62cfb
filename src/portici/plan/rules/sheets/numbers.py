"""Reading one cell: lines, positions, years and numbers.

Cases: tests/plan/cases/celle.yaml.
"""

import re
from datetime import date
from decimal import Decimal

from portici.kernel.rawtables import CellValue
from portici.plan.rules.editing.checks import plain_number
from portici.plan.rules.sheets.surroundings import Surroundings, WrongCell, as_text, shown

_SPAN = re.compile(r"(\d{1,7})(?:\s*[-\u2010-\u2015]\s*(\d{1,7}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"\d{4}")


def spans(cell: CellValue, around: Surroundings) -> list[list[int]]:
    """Lines of the document: `12-15, 20`. Commas or semicolons part them, hyphens or dashes go from one to the next."""
    if cell is None:
        return []
    if isinstance(cell, date):
        raise WrongCell("sheet.lines-date", value=cell.isoformat())
    if isinstance(cell, bool) or (isinstance(cell, float) and not cell.is_integer()):
        raise WrongCell("sheet.lines-wrong", value=shown(cell))
    written = str(int(cell)) if isinstance(cell, float) else as_text(cell)
    return [_span(part.strip(), written) for part in re.split(r"[,;]", written) if part.strip()]


def _span(part: str, written: str) -> list[int]:
    match = _SPAN.fullmatch(part)
    if match is None:
        raise WrongCell("sheet.lines-wrong", value=shown(written))
    first = int(match.group(1))
    last = int(match.group(2) or first)
    if first < 1 or last < first:
        raise WrongCell("sheet.lines-wrong", value=shown(written))
    return [first, last]


def spans_text(found: object) -> str:
    """Spans as people write them: `12-15, 20`."""
    pairs = found if isinstance(found, list | tuple) else []
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in pairs)


def position(cell: CellValue, around: Surroundings) -> int | None:
    """A place among siblings, from 1."""
    number = _whole(cell, "sheet.position-wrong")
    if number is not None and not 1 <= number <= 9_999:
        raise WrongCell("sheet.position-wrong", value=shown(cell))
    return number


def year(cell: CellValue, around: Surroundings) -> int | None:
    """A year of four digits; of a day (a date, `31/12/2024`, `2024-12-31`), its year."""
    if cell is None:
        return None
    if isinstance(cell, date):
        return cell.year
    if isinstance(cell, str):
        return _year_of_text(cell)
    number = _whole(cell, "sheet.year-wrong")
    if number is None or not 1000 <= number <= 2999:
        raise WrongCell("sheet.year-wrong", value=shown(cell))
    return number


def _year_of_text(written: str) -> int:
    if _YEAR.fullmatch(written) and 1000 <= int(written) <= 2999:
        return int(written)
    return day(written).year


def day(written: str) -> date:
    """A day as `31/12/2024` or `2024-12-31`: with bars the day stands first. Raises WrongCell."""
    match = _DAY_FIRST.fullmatch(written)
    try:
        if match:
            return date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
        return date.fromisoformat(written)
    except ValueError as error:
        raise WrongCell("sheet.year-wrong", value=shown(written)) from error


def number(cell: CellValue, around: Surroundings) -> str:
    """An exact number as text: `1234.5`.

    In a text both marks are understood: the last of two different ones parts the decimals. A single mark is read
    as the language of the headings writes it: `1.234` is one thousand and more in Italian, `1,234` in English.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool | date):
        raise WrongCell("sheet.number-wrong", value=shown(cell))
    written = repr(cell) if isinstance(cell, int | float) else _plain_marks(cell, around.language)
    found = Decimal(written)
    if not found.is_finite() or abs(found) >= 10**15 or found != round(found, 4):
        raise WrongCell("sheet.number-wrong", value=shown(cell))
    return plain_number(found)


def _plain_marks(written: str, language: str) -> str:
    """`1.234,5` as `1234.5`."""
    compact = re.sub(r"[\s\u00a0\u202f']", "", written)
    decimal, thousands = (",", ".") if language == "it" else (".", ",")
    if "," in compact and "." in compact:
        decimal = "," if compact.rfind(",") > compact.rfind(".") else "."
        thousands = "." if decimal == "," else ","
    sign, digits = ("-", compact[1:]) if compact.startswith(("-", "\u2212")) else ("", compact)
    grouped = rf"\d{{1,3}}(\{thousands}\d{{3}})*|\d+"
    if not re.fullmatch(rf"({grouped})(\{decimal}\d+)?", digits):
        raise WrongCell("sheet.number-wrong", value=shown(written))
    return sign + digits.replace(thousands, "").replace(decimal, ".")


def _whole(cell: CellValue, fault: str) -> int | None:
    if cell is None:
        return None
    written = as_text(cell)
    if isinstance(cell, bool) or not re.fullmatch(r"\d{1,9}", written):
        raise WrongCell(fault, value=shown(written))
    return int(written)
