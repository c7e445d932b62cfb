"""What bringing a file back changed, or would change: for people and for programs."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portici.cli.output import findings_as_json, print_findings, say, warn
from portici.plan.models import Edition
from portici.plan.phrases import sentence
from portici.plan.services.sheets import ImportReport


def report_as_json(report: ImportReport, edition: Edition, dry_run: bool) -> dict[str, Any]:
    """What programs rely on: the counts at the top, every finding and change with its place."""
    kinds = list(report.unchanged)
    counted = ("added", "changed", "dropped", "unchanged", "refused")
    counts: dict[str, Mapping[str, int]] = {name: getattr(report, name) for name in counted}
    return {
        "slug": edition.plan.slug,
        "edition": edition.key,
        "dry_run": dry_run,
        "done": report.operation is not None,
        **{name: sum(each.values()) for name, each in counts.items()},
        "by_kind": {kind: {name: each[kind] for name, each in counts.items()} for kind in kinds},
        "changes": [
            {
                "kind": change.kind,
                "change": change.change,
                "label": change.label,
                "sheet": change.row.table.name,
                "row": change.row.number,
                "fields": {name: list(pair) for name, pair in change.differences.items()},
            }
            for change in report.changes
        ],
        "findings": _findings_as_json(report.all_findings),
        "conflicts": [
            {
                "label": conflict.label,
                "changed_by": conflict.changed_by or None,
                "changed_at": conflict.changed_at.isoformat() if conflict.changed_at else None,
                "fields": {name: list(pair) for name, pair in conflict.fields.items()},
                "sheet": conflict.finding.place.sheet if conflict.finding.place else None,
                "row": conflict.finding.place.row if conflict.finding.place else None,
            }
            for conflict in report.conflicts
        ],
        "notes": _findings_as_json(report.notes),
        "operation": str(report.operation) if report.operation else None,
    }


def _findings_as_json(findings: Any) -> list[dict[str, Any]]:
    """As for every file, with sheet and value."""
    entries = findings_as_json(findings, sentence)
    for entry, finding in zip(entries, findings, strict=True):
        entry["sheet"] = finding.place.sheet if finding.place else None
        entry["heading"] = finding.facts.get("column") or None
        entry["value"] = finding.facts.get("value")
    return entries


def say_report(report: ImportReport, edition: Edition, dry_run: bool) -> None:
    """What changes, what was left aside, what is wrong; the counts last."""
    for change in report.changes:
        names = ", ".join(change.differences) if change.change == "changed" else ""
        words = {
            "added": _("added"),
            "changed": _("changed"),
            "dropped": _("dropped"),
        }[change.change]
        say(f"{words}: {change.label}{f' ({names})' if names else ''}")
    for note in report.notes:
        say(f"{note.place}: {sentence(note)}" if note.place else sentence(note))
    if report.all_findings:
        print_findings(report.all_findings, sentence)
    facts = {
        name: sum(getattr(report, name).values())
        for name in ("added", "changed", "dropped", "unchanged", "refused")
    }
    say(
        _(
            "Added %(added)d, changed %(changed)d, dropped %(dropped)d, unchanged %(unchanged)d,"
            " refused %(refused)d."
        )
        % facts
    )
    if not report.is_sound:
        warn(_("Nothing was changed: first correct what is said above."))
    elif dry_run:
        say(_("This was a trial: nothing was changed."))
    elif report.operation is None:
        say(_("The file says what the edition says: nothing was changed."))
    else:
        say(_("The edition %(edition)s was changed.") % {"edition": edition.key})
