"""The life of one element across the editions of its plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from portici.plan.choices import ChangeKind, EditionStatus
from portici.plan.models import Edition, EditionChange, EditionNode, Node, NodeOrigin
from portici.plan.queries.differences import ChangeTold, told
from portici.plan.rules.differences.elements import KINDS

# Compositions name the types of what they are handed.
__all__ = [
    "EditionNode",
    "Life",
    "LifeStep",
    "OtherElement",
    "changes_hanging_on",
    "earlier_statement",
    "life_of_node",
    "public_changes_of_node",
]

_PUBLIC = Q(edition__is_current=True) | ~Q(edition__status=EditionStatus.DRAFT)


@dataclass(frozen=True, slots=True)
class OtherElement:
    """An element as one edition names it: one that this element came out of, or that came out of it."""

    edition: str
    code: str
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LifeStep:
    """What an edition did with an element.

    Attributes:
        statement: how the edition states the element; None where it is no longer, or not yet, in it.
        kinds: what happened to it in this edition, as far as it is recorded or can be seen; empty when nothing did.
        changes: the reasons that were given, in order.
        origins: elements of the edition before that it came out of.
        became: elements of this edition that came out of it.
    """

    edition: Edition
    statement: EditionNode | None
    kinds: tuple[ChangeKind, ...]
    changes: tuple[ChangeTold, ...]
    origins: tuple[OtherElement, ...] = ()
    became: tuple[OtherElement, ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """An element across editions.

    Attributes:
        steps: the editions that have to do with it, the newest first.
        namesake: the newest statement of another element under the code that was asked for; None without any.
    """

    steps: tuple[LifeStep, ...]
    namesake: EditionNode | None


def earlier_statement(slug: str, code: str) -> EditionNode | None:
    """The newest public statement under a code that the current edition does not have; None when there is none.

    With edition and plan. One query.
    """
    return (
        EditionNode.objects.filter(_PUBLIC, edition__plan__slug=slug, code=code)
        .filter(edition__is_current=False)
        .select_related("edition__plan")
        .defer("edition__recipe")
        .order_by("-edition__pk")
        .first()
    )


def life_of_node(
    uid: str, *, code: str = "", among: Sequence[Edition] = (), also: Edition | None = None
) -> Life:
    """What became of an element in every edition that everybody reads. Three queries.

    `code` is the one under which it is read: another element may have had it. `among` adds editions in which the
    element may be missing, such as the current one; `also` one that is read although it is a draft.
    """
    node_uid = UUID(uid)
    statements = _statements(node_uid, code, also)
    own = {each.edition_id: each for each in statements if each.node.uid == node_uid}
    named = {(each.edition_id, each.node_id): each for each in statements}
    origins = list(
        NodeOrigin.objects.filter(Q(node__uid=node_uid) | Q(origin__uid=node_uid))
        .select_related("node", "origin")
        .order_by("pk")
    )
    changes = EditionChange.objects.filter(node__uid=node_uid).select_related("node").order_by("pk")
    editions = {each.edition_id: each.edition for each in statements}
    editions |= {edition.pk: edition for edition in among}
    story = _Story(node_uid, own, named, origins, list(changes))
    steps = [story.step(editions[pk]) for pk in sorted(editions, reverse=True)]
    namesakes = [each for each in statements if each.code == code and each.node.uid != node_uid]
    return Life(
        steps=tuple(step for step in steps if step is not None),
        namesake=namesakes[-1] if namesakes else None,
    )


def _statements(uid: UUID, code: str, also: Edition | None) -> list[EditionNode]:
    """The element's statements, of the elements that it came out of and that came out of it, and of its namesakes."""
    related = Node.objects.filter(
        Q(uid=uid) | Q(offspring__node__uid=uid) | Q(origins__origin__uid=uid)
    )
    visible = _PUBLIC | Q(edition=also) if also is not None else _PUBLIC
    return list(
        EditionNode.objects.filter(visible, node__plan__nodes__uid=uid)
        .filter(Q(node__in=related.values("pk")) | Q(code=code))
        .select_related("edition", "node")
        .defer("lines", "official", "edition__recipe")
        .order_by("edition__pk", "path")
    )


