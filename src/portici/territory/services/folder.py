"""Reading and checking a territory folder. Nothing is written here."""

from dataclasses import dataclass
from pathlib import Path

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


def read_text(path: Path, *, limit: int) -> tuple[str, Finding | None]:
    """The text of a UTF-8 file of at most `limit` bytes, or the finding that says why it cannot be read."""
    name = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        facts: dict[str, object] = {"reason": error.strerror or str(error)}
        return "", Finding("file.unreadable", name, facts, Place(name))
    if len(raw) > limit:
        facts = {"bytes": path.stat().st_size, "limit": limit}
        return "", Finding("file.too-large", name, facts, Place(name))
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        facts = {"byte": f"0x{raw[error.start]:02X}"}
        return "", Finding("file.not-utf8", name, facts, Place(name, line))
