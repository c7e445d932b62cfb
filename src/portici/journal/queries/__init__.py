"""Questions to the journal."""

from portici.journal.queries.history import EntryRow, FieldChange, history, operation_entries
from portici.journal.queries.revision import PublicState, current_revision, current_state

__all__ = [
    "EntryRow",
    "FieldChange",
    "PublicState",
    "current_revision",
    "current_state",
    "history",
    "operation_entries",
]
