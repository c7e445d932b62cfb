"""Writing the parts of a plan folder as rows of an edition that holds none of them yet."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from portici.plan.models import (
    Alignment,
    Edition,
    EditionChange,
    EditionNode,
    Figure,
    Framework,
    Inconsistency,
    Instrument,
    InstrumentKind,
    InstrumentLine,
    InstrumentMention,
    Level,
    Marker,
    Node,
    NodeMarker,
    NodeOrigin,
    Phase,
    Plan,
    Topic,
)
from portici.plan.rules.schema import NodeEntry
from portici.plan.rules.shape import PlanFolder
from portici.plan.rules.tree import tree_paths


def node_uid(*, slug: str, code: str, identity: str | None) -> UUID:
    """The identity of a node: the same on every installation that loads the same plan."""
    return uuid5(NAMESPACE_URL, f"portici:{slug}:{identity or code}")


def write_tree(edition: Edition, folder: PlanFolder) -> None:
    """Levels, markers, nodes and the markers on them."""
    nodes = _write_nodes(edition, folder)
    markers = _write_markers(edition, folder)
    NodeMarker.objects.bulk_create(
        NodeMarker(
            edition_node=nodes[entry.code], marker=markers[mark.key], lines=pairs(mark.lines)
        )
        for entry in folder.plan.nodes
        for mark in entry.markers
    )


def _write_nodes(edition: Edition, folder: PlanFolder) -> dict[str, EditionNode]:
    """The nodes by code; a level is written whole before the next, because a row needs its parent's."""
    identities = _identities(edition.plan, folder.plan.nodes)
    paths = tree_paths(folder.plan.nodes)
    rows: dict[str, EditionNode] = {}
    for level in _write_levels(edition, folder):
        batch = [
            EditionNode(
                edition=edition,
                node=identities[entry.code],
                level=level,
                parent=rows[entry.parent] if entry.parent else None,
                code=entry.code,
                identity=entry.id or "",
                path=paths[entry.code],
                title=entry.title,
                summary=entry.summary,
                lines=pairs(entry.lines),
            )
            for entry in folder.plan.nodes
            if entry.level == level.key
        ]
        rows.update({row.code: row for row in EditionNode.objects.bulk_create(batch)})
    return rows


def _write_levels(edition: Edition, folder: PlanFolder) -> list[Level]:
    """The levels from the highest."""
    return Level.objects.bulk_create(
        Level(
            edition=edition, key=entry.key, position=position, name=entry.name, plural=entry.plural
        )
        for position, entry in enumerate(folder.plan.levels)
    )


def _write_markers(edition: Edition, folder: PlanFolder) -> dict[str, Marker]:
    markers = Marker.objects.bulk_create(
        Marker(
            edition=edition,
            key=entry.key,
            position=position,
            kind=entry.kind,
            name=entry.name,
            summary=entry.summary or {},
            lines=pairs(entry.lines),
        )
        for position, entry in enumerate(folder.plan.markers)
    )
    return {marker.key: marker for marker in markers}


def _identities(plan: Plan, entries: list[NodeEntry]) -> dict[str, Node]:
    """The identity row of every node by its code, made where it is new."""
    names = {entry.code: entry.id or entry.code for entry in entries}
    nodes = nodes_named(plan, names.values())
    return {code: nodes[name] for code, name in names.items()}


def nodes_named(plan: Plan, names: Iterable[str]) -> dict[str, Node]:
    """The identity rows by the names that identities are made of; what is not there yet is made. Two queries at most.

    A name is the code that the node had at first, or its `id`.
    """
    wanted = {name: node_uid(slug=plan.slug, code=name, identity=None) for name in names}
    known = {node.uid: node for node in Node.objects.filter(plan=plan).order_by("pk")}
    missing = [
        Node(plan=plan, uid=uid, identity=name) for name, uid in wanted.items() if uid not in known
    ]
    known.update({node.uid: node for node in Node.objects.bulk_create(missing)})
    return {name: known[uid] for name, uid in wanted.items()}


def write_instruments(edition: Edition, folder: PlanFolder) -> None:
    """Kinds, instruments, the lines of the document that name them, and who names what."""
    instruments = _write_catalogue(edition, folder)
    lines = _write_instrument_lines(edition, folder)
    InstrumentMention.objects.bulk_create(
        InstrumentMention(line=lines[link.line], instrument=instrument, variant=link.variant)
        for instrument, entry in zip(instruments, folder.instruments.instruments, strict=True)
        for link in entry.links
    )


def _write_catalogue(edition: Edition, folder: PlanFolder) -> list[Instrument]:
    """The distinct instruments in the folder's order, with their kinds."""
    kinds = InstrumentKind.objects.bulk_create(
        InstrumentKind(
            edition=edition,
            key=entry.key,
            position=position,
            name=entry.name,
            summary=entry.summary or {},
        )
        for position, entry in enumerate(folder.instruments.kinds)
    )
    kind_of_key = {kind.key: kind for kind in kinds}
    return Instrument.objects.bulk_create(
        Instrument(
            edition=edition,
            key=entry.key,
            position=position,
            kind=kind_of_key[entry.kind],
            name=entry.name,
            summary=entry.summary or {},
            status=entry.status,
            merge_note=entry.merge_note or {},
            named_elsewhere=pairs(entry.named_elsewhere),
        )
        for position, entry in enumerate(folder.instruments.instruments)
    )


