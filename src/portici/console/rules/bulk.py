"""Changing markers and alignments of many elements at once: what would become of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portici.plan.rules.outline import NodeRow


@dataclass(frozen=True, slots=True)
class BulkWish:
    """What is to be added and taken away: keys of markers, `framework:topic` of alignments; empty for nothing."""

    add_marker: str = ""
    remove_marker: str = ""
    add_topic: str = ""
    remove_topic: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is wished for."""
        return not (self.add_marker or self.remove_marker or self.add_topic or self.remove_topic)

    @property
    def contradicts_itself(self) -> bool:
        """Whether the same thing is to be added and taken away."""
        return bool(self.add_marker and self.add_marker == self.remove_marker) or bool(
            self.add_topic and self.add_topic == self.remove_topic
        )


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What becomes of one element: fields of `BulkWish` that change something there."""

    row: NodeRow
    changes: tuple[str, ...]


def bulk_changes(rows: Iterable[NodeRow], wish: BulkWish) -> list[BulkChange]:
    """What becomes of every element: one that has what is to be added, or lacks what is to go, stays as it is."""
    return [BulkChange(row, _changes(row, wish)) for row in rows]


def _changes(row: NodeRow, wish: BulkWish) -> tuple[str, ...]:
    happens = {
        "add_marker": wish.add_marker and wish.add_marker not in row.markers,
        "remove_marker": wish.remove_marker and wish.remove_marker in row.markers,
        "add_topic": wish.add_topic and wish.add_topic not in row.topics,
        "remove_topic": wish.remove_topic and wish.remove_topic in row.topics,
    }
    return tuple(name for name, is_so in happens.items() if is_so)


def codes_changed_by(changes: Sequence[BulkChange], *names: str) -> list[str]:
    """The codes of the elements in which one of these changes happens."""
    return [each.row.code for each in changes if set(names) & set(each.changes)]
