"""Loading a plan folder into the database: all or nothing, as often as one likes."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from portici.journal.services import bump_revision
from portici.kernel.findings import Finding
from portici.plan.models import (
    Edition,
    EditionNode,
    Figure,
    Framework,
    Inconsistency,
    Instrument,
    InstrumentKind,
    Level,
    Marker,
    Phase,
    Plan,
)
from portici.plan.rules.canonical import content_digest, folder_content
from portici.plan.rules.shape import PlanFolder
from portici.plan.services import writing
from portici.plan.services.folder import FolderReport
from portici.plan.services.indexing import index_edition
from portici.plan.services.wording import attached_wording, write_wording

Progress = Callable[[str, int, int], None]

# Each stage in the order in which later ones lean on earlier ones.
STAGES: dict[str, Callable[[Edition, PlanFolder], None]] = {
    "tree": writing.write_tree,
    "instruments": writing.write_instruments,
    "frameworks": writing.write_frameworks,
    "figures": writing.write_figures,
    "phases": writing.write_phases,
}


class CannotLoad(Exception):
    """The folder has findings: nothing was loaded."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def load_plan(*, report: FolderReport, now: datetime, progress: Progress | None = None) -> Edition:
    """Put a sound folder in the place of what the database holds of that edition.

    Identities of nodes are kept, and so is the wording attached from the official document. Loading
    the same folder again changes nothing, the revision included. `progress` is told each stage with
    how many are done and how many there are. Raises CannotLoad when the report has findings.
    """
    if report.folder is None or report.findings:
        raise CannotLoad(report.findings)
    folder = report.folder
    digest = content_digest(folder_content(folder))
    with transaction.atomic():
        plan = _plan_row(folder)
        edition = Edition.objects.filter(plan=plan, key=folder.plan.edition.key).first()
        # An edition that another has taken the place of is written again: it becomes the current one.
        if edition is not None and edition.is_current and edition.content_hash == digest:
            return edition
        edition = edition or Edition(plan=plan, key=folder.plan.edition.key)
        kept = attached_wording(edition)
        edition.content_hash = digest
        edition.loaded_at = now
        _write_edition(edition, folder)
        _empty(edition)
        for number, (stage, write) in enumerate(STAGES.items(), start=1):
            write(edition, folder)
            if progress is not None:
                progress(stage, number, len(STAGES))
        if kept:
            write_wording(edition, kept)
        index_edition(edition=edition)
        bump_revision()
    return edition


def _plan_row(folder: PlanFolder) -> Plan:
    entry = folder.plan
    plan, _created = Plan.objects.update_or_create(
        slug=entry.slug,
        defaults={
            "title": entry.title,
            "short_title": entry.short_title,
            "summary": entry.summary,
            "languages": entry.languages,
            "territory": entry.territory or "",
        },
    )
    return plan


def _write_edition(edition: Edition, folder: PlanFolder) -> None:
    """The edition's own row, as the current one of its plan."""
    entry = folder.plan
    edition.name = entry.edition.name
    edition.status = entry.edition.status
    edition.note = entry.edition.note or {}
    edition.lines = writing.pairs(entry.edition.lines)
    if entry.horizon is not None:
        edition.horizon_from = entry.horizon.from_
        edition.horizon_to = entry.horizon.to
        edition.horizon_note = entry.horizon.note or {}
        edition.horizon_lines = writing.pairs(entry.horizon.lines)
    else:
        edition.horizon_from = edition.horizon_to = None
        edition.horizon_note, edition.horizon_lines = {}, []
    edition.vision = entry.vision.model_dump(mode="json") if entry.vision else {}
    edition.promoters = [promoter.model_dump(mode="json") for promoter in entry.promoters]
    edition.document = entry.document.model_dump(mode="json") if entry.document else {}
    edition.after_approval = [step.model_dump(mode="json") for step in entry.after_approval]
    edition.milestones = [step.model_dump(mode="json") for step in folder.phases.milestones]
    edition.figure_topics = [topic.model_dump(mode="json") for topic in folder.figures.topics]
    edition.appearance = {"colours": entry.colours, "icons": entry.area_icons}
    edition.recipe = folder.official.model_dump(mode="json") if folder.official else None
    Edition.objects.filter(plan=edition.plan).exclude(pk=edition.pk).update(is_current=False)
    edition.is_current = True
    edition.save()


def _empty(edition: Edition) -> None:
    """Nothing of the edition stays but its row and the identities of its nodes."""
    for model in (Figure, Inconsistency, Framework, Instrument, InstrumentKind, Phase, Marker):
        model.objects.filter(edition=edition).delete()
    EditionNode.objects.filter(edition=edition).delete()
    Level.objects.filter(edition=edition).delete()
