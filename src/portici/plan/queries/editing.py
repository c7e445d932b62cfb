"""The draft as editors see it: states with their fingerprints."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from portici.journal.queries import EntryRow, history
from portici.journal.rules.acts import By
from portici.plan.models import (
    Alignment,
    Edition,
    EditionNode,
    Figure,
    Instrument,
    InstrumentMention,
    Level,
    NodeMarker,
)
from portici.plan.rules.editing.checks import plain_number
from portici.plan.rules.editing.states import FIELDS, Stated
from portici.plan.rules.editing.tree import Standing, Tree

# How far back the last change of a person is looked for, in entries.
_LOOKED_BACK = 400


def node_stated(edition: Edition, code: str) -> Stated | None:
    """A node's state; None when there is no node of that code. Constant queries."""
    row = node_rows(edition).filter(code=code).first()
    return stated_node(row) if row else None


def markers_stated(edition: Edition, code: str) -> Stated | None:
    """Which markers a node carries. Two queries."""
    row = node_rows(edition).filter(code=code).first()
    if row is None:
        return None
    marks = NodeMarker.objects.filter(edition_node=row).select_related("marker")
    return stated_markers(row, marks.order_by("marker__position"))


def instrument_stated(edition: Edition, key: str) -> Stated | None:
    """An instrument's state. One query."""
    row = instrument_rows(edition).filter(key=key).first()
    return stated_instrument(row) if row else None


def figure_stated(edition: Edition, key: str) -> Stated | None:
    """A figure's state. One query."""
    row = figure_rows(edition).filter(key=key).first()
    return stated_figure(row) if row else None


def alignment_stated(edition: Edition, code: str, framework: str, topic: str) -> Stated | None:
    """An alignment's state. One query."""
    rows = alignment_rows(edition).filter(
        edition_node__code=code, topic__key=topic, topic__framework__key=framework
    )
    row = rows.first()
    return stated_alignment(row) if row else None


def link_stated(edition: Edition, line: str, instrument: str) -> Stated | None:
    """The state of a line's naming of an instrument. One query."""
    row = link_rows(edition).filter(line__code=line, instrument__key=instrument).first()
    return stated_link(row) if row else None


def all_stated(edition: Edition, *kinds: str) -> dict[str, dict[str, Stated]]:
    """Kind to key to state, of everything of these kinds in the edition, in the order of pages. Constant queries."""
    return {kind: {thing.key: thing for thing in _READERS[kind](edition)} for kind in kinds}


def tree_of(edition: Edition) -> Tree:
    """The tree of a draft. Two queries."""
    levels = tuple(
        Level.objects.filter(edition=edition).order_by("position").values_list("key", flat=True)
    )
    rows = EditionNode.objects.filter(edition=edition).order_by("path")
    values = rows.values_list("node__uid", "code", "level__position", "parent__node__uid", "path")
    nodes = {
        str(uid): Standing(str(uid), code, depth, str(parent) if parent else None, _last(path))
        for uid, code, depth, parent, path in values
    }
    return Tree(nodes, levels)


@dataclass(frozen=True, slots=True)
class LastOperation:
    """The last thing that somebody did in an edition, to be taken back.

    Attributes:
        operation: what `undo_operation` is told.
        verb, label: of its first entry; `journal.phrases.verb_name` has words for the verb.
        things: how many things it changed.
        at: when.
    """

    operation: UUID
    verb: str
    label: str
    things: int
    at: datetime


def last_operation(edition: Edition, by: By) -> LastOperation | None:
    """What "undo" takes back: somebody's last change in the edition that was not taken back. Two queries.

    What took something back does not count; once it was itself taken back, what it had taken back counts again.
    """
    taken_back: set[str] = set()
    for operation, entries in _operations(edition, by):
        undoes = str(entries[0].facts.get("undoes", ""))
        if str(operation) in taken_back:
            continue
        if not undoes:
            return _last_operation(entries)
        taken_back.add(undoes)
    return None


def last_undo(edition: Edition, by: By) -> LastOperation | None:
    """What "redo" takes back: somebody's last change, when it took something back. Two queries."""
    taken_back: set[str] = set()
    for operation, entries in _operations(edition, by):
        undoes = str(entries[0].facts.get("undoes", ""))
        if not undoes:
            return None
        if str(operation) not in taken_back and not entries[0].facts.get("redoes"):
            return _last_operation(entries)
        taken_back |= {undoes, str(operation)}
    return None


def edition_scope(edition: Edition) -> str:
    """The journal's scope that holds everything done in an edition."""
    return f"plan:{edition.plan.slug}:{edition.key}"


def _operations(edition: Edition, by: By) -> list[tuple[UUID, list[EntryRow]]]:
    """What somebody did in the edition, the newest first, with the entries in the order in which they were written."""
    entries = history(
        scope=edition_scope(edition), actor_id=by.actor_id, with_names=True, limit=_LOOKED_BACK
    )
    grouped: dict[UUID, list[EntryRow]] = defaultdict(list)
    for entry in entries:
        if "step" in entry.facts:
            grouped[entry.operation].insert(0, entry)
    return list(grouped.items())


def _last_operation(entries: list[EntryRow]) -> LastOperation:
    first = entries[0]
    return LastOperation(
        first.operation, first.verb, first.subject_label, len(entries), entries[-1].at
    )


# Rows with all that a state is made of, in the order of pages.


def node_rows(edition: Edition) -> QuerySet[EditionNode]:
    """Nodes with level, identity and parent."""
    rows = EditionNode.objects.filter(edition=edition).order_by("path")
    return rows.select_related("level", "node", "parent__node")


