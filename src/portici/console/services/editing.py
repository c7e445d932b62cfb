"""Doing one thing to a draft: what came of it, whatever that is."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.plan.services.editing import CannotEdit, Conflict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an edit.

    Attributes:
        operation: names it, to be taken back; None when it was refused or nothing was different.
        findings: why it was refused.
        conflict: who changed the thing meanwhile, and how it stands now.
    """

    operation: UUID | None = None
    findings: tuple[Finding, ...] = ()
    conflict: Conflict | None = None

    @property
    def is_done(self) -> bool:
        """Whether it was not refused."""
        return not self.findings


def carry_out(*, by: By, edit: Callable[[], object]) -> Outcome:
    """All that `edit` does as one operation, or nothing of it."""
    try:
        with recording(by=by) as record:
            edit()
            return Outcome(operation=record.operation if record.acts else None)
    except Conflict as conflict:
        return Outcome(findings=tuple(conflict.findings), conflict=conflict)
    except CannotEdit as refusal:
        return Outcome(findings=tuple(refusal.findings))
