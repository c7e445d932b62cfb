"""The files of an edition's folder as plain mappings, each from its tables."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

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
    InstrumentMention,
    Level,
    Marker,
    NodeMarker,
    NodeOrigin,
    Phase,
    Topic,
)

Entry = dict[str, Any]

FORMAT = "portici-plan/1"


def content_files(edition: Edition) -> dict[str, Entry]:
    """File name to what stands in it, as written: not checked. Sixteen queries at most."""
    files = {
        "plan.yaml": _plan_file(edition),
        "instruments.yaml": _instruments_file(edition),
        "frameworks.yaml": _frameworks_file(edition),
        "figures.yaml": _figures_file(edition),
        "phases.yaml": _phases_file(edition),
    }
    if edition.recipe is not None:
        files["official.yaml"] = edition.recipe
    changes = _changes(edition)
    if changes:
        files["changes.yaml"] = {"changes": changes}
    return files


def _stated(**fields: Any) -> Entry:
    """The fields that say something: a text left empty in the tables is a field left out of the folder."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def _plan_file(edition: Edition) -> Entry:
    levels = Level.objects.filter(edition=edition).order_by("position")
    markers = Marker.objects.filter(edition=edition).order_by("position")
    return _stated(
        format=FORMAT,
        **edition.header,
        horizon=_horizon(edition),
        promoters=edition.promoters,
        edition=_stated(
            key=edition.key,
            name=edition.name,
            status=edition.status,
            base=edition.base_key,
            approved_on=edition.approved_on.isoformat() if edition.approved_on else None,
            approval_act=edition.approval_act,
            note=edition.note,
            lines=edition.lines,
        ),
        document=edition.document,
        vision=edition.vision,
        levels=[_stated(key=row.key, name=row.name, plural=row.plural) for row in levels],
        markers=[
            _stated(key=row.key, kind=row.kind, name=row.name, summary=row.summary, lines=row.lines)
            for row in markers
        ],
        colours=edition.appearance.get("colours"),
        area_icons=edition.appearance.get("icons"),
        after_approval=edition.after_approval,
        nodes=_nodes(edition),
    )


def _horizon(edition: Edition) -> Entry | None:
    if edition.horizon_to is None:
        return None
    return {
        **_stated(to=edition.horizon_to, note=edition.horizon_note, lines=edition.horizon_lines),
        "from": edition.horizon_from,
    }


def _nodes(edition: Edition) -> list[Entry]:
    marks: dict[int, list[Entry]] = defaultdict(list)
    for mark in (
        NodeMarker.objects.filter(edition_node__edition=edition)
        .select_related("marker")
        .order_by("marker__position")
    ):
        marks[mark.edition_node_id].append(_stated(key=mark.marker.key, lines=mark.lines))
    origins: dict[int, list[Entry]] = defaultdict(list)
    for origin in (
        NodeOrigin.objects.filter(edition=edition).select_related("origin").order_by("pk")
    ):
        origins[origin.node_id].append(_stated(kind=origin.kind, id=origin.origin.identity))
    rows = EditionNode.objects.filter(edition=edition).select_related("level").order_by("path")
    codes: dict[int | None, str] = {}
    nodes = []
    for row in rows:
        codes[row.pk] = row.code
        nodes.append(
            _stated(
                code=row.code,
                level=row.level.key,
                parent=codes.get(row.parent_id),
                id=row.identity,
                origins=origins.get(row.node_id),
                title=row.title,
                summary=row.summary,
                lines=row.lines,
                markers=marks.get(row.pk),
            )
        )
    return nodes