def instrument_rows(edition: Edition) -> QuerySet[Instrument]:
    """Instruments with their kinds."""
    return Instrument.objects.filter(edition=edition).select_related("kind").order_by("position")


def figure_rows(edition: Edition) -> QuerySet[Figure]:
    """Figures with the inconsistencies that they name."""
    rows = Figure.objects.filter(edition=edition).order_by("position")
    return rows.select_related("inconsistency")


def alignment_rows(edition: Edition) -> QuerySet[Alignment]:
    """Alignments with node, topic and framework."""
    rows = Alignment.objects.filter(edition_node__edition=edition)
    return rows.select_related("edition_node__node", "topic__framework").order_by(
        "edition_node__path", "topic__framework__position", "topic__position"
    )


def link_rows(edition: Edition) -> QuerySet[InstrumentMention]:
    """What the lines of means name, with line, node and instrument."""
    rows = InstrumentMention.objects.filter(instrument__edition=edition)
    return rows.select_related("line__edition_node__node", "instrument").order_by(
        "line__edition_node__path", "line__code", "instrument__position"
    )


def mark_rows(edition: Edition) -> QuerySet[NodeMarker]:
    """Markers on nodes, in the order of the markers."""
    rows = NodeMarker.objects.filter(edition_node__edition=edition).select_related("marker")
    return rows.order_by("marker__position")


# From rows to states.


def stated_node(row: EditionNode) -> Stated:
    """The state of a node's row."""
    state = node_state(
        code=row.code,
        level=row.level.key,
        parent=str(row.parent.node.uid) if row.parent else None,
        path=row.path,
        title=row.title,
        summary=row.summary,
        lines=row.lines,
    )
    return Stated("node", str(row.node.uid), row.code, state)


def node_state(*, path: str, **fields: Any) -> dict[str, Any]:
    """A node's state from its columns: its place among its siblings is the last part of its path."""
    stated = {**fields, "position": _last(path)}
    return {name: stated[name] for name in FIELDS["node"]}


def stated_markers(row: EditionNode, marks: Iterable[NodeMarker]) -> Stated:
    """The state of a node's markers, which come in their order."""
    keys = [mark.marker.key for mark in marks]
    return Stated("markers", str(row.node.uid), row.code, {"markers": keys})


def stated_instrument(row: Instrument) -> Stated:
    """The state of an instrument's row."""
    state = {
        "key": row.key,
        "kind": row.kind.key,
        "name": row.name,
        "summary": row.summary,
        "status": row.status,
        "merge_note": row.merge_note,
        "named_elsewhere": row.named_elsewhere,
    }
    return Stated("instrument", row.key, row.key, state)


def stated_figure(row: Figure) -> Stated:
    """The state of a figure's row."""
    state = {
        "key": row.key,
        "topic": row.topic,
        "name": row.name,
        "value": row.text if row.number is None else plain_number(row.number),
        "qualifier": row.qualifier,
        "unit": {"key": row.unit_key, **row.unit},
        "year": row.year,
        "scope": row.scope,
        "cited_source": row.cited_source,
        "lines": row.lines,
        "caveat": row.caveat,
        "inconsistency": row.inconsistency.key if row.inconsistency else None,
        "headline": row.is_headline,
    }
    return Stated("figure", row.key, row.key, state)


def stated_alignment(row: Alignment) -> Stated:
    """The state of an alignment's row."""
    uid, topic = str(row.edition_node.node.uid), row.topic
    state = {
        "node": uid,
        "framework": topic.framework.key,
        "topic": topic.key,
        "basis": row.basis,
        "reason": row.reason,
        "lines": row.lines,
    }
    label = f"{row.edition_node.code} → {topic.framework.key}:{topic.key}"
    return Stated("alignment", alignment_key(uid, topic.framework.key, topic.key), label, state)


def stated_link(row: InstrumentMention) -> Stated:
    """The state of a line's naming of an instrument."""
    line = row.line
    state = {
        "line": line.code,
        "node": str(line.edition_node.node.uid),
        "lines": line.lines,
        "instrument": row.instrument.key,
        "variant": row.variant,
    }
    label = f"{line.code} → {row.instrument.key}"
    return Stated("link", link_key(line.code, row.instrument.key), label, state)


def alignment_key(uid: str, framework: str, topic: str) -> str:
    """What names an alignment for ever."""
    return f"{uid}→{framework}:{topic}"


def link_key(line: str, instrument: str) -> str:
    """What names the naming of an instrument by a line."""
    return f"{line}→{instrument}"


def _last(path: str) -> int:
    """A node's number among its siblings."""
    return int(path.rpartition(".")[2])


def _all_markers(edition: Edition) -> list[Stated]:
    marks: dict[int, list[NodeMarker]] = defaultdict(list)
    for mark in mark_rows(edition):
        marks[mark.edition_node_id].append(mark)
    return [stated_markers(row, marks[row.pk]) for row in node_rows(edition)]


_READERS: dict[str, Callable[[Edition], Iterable[Stated]]] = {
    "node": lambda edition: map(stated_node, node_rows(edition)),
    "markers": _all_markers,
    "instrument": lambda edition: map(stated_instrument, instrument_rows(edition)),
    "figure": lambda edition: map(stated_figure, figure_rows(edition)),
    "alignment": lambda edition: map(stated_alignment, alignment_rows(edition)),
    "link": lambda edition: map(stated_link, link_rows(edition)),
}
