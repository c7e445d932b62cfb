"""The state of a thing in an edition, as forms, workbooks, interface and journal know it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from portici.kernel.fingerprints import fingerprint

# The fingerprint of a state is asked for here, together with the state.
__all__ = [
    "FIELDS",
    "Change",
    "NodeText",
    "State",
    "Stated",
    "Why",
    "fingerprint",
    "is_same",
    "seen_position",
]

# Field to value, as JSON holds it: texts by language, spans as lists of pairs, numbers as text where they are exact.
State: TypeAlias = Mapping[str, Any]

# The fields that each kind of thing has, in the order in which they are shown.
FIELDS: dict[str, tuple[str, ...]] = {
    "node": ("code", "level", "parent", "position", "title", "summary", "lines"),
    "markers": ("markers",),
    "instrument": ("key", "kind", "name", "summary", "status", "merge_note", "named_elsewhere"),
    "link": ("line", "node", "lines", "instrument", "variant"),
    "alignment": ("node", "framework", "topic", "basis", "reason", "lines"),
    "figure": (
        "key",
        "topic",
        "name",
        "value",
        "qualifier",
        "unit",
        "year",
        "scope",
        "cited_source",
        "lines",
        "caveat",
        "inconsistency",
        "headline",
    ),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A thing in an edition with its state.

    Attributes:
        kind: a key of FIELDS.
        key: what names it for ever: a node's uid (for `node` and `markers`), an instrument's or figure's key,
            `line→instrument` for a link, `uid→framework:topic` for an alignment.
        label: what people call it in this edition, such as a node's code.
        state: its fields; a node's `parent`, and the `node` of a link or alignment, are uids.
    """

    kind: str
    key: str
    label: str
    state: State

    @property
    def fingerprint(self) -> str:
        """Tells two states apart: forms, workbooks and the interface's ETag carry it back to us."""
        return fingerprint(self.state)


@dataclass(frozen=True, slots=True)
class Change:
    """A thing before and after: None before when it was added, None after when it was dropped.

    Attributes:
        kind, key, label: as in `Stated`.
        change: a value of `choices.ChangeKind`.
        before, after: states.
        kept_before, kept_after: what belongs to the thing without being edited, such as its place in the order of
            pages or the document's wording; it is kept so that a change can be taken back whole.
    """

    kind: str
    key: str
    label: str
    change: str
    before: State | None
    after: State | None
    kept_before: State = field(default_factory=dict)
    kept_after: State = field(default_factory=dict)

    @property
    def changed_fields(self) -> dict[str, tuple[Any, Any]]:
        """Field to `(before, after)`, of the fields that differ; of all fields when added or dropped."""
        before, after = self.before or {}, self.after or {}
        names = [name for name in FIELDS[self.kind] if name in before or name in after]
        return {
            name: (before.get(name), after.get(name))
            for name in names
            if before.get(name) != after.get(name)
        }

    @property
    def is_wording(self) -> bool:
        """Whether a node stays where it is, under its code, and only says something else."""
        return (
            self.before is not None
            and self.after is not None
            and set(self.changed_fields) <= {"title", "summary", "lines"}
        )


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is changed, and who asked for it; every change of a draft has one.

    Attributes:
        reason: language to text; one language is enough.
        source: a value of `choices.ChangeSource`.
        note: which meeting, monitoring round or act.
    """

    reason: Mapping[str, str]
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NodeText:
    """Code and wording of a node that is about to be made."""

    code: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    lines: tuple[tuple[int, int], ...] = field(default=())


def is_same(kind: str, one: State, other: State, *, minds_position: bool = True) -> bool:
    """Whether two states of a kind say the same; a node's place among its siblings may be left out of account."""
    names = [name for name in FIELDS[kind] if minds_position or name != "position"]
    return fingerprint({name: one.get(name) for name in names}) == fingerprint(
        {name: other.get(name) for name in names}
    )


def seen_position(state: State, seen: str) -> int | None:
    """The number among its siblings that a node had when it was seen, when that is all that differs; else None.

    Numbers shift when siblings come and go; whoever edits an element need not be stopped by that.
    """
    places = range(1, MAXIMUM_SIBLINGS)
    return next((each for each in places if fingerprint({**state, "position": each}) == seen), None)


# Past this many siblings a shifted number counts as a change.
MAXIMUM_SIBLINGS = 500
