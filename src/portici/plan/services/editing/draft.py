"""A draft inside one transaction: open to edits or not, its changes written, each with its entries."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from portici.journal.rules.acts import Act, By, Subject
from portici.journal.services import Recording, bump_revision
from portici.journal.services.rows import insert_rows
from portici.kernel.findings import Finding
from portici.plan.choices import ChangeKind, EditionStatus
from portici.plan.models import Edition, EditionChange, EditionNode, Node
from portici.plan.queries.editing import edition_scope
from portici.plan.queries.wordings import edition_now
from portici.plan.rules.editing.checks import Frame, checked_why
from portici.plan.rules.editing.states import Change, Why
from portici.plan.services.editing.refusals import CannotEdit
from portici.plan.services.indexing import index_edition

# Characters of the journal's column for what names a thing.
LONGEST_KEY = 200


@dataclass
class Draft:
    """An edition that may be edited, with what an edit needs to know of it.

    Attributes:
        edition: its row as it is now, not as the caller had it.
        frame: what its things must keep to.
        record, by, why: who edits, and why.
        undoes: the operation that this one takes back; None for an edit.
        redoes: whether what is taken back had taken back something itself.
        node_ids: uid to primary key of the identities concerned, as far as they are known.
    """

    edition: Edition
    frame: Frame
    record: Recording
    by: By
    why: Why
    undoes: UUID | None = None
    redoes: bool = False
    node_ids: dict[str, int] = field(default_factory=dict)

    def knows(self, *rows: EditionNode) -> None:
        """Keep the identities of rows that were read."""
        self.node_ids.update({str(row.node.uid): row.node_id for row in rows})

    def node_id(self, uid: str) -> int:
        """Primary key of an identity; asked of the database only when no row was read before."""
        if uid not in self.node_ids:
            self.node_ids[uid] = Node.objects.get(uid=uid).pk
        return self.node_ids[uid]

    def log(self, changes: Sequence[Change]) -> None:
        """The reason beside the edition's text, and the entries of the journal: one each per thing changed."""
        step = len(self.record.acts)
        insert_rows([self._explanation(change) for change in changes])
        for change in changes:
            self.record.add(self._act(change, step))
        if self.edition.is_current and not self.record.changes_public:
            # A draft that everybody reads, such as a first edition: once per recording is enough.
            self.record.touch_public()
            transaction.on_commit(self._tell_readers)

    def _tell_readers(self) -> None:
        with transaction.atomic():
            index_edition(edition=Edition.objects.select_related("plan").get(pk=self.edition.pk))
            bump_revision()

    def _explanation(self, change: Change) -> EditionChange:
        uid = node_of(change)
        return EditionChange(
            edition_id=self.edition.pk,
            kind=ChangeKind.RESTORED if self.undoes else change.change,
            subject=change.kind,
            key=change.label[:150],
            node_id=self.node_id(uid) if uid else None,
            reason=dict(self.why.reason),
            source=self.why.source,
            source_note=self.why.note,
            operation=self.record.operation,
            changed_on=localtime(self.by.at).date(),
        )

    def _act(self, change: Change, step: int) -> Act:
        facts: dict[str, object] = {
            "kind": change.kind,
            "key": change.key,
            "step": step,
            "source": self.why.source,
            "source_note": self.why.note,
        }
        if change.kept_before != change.kept_after:
            facts["kept"] = [dict(change.kept_before), dict(change.kept_after)]
        if self.undoes:
            facts["undoes"] = str(self.undoes)
        if self.redoes:
            facts["redoes"] = True
        kind = "node" if change.kind == "markers" else change.kind
        happened = "restored" if self.undoes else change.change
        key, label = subject_key(change.key), change.label[:200]
        scope = edition_scope(self.edition)
        return Act(
            verb=f"plan.{change.kind}-{happened}",
            subject=Subject(f"plan.{kind}", key, label, scope),
            changes=change.changed_fields,
            reason=_first(self.why, self.frame),
            facts=facts,
            is_public=self.edition.is_current,
        )


def open_draft(
    edition: Edition,
    record: Recording,
    *,
    by: By,
    why: Why,
    undoes: UUID | None = None,
    redoes: bool = False,
) -> Draft:
    """The draft, once the rows concerned are locked. One query.

    Raises CannotEdit when the edition is not a draft now, whatever the caller's object says, or the reason is no
    reason.
    """
    found = edition_now(edition.pk)
    if found is None:
        raise CannotEdit(Finding("plan.edit-edition-gone", edition.key))
    row, is_frozen = found
    if is_frozen:
        raise CannotEdit(Finding("plan.edit-frozen", row.key))
    if row.status != EditionStatus.DRAFT:
        raise CannotEdit(Finding("plan.edit-in-consultation", row.key))
    why, findings = checked_why(why)
    refuse(findings)
    last_line = row.document.get("line_count")
    frame = Frame(tuple(row.header.get("languages") or row.plan.languages), last_line)
    return Draft(row, frame, record, by, why, undoes, redoes)


def refuse(findings: Sequence[Finding]) -> None:
    """Raises CannotEdit when there are findings."""
    if findings:
        raise CannotEdit(*findings)


def node_of(change: Change) -> str:
    """The uid of the node that a change concerns; empty for instruments and figures."""
    if change.kind in {"node", "markers"}:
        return change.key
    state = change.after or change.before or {}
    return str(state.get("node", ""))


def subject_key(key: str) -> str:
    """What names a thing in the journal's column, which is shorter than the longest name."""
    if len(key) <= LONGEST_KEY:
        return key
    digest = hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
    return f"{key[: LONGEST_KEY - 20]}…{digest}"


def _first(why: Why, frame: Frame) -> str:
    """The reason in the first of the plan's languages in which it was given."""
    languages = [*frame.languages, *why.reason]
    return next(why.reason[language] for language in languages if language in why.reason)
