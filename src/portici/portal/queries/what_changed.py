"""What changed in an edition and why: by who asked for it, and by area."""

from collections.abc import Sequence
from dataclasses import dataclass

from portici.plan.choices import ChangeSource
from portici.plan.queries.differences import ChangeTold, EditionDifference
from portici.plan.rules.differences.elements import Statement
from portici.portal.queries.comparison import AddressOf
from portici.portal.queries.reasons import ReasonShown, reasons_shown
from portici.portal.queries.words import in_words
from portici.ui.appearance import accent_class


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """Something that was changed, with the reasons that one source gave.

    Attributes:
        code_before, code_after: of an element; empty where it is not in that edition, and for other things.
        href: the element's page; empty for other things.
    """

    code_before: str
    code_after: str
    title: str
    href: str
    reasons: tuple[ReasonShown, ...]


@dataclass(frozen=True, slots=True)
class ChangedArea:
    """What was changed in one branch of the plan; without a code, what stands beside the tree."""

    code: str
    title: str
    accent: str
    things: tuple[ChangedThing, ...]


@dataclass(frozen=True, slots=True)
class ChangedSource:
    """What one source asked for."""

    key: str
    label: str
    count: int
    areas: tuple[ChangedArea, ...]


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """All of it; `unexplained` counts the elements that differ although no reason was recorded."""

    sources: tuple[ChangedSource, ...]
    unexplained: int


def what_changed(difference: EditionDifference, *, address_of: AddressOf) -> WhatChanged:
    """The reasons of an edition, grouped: of what differs in the end, not of what was taken back. No query."""
    differing = {("node", each.uid) for each in difference.elements}
    differing |= {(each.kind, each.key) for each in (*difference.instruments, *difference.figures)}
    order = [*difference.after, *(uid for uid in difference.before if uid not in difference.after)]
    place = {uid: number for number, uid in enumerate(order)}
    by_source: dict[str, dict[tuple[str, str], list[ChangeTold]]] = {}
    for thing, changes in difference.reasons.items():
        for change in changes if thing in differing else ():
            by_source.setdefault(change.source, {}).setdefault(thing, []).append(change)
    teller = _Teller(difference, address_of, place)
    known = [source for source in ChangeSource if source.value in by_source]
    return WhatChanged(
        sources=tuple(
            ChangedSource(
                source.value,
                str(source.label),
                len(by_source[source.value]),
                teller.areas(by_source[source.value]),
            )
            for source in known
        ),
        unexplained=sum(
            1 for each in difference.elements if not difference.reasons_of("node", each.uid)
        ),
    )


class _Teller:
    """Puts the things of one source into areas and words."""

    def __init__(
        self, difference: EditionDifference, address_of: AddressOf, place: dict[str, int]
    ) -> None:
        self.difference, self.address_of, self.place = difference, address_of, place

    def areas(self, things: dict[tuple[str, str], list[ChangeTold]]) -> tuple[ChangedArea, ...]:
        """In the order of the document; what stands beside the tree comes last."""
        roots: dict[str, list[ChangedThing]] = {}
        last = len(self.place)
        for (subject, key), changes in sorted(
            things.items(), key=lambda thing: (self.place.get(thing[0][1], last), thing[0])
        ):
            statement = self._statement(key) if subject == "node" else None
            root = statement.root if statement else ""
            roots.setdefault(root, []).append(self._thing(subject, key, statement, changes))
        return tuple(self._area(root, shown) for root, shown in roots.items())

    def _area(self, root: str, things: Sequence[ChangedThing]) -> ChangedArea:
        statement = self._statement(root)
        if statement is None:
            return ChangedArea("", "", "", tuple(things))
        accent = accent_class(statement.code)
        return ChangedArea(statement.code, in_words(statement.title), accent, tuple(things))

    def _thing(
        self, subject: str, key: str, statement: Statement | None, changes: Sequence[ChangeTold]
    ) -> ChangedThing:
        reasons = reasons_shown(changes)
        if statement is None:
            name = in_words(self.difference.names.get(subject, {}).get(key, {}))
            return ChangedThing("", "", name or changes[-1].key, "", reasons)
        before = self.difference.before.get(statement.uid)
        after = self.difference.after.get(statement.uid)
        return ChangedThing(
            code_before=before.code if before else "",
            code_after=after.code if after else "",
            title=in_words(statement.title),
            href=self.address_of(statement, after is not None),
            reasons=reasons,
        )

    def _statement(self, uid: str) -> Statement | None:
        return self.difference.after.get(uid) or self.difference.before.get(uid)
