"""Loading a plan folder into the database: all or nothing, as often as one likes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from portici.journal.rules.acts import Act, By
from portici.journal.services import Recording, recording
from portici.kernel.findings import Finding
from portici.plan.choices import EditionStatus
from portici.plan.models import (
    Edition,
    EditionChange,
    EditionNode,
    Figure,
    Framework,
    Inconsistency,
    Instrument,
    InstrumentKind,
    Level,
    Marker,
    NodeOrigin,
    Phase,
    Plan,
)
from portici.plan.queries.content import verification
from portici.plan.rules.canonical import content_digest, folder_content
from portici.plan.rules.shape import PlanFolder
from portici.plan.services import writing
from portici.plan.services.folder import FolderReport
from portici.plan.services.indexing import index_edition
from portici.plan.services.standing import edition_subject, hold_row, make_current
from portici.plan.services.wording import attached_wording, write_wording

Progress = Callable[[str, int, int], None]

# Each stage in the order in which later ones lean on earlier ones.
STAGES: dict[str, Callable[[Edition, PlanFolder], None]] = {
    "tree": writing.write_tree,
    "instruments": writing.write_instruments,
    "frameworks": writing.write_frameworks,
    "figures": writing.write_figures,
    "phases": writing.write_phases,
    "changes": writing.write_changes,
}


class CannotLoad(Exception):
    """The folder has findings: nothing was loaded."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


FROZEN = (EditionStatus.APPROVED, EditionStatus.SUPERSEDED)


def load_plan(*, report: FolderReport, by: By, progress: Progress | None = None) -> Edition:
    """Put a sound folder in the place of what the database holds of that edition.

    Identities of nodes are kept, and so is the wording attached from the official document. Loading
    the same folder again changes nothing, the revision included. `progress` is told each stage with
    how many are done and how many there are. Raises CannotLoad when the report has findings, or when the
    edition is frozen and the folder says something else.

    An approved folder becomes the edition that is shown, and supersedes the one approved before; another is shown
    only where the plan has none yet.
    """
    if report.folder is None or report.findings:
        raise CannotLoad(report.findings)
    folder = report.folder
    digest = content_digest(folder_content(folder))
    with recording(by=by) as record:
        plan = _plan_row(folder)
        edition = _edition_row(plan, folder)
        before = edition.content_hash or None
        if edition.pk is not None and _held_hash(edition) == digest:
            return edition
        if edition.frozen_at is not None:
            raise CannotLoad((_frozen(edition, folder),))
        kept = attached_wording(edition)
        edition.content_hash = digest
        edition.loaded_at = by.at
        _write_edition(edition, folder, record)
        _empty(edition)
        for number, (stage, write) in enumerate(STAGES.items(), start=1):
            write(edition, folder)
            if progress is not None:
                progress(stage, number, len(STAGES))
        if kept:
            write_wording(edition, kept)
        _settle(edition, folder, by)
        index_edition(edition=edition)
        record.add(
            Act(
                verb="plan.edition-loaded",
                subject=edition_subject(edition),
                changes={"content_hash": (before, digest)},
                is_public=edition.is_current or edition.status != EditionStatus.DRAFT,
            )
        )
    return edition


def _held_hash(edition: Edition) -> str:
    """The hash of what the edition holds: a draft may have been edited since its hash was written."""
    if edition.frozen_at is not None:
        return edition.content_hash
    return verification(edition).recomputed


def _frozen(edition: Edition, folder: PlanFolder) -> Finding:
    facts: dict[str, object] = {"edition": edition.key}
    place = folder.place_of("plan.yaml", "edition")
    return Finding("plan.edition-frozen", edition.plan.slug, facts, place)


def _plan_row(folder: PlanFolder) -> Plan:
    """The plan's row, kept from other steps with its editions; what it says follows its current edition."""
    header = _header(folder)
    slug = header.pop("slug")
    Plan.objects.get_or_create(slug=slug, defaults=header)
    return Plan.objects.select_for_update(no_key=True).get(slug=slug)


def _edition_row(plan: Plan, folder: PlanFolder) -> Edition:
    """The edition's row, kept from whoever edits it; a new one, not saved, where there is none of that key."""
    key = folder.plan.edition.key
    found = Edition.objects.filter(plan=plan, key=key).order_by("pk").first()
    held = hold_row(found) if found is not None else None
    return held or Edition(plan=plan, key=key, is_current=False)


def _header(folder: PlanFolder) -> dict[str, Any]:
    """What the plan calls itself in this edition: later editions may call it otherwise."""
    entry = folder.plan
    return {
        "slug": entry.slug,
        "title": entry.title,
        "short_title": entry.short_title,
        "summary": entry.summary,
        "languages": entry.languages,
        "territory": entry.territory or "",
    }


def _write_edition(edition: Edition, folder: PlanFolder, record: Recording) -> None:
    """The edition's own row; it is frozen last, once everything is written."""
    entry = folder.plan
    edition.name = entry.edition.name
    edition.base_key = entry.edition.base or ""
    edition.base = _edition_of_key(edition.plan, edition.base_key)
    approved_on = entry.edition.approved_on
    edition.approved_on = date.fromisoformat(approved_on) if approved_on else None
    edition.approval_act = entry.edition.approval_act or ""
    edition.header = _header(folder)
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
    edition.status = EditionStatus(entry.edition.status)
    others = Edition.objects.filter(plan=edition.plan).exclude(pk=edition.pk)
    if edition.status == EditionStatus.APPROVED or not others.filter(is_current=True).exists():
        make_current(edition, record)
    edition.status = EditionStatus.DRAFT
    edition.save()


def _settle(edition: Edition, folder: PlanFolder, by: By) -> None:
    """Everything is written: what is approved is frozen, and editions that began from this one know it."""
    edition.status = EditionStatus(folder.plan.edition.status)
    edition.frozen_at = by.at if edition.status in FROZEN else None
    edition.save(update_fields=["status", "frozen_at"])
    successors = Edition.objects.filter(plan=edition.plan, base_key=edition.key, base=None)
    successors.exclude(pk=edition.pk).update(base=edition)


def _edition_of_key(plan: Plan, key: str) -> Edition | None:
    return Edition.objects.filter(plan=plan, key=key).order_by("pk").first() if key else None


def _empty(edition: Edition) -> None:
    """Nothing of the edition stays but its row and the identities of its nodes."""
    for model in (Figure, Inconsistency, Framework, Instrument, InstrumentKind, Phase, Marker):
        model.objects.filter(edition=edition).delete()
    EditionChange.objects.filter(edition=edition).delete()
    NodeOrigin.objects.filter(edition=edition).delete()
    EditionNode.objects.filter(edition=edition).delete()
    Level.objects.filter(edition=edition).delete()
