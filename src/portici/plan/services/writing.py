"""Writing the parts of a plan folder as rows of an edition that holds none of them yet."""

from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from portici.plan.models import (
    Alignment,
    Edition,
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
    levels = {
        level.key: Level.objects.create(
            edition=edition, key=level.key, position=position, name=level.name, plural=level.plural
        )
        for position, level in enumerate(folder.plan.levels)
    }
    markers = {
        entry.key: Marker.objects.create(
            edition=edition,
            key=entry.key,
            position=position,
            kind=entry.kind,
            name=entry.name,
            summary=entry.summary or {},
            lines=pairs(entry.lines),
        )
        for position, entry in enumerate(folder.plan.markers)
    }
    identities = _identities(edition.plan, folder.plan.nodes)
    paths = tree_paths(folder.plan.nodes)
    rows: dict[str, EditionNode] = {}
    for depth in range(len(folder.plan.levels)):
        key = folder.plan.levels[depth].key
        batch = [
            EditionNode(
                edition=edition,
                node=identities[entry.code],
                level=levels[key],
                parent=rows[entry.parent] if entry.parent else None,
                code=entry.code,
                identity=entry.id or "",
                path=paths[entry.code],
                title=entry.title,
                summary=entry.summary,
                lines=pairs(entry.lines),
            )
            for entry in folder.plan.nodes
            if entry.level == key
        ]
        rows.update({row.code: row for row in EditionNode.objects.bulk_create(batch)})
    NodeMarker.objects.bulk_create(
        NodeMarker(edition_node=rows[entry.code], marker=markers[mark.key], lines=pairs(mark.lines))
        for entry in folder.plan.nodes
        for mark in entry.markers
    )


def _identities(plan: Plan, entries: list[NodeEntry]) -> dict[str, Node]:
    """The identity row of every node, made where it is new."""
    wanted = {
        entry.code: node_uid(slug=plan.slug, code=entry.code, identity=entry.id)
        for entry in entries
    }
    known = {node.uid: node for node in Node.objects.filter(plan=plan).order_by("pk")}
    missing = [Node(plan=plan, uid=uid) for uid in wanted.values() if uid not in known]
    known.update({node.uid: node for node in Node.objects.bulk_create(missing)})
    return {code: known[uid] for code, uid in wanted.items()}


def write_instruments(edition: Edition, folder: PlanFolder) -> None:
    """Kinds, instruments, the lines of the document that name them, and who names what."""
    nodes = dict(EditionNode.objects.filter(edition=edition).values_list("code", "pk"))
    kinds = {
        entry.key: InstrumentKind.objects.create(
            edition=edition,
            key=entry.key,
            position=position,
            name=entry.name,
            summary=entry.summary or {},
        )
        for position, entry in enumerate(folder.instruments.kinds)
    }
    instruments = Instrument.objects.bulk_create(
        Instrument(
            edition=edition,
            key=entry.key,
            position=position,
            kind=kinds[entry.kind],
            name=entry.name,
            summary=entry.summary or {},
            status=entry.status,
            merge_note=entry.merge_note or {},
            named_elsewhere=pairs(entry.named_elsewhere),
        )
        for position, entry in enumerate(folder.instruments.instruments)
    )
    distinct = {link.line: link for entry in folder.instruments.instruments for link in entry.links}
    lines = InstrumentLine.objects.bulk_create(
        InstrumentLine(
            edition_node_id=nodes[link.strategy], code=link.line, lines=pairs(link.lines)
        )
        for _code, link in sorted(distinct.items())
    )
    line_rows = {line.code: line for line in lines}
    InstrumentMention.objects.bulk_create(
        InstrumentMention(line=line_rows[link.line], instrument=instrument, variant=link.variant)
        for instrument, entry in zip(instruments, folder.instruments.instruments, strict=True)
        for link in entry.links
    )


def write_frameworks(edition: Edition, folder: PlanFolder) -> None:
    """Frameworks, their topics, and the alignments of nodes to them."""
    nodes = dict(EditionNode.objects.filter(edition=edition).values_list("code", "pk"))
    frameworks = Framework.objects.bulk_create(
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
    by_key = {(topic.framework.key, topic.key): topic for topic in topics}
    Alignment.objects.bulk_create(
        Alignment(
            edition_node_id=nodes[entry.strategy],
            topic=by_key[entry.framework, entry.topic],
            basis=entry.basis,
            reason=entry.reason or {},
            lines=pairs(entry.lines),
        )
        for entry in folder.frameworks.alignments
    )


def write_figures(edition: Edition, folder: PlanFolder) -> None:
    """Figures and the inconsistencies that they refer to."""
    inconsistencies = {
        entry.key: Inconsistency.objects.create(
            edition=edition,
            key=entry.key,
            position=position,
            title=entry.title,
            summary=entry.summary,
            how_shown=entry.how_shown or {},
            lines=pairs(entry.lines),
        )
        for position, entry in enumerate(folder.figures.inconsistencies)
    }
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


def pairs(spans: list[tuple[int, int]]) -> list[list[int]]:
    """Spans as JSON lists."""
    return [list(span) for span in spans]
