"""The life of an edition: begun as a copy, put to consultation, approved and frozen, superseded."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils import timezone
from pydantic import TypeAdapter, ValidationError

from portici.journal.rules.acts import Act, By
from portici.journal.services import recording
from portici.kernel.findings import Finding
from portici.kernel.shapes import Key
from portici.plan.choices import EditionStatus
from portici.plan.models import Edition, EditionChange, EditionNode, NodeOrigin
from portici.plan.queries.content import content_findings, edition_content
from portici.plan.rules.canonical import content_digest
from portici.plan.rules.schema import Title
from portici.plan.services.copying import copy_rows
from portici.plan.services.indexing import index_edition
from portici.plan.services.standing import edition_subject, hold_row, make_current

_KEY = TypeAdapter[str](Key)
_TITLE = TypeAdapter[str](Title)

# What a copy takes from the row of its base. Name, note and lines are the base's own; the recipe and the attached
# wording belong to the base's document.
_COPIED = (
    "header",
    "horizon_from",
    "horizon_to",
    "horizon_note",
    "horizon_lines",
    "vision",
    "promoters",
    "document",
    "after_approval",
    "milestones",
    "figure_topics",
    "appearance",
)


_NOT_THERE = {
    EditionStatus.DRAFT: "plan.edition-not-draft",
    EditionStatus.IN_CONSULTATION: "plan.edition-not-in-consultation",
}


class CannotChangeEdition(Exception):
    """The edition cannot take that step: every reason is a finding, and nothing was changed."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


def new_edition(*, base: Edition, key: str, name: Mapping[str, str], by: By) -> Edition:
    """Begin a draft as a copy of `base`: every node keeps its identity. Raises CannotChangeEdition.

    `name` needs one language; the others of the plan say the same until somebody translates it. The copy has no
    official wording and no recipe for it: those are of the base's document.
    """
    with recording(by=by) as record:
        base = _held(base)
        key = key.strip()
        names, refusals = _names(base, name)
        _refuse((*_key_faults(base, key), *_base_faults(base), *refusals))
        edition = Edition.objects.create(
            plan=base.plan,
            key=key,
            name=names,
            status=EditionStatus.DRAFT,
            is_current=False,
            base=base,
            base_key=base.key,
            loaded_at=by.at,
            **{field: getattr(base, field) for field in _COPIED},
        )
        copy_rows(base=base, edition=edition)
        edition.content_hash = content_digest(edition_content(edition))
        edition.save(update_fields=["content_hash"])
        record.add(
            Act(
                verb="plan.edition-begun",
                subject=edition_subject(edition),
                changes={"name": (None, names), "base": (None, base.key)},
            )
        )
    return edition


def rename_edition(*, edition: Edition, name: Mapping[str, str], by: By) -> None:
    """Give an edition that is not frozen another name. Raises CannotChangeEdition."""
    with recording(by=by) as record:
        locked = _held(edition)
        _refuse(_frozen_faults(locked))
        names, refusals = _names(locked, name)
        _refuse(refusals)
        if names == locked.name:
            return
        before, locked.name = locked.name, names
        locked.save(update_fields=["name"])
        record.add(
            Act(
                verb="plan.edition-renamed",
                subject=edition_subject(locked),
                changes={"name": (before, names)},
                is_public=_is_public(locked),
            )
        )
    edition.name = names


def open_consultation(*, edition: Edition, by: By, reason: str = "") -> None:
    """Draft → in consultation: everybody can read it from now on. Raises CannotChangeEdition."""
    _step(edition, EditionStatus.DRAFT, EditionStatus.IN_CONSULTATION, by, reason)


def close_consultation(*, edition: Edition, by: By, reason: str = "") -> None:
    """In consultation → draft. Raises CannotChangeEdition."""
    _step(edition, EditionStatus.IN_CONSULTATION, EditionStatus.DRAFT, by, reason)


def approval_findings(edition: Edition) -> tuple[Finding, ...]:
    """All that stands in the way of approving the edition as it is now: the checks of a folder, on its content."""
    return (*_frozen_faults(edition), *content_findings(edition))


def approve_edition(
    *, edition: Edition, act: str, approved_on: date, by: By, reason: str = ""
) -> None:
    """Draft or in consultation → approved: frozen with its content hash, shown where no edition is named; the
    edition that was approved before is superseded. Raises CannotChangeEdition with everything that does not agree
    in its content (the same checks as for a folder).
    """
    with recording(by=by) as record:
        # Every edit has ended, and none begins before this does: the hash is of all of it.
        locked = _held(edition)
        _refuse(_frozen_faults(locked))
        act = act.strip()
        before = locked.status
        locked.status = EditionStatus.APPROVED
        locked.approval_act = act
        locked.approved_on = approved_on
        _refuse((*_act_faults(act, approved_on, by), *content_findings(locked)))
        locked.content_hash = content_digest(edition_content(locked))
        locked.frozen_at = by.at
        make_current(locked, record)
        locked.save()
        index_edition(edition=locked)
        record.add(
            Act(
                verb="plan.edition-approved",
                subject=edition_subject(locked),
                changes={
                    "status": (before, EditionStatus.APPROVED.value),
                    "approval_act": (None, act),
                    "approved_on": (None, approved_on.isoformat()),
                    "content_hash": (None, locked.content_hash),
                },
                reason=reason,
                is_public=True,
            )
        )
    edition.refresh_from_db()


