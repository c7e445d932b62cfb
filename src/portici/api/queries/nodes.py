"""Elements of a plan, as the API answers them."""

from collections.abc import Iterable
from typing import Any

from portici.api.queries.plans import Answer
from portici.plan.choices import AlignmentBasis
from portici.plan.queries.editions import Edition
from portici.plan.queries.nodes import NodePage, node_page
from portici.plan.queries.outline import levels_of, node_rows
from portici.plan.rules.outline import NodeFilter, NodeRow, filtered_outline


def matching_rows(edition: Edition, wanted: NodeFilter, *, uid: str = "") -> list[NodeRow]:
    """The elements that answer the filter themselves, in the document's order. Four queries.

    `uid` leaves at most the one element of that identity.
    """
    rows = node_rows(edition)
    if not wanted.is_empty:
        outline = filtered_outline(rows, wanted)
        rows = [row for row in outline.rows if row.code in outline.matches]
    return [row for row in rows if row.uid == uid] if uid else rows


def node_answer(row: NodeRow) -> Answer:
    """One element: `forms.nodes.Node`. No query."""
    return {
        "id": row.uid,
        "code": row.code,
        "level": row.level,
        "parent": row.parent,
        "root": row.root,
        "title": row.title,
        "summary": row.summary,
        "official": row.official or None,
        "lines": row.lines,
        "instruments": row.instruments,
        "topics": row.topics,
        "markers": row.markers,
    }


def tree_answer(edition: Edition) -> Answer:
    """The whole tree: `forms.nodes.Tree`. Five queries."""
    return {
        "slug": edition.plan.slug,
        "levels": [
            {"key": level.key, "name": level.name, "plural": level.plural}
            for level in levels_of(edition)
        ],
        "nodes": [node_answer(row) for row in node_rows(edition)],
    }


def node_page_answer(edition: Edition, code: str) -> Answer | None:
    """One element with all that surrounds it: `forms.nodes.NodePage`; None without such an element.

    Seven queries at most.
    """
    if "\0" in code:  # PostgreSQL refuses to be asked.
        return None
    page = node_page(edition, code)
    if page is None:
        return None
    node = page.node
    return {
        "id": str(node.node.uid),
        "code": node.code,
        "level": node.level.key,
        "parent": page.ancestors[-1].code if page.ancestors else None,
        "root": page.ancestors[0].code if page.ancestors else node.code,
        "title": node.title,
        "summary": node.summary,
        "official": node.official or None,
        "lines": node.lines,
        "instruments": _own_instruments(page),
        "topics": _own_topics(page),
        "markers": [mark.marker.key for mark in page.marks],
        "level_name": node.level.name,
        "ancestors": _relatives(page.ancestors),
        "children": _relatives(page.children),
        "previous": _relative(page.previous) if page.previous else None,
        "next": _relative(page.next) if page.next else None,
        "marks": [
            {"key": mark.marker.key, "name": mark.marker.name, "lines": mark.lines}
            for mark in page.marks
        ],
        "means": _means(page),
        "alignments": _alignments(page),
    }


def _own_instruments(page: NodePage) -> list[str]:
    """As in the lists: only what the element's own lines name, each once."""
    if page.means_of is None or page.means_of.pk != page.node.pk:
        return []
    return list(
        dict.fromkeys(
            mention.instrument.key for line in page.means for mention in line.mentions.all()
        )
    )


def _own_topics(page: NodePage) -> list[str]:
    if page.aligned_node is None or page.aligned_node.pk != page.node.pk:
        return []
    return [
        f"{alignment.topic.framework.key}:{alignment.topic.key}" for alignment in page.alignments
    ]


def _relatives(nodes: Iterable[Any]) -> list[Answer]:
    return [_relative(node) for node in nodes]


def _relative(node: Any) -> Answer:
    return {"code": node.code, "level": node.level.key, "title": node.title}


def _means(page: NodePage) -> Answer | None:
    if page.means_of is None:
        return None
    return {
        "of": page.means_of.code,
        "lines": [
            {
                "code": line.code,
                "official": line.official or None,
                "lines": line.lines,
                "instruments": [
                    {
                        "key": mention.instrument.key,
                        "name": mention.instrument.name,
                        "kind": mention.instrument.kind.key,
                        "variant": mention.variant,
                    }
                    for mention in line.mentions.all()
                ],
            }
            for line in page.means
        ],
    }


def _alignments(page: NodePage) -> Answer | None:
    if page.aligned_node is None:
        return None
    return {
        "of": page.aligned_node.code,
        "topics": [
            {
                "framework": alignment.topic.framework.key,
                "framework_title": alignment.topic.framework.title,
                "topic": alignment.topic.key,
                "topic_name": alignment.topic.name,
                "basis": alignment.basis,
                "basis_label": str(AlignmentBasis(alignment.basis).label),
                "reason": alignment.reason or None,
                "lines": alignment.lines,
            }
            for alignment in page.alignments
        ],
    }
