"""An edition's content as a plan folder holds it, rebuilt from the tables alone."""

from dataclasses import dataclass, replace

from pydantic import ValidationError

from portici.kernel.findings import Finding
from portici.kernel.located_yaml import located_value
from portici.plan.models import Edition
from portici.plan.queries.content_files import content_files
from portici.plan.rules.canonical import Content, content_digest, stated_content
from portici.plan.rules.folder_checks import folder_findings
from portici.plan.rules.shape import shape_folder


@dataclass(frozen=True)
class Verification:
    """Whether the tables still hold what an edition's hash says.

    Attributes:
        stored: the hash written when the edition was loaded, begun or approved.
        recomputed: the hash of the content that the tables hold now; empty when it has not the form of a folder.
        is_frozen: whether the content must not have changed; a draft is edited, and its hash is written again when
            it is approved.
    """

    stored: str
    recomputed: str
    is_frozen: bool = True

    @property
    def is_equal(self) -> bool:
        """Whether nothing has changed since the hash was written."""
        return self.stored == self.recomputed

    @property
    def holds(self) -> bool:
        """Whether all is as it must be: a frozen edition is what it was, another may have been edited."""
        return self.is_equal or not self.is_frozen


def verification(edition: Edition) -> Verification:
    """Recompute the content hash of an edition from its tables. Sixteen queries at most."""
    try:
        recomputed = content_digest(edition_content(edition))
    except ValidationError:
        recomputed = ""
    return Verification(edition.content_hash, recomputed, edition.frozen_at is not None)


def edition_content(edition: Edition) -> Content:
    """The files of the edition's folder in canonical form, from its tables. Sixteen queries at most.

    Raises pydantic.ValidationError when the tables hold what no folder may hold.
    """
    return stated_content(content_files(edition))


def content_findings(edition: Edition) -> tuple[Finding, ...]:
    """All that does not agree in an edition's content: the checks of a folder, without places.

    Sixteen queries at most.
    """
    files = content_files(edition)
    documents = {name: located_value(fields, name=name) for name, fields in files.items()}
    folder, findings = shape_folder(documents)
    if folder is not None:
        findings = folder_findings(folder)
    return tuple(replace(finding, place=None) for finding in findings)
