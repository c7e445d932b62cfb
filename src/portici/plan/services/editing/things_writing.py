"""Writing changes of instruments, figures, links, alignments and markers as rows."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Max, QuerySet

from portici.kernel.findings import Finding
from portici.plan.models import (
    Alignment,
    EditionNode,
    Figure,
    Inconsistency,
    Instrument,
    InstrumentKind,
    InstrumentLine,
    InstrumentMention,
    Marker,
    NodeMarker,
    Topic,
)
from portici.plan.queries.editing import alignment_rows, link_rows, mark_rows, stated_alignment
from portici.plan.rules.editing.states import Change, State
from portici.plan.services.editing.belongings import Belongings
from portici.plan.services.editing.draft import Draft
from portici.plan.services.editing.refusals import CannotEdit


def write_instruments(draft: Draft, changes: Sequence[Change]) -> list[Change]:
    """Instruments that come and change, and those that go while no line names them."""
    written = []
    for change in changes:
        state = change.after
        rows = Instrument.objects.filter(edition=draft.edition)
        if state is None:
            written.append(_drop_instrument(change, rows))
            continue
        kind = InstrumentKind.objects.filter(edition=draft.edition, key=state["kind"]).first()
        if kind is None:
            raise CannotEdit(Finding("plan.kind-unknown", change.label, {"kind": state["kind"]}))
        fields = {
            "kind": kind,
            "name": state["name"],
            "summary": state["summary"],
            "status": state["status"],
            "merge_note": state["merge_note"],
            "named_elsewhere": state["named_elsewhere"],
        }
        if change.before is None:
            position = _position(rows, change)
            Instrument.objects.create(
                edition=draft.edition, key=state["key"], position=position, **fields
            )
        else:
            rows.filter(key=change.key).update(**fields)
        written.append(change)
    return written


def _drop_instrument(change: Change, rows: QuerySet[Instrument]) -> Change:
    row = rows.get(key=change.key)
    lines = InstrumentMention.objects.filter(instrument=row).order_by("line__code")
    codes = list(lines.values_list("line__code", flat=True))
    if codes:
        facts = {"lines": ", ".join(codes)}
        raise CannotEdit(Finding("plan.edit-instrument-in-use", change.label, facts))
    row.delete()
    return replace(change, kept_before={"position": row.position})


def write_figures(draft: Draft, changes: Sequence[Change]) -> list[Change]:
    """Figures that come, change and go."""
    written = []
    for change in changes:
        rows = Figure.objects.filter(edition=draft.edition)
        if change.after is None:
            row = rows.get(key=change.key)
            row.delete()
            written.append(replace(change, kept_before={"position": row.position}))
            continue
        fields = _figure_fields(draft, change, change.after)
        if change.before is None:
            position = _position(rows, change)
            Figure.objects.create(
                edition=draft.edition, key=change.key, position=position, **fields
            )
        else:
            rows.filter(key=change.key).update(**fields)
        written.append(change)
    return written


def _figure_fields(draft: Draft, change: Change, state: State) -> dict[str, Any]:
    is_text = isinstance(state["value"], dict)
    inconsistency = None
    if state["inconsistency"]:
        rows = Inconsistency.objects.filter(edition=draft.edition, key=state["inconsistency"])
        inconsistency = rows.first()
        if inconsistency is None:
            facts = {"key": state["inconsistency"]}
            raise CannotEdit(Finding("plan.inconsistency-unknown", change.label, facts))
    return {
        "topic": state["topic"],
        "name": state["name"],
        "number": None if is_text else Decimal(state["value"]),
        "text": state["value"] if is_text else None,
        "qualifier": state["qualifier"],
        "unit_key": state["unit"]["key"],
        "unit": {name: text for name, text in state["unit"].items() if name != "key"},
        "year": state["year"],
        "scope": state["scope"],
        "cited_source": state["cited_source"],
        "lines": state["lines"],
        "caveat": state["caveat"],
        "inconsistency": inconsistency,
        "is_headline": state["headline"],
    }


def _position(rows: QuerySet[Any], change: Change) -> int:
    """Last in the order of pages; the old place for what comes back, while nothing else stands there."""
    kept = change.kept_after.get("position")
    if kept is not None and not rows.filter(position=kept).exists():
        return int(kept)
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def drop_links(draft: Draft, changes: Sequence[Change], belongings: Belongings) -> list[Change]:
    """Lines that no longer name an instrument; a line that names nothing any more goes, with its wording."""
    written = []
    for change in changes:
        state = change.before or {}
        mention = link_rows(draft.edition).get(
            line__code=state["line"], instrument__key=state["instrument"]
        )
        line = mention.line
        mention.delete()
        if not InstrumentMention.objects.filter(line=line).exists():
            kept = {"official": line.official, **belongings.take(line.code, "instrument")}
            line.delete()
            change = replace(change, kept_before=kept)
        written.append(change)
    return written


def write_links(draft: Draft, changes: Sequence[Change], belongings: Belongings) -> None:
    """Lines that name an instrument: made where they are new, moved and reworded where they change."""
    # Most changes are of other things: even a query for nothing costs time to put together.
    nodes = _nodes(draft, [change.after or {} for change in changes]) if changes else {}
    for change in changes:
        state = change.after or {}
        node = nodes[state["node"]]
        lines = InstrumentLine.objects.filter(edition_node__edition=draft.edition)
        line = lines.filter(code=state["line"]).select_related("edition_node").first()
        if line is None:
            line = InstrumentLine.objects.create(
                edition_node=node,
                code=state["line"],
                lines=state["lines"],
                official=change.kept_after.get("official", ""),
            )
            belongings.give(line.code, dict(change.kept_after))
        elif change.before is None and line.edition_node_id != node.pk:
            facts = {"first": line.edition_node.code, "second": node.code}
            raise CannotEdit(Finding("plan.line-two-places", line.code, facts))
        elif change.before and (line.edition_node_id, line.lines) != (node.pk, state["lines"]):
            line.edition_node, line.lines = node, state["lines"]
            line.save(update_fields=["edition_node", "lines"])
        if change.before is None:
            _mention(draft, line, state)
        elif change.before["variant"] != state["variant"]:
            mentions = InstrumentMention.objects.filter(line=line)
            mentions.filter(instrument__key=state["instrument"]).update(variant=state["variant"])


def _mention(draft: Draft, line: InstrumentLine, state: State) -> None:
    instrument = Instrument.objects.filter(edition=draft.edition, key=state["instrument"]).first()
    if instrument is None:
        raise CannotEdit(Finding("plan.edit-unknown", state["instrument"]))
    InstrumentMention.objects.create(line=line, instrument=instrument, variant=state["variant"])


def drop_alignments(draft: Draft, changes: Sequence[Change]) -> None:
    """Alignments that go. Two queries for any number."""
    if changes:
        rows = _alignments(draft, changes)
        Alignment.objects.filter(pk__in=[rows[change.key].pk for change in changes]).delete()


def write_alignments(draft: Draft, changes: Sequence[Change]) -> None:
    """Alignments that come and change. Four queries for any number of those that come."""
    coming = [change for change in changes if change.before is None]
    staying = [change for change in changes if change.before is not None]
    if coming:
        states = [change.after or {} for change in coming]
        nodes, topics = _nodes(draft, states), _topics(draft, states)
        Alignment.objects.bulk_create(
            Alignment(
                edition_node=nodes[state["node"]],
                topic=topics[state["framework"], state["topic"]],
                **_alignment_fields(state),
            )
            for state in states
        )
    rows = _alignments(draft, staying) if staying else {}
    for change in staying:
        Alignment.objects.filter(pk=rows[change.key].pk).update(
            **_alignment_fields(change.after or {})
        )


def _alignment_fields(state: State) -> dict[str, Any]:
    return {"basis": state["basis"], "reason": state["reason"], "lines": state["lines"]}


def _alignments(draft: Draft, changes: Sequence[Change]) -> dict[str, Alignment]:
    uids = {(change.before or {})["node"] for change in changes}
    rows = alignment_rows(draft.edition).filter(edition_node__node__uid__in=uids)
    return {stated_alignment(row).key: row for row in rows}


def _topics(draft: Draft, states: Sequence[State]) -> dict[tuple[str, str], Topic]:
    rows = Topic.objects.filter(framework__edition=draft.edition).select_related("framework")
    topics = {(row.framework.key, row.key): row for row in rows.order_by("pk")}
    for state in states:
        framework, topic = state["framework"], state["topic"]
        if (framework, topic) not in topics:
            known = {key for key, _topic in topics}
            if framework not in known:
                raise CannotEdit(Finding("plan.framework-unknown", framework))
            raise CannotEdit(Finding("plan.topic-unknown", topic, {"framework": framework}))
    return topics


def write_markers(draft: Draft, changes: Sequence[Change]) -> list[Change]:
    """Markers that come and go on nodes; the lines that state a marker are kept. Five queries for any number."""
    if not changes:
        return []
    rows = EditionNode.objects.filter(
        edition=draft.edition, node__uid__in=[change.key for change in changes]
    )
    nodes = {str(row.node.uid): row for row in rows.select_related("node").order_by("pk")}
    draft.knows(*nodes.values())
    marks = {
        (mark.edition_node_id, mark.marker.key): mark
        for mark in mark_rows(draft.edition).filter(edition_node__in=nodes.values())
    }
    markers = {row.key: row for row in Marker.objects.filter(edition=draft.edition).order_by("pk")}
    coming: list[NodeMarker] = []
    going: list[int] = []
    written = []
    for change in changes:
        if change.key not in nodes:
            raise CannotEdit(Finding("plan.node-unknown", change.label))
        node = nodes[change.key]
        before, after = (change.before or {})["markers"], (change.after or {})["markers"]
        lines = change.kept_after.get("lines", {})
        for key in (key for key in after if key not in before):
            if key not in markers:
                raise CannotEdit(Finding("plan.marker-unknown", change.label, {"marker": key}))
            coming.append(
                NodeMarker(edition_node=node, marker=markers[key], lines=lines.get(key, []))
            )
        gone = {key: marks[node.pk, key] for key in before if key not in after}
        going += [mark.pk for mark in gone.values()]
        stated = {key: mark.lines for key, mark in gone.items() if mark.lines}
        written.append(replace(change, kept_before={"lines": stated}) if stated else change)
    NodeMarker.objects.filter(pk__in=going).delete()
    NodeMarker.objects.bulk_create(coming)
    return written


def _nodes(draft: Draft, states: Sequence[State]) -> dict[str, EditionNode]:
    """Rows of the nodes that states name, by uid. One query. Raises CannotEdit when one is gone."""
    uids = {state["node"] for state in states}
    rows = EditionNode.objects.filter(edition=draft.edition, node__uid__in=uids)
    nodes = {str(row.node.uid): row for row in rows.select_related("node").order_by("pk")}
    for uid in sorted(uids - set(nodes)):
        raise CannotEdit(Finding("plan.node-unknown", uid))
    draft.knows(*nodes.values())
    return nodes
