"""What must agree inside a plan folder: codes, parents, links, languages, spans.

Every check takes the folder and gives all its findings; none stops at the first.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from portici.kernel.findings import Finding, Place
from portici.plan.rules.schema import InstrumentLink, NodeEntry
from portici.plan.rules.shape import PlanFolder

Spans = Sequence[Sequence[int]]


def folder_findings(folder: PlanFolder) -> tuple[Finding, ...]:
    """All that does not agree in a well-formed folder, in the order of the files."""
    checks = (
        _repeated_keys,
        _tree_findings,
        _dangling_links,
        _missing_languages,
        _missing_reasons,
        _numbers_out_of_range,
        _spans_out_of_range,
        _official_elements,
    )
    return tuple(finding for check in checks for finding in check(folder))


def _place(folder: PlanFolder, file: str, *path: str | int) -> Place:
    return folder.documents[file].place_of(path)


def _repeated_keys(folder: PlanFolder) -> Iterator[Finding]:
    """Codes and keys name one thing each."""
    groups: list[tuple[str, tuple[str | int, ...], list[str]]] = [
        ("plan.yaml", ("levels",), [level.key for level in folder.plan.levels]),
        ("plan.yaml", ("markers",), [marker.key for marker in folder.plan.markers]),
        ("plan.yaml", ("nodes",), [node.code for node in folder.plan.nodes]),
        ("instruments.yaml", ("kinds",), [kind.key for kind in folder.instruments.kinds]),
        (
            "instruments.yaml",
            ("instruments",),
            [entry.key for entry in folder.instruments.instruments],
        ),
        ("frameworks.yaml", ("frameworks",), [entry.key for entry in folder.frameworks.frameworks]),
        ("figures.yaml", ("figures",), [figure.key for figure in folder.figures.figures]),
        ("figures.yaml", ("topics",), [topic.key for topic in folder.figures.topics]),
        ("figures.yaml", ("inconsistencies",), [i.key for i in folder.figures.inconsistencies]),
        ("phases.yaml", ("phases",), [str(phase.number) for phase in folder.phases.phases]),
    ]
    for number, framework in enumerate(folder.frameworks.frameworks):
        topic_keys = [topic.key for topic in framework.topics]
        groups.append(("frameworks.yaml", ("frameworks", number, "topics"), topic_keys))
    for number, node in enumerate(folder.plan.nodes):
        mark_keys = [mark.key for mark in node.markers]
        groups.append(("plan.yaml", ("nodes", number, "markers"), mark_keys))
    for file, path, keys in groups:
        first: dict[str, int] = {}
        for index, key in enumerate(keys):
            if key in first:
                first_place = _place(folder, file, *path, first[key])
                yield Finding(
                    code="plan.duplicate",
                    subject=key,
                    facts={"list": str(path[-1]), "first_line": first_place.line},
                    place=_place(folder, file, *path, index),
                )
            first.setdefault(key, index)
    yield from _repeated_alignments(folder)


def _repeated_alignments(folder: PlanFolder) -> Iterator[Finding]:
    seen = Counter[tuple[str, str, str]]()
    for index, entry in enumerate(folder.frameworks.alignments):
        triple = (entry.strategy, entry.framework, entry.topic)
        seen[triple] += 1
        if seen[triple] > 1:
            yield Finding(
                code="plan.duplicate",
                subject=" → ".join(triple),
                facts={"list": "alignments", "first_line": None},
                place=_place(folder, "frameworks.yaml", "alignments", index),
            )


def _tree_findings(folder: PlanFolder) -> Iterator[Finding]:
    """Every node hangs one level under a node that exists; roots are of the first level; nothing runs in a ring."""
    order = {level.key: position for position, level in enumerate(folder.plan.levels)}
    nodes = {node.code: node for node in folder.plan.nodes}
    in_rings = _codes_in_rings(nodes)
    for index, node in enumerate(folder.plan.nodes):
        place = _place(folder, "plan.yaml", "nodes", index)
        if node.level not in order:
            facts: dict[str, object] = {"level": node.level, "known": ", ".join(order)}
            yield Finding("plan.level-unknown", node.code, facts, place)
            continue
        if node.code in in_rings:
            yield Finding("plan.cycle", node.code, {"parent": node.parent}, place)
            continue
        if node.parent is None:
            if order[node.level] != 0:
                facts = {"level": node.level, "first": folder.plan.levels[0].key}
                yield Finding("plan.parent-missing", node.code, facts, place)
            continue
        parent = nodes.get(node.parent)
        if parent is None:
            yield Finding("plan.parent-unknown", node.code, {"parent": node.parent}, place)
        elif parent.level in order and order[parent.level] != order[node.level] - 1:
            facts = {"level": node.level, "parent": node.parent, "parent_level": parent.level}
            yield Finding("plan.parent-wrong-level", node.code, facts, place)
    for code in (*folder.plan.colours, *folder.plan.area_icons):
        if code not in nodes:
            yield Finding(
                "plan.node-unknown", code, {}, _place(folder, "plan.yaml", "colours", code)
            )


def _codes_in_rings(nodes: dict[str, NodeEntry]) -> set[str]:
    """Codes from which following parents comes back to the same code."""
    clear: set[str] = set()
    rings: set[str] = set()
    for start in nodes:
        trail: list[str] = []
        code: str | None = start
        while code is not None and code in nodes and code not in clear and code not in trail:
            trail.append(code)
            code = nodes[code].parent
        if code in trail:
            rings.update(trail[trail.index(code) :])
        clear.update(trail)
    return rings


def _dangling_links(folder: PlanFolder) -> Iterator[Finding]:
    """Every link leads to a thing that exists."""
    codes = {node.code for node in folder.plan.nodes}
    markers = {marker.key for marker in folder.plan.markers}
    for index, node in enumerate(folder.plan.nodes):
        for position, mark in enumerate(node.markers):
            if mark.key not in markers:
                place = _place(folder, "plan.yaml", "nodes", index, "markers", position)
                yield Finding("plan.marker-unknown", node.code, {"marker": mark.key}, place)
    yield from _dangling_instruments(folder, codes)
    topics = {
        framework.key: {topic.key for topic in framework.topics}
        for framework in folder.frameworks.frameworks
    }
    for index, entry in enumerate(folder.frameworks.alignments):
        place = _place(folder, "frameworks.yaml", "alignments", index)
        if entry.strategy not in codes:
            yield Finding("plan.node-unknown", entry.strategy, {}, place)
        if entry.framework not in topics:
            yield Finding("plan.framework-unknown", entry.framework, {}, place)
        elif entry.topic not in topics[entry.framework]:
            yield Finding("plan.topic-unknown", entry.topic, {"framework": entry.framework}, place)
    known = {entry.key for entry in folder.figures.inconsistencies}
    for index, figure in enumerate(folder.figures.figures):
        if figure.inconsistency and figure.inconsistency not in known:
            place = _place(folder, "figures.yaml", "figures", index, "inconsistency")
            yield Finding(
                "plan.inconsistency-unknown", figure.key, {"key": figure.inconsistency}, place
            )


def _dangling_instruments(folder: PlanFolder, codes: set[str]) -> Iterator[Finding]:
    kinds = {kind.key for kind in folder.instruments.kinds}
    first_link: dict[str, InstrumentLink] = {}
    for index, entry in enumerate(folder.instruments.instruments):
        if entry.kind not in kinds:
            place = _place(folder, "instruments.yaml", "instruments", index, "kind")
            yield Finding("plan.kind-unknown", entry.key, {"kind": entry.kind}, place)
        lines_seen: set[str] = set()
        for position, link in enumerate(entry.links):
            place = _place(folder, "instruments.yaml", "instruments", index, "links", position)
            if link.strategy not in codes:
                yield Finding("plan.node-unknown", link.strategy, {}, place)
            if link.line in lines_seen:
                facts: dict[str, object] = {"list": "links", "first_line": None}
                yield Finding("plan.duplicate", link.line, facts, place)
            lines_seen.add(link.line)
            first = first_link.setdefault(link.line, link)
            if first.strategy != link.strategy:
                facts = {"first": first.strategy, "second": link.strategy}
                yield Finding("plan.line-two-places", link.line, facts, place)
            elif first.lines != link.lines:
                yield Finding("plan.line-two-spans", link.line, {}, place)


_LOCALIZED_FIELDS = {
    "title", "short_title", "summary", "name", "plural", "text", "note", "merge_note", "reason",
    "status_note", "caveat", "scope", "how_shown", "date_note", "label", "unit", "value",
}  # fmt: skip


def _missing_languages(folder: PlanFolder) -> Iterator[Finding]:
    """Every text exists in every language that the plan declares."""
    for file, path, entry in _localized(folder):
        lines = folder.documents[file].lines
        for language in folder.plan.languages:
            if (*path, language) not in lines:
                facts: dict[str, object] = {"language": language, "field": str(path[-1])}
                yield Finding("plan.language-missing", entry, facts, _place(folder, file, *path))


def _localized(folder: PlanFolder) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Every text in several languages: file, path, and the entry that it belongs to."""
    for file, document in folder.documents.items():
        if file == "official.yaml":
            continue
        for path in document.lines:
            if not path or path[-1] not in _LOCALIZED_FIELDS:
                continue
            texts = document.value_at(path)
            # A unit may have a key alone, where its name would say nothing.
            if isinstance(texts, dict) and set(texts) != {"key"}:
                yield file, path, document.entry_name(path)


