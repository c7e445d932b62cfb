"""Carrying out rows one by one: what a service refuses is a finding of its row, and the others are tried too."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.plan.models import Edition
from portici.plan.rules.editing.states import Why
from portici.plan.rules.sheets.rows import SheetRow
from portici.plan.services.editing import CannotEdit

Tell = Callable[[str, int, int], None]


@dataclass
class RowByRow:
    """Calls services for rows, as far as they have come.

    Attributes:
        tell: is told how many calls are done.
        findings: what services refused, with the row.
        refused: kind and number of the rows that were refused.
    """

    edition: Edition
    by: By
    why: Why
    tell: Tell | None = None
    findings: list[Finding] = field(default_factory=list)
    refused: set[tuple[str, int]] = field(default_factory=set)
    done: int = 0
    total: int = 0

    def _try(self, row: SheetRow, call: Callable[[], None]) -> bool:
        """One service; what it refuses is a finding of the row, and the others are tried all the same."""
        if (row.kind, row.number) in self.refused:
            return False
        try:
            with recording(by=self.by):
                call()
        except CannotEdit as refusal:
            self.refused.add((row.kind, row.number))
            self.findings.extend(placed(finding, row) for finding in refusal.findings)
            return False
        self.done += 1
        if self.tell is not None:
            self.tell("rows", min(self.done, self.total), self.total)
        return True


# Where a finding of a service stands, when it does not say the field.
_COLUMNS = {
    "plan.span-out-of-range": "lines",
    "plan.alignment-without-line": "lines",
    "plan.alignment-without-reason": "reason",
    "plan.edit-code-taken": "code",
    "plan.edit-position-wrong": "position",
    "plan.edit-no-level-below": "parent",
    "plan.edit-under-itself": "parent",
    "plan.parent-wrong-level": "parent",
    "plan.parent-missing": "parent",
    "plan.marker-unknown": "markers",
    "plan.kind-unknown": "kind",
    "plan.framework-unknown": "framework",
    "plan.topic-unknown": "topic",
    "plan.edit-figure-topic-unknown": "topic",
    "plan.inconsistency-unknown": "inconsistency",
    "plan.number-wrong": "value",
    "sheet.level-fixed": "level",
}


def placed(finding: Finding, row: SheetRow) -> Finding:
    """A service's finding with the cell that it is about, as far as it says which."""
    column = str(finding.facts.get("field", "")) or _COLUMNS.get(finding.code, "")
    # The folder's name for the element of a link.
    column = "node" if column == "strategy" else column
    language = finding.facts.get("language")
    name = f"{column}.{language}" if language else column
    if name not in row.columns:
        return replace(finding, place=row.place())
    facts = {**finding.facts, "field": row.heading(name), "column": row.heading(name)}
    return replace(finding, facts=facts, place=row.place(name))


def pairs(spans: Any) -> tuple[tuple[int, int], ...]:
    """Spans as services take them."""
    return tuple((first, last) for first, last in spans or ())
