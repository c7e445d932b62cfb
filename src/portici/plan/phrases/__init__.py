"""The sentence for each finding: what is wrong, and what to do next; and the words of the journal's entries."""

from collections.abc import Mapping

from django.utils.translation import gettext

from portici.kernel.findings import Finding
from portici.kernel.sentences import FILE_SENTENCES, written
from portici.plan.phrases import editing, editions, folder, official, sheets

SENTENCES: Mapping[str, str] = (
    FILE_SENTENCES
    | folder.SENTENCES
    | official.SENTENCES
    | editions.SENTENCES
    | editing.SENTENCES
    | sheets.SENTENCES
)


def sentence(finding: Finding) -> str:
    """The finding in the active language, with its facts; the place is shown beside it by whoever prints it."""
    return written(finding, sentences=SENTENCES, translate=gettext)
