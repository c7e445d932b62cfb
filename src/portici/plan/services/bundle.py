"""A whole plan folder in one file: a ZIP file of it, or all its files in one YAML or JSON.

The single file is a mapping from the name of each of the folder's files to what stands in it. Loading it gives the
same content hash as loading the folder.
"""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from portici.kernel.archives import MAXIMUM_BYTES, is_archive, open_archive, zipped
from portici.kernel.files import read_text
from portici.kernel.findings import Finding, Place
from portici.kernel.located_yaml import LocatedDocument, parse_located_yaml
from portici.plan.models import Edition
from portici.plan.rules.schema import FILES
from portici.plan.services.export import HEADING, as_yaml, folder_files, folder_texts
from portici.plan.services.folder import FolderReport, check_documents, check_folder

SUFFIXES = (".json", ".yaml", ".yml", ".zip")
# A member of the ZIP file, as each file of a folder.
_MAXIMUM_MEMBER = 8 * 1024 * 1024


def plan_as_json(*, edition: Edition) -> bytes:
    """The whole plan as one JSON file."""
    text = json.dumps(folder_files(edition), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def plan_as_yaml(*, edition: Edition) -> bytes:
    """The whole plan as one YAML file."""
    return (HEADING + as_yaml(folder_files(edition))).encode()


def plan_as_zip(*, edition: Edition) -> bytes:
    """The plan folder as a ZIP file."""
    return zipped({name: text.encode() for name, text in folder_texts(edition).items()})


def check_plan(path: Path) -> FolderReport:
    """Read and check a plan folder, or one file that holds a whole plan. Nothing is written."""
    if path.is_dir() or not path.exists() or path.suffix.lower() not in SUFFIXES:
        return check_folder(path)
    if path.suffix.lower() == ".zip":
        return _check_archive(path)
    text, fault = read_text(path, limit=MAXIMUM_BYTES)
    if fault is not None:
        return FolderReport(None, (fault,))
    return check_plan_text(text, name=str(path), is_json=path.suffix.lower() == ".json")


def check_plan_text(text: str, *, name: str, is_json: bool) -> FolderReport:
    """Check a whole plan in one YAML or JSON text."""
    if is_json:
        text, fault = _json_as_lines(text, name)
        if fault is not None:
            return FolderReport(None, (fault,))
    whole = parse_located_yaml(text, name=name)
    if whole.findings:
        return FolderReport(None, whole.findings)
    if not isinstance(whole.value, dict) or "plan.yaml" not in whole.value:
        facts: dict[str, object] = {"known": ", ".join(FILES)}
        return FolderReport(None, (Finding("bundle.no-plan", name, facts, Place(name)),))
    documents = {part: _part(whole, part) for part in FILES if part in whole.value}
    return check_documents(documents, unknown=tuple(_unknown_parts(whole)))


def _part(whole: LocatedDocument, part: str) -> LocatedDocument:
    """A file of the folder, with the lines that it has in the whole."""
    values: dict[str, Any] = whole.value  # type: ignore[assignment]  # the caller looked
    lines = {path[1:]: line for path, line in whole.lines.items() if path[:1] == (part,)}
    return LocatedDocument(whole.name, values[part], lines)


def _unknown_parts(whole: LocatedDocument) -> Iterator[Finding]:
    values: dict[str, Any] = whole.value  # type: ignore[assignment]  # the caller looked
    known = ", ".join(FILES)
    for part in values:
        if part not in FILES:
            yield Finding("plan.file-unknown", part, {"known": known}, whole.place_of((part,)))


def _json_as_lines(text: str, name: str) -> tuple[str, Finding | None]:
    """JSON set out as we set it out, for its lines; YAML reads that, while it reads not every JSON."""
    try:
        value = json.loads(text, object_pairs_hook=_without_repetition)
        return json.dumps(value, ensure_ascii=False, indent=1), None
    except json.JSONDecodeError as error:
        facts: dict[str, object] = {"problem": error.msg, "column": error.colno}
        return "", Finding("bundle.json", name, facts, Place(name, error.lineno))
    except (ValueError, RecursionError) as error:
        facts = {"problem": str(error) or "nesting", "column": 1}
        return "", Finding("bundle.json", name, facts, Place(name))


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _value in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"“{repeated}” ×2")
    return found


def _check_archive(path: Path) -> FolderReport:
    name = str(path)
    if path.stat().st_size > MAXIMUM_BYTES:
        facts: dict[str, object] = {"bytes": path.stat().st_size, "limit": MAXIMUM_BYTES}
        return FolderReport(None, (Finding("file.too-large", name, facts, Place(name)),))
    return check_plan_archive(path.read_bytes(), name=name)


def check_plan_archive(raw: bytes, *, name: str) -> FolderReport:
    """Check a plan folder that comes as a ZIP file, its files at the top or in one folder."""
    if not is_archive(raw):
        return FolderReport(None, (Finding("bundle.no-archive", name, {}, Place(name)),))
    archive, fault = open_archive(raw, name=name)
    if archive is None:
        return FolderReport(None, (fault,) if fault else ())
    documents: dict[str, LocatedDocument] = {}
    unknown: list[Finding] = []
    facts: dict[str, object]
    with archive:
        for entry in archive.infolist():
            part = PurePosixPath(entry.filename).name
            shown = f"{name}/{entry.filename}"
            if entry.is_dir() or not part.endswith((".yaml", ".yml")):
                continue
            if part not in FILES or part in documents:
                facts = {"known": ", ".join(FILES)}
                unknown.append(Finding("plan.file-unknown", part, facts, Place(shown)))
            elif entry.file_size > _MAXIMUM_MEMBER:
                facts = {"bytes": entry.file_size, "limit": _MAXIMUM_MEMBER}
                unknown.append(Finding("file.too-large", shown, facts, Place(shown)))
            else:
                documents[part] = _member(archive.read(entry), shown)
    return check_documents(documents, unknown=tuple(unknown))


def _member(raw: bytes, shown: str) -> LocatedDocument:
    try:
        return parse_located_yaml(raw.decode("utf-8-sig"), name=shown)
    except UnicodeDecodeError as error:
        facts: dict[str, object] = {"byte": f"0x{raw[error.start]:02X}"}
        place = Place(shown, raw[: error.start].count(b"\n") + 1)
        return LocatedDocument(shown, findings=(Finding("file.not-utf8", shown, facts, place),))