def discard_draft(*, edition: Edition, by: By, reason: str) -> None:
    """Delete a draft that will not become an edition. Raises CannotChangeEdition unless it is a draft.

    What the journal says of it stays, and so do the identities of nodes that only it stated: none is used again.
    """
    with recording(by=by) as record:
        locked = _held(edition)
        _refuse(_discard_faults(locked, reason))
        subject = edition_subject(locked)
        _delete(locked)
        record.add(
            Act(
                verb="plan.edition-discarded",
                subject=subject,
                changes={"name": (locked.name, None)},
                reason=reason.strip(),
            )
        )


def _step(
    edition: Edition, origin: EditionStatus, target: EditionStatus, by: By, reason: str
) -> None:
    with recording(by=by) as record:
        locked = _held(edition)
        if locked.status != origin:
            raise CannotChangeEdition(Finding(_NOT_THERE[origin], locked.key))
        locked.status = target
        locked.save(update_fields=["status"])
        record.add(
            Act(
                verb="plan.consultation-opened"
                if target == EditionStatus.IN_CONSULTATION
                else "plan.consultation-closed",
                subject=edition_subject(locked),
                changes={"status": (origin.value, target.value)},
                reason=reason,
                is_public=True,
            )
        )
    edition.status = target


def _held(edition: Edition) -> Edition:
    found = hold_row(edition)
    if found is None:
        raise CannotChangeEdition(Finding("plan.edition-gone", edition.key))
    return found


def _delete(edition: Edition) -> None:
    # What refers to nodes of the draft goes first: a cascade would fetch every row to learn it.
    EditionChange.objects.filter(edition=edition).delete()
    NodeOrigin.objects.filter(edition=edition).delete()
    EditionNode.objects.filter(edition=edition).delete()
    Edition.objects.filter(pk=edition.pk).delete()


def _is_public(edition: Edition) -> bool:
    return edition.is_current or edition.status != EditionStatus.DRAFT


def _refuse(findings: Iterable[Finding]) -> None:
    found = tuple(findings)
    if found:
        raise CannotChangeEdition(*found)


def _frozen_faults(edition: Edition) -> Iterator[Finding]:
    if edition.frozen_at is not None:
        yield Finding("plan.edition-is-frozen", edition.key)


def _key_faults(base: Edition, key: str) -> Iterator[Finding]:
    try:
        _KEY.validate_python(key)
    except ValidationError:
        yield Finding("plan.edition-key-wrong", key)
        return
    if Edition.objects.filter(plan=base.plan, key=key).exists():
        yield Finding("plan.edition-key-taken", key)


def _base_faults(base: Edition) -> Iterator[Finding]:
    if base.status == EditionStatus.DRAFT and not base.is_current:
        yield Finding("plan.edition-base-draft", base.key)


def _names(edition: Edition, name: Mapping[str, str]) -> tuple[dict[str, str], list[Finding]]:
    """The name in every language of the plan, and what is wrong with it."""
    languages = edition.header["languages"]
    given = {language: text.strip() for language, text in name.items() if text.strip()}
    findings = [
        Finding("plan.edition-name-language", language, {"known": ", ".join(languages)})
        for language in given
        if language not in languages
    ]
    if not given:
        findings.append(Finding("plan.edition-name-missing"))
    for text in given.values():
        try:
            _TITLE.validate_python(text)
        except ValidationError:
            findings.append(Finding("plan.edition-name-wrong", text[:60]))
    first = next(iter(given.values()), "")
    return {language: given.get(language, first) for language in languages}, findings


def _act_faults(act: str, approved_on: date, by: By) -> Iterator[Finding]:
    try:
        _TITLE.validate_python(act)
    except ValidationError:
        yield Finding("plan.approval-act-wrong", act[:60])
    if approved_on > timezone.localtime(by.at).date():
        yield Finding("plan.approval-in-future", approved_on.isoformat())


def _discard_faults(edition: Edition, reason: str) -> Iterator[Finding]:
    if edition.status != EditionStatus.DRAFT:
        yield Finding("plan.edition-not-draft", edition.key)
    if edition.is_current:
        yield Finding("plan.edition-is-current", edition.key)
    if Edition.objects.filter(base=edition).exists():
        yield Finding("plan.edition-is-base", edition.key)
    if not reason.strip():
        yield Finding("plan.discard-without-reason", edition.key)
