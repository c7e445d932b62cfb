"""One repair of a text: what is looked for, what stands in its place, and why.

A general repair (`official_repairs`) holds for any Italian text read by OCR; a repair of one
document is declared with that document, in its `official.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """One declared substitution.

    `find` is a regular expression and `replace` what re.sub puts there. `where` is the inclusive
    range of document lines it is limited to (1-based), None for all. `example` is a pair of texts,
    before and after, that a test checks.
    """

    find: str
    replace: str
    why: str
    where: tuple[int, int] | None = None
    example: tuple[str, str] | None = None

    def reaches(self, line_number: int) -> bool:
        """Say whether the repair is meant for this line of the document."""
        return self.where is None or self.where[0] <= line_number <= self.where[1]


def apply_repairs(text: str, repairs: Iterable[Repair]) -> str:
    """Return the text after each repair, in the order given. Looks at no `where`."""
    for repair in repairs:
        text = re.sub(repair.find, repair.replace, text)
    return text


def general_repair(find: str, replace: str, *, why: str, before: str, after: str) -> Repair:
    """Return a repair for any text, with its example."""
    return Repair(find=find, replace=replace, why=why, example=(before, after))
