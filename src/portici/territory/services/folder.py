"""Reading and checking a territory folder. Nothing is written here."""

from dataclasses import dataclass
from pathlib import Path

from portici.kernel.files import read_text
from portici.kernel.findings import Finding, Place
from portici.kernel.located_yaml import read_located_yaml
from portici.territory.rules.folder_checks import TerritoryFolder, folder_findings
from portici.territory.rules.schema import shape_territory
from portici.territory.rules.sheet import MunicipalityRow, read_sheet

DESCRIPTION = "territory.yaml"
SHEET = "municipalities.csv"
MAXIMUM_SHEET_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True)
class FolderReport:
    """What was found in a territory folder: the folder when it is well formed, and all findings."""

    folder: TerritoryFolder | None
    findings: tuple[Finding, ...]


def check_folder(path: Path) -> FolderReport:
    """Read the territory folder at `path` and collect every finding, with file, line and column."""
    if not path.is_dir():
        return FolderReport(None, (Finding("territory.folder-missing", str(path)),))
    missing = [
        Finding("territory.file-missing", name, {}, Place(str(path)))
        for name in (DESCRIPTION, SHEET)
        if not (path / name).exists()
    ]
    if missing:
        return FolderReport(None, tuple(missing))
    document = read_located_yaml(path / DESCRIPTION, name=str(path / DESCRIPTION))
    territory, shape_faults = shape_territory(document)
    rows, sheet_faults = _read_rows(path / SHEET)
    findings = (*shape_faults, *sheet_faults)
    if territory is None or findings:
        return FolderReport(None, findings)
    folder = TerritoryFolder(territory, rows, document, sheet_name=str(path / SHEET))
    return FolderReport(folder, folder_findings(folder))


def _read_rows(path: Path) -> tuple[tuple[MunicipalityRow, ...], tuple[Finding, ...]]:
    text, fault = read_text(path, limit=MAXIMUM_SHEET_BYTES)
    if fault is not None:
        return (), (fault,)
    return read_sheet(text, name=str(path))
