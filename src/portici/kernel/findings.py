"""Findings: what is wrong with something that a person gave us, as values, all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# Past this many the rest of a file's faults is only counted: nobody corrects more at a time.
MAXIMUM_FINDINGS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: a file with its line, or a sheet with its row and column.

    Attributes:
        file: path as the person gave it, or name of the sheet's workbook.
        line: line of a text file, counted from 1; None when the whole file is meant.
        sheet, row, column: the cell of a workbook, rows counted from 1.
    """

    file: str
    line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file if self.line is None else f"{self.file}:{self.line}"]
        if self.sheet is not None:
            parts.append(self.sheet)
        if self.row is not None:
            parts.append(f"{self.column or ''}{self.row}")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: a code that names the rule, the thing concerned, and the facts for the sentence.

    The sentence itself stands in the `phrases` of the app that found it, one per code.
    """

    code: str
    subject: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    place: Place | None = None


def listed(findings: Sequence[Finding], *, file: str, more: str) -> tuple[Finding, ...]:
    """The first MAXIMUM_FINDINGS, and when there are others one of code `more` that counts them."""
    left_out = len(findings) - MAXIMUM_FINDINGS
    if left_out <= 0:
        return tuple(findings)
    rest = Finding(more, file, {"count": left_out}, Place(file))
    return (*findings[:MAXIMUM_FINDINGS], rest)
