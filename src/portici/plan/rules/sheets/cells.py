"""Reading one cell: what people and spreadsheet programs write, and the value that it stands for.

A function per form takes the cell and its surroundings and gives the value; None or empty is "nothing stated".
What cannot be read without guessing is refused, with a sentence that says how to write it.

Cases: tests/plan/cases/celle.yaml.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from portici.kernel.rawtables import CellValue, ErrorCell, FormulaCell, RawCell
from portici.kernel.shapes import KEY_PATTERN, plain
from portici.kernel.text import fold
from portici.plan.rules.schema.values import MAXIMUM_TEXT, MAXIMUM_TITLE
from portici.plan.rules.sheets.layout import DROP_WORDS
from portici.plan.rules.sheets.numbers import number, position, spans, year
from portici.plan.rules.sheets.surroundings import Surroundings, WrongCell, as_text, shown

_CODE = re.compile(r"[A-Za-z0-9]+([.\-][A-Za-z0-9]+)*")
_KEY = re.compile(KEY_PATTERN)
_LOOSE_KEY = re.compile(r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*")
_TRUE = frozenset({"si", "yes", "vero", "true", "x", "1"})
_FALSE = frozenset({"no", "falso", "false", "0"})
# Titles and names are short, other texts may be long; as in the folder's files.
_SHORT_TEXTS = frozenset({"title", "name", "variant", "cited_source", "unit", "words"})


def read_cell(form: str, cell: RawCell, around: Surroundings) -> Any:
    """The value of a cell of that form. Raises WrongCell."""
    if isinstance(cell, FormulaCell):
        raise WrongCell("sheet.formula", value=shown(cell.formula))
    if isinstance(cell, ErrorCell):
        raise WrongCell("sheet.error-value", value=shown(cell.text))
    return _FORMS[form](_stripped(cell), around)


def _stripped(cell: CellValue) -> CellValue:
    """Texts without spaces around them, lines ended as everywhere."""
    if not isinstance(cell, str):
        return cell
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def text(cell: CellValue, around: Surroundings) -> str:
    """A text without markup, of the length that the field may have; numbers are taken as they are shown."""
    if cell is None:
        return ""
    written = as_text(cell)
    limit = MAXIMUM_TITLE if around.column in _SHORT_TEXTS else MAXIMUM_TEXT
    if len(written) > limit:
        raise WrongCell("sheet.text-too-long", value=shown(written), limit=limit)
    try:
        return plain(written)
    except PydanticCustomError as error:
        raise WrongCell("sheet.text-wrong", value=shown(written), problem=error.type) from error


def code(cell: CellValue, around: Surroundings) -> str:
    """An element's code.

    A spreadsheet turns `1.1` into a number, and `1.10` into the same one. The number is taken for the code that
    the edition has, when there is exactly one that it can have been; else it is refused. So are dates.
    """
    if cell is None:
        return ""
    if isinstance(cell, date):
        raise WrongCell("sheet.code-date", value=cell.isoformat())
    if isinstance(cell, float) and not cell.is_integer():
        return _code_of_number(cell, around.known)
    written = str(int(cell)) if isinstance(cell, float) else as_text(cell)
    return _matching(_CODE, written, "sheet.code-wrong", 40)


def _code_of_number(number: float, known: frozenset[str]) -> str:
    written = f"{number!r}"
    candidates = [each for each in (written, f"{written}0") if each in known]
    if len(candidates) == 1:
        return candidates[0]
    raise WrongCell("sheet.code-number", value=written)


def key(cell: CellValue, around: Surroundings) -> str:
    """A key: small letters, digits and hyphens; where the column has a list of values, one of its names will do."""
    if cell is None:
        return ""
    if isinstance(cell, date | float) and not (isinstance(cell, float) and cell.is_integer()):
        raise WrongCell("sheet.key-wrong", value=shown(cell))
    written = str(int(cell)) if isinstance(cell, float) else as_text(cell)
    return _matching(_KEY, _by_name(written, around.labels) or written, "sheet.key-wrong", 100)


def loose_key(cell: CellValue, around: Surroundings) -> str:
    """A key of a figure or of an inconsistency, such as `F12`: capitals are kept."""
    if cell is None:
        return ""
    if isinstance(cell, date | float) and not (isinstance(cell, float) and cell.is_integer()):
        raise WrongCell("sheet.key-wrong", value=shown(cell))
    written = str(int(cell)) if isinstance(cell, float) else as_text(cell)
    return _matching(_LOOSE_KEY, written, "sheet.key-wrong", 20)


def keys(cell: CellValue, around: Surroundings) -> list[str]:
    """Several keys, with `;` between them; each once."""
    if cell is None:
        return []
    parts = [part.strip() for part in as_text(cell).split(";")]
    return list(dict.fromkeys(key(part, around) for part in parts if part))


def choice(cell: CellValue, around: Surroundings) -> str:
    """One of the values of the column, or its name in either language; empty where that is a value."""
    if cell is None:
        return ""
    found = _by_name(as_text(cell), around.labels)
    if found is None:
        accepted = ", ".join(names[0] for value, names in around.labels.items() if value)
        raise WrongCell("sheet.choice-unknown", value=shown(cell), accepted=accepted)
    return found


def boolean(cell: CellValue, around: Surroundings) -> bool:
    """Yes or no: `sì`, `yes`, `vero`, `true`, `x`, `1`, and their opposites; empty is no."""
    if cell is None or isinstance(cell, bool):
        return bool(cell)
    written = fold(as_text(cell)).removesuffix(".0")
    if written in _TRUE | _FALSE:
        return written in _TRUE
    raise WrongCell("sheet.boolean-wrong", value=shown(cell))


def action(cell: CellValue, around: Surroundings) -> str:
    """`drop` when the row's thing shall go; empty otherwise. Any other word is refused: it may have meant that."""
    if cell is None:
        return ""
    if fold(as_text(cell)) in DROP_WORDS:
        return "drop"
    raise WrongCell("sheet.action-unknown", value=shown(cell))


def technical(cell: CellValue, around: Surroundings) -> str:
    """Identity and fingerprint as they were written; what a spreadsheet made of them otherwise matches nothing."""
    return "" if cell is None else as_text(cell)


_FORMS: Mapping[str, Callable[[CellValue, Surroundings], Any]] = {
    "text": text,
    "code": code,
    "key": key,
    "loose-key": loose_key,
    "keys": keys,
    "spans": spans,
    "position": position,
    "year": year,
    "number": number,
    "choice": choice,
    "boolean": boolean,
    "action": action,
    "technical": technical,
}


def _matching(pattern: re.Pattern[str], written: str, fault: str, limit: int) -> str:
    if not pattern.fullmatch(written) or len(written) > limit:
        raise WrongCell(fault, value=shown(written))
    return written


def _by_name(written: str, labels: Mapping[str, tuple[str, ...]]) -> str | None:
    """The value of which this is a name, whatever the case and accents."""
    asked = fold(written)
    for value, names in labels.items():
        if asked == fold(value) or asked in {fold(name) for name in names}:
            return value
    return None
