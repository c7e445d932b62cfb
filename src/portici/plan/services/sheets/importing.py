"""Taking a workbook in: what it would change, and doing it, all or nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from portici.journal.queries import history
from portici.journal.rules.acts import By
from portici.journal.services import recording
from portici.kernel.findings import Finding, listed
from portici.plan.choices import EditionStatus
from portici.plan.models import Edition
from portici.plan.queries.editing import all_stated, edition_scope
from portici.plan.queries.sheets import declared_in
from portici.plan.rules.editing.states import Why
from portici.plan.rules.sheets.changes import Planned, PlannedChange, RowConflict
from portici.plan.rules.sheets.planning import planned
from portici.plan.rules.sheets.rows import ReadSheets, Vocabulary, read_sheets
from portici.plan.rules.sheets.things import things_of
from portici.plan.services.editing.locks import hold_edition
from portici.plan.services.sheets.applying import Applying
from portici.plan.services.sheets.reading import SheetFile, tables_in
from portici.plan.services.sheets.refusing import Tell
from portici.plan.services.sheets.vocabulary import vocabulary_of
from portici.plan.services.sheets.writing import KINDS

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that was edited while the thing was changed in the edition too.

    Attributes:
        kind: of the thing.
        changed_by: name of whoever changed the thing last; empty when nobody knows.
        changed_at: when.
        fields: name of the column to what stands there now, and what the row says.
        finding: the same in a sentence, with its place.
    """

    kind: str
    label: str
    changed_by: str
    changed_at: datetime | None
    fields: Mapping[str, tuple[Any, Any]]
    finding: Finding


