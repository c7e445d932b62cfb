"""What a file would change, as the page that asks for confirmation shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.findings import Finding
from portici.plan.phrases import sentence
from portici.plan.rules.differences.words import Segment, text_difference
from portici.plan.rules.sheets.layout import Sheet, sheets_for
from portici.plan.rules.sheets.numbers import spans_text
from portici.plan.rules.sheets.things import REFERENCES
from portici.plan.services.sheets import ImportReport
from portici.ui.components import HistoryChange

# Past this many the rest is only counted: nobody reads more before saying yes.
SHOWN_CHANGES = 300


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many rows of one sheet do what."""

    sheet: str
    added: int
    changed: int
    dropped: int
    unchanged: int
    refused: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row that changes something: `change` is added, changed or dropped; `done` is the word for it."""

    sheet: str
    row: int
    label: str
    change: str
    done: str
    fields: tuple[HistoryChange, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with its place, part by part; `fields` are what a conflict is about: there now, and in the file."""

    sheet: str
    row: str
    column: str
    value: str
    sentence: str
    fields: tuple[HistoryChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report for the page.

    Attributes:
        left_out: how many changes are not listed.
    """

    counts: tuple[CountRow, ...]
    changes: tuple[ChangeRow, ...]
    left_out: int
    findings: tuple[FindingRow, ...]
    notes: tuple[str, ...]
    is_sound: bool
    total: int


def report_page(report: ImportReport, languages: Sequence[str]) -> ReportPage:
    """The report in the active language. No query."""
    language = "en" if get_language() == "en" else "it"
    sheets = {sheet.kind: sheet for sheet in sheets_for(languages)}
    changes = tuple(
        ChangeRow(
            sheet=change.row.table.name,
            row=change.row.number,
            label=change.label,
            change=change.change,
            done=_word(change.change),
            fields=tuple(
                _field(sheets[change.kind], name, pair, report.codes, language)
                for name, pair in change.differences.items()
            ),
        )
        for change in report.changes[:SHOWN_CHANGES]
    )
    return ReportPage(
        counts=tuple(_counts(report, sheets[kind], language) for kind in report.unchanged),
        changes=changes,
        left_out=len(report.changes) - len(changes),
        findings=(
            *map(_finding, report.findings),
            *(
                replace(
                    _finding(conflict.finding),
                    fields=tuple(
                        _field(sheets[conflict.kind], name, pair, report.codes, language)
                        for name, pair in conflict.fields.items()
                    ),
                )
                for conflict in report.conflicts
            ),
        ),
        notes=tuple(sentence(note) for note in report.notes),
        is_sound=report.is_sound,
        total=len(report.changes),
    )


def _word(change: str) -> str:
    return {"added": _("Added"), "changed": _("Changed"), "dropped": _("Taken out")}[change]


def _counts(report: ImportReport, sheet: Sheet, language: str) -> CountRow:
    kind = sheet.kind
    return CountRow(
        sheet.name[language],
        report.added.get(kind, 0),
        report.changed.get(kind, 0),
        report.dropped.get(kind, 0),
        report.unchanged.get(kind, 0),
        report.refused.get(kind, 0),
    )


def _field(
    sheet: Sheet, name: str, pair: tuple[Any, Any], codes: Mapping[str, str], language: str
) -> HistoryChange:
    column = next(column for column in sheet.columns if column.name == name)
    before, after = (_text(sheet.kind, column.field, value, codes) for value in pair)
    # Only running text is compared word by word; a number or a key is another one as a whole.
    if column.language and before and after:
        return HistoryChange(
            column.headed(language), text_difference(before, after).inline, column.language
        )
    pieces = (Segment("removed", before), Segment("added", after))
    shown = tuple(piece for piece in pieces if piece.text)
    return HistoryChange(column.headed(language), shown, column.language)


def _text(kind: str, field: str, value: Any, codes: Mapping[str, str]) -> str:
    """A cell's value as people read it."""
    if value in (None, "", []):
        return ""
    if REFERENCES.get(kind) == field:
        return codes.get(value, value.removeprefix("new:"))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field in ("lines", "named_elsewhere"):
        return spans_text(value)
    return "; ".join(value) if isinstance(value, list) else str(value)


def _finding(finding: Finding) -> FindingRow:
    place = finding.place
    letter, heading = (place.column or "" if place else ""), str(finding.facts.get("column", ""))
    return FindingRow(
        sheet=(place.sheet or "") if place else "",
        row=str(place.row or place.line or "") if place else "",
        column=f"{letter} ({heading})" if letter and heading else letter or heading,
        value=str(finding.facts.get("value", "")),
        sentence=sentence(finding),
    )
