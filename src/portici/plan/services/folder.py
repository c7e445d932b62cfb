"""Reading and checking a plan folder. Nothing is written here."""

from dataclasses import dataclass
from pathlib import Path

from portici.kernel.findings import Finding
from portici.kernel.located_yaml import read_located_yaml
from portici.plan.rules.folder_checks import folder_findings
from portici.plan.rules.schema import FILES
from portici.plan.rules.shape import PlanFolder, shape_folder


@dataclass(frozen=True)
class FolderReport:
    """What was found in a plan folder: the folder when it is well formed, and all findings."""

    folder: PlanFolder | None
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether the folder can be loaded."""
        return self.folder is not None and not self.findings


def check_folder(path: Path) -> FolderReport:
    """Read the plan folder at `path` and collect every finding, with file and line."""
    if not path.is_dir():
        return FolderReport(None, (Finding(code="plan.folder-missing", subject=str(path)),))
    documents = {
        name: read_located_yaml(path / name, name=str(path / name))
        for name in FILES
        if (path / name).exists()
    }
    folder, findings = shape_folder(documents)
    if folder is not None:
        findings = (*findings, *folder_findings(folder))
    return FolderReport(folder, findings)