def _write_instrument_lines(edition: Edition, folder: PlanFolder) -> dict[str, InstrumentLine]:
    """The lines by code, each once, however many instruments it names."""
    nodes = _node_keys(edition)
    distinct = {link.line: link for entry in folder.instruments.instruments for link in entry.links}
    lines = InstrumentLine.objects.bulk_create(
        InstrumentLine(
            edition_node_id=nodes[link.strategy], code=link.line, lines=pairs(link.lines)
        )
        for _code, link in sorted(distinct.items())
    )
    return {line.code: line for line in lines}


def write_frameworks(edition: Edition, folder: PlanFolder) -> None:
    """Frameworks, their topics, and the alignments of nodes to them."""
    nodes = _node_keys(edition)
    topics = _write_topics(_write_framework_rows(edition, folder), folder)
    Alignment.objects.bulk_create(
        Alignment(
            edition_node_id=nodes[entry.strategy],
            topic=topics[entry.framework, entry.topic],
            basis=entry.basis,
            reason=entry.reason or {},
            lines=pairs(entry.lines),
        )
        for entry in folder.frameworks.alignments
    )


def _write_framework_rows(edition: Edition, folder: PlanFolder) -> list[Framework]:
    return Framework.objects.bulk_create(
        Framework(
            edition=edition,
            key=entry.key,
            position=position,
            level=entry.level,
            title=entry.title,
            summary=entry.summary or {},
            reference=entry.reference or "",
            adopted_on=entry.adopted_on or "",
            valid_from=entry.valid_from or "",
            valid_to=entry.valid_to or "",
            status=entry.status,
            status_note=entry.status_note or {},
            lines=pairs(entry.lines),
        )
        for position, entry in enumerate(folder.frameworks.frameworks)
    )


def _write_topics(frameworks: list[Framework], folder: PlanFolder) -> dict[tuple[str, str], Topic]:
    """Topics by the keys of framework and topic."""
    topics = Topic.objects.bulk_create(
        Topic(
            framework=framework,
            key=topic.key,
            position=position,
            code=topic.code or "",
            name=topic.name,
            lines=pairs(topic.lines),
        )
        for framework, entry in zip(frameworks, folder.frameworks.frameworks, strict=True)
        for position, topic in enumerate(entry.topics)
    )
    return {(topic.framework.key, topic.key): topic for topic in topics}


def write_figures(edition: Edition, folder: PlanFolder) -> None:
    """Figures and the inconsistencies that they refer to."""
    inconsistencies = _write_inconsistencies(edition, folder)
    Figure.objects.bulk_create(
        Figure(
            edition=edition,
            key=entry.key,
            position=position,
            topic=entry.topic,
            name=entry.name,
            number=None if isinstance(entry.value, dict) else Decimal(str(entry.value)),
            text=entry.value if isinstance(entry.value, dict) else None,
            qualifier=entry.qualifier or "",
            unit_key=entry.unit.key,
            unit=entry.unit.model_dump(exclude={"key"}, exclude_none=True),
            year=entry.year,
            scope=entry.scope or {},
            cited_source=entry.cited_source or "",
            lines=pairs(entry.lines),
            caveat=entry.caveat or {},
            inconsistency=inconsistencies[entry.inconsistency] if entry.inconsistency else None,
            is_headline=entry.headline,
        )
        for position, entry in enumerate(folder.figures.figures)
    )


def _write_inconsistencies(edition: Edition, folder: PlanFolder) -> dict[str, Inconsistency]:
    rows = Inconsistency.objects.bulk_create(
        Inconsistency(
            edition=edition,
            key=entry.key,
            position=position,
            title=entry.title,
            summary=entry.summary,
            how_shown=entry.how_shown or {},
            lines=pairs(entry.lines),
        )
        for position, entry in enumerate(folder.figures.inconsistencies)
    )
    return {row.key: row for row in rows}


def write_phases(edition: Edition, folder: PlanFolder) -> None:
    """The phases of the making of the plan."""
    Phase.objects.bulk_create(
        Phase(
            edition=edition,
            number=entry.number,
            key=entry.key,
            title=entry.title,
            summary=entry.summary,
            starts=entry.starts,
            ends=entry.ends,
            date_note=entry.date_note or {},
            numbers=[number.model_dump(mode="json") for number in entry.numbers],
            lines=pairs(entry.lines),
        )
        for entry in folder.phases.phases
    )


def write_changes(edition: Edition, folder: PlanFolder) -> None:
    """Where nodes come from, and why the edition says what it says."""
    entries = folder.plan.nodes
    names = {each.id for each in folder.changes.changes if each.id}
    names |= {origin.id for entry in entries for origin in entry.origins}
    if not names and not folder.changes.changes:
        return
    nodes = nodes_named(edition.plan, sorted(names | {each.id or each.code for each in entries}))
    NodeOrigin.objects.bulk_create(
        NodeOrigin(
            edition=edition,
            node=nodes[entry.id or entry.code],
            origin=nodes[origin.id],
            kind=origin.kind,
        )
        for entry in entries
        for origin in entry.origins
    )
    EditionChange.objects.bulk_create(
        EditionChange(
            edition=edition,
            kind=change.kind,
            subject=change.subject,
            key=change.key,
            node=nodes[change.id] if change.id else None,
            reason=change.reason,
            source=change.source,
            source_note=change.source_note or "",
            operation=UUID(change.operation),
            changed_on=date.fromisoformat(change.changed_on),
        )
        for change in folder.changes.changes
    )


def _node_keys(edition: Edition) -> dict[str, int]:
    """Primary keys of the edition's nodes by code."""
    return dict(
        EditionNode.objects.filter(edition=edition).order_by("path").values_list("code", "pk")
    )


def pairs(spans: list[tuple[int, int]]) -> list[list[int]]:
    """Spans as JSON lists."""
    return [list(span) for span in spans]
