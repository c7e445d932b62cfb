"""What must agree inside a plan folder: codes, parents and links; `statement_checks` holds the rest.

Every check takes the folder and gives all its findings; none stops at the first.
"""

from collections.abc import Iterator

from portici.kernel.findings import Finding
from portici.kernel.located_yaml import PathInDocument
from portici.plan.rules.edition_checks import (
    changes_without_reason,
    edition_faults,
    origin_faults,
)
from portici.plan.rules.schema import InstrumentLink, NodeEntry
from portici.plan.rules.shape import PlanFolder
from portici.plan.rules.statement_checks import (
    missing_languages,
    missing_reasons,
    numbers_out_of_range,
    periods_backwards,
    spans_out_of_range,
)


def folder_findings(folder: PlanFolder) -> tuple[Finding, ...]:
    """All that does not agree in a well-formed folder, in the order of the files."""
    checks = (
        repeated_keys,
        repeated_identities,
        edition_faults,
        tree_faults,
        origin_faults,
        appearance_of_no_node,
        dangling_links,
        missing_languages,
        missing_reasons,
        numbers_out_of_range,
        periods_backwards,
        spans_out_of_range,
        official_elements,
        changes_without_reason,
    )
    return tuple(finding for check in checks for finding in check(folder))


def repeated_keys(folder: PlanFolder) -> Iterator[Finding]:
    """Codes and keys name one thing each, in the list in which they stand; an alignment is stated once."""
    for file, path, keys in _key_lists(folder):
        first: dict[str, int] = {}
        for index, key in enumerate(keys):
            if key in first:
                first_place = folder.place_of(file, *path, first[key])
                yield Finding(
                    code="plan.duplicate",
                    subject=key,
                    facts={"list": str(path[-1]), "first_line": first_place.line},
                    place=folder.place_of(file, *path, index),
                )
            first.setdefault(key, index)


def repeated_identities(folder: PlanFolder) -> Iterator[Finding]:
    """No two nodes are the same one: an `id` stands once, and is not the code of another node."""
    first: dict[str, str] = {}
    for index, node in enumerate(folder.plan.nodes):
        identity = node.id or node.code
        other = first.setdefault(identity, node.code)
        if other != node.code:
            facts: dict[str, object] = {"other": other, "identity": identity}
            place = folder.place_of("plan.yaml", "nodes", index)
            yield Finding("plan.identity-repeated", node.code, facts, place)


def _key_lists(folder: PlanFolder) -> Iterator[tuple[str, PathInDocument, list[str]]]:
    """Every list whose entries have a key: file, path in it, keys."""
    plan, figures = folder.plan, folder.figures
    yield "plan.yaml", ("languages",), list(plan.languages)
    yield "plan.yaml", ("levels",), [level.key for level in plan.levels]
    yield "plan.yaml", ("markers",), [marker.key for marker in plan.markers]
    yield "plan.yaml", ("nodes",), [node.code for node in plan.nodes]
    for number, node in enumerate(plan.nodes):
        yield "plan.yaml", ("nodes", number, "markers"), [mark.key for mark in node.markers]
        yield "plan.yaml", ("nodes", number, "origins"), [each.id for each in node.origins]
    yield "plan.yaml", ("after_approval",), [step.key for step in plan.after_approval]
    yield "instruments.yaml", ("kinds",), [kind.key for kind in folder.instruments.kinds]
    instruments = folder.instruments.instruments
    yield "instruments.yaml", ("instruments",), [entry.key for entry in instruments]
    for number, instrument in enumerate(instruments):
        lines = [link.line for link in instrument.links]
        yield "instruments.yaml", ("instruments", number, "links"), lines
    frameworks = folder.frameworks.frameworks
    yield "frameworks.yaml", ("frameworks",), [entry.key for entry in frameworks]
    for number, framework in enumerate(frameworks):
        topics = [topic.key for topic in framework.topics]
        yield "frameworks.yaml", ("frameworks", number, "topics"), topics
    alignments = folder.frameworks.alignments
    triples = [f"{each.strategy} → {each.framework} → {each.topic}" for each in alignments]
    yield "frameworks.yaml", ("alignments",), triples
    yield "figures.yaml", ("figures",), [figure.key for figure in figures.figures]
    yield "figures.yaml", ("topics",), [topic.key for topic in figures.topics]
    yield "figures.yaml", ("inconsistencies",), [entry.key for entry in figures.inconsistencies]
    yield "phases.yaml", ("phases",), [str(phase.number) for phase in folder.phases.phases]
    if folder.official is not None:
        yield "official.yaml", ("elements",), [element.code for element in folder.official.elements]