@dataclass(frozen=True)
class _Story:
    """All that is known of one element, to be told edition by edition."""

    uid: UUID
    own: Mapping[int, EditionNode]
    named: Mapping[tuple[int, int], EditionNode]
    origins: Sequence[NodeOrigin]
    changes: Sequence[EditionChange]

    def step(self, edition: Edition) -> LifeStep | None:
        """What the edition did; None when it has nothing to do with the element."""
        now, base = self.own.get(edition.pk), edition.base_id
        before = self.own.get(base) if base else None
        changes = tuple(
            told(change, edition.key) for change in self.changes if change.edition_id == edition.pk
        )
        origins = self._others(edition, base, came_from=True)
        became = self._others(edition, edition.pk, came_from=False)
        if now is None and before is None and not changes and not became:
            return None
        kinds = self._kinds(now, before, bool(base), changes, became)
        return LifeStep(edition, now, kinds, changes, origins, became)

    def _others(
        self, edition: Edition, named_in: int | None, *, came_from: bool
    ) -> tuple[OtherElement, ...]:
        """The elements that it came out of, or that came out of it, as far as that edition states them."""
        if named_in is None:
            return ()
        pairs = [
            (each.node, each.origin) if came_from else (each.origin, each.node)
            for each in self.origins
            if each.edition_id == edition.pk
        ]
        stated = [
            self.named.get((named_in, there.pk)) for here, there in pairs if here.uid == self.uid
        ]
        return tuple(
            OtherElement(other.edition.key, other.code, other.title) for other in stated if other
        )

    def _kinds(
        self,
        now: EditionNode | None,
        before: EditionNode | None,
        has_base: bool,
        changes: Sequence[ChangeTold],
        became: Sequence[OtherElement],
    ) -> tuple[ChangeKind, ...]:
        """What can be seen by comparing with the base, and what was recorded beside it."""
        seen = {ChangeKind(change.kind) for change in changes if change.subject == "node"}
        if any(change.subject != "node" for change in changes):
            seen.add(ChangeKind.CHANGED)
        if now is None and not became:
            seen = {ChangeKind.DROPPED}
        if now is not None and before is None and has_base:
            seen = {ChangeKind.ADDED}
        if now is not None and before is not None:
            seen |= _seen(before, now)
        return tuple(kind for kind in KINDS if kind in seen)


def _seen(before: EditionNode, now: EditionNode) -> set[ChangeKind]:
    seen = set()
    if before.code != now.code:
        seen.add(ChangeKind.RENUMBERED)
    if (before.title, before.summary) != (now.title, now.summary):
        seen.add(ChangeKind.REWORDED)
    return seen


def changes_hanging_on(uids: Iterable[str]) -> dict[str, tuple[set[UUID], set[str]]]:
    """Slug of a plan to the operations that changed alignments and links of these nodes, and what those were called.

    One query.
    """
    changes = EditionChange.objects.filter(
        node__uid__in=list(uids), subject__in=["alignment", "link"]
    ).order_by("pk")
    found: dict[str, tuple[set[UUID], set[str]]] = {}
    for slug, operation, label in changes.values_list("edition__plan__slug", "operation", "key"):
        operations, labels = found.setdefault(slug, (set(), set()))
        operations.add(operation)
        labels.add(label)
    return found


def public_changes_of_node(uid: str) -> list[ChangeTold]:
    """Every change of an element in the editions that everybody reads, the newest first. One query."""
    changes = (
        EditionChange.objects.filter(_PUBLIC, node__uid=uid)
        .select_related("node", "edition")
        .defer("edition__recipe")
        .order_by("-pk")
    )
    return [told(change, change.edition.key) for change in changes]
