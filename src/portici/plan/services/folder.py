"""Reading and checking a plan folder. Nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portici.kernel.findings import Finding, Place
from portici.kernel.located_yaml import LocatedDocument, read_located_yaml
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
        # A link that leads nowhere is a file that cannot be read, not a file that is not there.
        if (path / name).exists() or (path / name).is_symlink()
    }
    return check_documents(documents, unknown=_unknown_files(path))


def check_documents(
    documents: Mapping[str, LocatedDocument], *, unknown: tuple[Finding, ...] = ()
) -> FolderReport:
    """Check the files of a plan folder that were read already; `unknown` is what stood beside them."""
    folder, findings = shape_folder(documents)
    findings = (*unknown, *findings)
    if folder is not None:
        findings = (*findings, *folder_findings(folder))
    return FolderReport(folder, findings)


def _unknown_files(path: Path) -> tuple[Finding, ...]:
    """YAML files under other names: what a person wrote in `figure.yaml` would be left out in silence."""
    found = sorted(each.name for each in path.iterdir() if each.suffix in {".yaml", ".yml"})
    known = ", ".join(FILES)
    return tuple(
        Finding("plan.file-unknown", name, {"known": known}, Place(str(path / name)))
        for name in found
        if name not in FILES
    )