def tree_faults(folder: PlanFolder) -> Iterator[Finding]:
    """Every node hangs one level under a node that exists; roots are of the first level; nothing runs in a ring."""
    order = {level.key: position for position, level in enumerate(folder.plan.levels)}
    nodes = {node.code: node for node in folder.plan.nodes}
    in_rings = _codes_in_rings(nodes)
    for index, node in enumerate(folder.plan.nodes):
        place = folder.place_of("plan.yaml", "nodes", index)
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


def appearance_of_no_node(folder: PlanFolder) -> Iterator[Finding]:
    """Colours and icons are given to nodes that exist."""
    codes = {node.code for node in folder.plan.nodes}
    given = {"colours": folder.plan.colours, "area_icons": folder.plan.area_icons}
    for field, values in given.items():
        for code in values:
            if code not in codes:
                place = folder.place_of("plan.yaml", field, code)
                yield Finding("plan.node-unknown", code, {}, place)


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


def dangling_links(folder: PlanFolder) -> Iterator[Finding]:
    """Every link leads to a thing that exists."""
    codes = {node.code for node in folder.plan.nodes}
    markers = {marker.key for marker in folder.plan.markers}
    for index, node in enumerate(folder.plan.nodes):
        for position, mark in enumerate(node.markers):
            if mark.key not in markers:
                place = folder.place_of("plan.yaml", "nodes", index, "markers", position)
                yield Finding("plan.marker-unknown", node.code, {"marker": mark.key}, place)
    yield from _dangling_instruments(folder, codes)
    topics = {
        framework.key: {topic.key for topic in framework.topics}
        for framework in folder.frameworks.frameworks
    }
    for index, entry in enumerate(folder.frameworks.alignments):
        place = folder.place_of("frameworks.yaml", "alignments", index)
        if entry.strategy not in codes:
            yield Finding("plan.node-unknown", entry.strategy, {}, place)
        if entry.framework not in topics:
            yield Finding("plan.framework-unknown", entry.framework, {}, place)
        elif entry.topic not in topics[entry.framework]:
            yield Finding("plan.topic-unknown", entry.topic, {"framework": entry.framework}, place)
    known = {entry.key for entry in folder.figures.inconsistencies}
    for index, figure in enumerate(folder.figures.figures):
        if figure.inconsistency and figure.inconsistency not in known:
            place = folder.place_of("figures.yaml", "figures", index, "inconsistency")
            yield Finding(
                "plan.inconsistency-unknown", figure.key, {"key": figure.inconsistency}, place
            )


def _dangling_instruments(folder: PlanFolder, codes: set[str]) -> Iterator[Finding]:
    kinds = {kind.key for kind in folder.instruments.kinds}
    first_link: dict[str, InstrumentLink] = {}
    for index, entry in enumerate(folder.instruments.instruments):
        if entry.kind not in kinds:
            place = folder.place_of("instruments.yaml", "instruments", index, "kind")
            yield Finding("plan.kind-unknown", entry.key, {"kind": entry.kind}, place)
        for position, link in enumerate(entry.links):
            place = folder.place_of("instruments.yaml", "instruments", index, "links", position)
            if link.strategy not in codes:
                yield Finding("plan.node-unknown", link.strategy, {}, place)
            first = first_link.setdefault(link.line, link)
            if first.strategy != link.strategy:
                facts = {"first": first.strategy, "second": link.strategy}
                yield Finding("plan.line-two-places", link.line, facts, place)
            elif first.lines != link.lines:
                yield Finding("plan.line-two-spans", link.line, {}, place)


def official_elements(folder: PlanFolder) -> Iterator[Finding]:
    """official.yaml names elements that exist, once each, inside its document."""
    if folder.official is None:
        return
    known = {node.code for node in folder.plan.nodes} | {
        link.line for entry in folder.instruments.instruments for link in entry.links
    }
    for index, element in enumerate(folder.official.elements):
        place = folder.place_of("official.yaml", "elements", index)
        if element.code not in known:
            yield Finding("plan.node-unknown", element.code, {}, place)
        for span in element.spans:
            last = folder.official.document.line_count
            if span[0] > span[1] or span[1] > last:
                facts = {"span": f"{span[0]}-{span[1]}", "last": last}
                yield Finding("plan.span-out-of-range", element.code, facts, place)
