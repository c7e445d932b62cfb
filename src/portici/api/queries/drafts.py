"""Elements of one edition, as those who edit it read them."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from portici.accounts.queries.visitors import Visitor
from portici.plan.permissions import may_read_edition
from portici.plan.queries.editing import (
    alignment_rows,
    link_rows,
    mark_rows,
    node_rows,
    stated_alignment,
    stated_node,
)
from portici.plan.queries.editions import Edition, editions_of

Answer: TypeAlias = dict[str, Any]


def readable_edition(slug: str, key: str, visitor: Visitor) -> Edition | None:
    """An edition of a plan, when the visitor may read it. One query, two more for who holds a role on a part."""
    # PostgreSQL refuses to be asked for a text with NUL.
    if "\x00" in slug:
        return None
    edition = next((each for each in editions_of(slug) if each.key == key), None)
    return edition if edition is not None and may_read_edition(visitor, edition) else None


def parent_of(edition: Edition, code: str) -> tuple[bool, str | None]:
    """Whether there is an element of that code, and the code of the one above it. One query."""
    row = node_rows(edition).filter(code=code).first() if "\x00" not in code else None
    if row is None:
        return False, None
    return True, row.parent.code if row.parent else None


def draft_node(edition: Edition, code: str) -> Answer | None:
    """An element as it stands: `forms.drafts.DraftNode`; None when there is none of that code. Four queries."""
    row = node_rows(edition).filter(code=code).first() if "\x00" not in code else None
    if row is None:
        return None
    stated = stated_node(row)
    state = stated.state
    alignments = map(stated_alignment, alignment_rows(edition).filter(edition_node=row))
    return {
        "id": stated.key,
        "code": row.code,
        "level": state["level"],
        "parent": row.parent.code if row.parent else None,
        "position": state["position"],
        "title": state["title"],
        "summary": state["summary"] or None,
        "lines": state["lines"],
        "markers": [mark.marker.key for mark in mark_rows(edition).filter(edition_node=row)],
        "alignments": [
            {
                "framework": each.state["framework"],
                "topic": each.state["topic"],
                "basis": each.state["basis"],
                "reason": each.state["reason"] or None,
                "lines": each.state["lines"],
                "fingerprint": each.fingerprint,
            }
            for each in alignments
        ],
        "links": [
            {
                "line": link.line.code,
                "instrument": link.instrument.key,
                "variant": link.variant,
                "lines": link.line.lines,
            }
            for link in link_rows(edition).filter(line__edition_node=row)
        ],
        "fingerprint": stated.fingerprint,
    }


def draft_nodes(edition: Edition, codes: Iterable[str]) -> list[Answer]:
    """The elements of these codes as they stand; those that are gone are left out."""
    found = (draft_node(edition, code) for code in codes)
    return [node for node in found if node is not None]


def is_line_under(edition: Edition, *, line: str, code: str) -> bool:
    """Whether a line of means stands under the element of that code. One query."""
    if "\x00" in line or "\x00" in code:
        return False
    return link_rows(edition).filter(line__code=line, line__edition_node__code=code).exists()