def _missing_reasons(folder: PlanFolder) -> Iterator[Finding]:
    """An alignment is stated by the document, with its line, or proposed by the editors, with a reason."""
    for index, entry in enumerate(folder.frameworks.alignments):
        place = _place(folder, "frameworks.yaml", "alignments", index)
        if entry.basis == "document" and not entry.lines:
            yield Finding(
                "plan.alignment-without-line", entry.strategy, {"topic": entry.topic}, place
            )
        if entry.basis == "editorial-proposal" and not entry.reason:
            yield Finding(
                "plan.alignment-without-reason", entry.strategy, {"topic": entry.topic}, place
            )


def _numbers_out_of_range(folder: PlanFolder) -> Iterator[Finding]:
    """A figure's number can be kept as it is: finite, at most fifteen digits before the point and four after."""
    for index, figure in enumerate(folder.figures.figures):
        if isinstance(figure.value, dict):
            continue
        number = Decimal(str(figure.value))
        if not number.is_finite() or abs(number) >= 10**15 or number != round(number, 4):
            place = _place(folder, "figures.yaml", "figures", index, "value")
            yield Finding("plan.number-wrong", figure.key, {"value": figure.value}, place)


def _spans_out_of_range(folder: PlanFolder) -> Iterator[Finding]:
    """Every span of lines lies inside the document."""
    if folder.plan.document is None:
        return
    last = folder.plan.document.line_count
    for file, document in folder.documents.items():
        for path in document.lines:
            if len(path) < 2 or path[-2] not in {"lines", "named_elsewhere"}:
                continue
            span = document.value_at(path)
            if isinstance(span, list) and any(isinstance(n, int) and n > last for n in span):
                facts: dict[str, object] = {"span": f"{span[0]}-{span[-1]}", "last": last}
                entry = document.entry_name(path)
                yield Finding("plan.span-out-of-range", entry, facts, _place(folder, file, *path))


def _official_elements(folder: PlanFolder) -> Iterator[Finding]:
    """official.yaml names elements that exist, once each, inside its document."""
    if folder.official is None:
        return
    known = {node.code for node in folder.plan.nodes} | {
        link.line for entry in folder.instruments.instruments for link in entry.links
    }
    seen: set[str] = set()
    for index, element in enumerate(folder.official.elements):
        place = _place(folder, "official.yaml", "elements", index)
        if element.code not in known:
            yield Finding("plan.node-unknown", element.code, {}, place)
        if element.code in seen:
            facts: dict[str, object] = {"list": "elements", "first_line": None}
            yield Finding("plan.duplicate", element.code, facts, place)
        seen.add(element.code)
        for span in element.spans:
            last = folder.official.document.line_count
            if span[0] > span[1] or span[1] > last:
                facts = {"span": f"{span[0]}-{span[1]}", "last": last}
                yield Finding("plan.span-out-of-range", element.code, facts, place)
