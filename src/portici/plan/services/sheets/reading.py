"""Reading what somebody brings: a workbook, CSV, or a whole plan in one file."""

import io
from dataclasses import dataclass
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from portici.kernel.archives import is_archive
from portici.kernel.findings import Finding, Place
from portici.kernel.rawtables import RawTable
from portici.kernel.spreadsheet import read_tables
from portici.plan.models import Edition
from portici.plan.queries.content import edition_content
from portici.plan.rules.canonical import folder_content
from portici.plan.rules.sheets.whole import parts_left_out, tables_of
from portici.plan.services.bundle import check_plan_archive, check_plan_text
from portici.plan.services.folder import FolderReport
from portici.plan.services.writing import node_uid

_TEXTS = (".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file as a person gave it."""

    name: str
    content: bytes


def tables_in(
    file: SheetFile, edition: Edition
) -> tuple[tuple[RawTable, ...], tuple[Finding, ...]]:
    """The tables of the file, or why there are none."""
    report = _whole_plan(file)
    if report is None:
        return read_tables(file.content, name=file.name)
    if report.folder is None or report.findings:
        return (), report.findings
    slug = report.folder.plan.slug
    if slug != edition.plan.slug:
        facts: dict[str, object] = {"plan": edition.plan.slug}
        return (), (Finding("sheet.other-plan", slug, facts, Place(file.name)),)
    content = folder_content(report.folder)
    others = parts_left_out(content, edition_content(edition))
    uids = {
        node.code: str(node_uid(slug=slug, code=node.code, identity=node.id))
        for node in report.folder.plan.nodes
    }
    findings = tuple(
        Finding("sheet.whole-plan-part", part, {}, Place(file.name)) for part in others
    )
    return tables_of(content, file=file.name, uids=uids), findings


def _whole_plan(file: SheetFile) -> FolderReport | None:
    """The checked plan, when the file is one; None for a workbook or CSV."""
    suffix = PurePath(file.name).suffix.lower()
    if suffix in _TEXTS and not is_archive(file.content):
        try:
            text = file.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            facts: dict[str, object] = {"byte": f"0x{file.content[error.start]:02X}"}
            finding = Finding("file.not-utf8", file.name, facts, Place(file.name))
            return FolderReport(None, (finding,))
        return check_plan_text(text, name=file.name, is_json=suffix == ".json")
    if is_archive(file.content) and _names_a_plan(file.content):
        return check_plan_archive(file.content, name=file.name)
    return None


def _names_a_plan(raw: bytes) -> bool:
    """Whether a ZIP file holds a plan.yaml; one that cannot be listed is refused by whoever opens it."""
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            return any(PurePath(name).name == "plan.yaml" for name in archive.namelist())
    except (BadZipFile, ValueError, OSError):
        return False
