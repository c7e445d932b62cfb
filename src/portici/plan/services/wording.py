"""The official wording kept beside an edition's plain words: read before a reload, written in one place."""

from collections import Counter
from collections.abc import Mapping

from portici.plan.models import Edition, EditionNode, InstrumentLine

# Wording by kind of element (`node` or `instrument`) and code.
Wording = Mapping[tuple[str, str], str]


def attached_wording(edition: Edition) -> Wording:
    """What is attached to an edition now. Two queries; none when nothing is attached."""
    if not edition.official_sha256:
        return {}
    nodes = EditionNode.objects.filter(edition=edition).order_by("path")
    lines = InstrumentLine.objects.filter(edition_node__edition=edition).order_by("code")
    texts = {("node", code): text for code, text in nodes.values_list("code", "official")}
    for code, text in lines.values_list("code", "official"):
        texts["instrument", code] = text
    return texts


def write_wording(edition: Edition, wording: Wording) -> dict[str, int]:
    """Attach wording; elements without any lose theirs.

    Returns how many elements have wording now, by level key, and under `instrument-lines` the lines of means.
    """
    attached = Counter[str]()
    nodes = list(
        EditionNode.objects.filter(edition=edition).select_related("level").order_by("path")
    )
    for node in nodes:
        node.official = wording.get(("node", node.code), "")
        attached[node.level.key] += bool(node.official)
    EditionNode.objects.bulk_update(nodes, ["official"], batch_size=200)
    lines = list(InstrumentLine.objects.filter(edition_node__edition=edition).order_by("code"))
    for line in lines:
        line.official = wording.get(("instrument", line.code), "")
        attached["instrument-lines"] += bool(line.official)
    InstrumentLine.objects.bulk_update(lines, ["official"], batch_size=200)
    return dict(attached)
