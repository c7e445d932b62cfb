"""What a new wording reads and writes, by statements that are written out.

On SQLite one person writes at a time: what an edit costs, everybody else waits. Most edits are wordings, and putting
their statements together anew each time took longer than all the rest of them.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from portici.plan.models import Edition, Plan
from portici.plan.queries.editing import node_state
from portici.plan.rules.editing.states import Stated

_EDITION = """
    SELECT edition.id, edition.plan_id, edition.key, edition.status, edition.frozen_at IS NOT NULL, edition.is_current,
        edition.header, edition.document, plan.slug, plan.languages
    FROM plan_edition edition JOIN plan_plan plan ON plan.id = edition.plan_id
    WHERE edition.id = %s
"""
_NODE = """
    SELECT node.node_id, identity.uid, node.code, level.key, above.uid, node.path, node.title, node.summary, node.lines
    FROM plan_editionnode node
    JOIN plan_node identity ON identity.id = node.node_id
    JOIN plan_level level ON level.id = node.level_id
    LEFT JOIN plan_editionnode parent ON parent.id = node.parent_id
    LEFT JOIN plan_node above ON above.id = parent.node_id
    WHERE node.edition_id = %s AND node.code = %s
"""


def edition_now(pk: int) -> tuple[Edition, bool] | None:
    """An edition's row as it is now, with its plan, and whether it is frozen; None when it is gone. One query.

    It has what every edit needs of it; the rest is read when it is asked for.
    """
    row = _row(_EDITION, [pk])
    if row is None:
        return None
    pk, plan_id, key, status, is_frozen, is_current, header, document, slug, languages = row
    edition = Edition.from_db(
        connection.alias,
        ["id", "plan_id", "key", "status", "is_current", "header", "document"],
        [pk, plan_id, key, status, bool(is_current), json.loads(header), json.loads(document)],
    )
    edition.plan = Plan.from_db(
        connection.alias, ["id", "slug", "languages"], [plan_id, slug, json.loads(languages)]
    )
    return edition, bool(is_frozen)


def locked_wording(edition: Edition, code: str) -> tuple[int, Stated] | None:
    """Primary key of a node's identity, and its state; None when there is no such code. One query.

    The node's row is locked, and weakly enough for rows that refer to it to be added meanwhile.
    """
    # The edition is not read here too: on PostgreSQL a query that waits for a lock tells what the other tables
    # said before it waited.
    lock = " FOR NO KEY UPDATE OF node" if connection.features.has_select_for_update else ""
    row = _row(_NODE + lock, [edition.pk, code])
    if row is None:
        return None
    node_id, uid, code, level, parent, path, title, summary, lines = row
    state = node_state(
        code=code,
        level=level,
        parent=str(UUID(str(parent))) if parent else None,
        path=path,
        title=json.loads(title),
        summary=json.loads(summary),
        lines=json.loads(lines),
    )
    return node_id, Stated("node", str(UUID(str(uid))), code, state)


def _row(statement: str, values: Sequence[int | str]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
