"""What the reading of a cell depends on, and the refusal of one that cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portici.kernel.rawtables import CellValue


class WrongCell(Exception):
    """The cell cannot be read: `code` names the sentence, `facts` fill it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a cell's reading depends on.

    Attributes:
        column: the field that the column holds.
        language: of the headings; in a CSV it says which mark parts the decimals.
        is_text: whether every cell of the file is a text, as in CSV.
        known: the codes or keys that there are, to tell which one a number was.
        labels: value to its names for people, for a column that has a list of values.
    """

    column: str = ""
    language: str = "it"
    is_text: bool = False
    known: frozenset[str] = frozenset()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def shown(value: object) -> str:
    """A value as findings repeat it: not at any length."""
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def as_text(cell: CellValue) -> str:
    """What a cell shows: whole numbers without decimals, dates as `2024-12-31`."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)
