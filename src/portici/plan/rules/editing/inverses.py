"""Taking a change back: its inverse, from what the journal keeps of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portici.plan.rules.editing.states import FIELDS, Change, State, Stated


@dataclass(frozen=True, slots=True)
class Done:
    """One entry of an operation.

    Attributes:
        kind, key, label: of the thing.
        step: what was written together has the same number.
        fields: field to `(before, after)`, of those that changed.
        kept: what was kept before and after, beside the fields.
    """

    kind: str
    key: str
    label: str
    step: int
    fields: Mapping[str, tuple[Any, Any]]
    kept: tuple[State, State]

    @property
    def has_come(self) -> bool:
        """Whether the thing was added."""
        return _names(self) <= set(self.fields) and all(
            before is None for before, _after in self.fields.values()
        )

    @property
    def has_gone(self) -> bool:
        """Whether the thing was dropped."""
        return _names(self) <= set(self.fields) and all(
            after is None for _before, after in self.fields.values()
        )


@dataclass(frozen=True, slots=True)
class Left:
    """What an operation left of a thing: the fields that it wrote, as it wrote them; None when it dropped the thing."""

    label: str
    fields: State | None


def left_state(done: Sequence[Done]) -> dict[tuple[str, str], Left]:
    """What the entries of an operation, in their order, left of each thing."""
    left: dict[tuple[str, str], Left] = {}
    for each in done:
        name = (each.kind, each.key)
        earlier = left.get(name)
        if each.has_gone:
            left[name] = Left(each.label, None)
            continue
        fields = {field: after for field, (_before, after) in each.fields.items()}
        known = earlier.fields if earlier and earlier.fields else {}
        left[name] = Left(each.label, {**known, **fields})
    return left


def inverse(done: Done, current: Stated | None) -> Change:
    """The change that puts a thing back as it was: what came goes, what went comes, what changed changes back.

    `current` is the thing as it is now, None when it is not there; fields that others changed since stay.
    """
    before = {field: value for field, (value, _after) in done.fields.items()}
    if current is None:
        return Change(
            done.kind, done.key, done.label, "restored", None, _whole(done.kind, before),
            kept_after=done.kept[0],
        )  # fmt: skip
    after = None if done.has_come else {**current.state, **before}
    return Change(
        done.kind, done.key, current.label, "restored", current.state, after,
        kept_after=done.kept[0] if after is not None else {},
    )  # fmt: skip


def unmarked(kind: str, key: str, label: str) -> Stated | None:
    """A node that is not there carries no markers; None for other kinds of things."""
    return Stated(kind, key, label, {"markers": []}) if kind == "markers" else None


def _whole(kind: str, fields: State) -> State:
    return {name: fields.get(name) for name in FIELDS[kind]}


def _names(done: Done) -> set[str]:
    """The fields that an entry of a thing that came or went has for certain."""
    return _CERTAIN[done.kind]


# Fields that are never empty, so that they stand in the entry of every thing that came or went.
_CERTAIN = {
    "node": {"code", "level", "title"},
    "markers": {"never"},
    "instrument": {"key", "name"},
    "link": {"line", "instrument"},
    "alignment": {"framework", "topic"},
    "figure": {"key", "name"},
}
