"""Everything that editions state, read at once so that they can be compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

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
from portici.plan.rules.differences.elements import Statement

Values = dict[str, Any]
Names = dict[str, dict[str, Mapping[str, str]]]


@dataclass(frozen=True)
class Statements:
    """What one edition states.

    Attributes:
        elements: in the order of the document, with what hangs on them.
        instruments, figures: by key, in their order.
        names: kind to key to name by language.
    """

    elements: list[Statement] = field(default_factory=list)
    instruments: dict[str, Values] = field(default_factory=dict)
    figures: dict[str, Values] = field(default_factory=dict)
    names: Names = field(default_factory=dict)


def statements_of(*editions: Edition, with_lines: bool = True) -> tuple[Statements, ...]:
    """What each of the editions states, in the order given. Seven queries, however many there are.

    Without lines, places in the document are left out of what hangs on elements.
    """
    pks = [edition.pk for edition in editions]
    found = {pk: Statements() for pk in pks}
    _read_levels(found)
    parts = _Parts(found, with_lines)
    parts.read_markers()
    parts.read_alignments()
    parts.read_links()
    _read_nodes(found, parts.of_node)
    _read_instruments(found)
    _read_figures(found, with_lines)
    return tuple(found[pk] for pk in pks)


def _read_levels(found: Mapping[int, Statements]) -> None:
    levels = Level.objects.filter(edition__in=found).order_by("edition", "position")
    for pk, key, name in levels.values_list("edition_id", "key", "name"):
        found[pk].names.setdefault("level", {})[key] = name


class _Parts:
    """What hangs on the nodes, by the key of their row."""

    def __init__(self, found: Mapping[int, Statements], with_lines: bool) -> None:
        self.found, self.with_lines = found, with_lines
        self.of_node: dict[int, dict[str, dict[str, Values]]] = {}

    def read_markers(self) -> None:
        rows = NodeMarker.objects.filter(edition_node__edition__in=self.found)
        for edition, node, key, name, lines in rows.order_by("marker__position", "pk").values_list(
            "edition_node__edition_id", "edition_node_id", "marker__key", "marker__name", "lines"
        ):
            self._put(edition, node, "markers", key, name, {"lines": lines})

    def read_alignments(self) -> None:
        rows = Alignment.objects.filter(edition_node__edition__in=self.found)
        for edition, node, framework, topic, title, name, basis, reason, lines in rows.order_by(
            "topic__framework__position", "topic__position", "pk"
        ).values_list(
            "edition_node__edition_id",
            "edition_node_id",
            "topic__framework__key",
            "topic__key",
            "topic__framework__title",
            "topic__name",
            "basis",
            "reason",
            "lines",
        ):
            told = {each: f"{text}: {name.get(each, '')}" for each, text in title.items()}
            values = {"basis": basis, "reason": reason or {}, "lines": lines}
            self._put(edition, node, "alignment", f"{framework}:{topic}", told, values)

    def read_links(self) -> None:
        """Which instruments a node's lines name, under which names; the lines' codes follow the node's."""
        rows = InstrumentMention.objects.filter(line__edition_node__edition__in=self.found)
        for edition, node, key, name, variant in rows.order_by(
            "instrument__position", "line__code", "pk"
        ).values_list(
            "line__edition_node__edition_id",
            "line__edition_node_id",
            "instrument__key",
            "instrument__name",
            "variant",
        ):
            links = self.of_node.setdefault(node, {}).setdefault("link", {})
            variants = links.get(key, {}).get("variants", [])
            self._put(edition, node, "link", key, name, {"variants": [*variants, variant]})

    def _put(
        self,
        edition: int,
        node: int,
        kind: str,
        key: str,
        name: Mapping[str, str],
        values: Values,
    ) -> None:
        if not self.with_lines:
            values.pop("lines", None)
        self.of_node.setdefault(node, {}).setdefault(kind, {})[key] = values
        self.found[edition].names.setdefault(kind, {})[key] = name


def _read_nodes(
    found: Mapping[int, Statements], parts: Mapping[int, dict[str, dict[str, Values]]]
) -> None:
    uid_of: dict[int, str] = {}
    root_of: dict[int, str] = {}
    rows = EditionNode.objects.filter(edition__in=found).order_by("edition", "path")
    for pk, edition, uid, code, level, parent, title, summary, official, lines in rows.values_list(
        "pk",
        "edition_id",
        "node__uid",
        "code",
        "level__key",
        "parent_id",
        "title",
        "summary",
        "official",
        "lines",
    ):
        uid_of[pk] = str(uid)
        root_of[pk] = root_of[parent] if parent else str(uid)
        found[edition].elements.append(
            Statement(
                uid=str(uid),
                code=code,
                level=level,
                parent=uid_of[parent] if parent else None,
                root=root_of[pk],
                title=title,
                summary=summary,
                official=official,
                lines=lines,
                parts=parts.get(pk, {}),
            )
        )


def _read_instruments(found: Mapping[int, Statements]) -> None:
    rows = Instrument.objects.filter(edition__in=found).order_by("edition", "position")
    for edition, key, name, kind, kind_name, summary, status, note in rows.values_list(
        "edition_id", "key", "name", "kind__key", "kind__name", "summary", "status", "merge_note"
    ):
        values = {"name": name, "kind": kind, "summary": summary, "status": status, "note": note}
        found[edition].instruments[key] = values
        found[edition].names.setdefault("instrument", {})[key] = name
        found[edition].names.setdefault("instrument-kind", {})[kind] = kind_name


def _read_figures(found: Mapping[int, Statements], with_lines: bool) -> None:
    rows = Figure.objects.filter(edition__in=found).order_by("edition", "position")
    for figure in rows:
        values: Values = {
            "name": figure.name,
            "value": _exact(figure.number) if figure.number is not None else figure.text,
            "qualifier": figure.qualifier,
            "unit": figure.unit,
            "year": figure.year,
            "scope": figure.scope,
            "cited_source": figure.cited_source,
            "caveat": figure.caveat,
        }
        if with_lines:
            values["lines"] = figure.lines
        found[figure.edition_id].figures[figure.key] = values
        found[figure.edition_id].names.setdefault("figure", {})[figure.key] = figure.name


def _exact(number: Decimal) -> str:
    """A number without zeros that say nothing, the same on every engine."""
    return f"{number.normalize():f}"