def _instruments_file(edition: Edition) -> Entry:
    links: dict[int, list[Entry]] = defaultdict(list)
    for mention in (
        InstrumentMention.objects.filter(instrument__edition=edition)
        .select_related("line__edition_node")
        .order_by("line__code")
    ):
        line = mention.line
        links[mention.instrument_id].append(
            _stated(
                line=line.code,
                strategy=line.edition_node.code,
                lines=line.lines,
                variant=mention.variant,
            )
        )
    kinds = InstrumentKind.objects.filter(edition=edition).order_by("position")
    instruments = Instrument.objects.filter(edition=edition).select_related("kind")
    return {
        "kinds": [_stated(key=row.key, name=row.name, summary=row.summary) for row in kinds],
        "instruments": [
            _stated(
                key=row.key,
                kind=row.kind.key,
                name=row.name,
                summary=row.summary,
                status=row.status,
                links=links[row.pk],
                named_elsewhere=row.named_elsewhere,
                merge_note=row.merge_note,
            )
            for row in instruments.order_by("position")
        ],
    }


def _frameworks_file(edition: Edition) -> Entry:
    topics: dict[int, list[Entry]] = defaultdict(list)
    for topic in Topic.objects.filter(framework__edition=edition).order_by("position"):
        topics[topic.framework_id].append(
            _stated(key=topic.key, code=topic.code, name=topic.name, lines=topic.lines)
        )
    frameworks = [
        _stated(
            key=row.key,
            level=row.level,
            title=row.title,
            summary=row.summary,
            reference=row.reference,
            adopted_on=row.adopted_on,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            status=row.status,
            status_note=row.status_note,
            lines=row.lines,
            topics=topics.get(row.pk),
        )
        for row in Framework.objects.filter(edition=edition).order_by("position")
    ]
    alignments = (
        Alignment.objects.filter(edition_node__edition=edition)
        .select_related("edition_node", "topic__framework")
        .order_by("edition_node__path", "topic__framework__position", "topic__position")
    )
    return {
        "frameworks": frameworks,
        "alignments": [
            _stated(
                strategy=row.edition_node.code,
                framework=row.topic.framework.key,
                topic=row.topic.key,
                basis=row.basis,
                lines=row.lines,
                reason=row.reason,
            )
            for row in alignments
        ],
    }


def _figures_file(edition: Edition) -> Entry:
    inconsistencies = Inconsistency.objects.filter(edition=edition).order_by("position")
    figures = Figure.objects.filter(edition=edition).select_related("inconsistency")
    return {
        "topics": edition.figure_topics,
        "figures": [_figure(row) for row in figures.order_by("position")],
        "inconsistencies": [
            _stated(
                key=row.key,
                title=row.title,
                summary=row.summary,
                how_shown=row.how_shown,
                lines=row.lines,
            )
            for row in inconsistencies
        ],
    }


def _figure(row: Figure) -> Entry:
    entry = _stated(
        key=row.key,
        topic=row.topic,
        name=row.name,
        kind="number" if row.text is None else "text",
        qualifier=row.qualifier,
        unit={"key": row.unit_key, **row.unit},
        year=row.year,
        scope=row.scope,
        cited_source=row.cited_source,
        lines=row.lines,
        caveat=row.caveat,
        inconsistency=row.inconsistency.key if row.inconsistency else None,
        headline=row.is_headline,
    )
    # Zero is a value; and whole numbers are whole, as in the folder.
    entry["value"] = row.text if row.number is None else _plain_number(row.number)
    return entry


def _plain_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _phases_file(edition: Edition) -> Entry:
    phases = Phase.objects.filter(edition=edition).order_by("number")
    return {
        "phases": [
            _stated(
                number=row.number,
                key=row.key,
                title=row.title,
                summary=row.summary,
                starts=row.starts,
                ends=row.ends,
                date_note=row.date_note,
                numbers=row.numbers,
                lines=row.lines,
            )
            for row in phases
        ],
        "milestones": edition.milestones,
    }


def _changes(edition: Edition) -> list[Entry]:
    rows = EditionChange.objects.filter(edition=edition).select_related("node").order_by("pk")
    return [
        _stated(
            kind=row.kind,
            subject=row.subject,
            key=row.key,
            id=row.node.identity if row.node else None,
            reason=row.reason,
            source=row.source,
            source_note=row.source_note,
            operation=str(row.operation),
            changed_on=row.changed_on.isoformat(),
        )
        for row in rows
    ]