@dataclass(frozen=True)
class ImportReport:
    """What a file changes, or would change.

    Attributes:
        added, changed, dropped, unchanged, refused: kind to number of rows.
        changes: each row that changes something, with before and after.
        findings: why it is refused; nothing is changed while there is one.
        conflicts: what else it is refused for.
        notes: what was left aside; nothing has to be done about it.
        codes: identity of an element to its code, to show what the changes name.
        operation: what the journal calls the import, once it was done; None for a dry run, and without a change.
    """

    added: Counts = field(default_factory=dict)
    changed: Counts = field(default_factory=dict)
    dropped: Counts = field(default_factory=dict)
    unchanged: Counts = field(default_factory=dict)
    refused: Counts = field(default_factory=dict)
    changes: tuple[PlannedChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[Finding, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    operation: UUID | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it can be done."""
        return not self.findings and not self.conflicts

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Why it is refused, conflicts among them."""
        return (*self.findings, *(conflict.finding for conflict in self.conflicts))


class CannotImport(Exception):
    """The file is refused, and nothing was changed: the report says why."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__(f"{len(report.all_findings)} findings")
        self.report = report


class _Undone(Exception):
    """Ends a transaction that must leave nothing behind."""


def read_changes(
    *, edition: Edition, file: SheetFile, by: By, why: Why, progress: Tell | None = None
) -> ImportReport:
    """What the file would change. It is really done, and undone again, so that the answer is true.

    An edition that cannot be edited is compared only; that it cannot be edited is a finding as soon as something
    differs. Raises nothing: whatever is wrong stands in the report.
    """
    return _imported(edition, file, by, why, is_dry_run=True, progress=progress)


def import_sheets(
    *,
    edition: Edition,
    file: SheetFile,
    by: By,
    why: Why,
    dry_run: bool = False,
    progress: Tell | None = None,
) -> ImportReport:
    """Change the draft as the file says, as one operation. A file that says nothing new leaves no trace.

    `progress` is told how many rows are done. Raises CannotImport when there are findings or conflicts: then
    nothing at all is changed. A dry run raises nothing.
    """
    report = _imported(edition, file, by, why, is_dry_run=dry_run, progress=progress)
    if not dry_run and not report.is_sound:
        raise CannotImport(report)
    return report


def _imported(
    edition: Edition, file: SheetFile, by: By, why: Why, *, is_dry_run: bool, progress: Tell | None
) -> ImportReport:
    tables, faults = tables_in(file, edition)
    if faults:
        return ImportReport(findings=listed(faults, file=file.name, more="sheet.more-findings"))
    words = vocabulary_of(edition, declared_in(edition))
    read = read_sheets(tables, words)
    report = ImportReport()
    try:
        with recording(by=by) as record:
            hold_edition(edition=edition)
            report, plan = _compared(edition, read, words, file)
            if plan.changes and edition.status == EditionStatus.DRAFT:
                applying = Applying(edition, by, why, progress)
                applying.apply(plan.changes)
                report = _with_refusals(report, applying, file)
            if is_dry_run or not report.is_sound or not plan.changes:
                raise _Undone
            report = _reported(report, operation=record.operation)
    except _Undone:
        pass
    return report


def _compared(
    edition: Edition, read: ReadSheets, words: Vocabulary, file: SheetFile
) -> tuple[ImportReport, Planned]:
    """The report before any service was asked."""
    things = things_of(all_stated(edition, *KINDS), edition.plan.languages)
    plan = planned(read, things, words.sheets)
    findings = [*read.findings, *plan.findings]
    if plan.changes and edition.status != EditionStatus.DRAFT:
        findings.append(Finding("sheet.edition-closed", edition.key, {"plan": edition.plan.slug}))
    kinds = [sheet.kind for sheet in words.sheets]
    counts = {
        change: _counted(kinds, (each.kind for each in plan.changes if each.change == change))
        for change in ("added", "changed", "dropped")
    }
    report = ImportReport(
        added=counts["added"],
        changed=counts["changed"],
        dropped=counts["dropped"],
        unchanged={kind: plan.unchanged.get(kind, 0) for kind in kinds},
        refused={kind: plan.refused.get(kind, 0) for kind in kinds},
        changes=plan.changes,
        findings=listed(findings, file=file.name, more="sheet.more-findings"),
        conflicts=tuple(_conflict(edition, each) for each in plan.conflicts),
        notes=listed((*read.notes, *plan.notes), file=file.name, more="sheet.more-findings"),
        codes={uid: thing.cells["code"] for uid, thing in things["node"].items()},
    )
    return report, plan


def _with_refusals(report: ImportReport, applying: Applying, file: SheetFile) -> ImportReport:
    """Rows that a service refused count as refused, not as what they would have been."""
    refused = dict(report.refused)
    for kind, _number in applying.refused:
        refused[kind] += 1
    kept = tuple(
        change
        for change in report.changes
        if (change.kind, change.row.number) not in applying.refused
    )
    kinds = list(report.refused)
    counts = {
        name: _counted(kinds, (each.kind for each in kept if each.change == name))
        for name in ("added", "changed", "dropped")
    }
    findings = listed(
        (*report.findings, *applying.findings), file=file.name, more="sheet.more-findings"
    )
    return _reported(report, changes=kept, refused=refused, findings=findings, **counts)


def _reported(report: ImportReport, **fields: Any) -> ImportReport:
    names = ImportReport.__dataclass_fields__
    return ImportReport(**{**{name: getattr(report, name) for name in names}, **fields})


def _counted(kinds: Sequence[str], found: Iterable[str]) -> dict[str, int]:
    counter = Counter(found)
    return {kind: counter[kind] for kind in kinds}


def _conflict(edition: Edition, conflict: RowConflict) -> Conflict:
    """With whoever changed the thing last, as the journal tells. Two queries."""
    row, thing = conflict.row, conflict.thing
    key = thing.key if thing else row.id
    entries = history(
        kind=f"plan.{row.kind}", keys=[key], scope=edition_scope(edition), with_names=True, limit=1
    )
    entry = entries[0] if entries else None
    facts: dict[str, object] = {}
    code = "sheet.conflict" if thing else "sheet.conflict-dropped"
    if entry is not None and entry.actor and thing:
        code = "sheet.conflict-by"
        facts = {"who": entry.actor, "at": entry.at.strftime("%d/%m/%Y %H:%M")}
    before = thing.cells if thing else {}
    return Conflict(
        kind=row.kind,
        label=conflict.label,
        changed_by=entry.actor if entry else "",
        changed_at=entry.at if entry else None,
        fields={name: (before.get(name), row.cells.get(name)) for name in conflict.changed},
        finding=Finding(code, conflict.label, facts, row.place()),
    )
