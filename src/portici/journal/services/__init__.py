"""Verbs of the journal. `recording` is the door of every service that writes."""

from portici.journal.services.actors import by_command, by_schedule, new_person, rename_person
from portici.journal.services.erasing import erase_person
from portici.journal.services.recording import Recording, recording
from portici.journal.services.revision import bump_revision, set_standing

__all__ = [
    "Recording",
    "bump_revision",
    "by_command",
    "by_schedule",
    "erase_person",
    "new_person",
    "recording",
    "rename_person",
    "set_standing",
]
