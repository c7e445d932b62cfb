"""What a service of this app raises when it refuses."""

from collections.abc import Iterable

from portici.kernel.findings import Finding


class Refused(Exception):
    """Nothing was changed; the findings say why."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(", ".join(finding.code for finding in self.findings))

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else changed the page meanwhile."""
        return any(finding.code == "pages.changed-meanwhile" for finding in self.findings)


class CannotWrite(Refused):
    """The page cannot be written or changed like this."""


class CannotReview(Refused):
    """The page cannot be sent to review or returned."""


class CannotPublish(Refused):
    """The page cannot be published, scheduled or withdrawn."""


class CannotPlace(Refused):
    """The page cannot be put into the menu like this."""


class CannotKeepImage(Refused):
    """The image cannot be uploaded, described or removed like this."""
