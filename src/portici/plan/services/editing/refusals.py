"""Why an edit is refused."""

from datetime import datetime

from portici.kernel.findings import Finding
from portici.plan.rules.editing.states import Stated


class CannotEdit(Exception):
    """The change cannot be made: every reason is a finding, and nothing was changed."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


class Conflict(CannotEdit):
    """Somebody else changed the thing after the editor last saw it.

    Attributes:
        current: the thing as it stands now; None when it was dropped.
        changed_by: the name of whoever changed it last; empty when it is not known.
        changed_at: when; None when it is not known.
        fields: what was changed since, field to `(before, now)`, as far as the journal can tell.
    """

    def __init__(
        self,
        finding: Finding,
        *,
        current: Stated | None,
        changed_by: str = "",
        changed_at: datetime | None = None,
        fields: dict[str, tuple[object, object]] | None = None,
    ) -> None:
        super().__init__(finding)
        self.current = current
        self.changed_by = changed_by
        self.changed_at = changed_at
        self.fields = fields or {}
