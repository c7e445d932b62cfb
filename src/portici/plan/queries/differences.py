"""What is different between two editions, with the reasons that were given for it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from portici.plan.choices import ChangeKind
from portici.plan.models import Edition, EditionChange, NodeOrigin
from portici.plan.queries.statements import Statements, statements_of
from portici.plan.rules.differences.elements import (
    KINDS,
    ElementDifference,
    Origin,
    PartChange,
    Statement,
    element_differences,
    part_changes,
)

# Compositions name the types of what they are handed.
__all__ = ["ChangeTold", "EditionDifference", "changes_in", "edition_difference", "lineage"]


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """A change as whoever made it explained it.

    Attributes:
        edition: key of the edition in which it was made.
        kind: a value of `choices.ChangeKind`; subject, key: what was changed, as `EditionChange` names it.
        uid: identity of the element concerned; empty where there is none.
        reason: texts by language. source: a value of `choices.ChangeSource`. note: which meeting, round or act.
        operation: shared by what was changed in one act, here and in the journal.
    """

    edition: str
    kind: str
    subject: str
    key: str
    uid: str
    reason: Mapping[str, str]
    source: str
    note: str
    operation: UUID
    changed_on: date


@dataclass(frozen=True)
class EditionDifference:
    """Two editions compared.

    Attributes:
        one, other: the earlier and the later edition, as they were handed over.
        elements: what became of every element that is not the same, in the order of the later document.
        declared: what the editions say of themselves as a whole: vision, horizon, title.
        instruments, figures: those that came, went or changed.
        names: kind (`level`, `markers`, `alignment`, `link`, `instrument`, `figure`) to key to name by language.
        before, after: every element of the two editions by its uid, in the order of the document.
        reasons: changes told of an element, by its uid; of another thing, by its subject and key.
        is_backwards: the first edition came out of the second, so that reasons would be told the wrong way round.
        steps: keys of the editions whose changes lead from the one to the other.
    """

    one: Edition
    other: Edition
    elements: tuple[ElementDifference, ...]
    declared: tuple[PartChange, ...]
    instruments: tuple[PartChange, ...]
    figures: tuple[PartChange, ...]
    names: Mapping[str, Mapping[str, Mapping[str, str]]]
    before: Mapping[str, Statement]
    after: Mapping[str, Statement]
    reasons: Mapping[tuple[str, str], tuple[ChangeTold, ...]] = field(default_factory=dict)
    is_backwards: bool = False
    steps: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """How many elements each thing happened to, in the order of KINDS; kinds that did not happen are left out."""
        counted = Counter(kind for element in self.elements for kind in element.kinds)
        return {kind: counted[kind] for kind in KINDS if counted[kind]}

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.elements or self.declared or self.instruments or self.figures)

    def reasons_of(self, subject: str, key: str) -> tuple[ChangeTold, ...]:
        """Why a thing was changed, in the order of the changes: an element by `node` and uid."""
        return self.reasons.get((subject, key), ())


def edition_difference(one: Edition, other: Edition) -> EditionDifference:
    """Compare two editions of one plan by the identity of what is in them. Twelve queries at most.

    The reasons are those of every edition that leads from the one to the other. Editions that have no common
    ancestor are compared all the same, without reasons.
    """
    same_document = one.document == other.document
    before, after = statements_of(one, other, with_lines=same_document)
    steps, is_backwards = lineage(one, other)
    return EditionDifference(
        one=one,
        other=other,
        elements=element_differences(
            before.elements,
            after.elements,
            origins=_origins(steps),
            same_document=same_document,
        ),
        declared=tuple(part_changes("edition", _declared(one), _declared(other))),
        instruments=tuple(part_changes("instrument", before.instruments, after.instruments)),
        figures=tuple(part_changes("figure", before.figures, after.figures)),
        names=_names(before, after),
        before={each.uid: each for each in before.elements},
        after={each.uid: each for each in after.elements},
        reasons=_by_thing(changes_in(steps)),
        is_backwards=is_backwards,
        steps=tuple(step.key for step in steps),
    )


def lineage(one: Edition, other: Edition) -> tuple[tuple[Edition, ...], bool]:
    """The editions whose changes lead from the one to the other, the earliest first; and whether it is backwards.

    They are those from the nearest common ancestor to the other. One query.
    """
    editions = Edition.objects.filter(plan=other.plan_id).only("key", "base_id").order_by("pk")
    known = {edition.pk: edition for edition in editions}
    ancestors = {edition.pk for edition in _line(one, known)}
    line = _line(other, known)
    steps: list[Edition] = []
    for edition in line:
        if edition.pk in ancestors:
            return tuple(reversed(steps)), edition.pk == other.pk and one.pk != other.pk
        steps.append(edition)
    return (), False


def _line(edition: Edition, known: Mapping[int, Edition]) -> list[Edition]:
    """The edition and those before it, the nearest first."""
    line: list[Edition] = []
    step: int | None = edition.pk
    while step is not None:
        line.append(known[step])
        step = known[step].base_id
    return line


def changes_in(editions: Iterable[Edition]) -> list[ChangeTold]:
    """Every change that was made in these editions, in the order in which they were made. One query, or none."""
    keys = {edition.pk: edition.key for edition in editions}
    if not keys:
        return []
    changes = EditionChange.objects.filter(edition__in=keys).select_related("node").order_by("pk")
    return [told(change, keys[change.edition_id]) for change in changes]


def told(change: EditionChange, edition: str) -> ChangeTold:
    """A change as readers are told of it. No query when its node has been read with it."""
    return ChangeTold(
        edition=edition,
        kind=change.kind,
        subject=change.subject,
        key=change.key,
        uid=str(change.node.uid) if change.node else "",
        reason=change.reason,
        source=change.source,
        note=change.source_note,
        operation=change.operation,
        changed_on=change.changed_on,
    )


def _origins(editions: Iterable[Edition]) -> list[Origin]:
    keys = [edition.pk for edition in editions]
    if not keys:
        return []
    rows = NodeOrigin.objects.filter(edition__in=keys).order_by("pk")
    return [
        Origin(str(node), str(origin), kind)
        for node, origin, kind in rows.values_list("node__uid", "origin__uid", "kind")
    ]


def _by_thing(changes: Iterable[ChangeTold]) -> dict[tuple[str, str], tuple[ChangeTold, ...]]:
    """Changes of an element, of what hangs on it, and of other things, by what they are about."""
    found: dict[tuple[str, str], tuple[ChangeTold, ...]] = {}
    for change in changes:
        thing = ("node", change.uid) if change.uid else (change.subject, change.key)
        found[thing] = (*found.get(thing, ()), change)
    return found


def _declared(edition: Edition) -> dict[str, Any]:
    """What an edition says of itself; what it does not say is left out."""
    header: Mapping[str, Any] = edition.header or {}
    said = {
        "title": header.get("title"),
        "summary": header.get("summary"),
        "vision": (edition.vision or {}).get("text"),
        "horizon": [edition.horizon_from, edition.horizon_to] if edition.horizon_from else None,
    }
    return {name: value for name, value in said.items() if value}


def _names(before: Statements, after: Statements) -> dict[str, dict[str, Mapping[str, str]]]:
    kinds = dict.fromkeys((*before.names, *after.names))
    return {kind: {**before.names.get(kind, {}), **after.names.get(kind, {})} for kind in kinds}
