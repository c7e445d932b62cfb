"""The database itself refuses every change of an approved edition, tried with raw SQL on every table."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from tests.factories.editions import freezing, plan_with_history, thawed
from tests.factories.people import command
from tests.factories.plan_folder import write_folder

from portici.plan.models import (
    Edition,
    EditionChange,
    EditionNode,
    InstrumentLine,
    Node,
    NodeOrigin,
)
from portici.plan.queries.content import verification
from portici.plan.services.editions import new_edition
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan

TABLES: dict[str, dict[str, tuple[tuple[str, str], ...]]] = freezing.TABLES

every_table = pytest.mark.parametrize("table", TABLES)
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces so")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL")


@pytest.fixture
def frozen(db: None, tmp_path: Path) -> Edition:
    """An approved edition with rows in every table."""
    folder = write_folder(tmp_path / "frozen", plan_with_history())
    return load_plan(report=check_folder(folder), by=command())


@pytest.fixture
def draft(frozen: Edition) -> Edition:
    """A draft begun from it, with rows in every table too."""
    edition = new_edition(base=frozen, key="third", name={"it": "Terza"}, by=command())
    for model in (EditionChange, NodeOrigin):
        rows = list(model.objects.filter(edition=frozen).order_by("pk"))
        for row in rows:
            row.pk, row.edition = None, edition
        model.objects.bulk_create(rows)
    return edition


def _sql(statement: str, *values: object) -> list[Any]:
    """One statement, as somebody with the database's password writes it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def _refused() -> Iterator[None]:
    with pytest.raises(IntegrityError, match=r"frozen|identity"), transaction.atomic():
        yield


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        description = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in description]


def _row(table: str, edition: Edition) -> int:
    """The primary key of a row that belongs to the edition."""
    column, way = next(iter(TABLES[table].items()))
    value = f"t.{column}"
    for step, following in way:
        value = f"(SELECT {following} FROM {step} WHERE id = {value})"
    rows = _sql(f"SELECT t.id FROM {table} t WHERE {value} = %s ORDER BY t.id", edition.pk)
    return int(rows[-1][0])


def test_every_table_of_an_editions_content_is_guarded(db: None) -> None:
    own = {model._meta.db_table for model in apps.get_app_config("plan").get_models()}

    assert own == {*TABLES, "plan_plan", "plan_edition", "plan_node"}


def test_every_trigger_is_there(db: None) -> None:
    if connection.vendor == "sqlite":
        rows = _sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'plan%%'"
        )
        kinds = ("insert", "update", "delete")
        wanted = {f"{table}_frozen_{kind}" for table in (*TABLES, "plan_edition") for kind in kinds}
        wanted |= {"plan_node_frozen_insert", "plan_node_frozen_update"}
    else:
        rows = _sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'plan%%'")
        tables = (*TABLES, "plan_edition", "plan_node")
        wanted = {f"{table}_frozen_{kind}" for table in tables for kind in ("row", "truncate")}

    assert {name for (name,) in rows} == wanted


@every_table
def test_no_row_is_deleted(frozen: Edition, table: str) -> None:
    with _refused():
        _sql(f"DELETE FROM {table} WHERE id = %s", _row(table, frozen))


@every_table
def test_no_row_is_added(frozen: Edition, table: str) -> None:
    columns = ", ".join(name for name in _columns(table) if name != "id")

    with _refused():
        _sql(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = %s",
            _row(table, frozen),
        )


@every_table
def test_no_column_is_changed(frozen: Edition, draft: Edition, table: str) -> None:
    ours, other = _row(table, frozen), _row(table, draft)
    loose = freezing.LOOSE.get(table, ())

    for column in _columns(table):
        if column in loose:
            continue
        # Something else than what is there, of the column's own kind.
        value = f"(SELECT {column} FROM {table} WHERE id = {other})"
        [[is_same]] = _sql(f"SELECT {column} = {value} FROM {table} WHERE id = %s", ours)
        if is_same is None or (is_same and table in freezing.LOOSE):
            continue
        with _refused():
            _sql(f"UPDATE {table} SET {column} = {value} WHERE id = %s", ours)


@every_table
def test_no_row_moves_into_or_out_of_the_edition(
    frozen: Edition, draft: Edition, table: str
) -> None:
    ours, other = _row(table, frozen), _row(table, draft)

    for column in TABLES[table]:
        for mine, theirs in ((ours, other), (other, ours)):
            with _refused():
                _sql(
                    f"UPDATE {table} SET {column} ="
                    f" (SELECT {column} FROM {table} WHERE id = %s) WHERE id = %s",
                    theirs,
                    mine,
                )


@on_sqlite
@every_table
def test_no_row_is_replaced(frozen: Edition, draft: Edition, table: str) -> None:
    ours, other = _row(table, frozen), _row(table, draft)
    columns = ", ".join(name for name in _columns(table) if name != "id")

    with _refused():
        _sql(
            f"INSERT OR REPLACE INTO {table} (id, {columns})"
            f" SELECT {ours}, {columns} FROM {table} WHERE id = %s",
            other,
        )
    with _refused():
        _sql(f"UPDATE OR REPLACE {table} SET id = %s WHERE id = %s", ours, other)


@on_postgresql
@pytest.mark.parametrize("table", [*TABLES, "plan_edition", "plan_node", "plan_plan"])
def test_no_table_is_truncated(frozen: Edition, table: str) -> None:
    connection.check_constraints()

    with _refused():
        _sql(f"TRUNCATE {table} CASCADE")


@on_postgresql
def test_tables_are_truncated_where_nothing_is_frozen(db: None) -> None:
    _sql("TRUNCATE plan_edition CASCADE")


@pytest.mark.parametrize(
    "change",
    [
        "frozen_at = NULL, status = 'draft'",
        "frozen_at = '2020-01-01 00:00:00+00:00'",
        "status = 'in-consultation'",
        "key = 'other'",
        "name = '{}'",
        "content_hash = 'x'",
        "recipe = NULL",
        "header = '{}'",
        "base_key = 'x'",
        "approval_act = 'x'",
        "approved_on = NULL",
        "horizon_to = 2031",
        "figure_topics = '[]'",
        "id = 9999",
    ],
)
def test_nothing_of_the_editions_own_row_changes(frozen: Edition, change: str) -> None:
    with _refused():
        _sql(f"UPDATE plan_edition SET {change} WHERE id = %s", frozen.pk)


def test_frozen_edition_is_not_deleted(frozen: Edition) -> None:
    with _refused():
        _sql("DELETE FROM plan_edition WHERE id = %s", frozen.pk)
    with _refused():
        Edition.objects.all().delete()


def test_superseding_happens_once_and_is_not_taken_back(frozen: Edition) -> None:
    _sql("UPDATE plan_edition SET status = 'superseded' WHERE id = %s", frozen.pk)

    with _refused():
        _sql("UPDATE plan_edition SET status = 'approved' WHERE id = %s", frozen.pk)


def test_base_that_comes_later_is_set_once(frozen: Edition, draft: Edition) -> None:
    _sql("UPDATE plan_edition SET base_id = %s WHERE id = %s", draft.pk, frozen.pk)

    with _refused():
        _sql("UPDATE plan_edition SET base_id = NULL WHERE id = %s", frozen.pk)


def test_what_is_not_content_can_change(frozen: Edition) -> None:
    _sql(
        "UPDATE plan_edition SET is_current = %s, official_sha256 = 'x' WHERE id = %s",
        False,
        frozen.pk,
    )
    EditionNode.objects.filter(edition=frozen).update(official="Wording")
    InstrumentLine.objects.filter(edition_node__edition=frozen).update(official="Wording")
    frozen.refresh_from_db()
    frozen.save()

    assert verification(frozen).is_equal


@on_sqlite
def test_no_edition_takes_the_place_of_a_frozen_one(frozen: Edition, draft: Edition) -> None:
    columns = ", ".join(name for name in _columns("plan_edition") if name not in ("id", "key"))

    for statement in (
        "UPDATE OR REPLACE plan_edition SET is_current = 1 WHERE id = %s",
        "UPDATE OR REPLACE plan_edition SET key = 'second' WHERE id = %s",
        f"UPDATE OR REPLACE plan_edition SET id = {frozen.pk} WHERE id = %s",
        f"INSERT OR REPLACE INTO plan_edition (id, key, {columns})"
        f" SELECT {frozen.pk}, 'new', {columns} FROM plan_edition WHERE id = %s",
        f"INSERT OR REPLACE INTO plan_edition (key, {columns})"
        f" SELECT 'second', {columns} FROM plan_edition WHERE id = %s",
    ):
        with _refused():
            _sql(statement, draft.pk)
    with _refused():
        _sql(
            f"INSERT OR REPLACE INTO plan_edition (key, {columns})"
            f" SELECT 'new', {columns} FROM plan_edition WHERE id = %s",
            frozen.pk,
        )


def test_identity_of_a_node_never_changes(frozen: Edition) -> None:
    for change in ("uid = '00000000000040008000000000000000'", "identity = 'x'", "id = 9999"):
        with _refused():
            _sql(f"UPDATE plan_node SET {change} WHERE identity = 'A'")


@on_sqlite
def test_identity_of_a_node_is_not_replaced(frozen: Edition) -> None:
    node = Node.objects.get(identity="A")
    new = "'00000000000040008000000000000000'"
    for values in (f"{node.pk}, {new}", f"9999, '{node.uid.hex}'"):
        with _refused():
            _sql(
                "INSERT OR REPLACE INTO plan_node (id, uid, plan_id, identity)"
                f" VALUES ({values}, {node.plan_id}, 'x')"
            )


def test_draft_can_be_changed_and_deleted(draft: Edition) -> None:
    EditionNode.objects.filter(edition=draft, code="A").update(lines=[[1, 1]])
    draft.figures.all().delete()
    draft.delete()

    assert Edition.objects.count() == 1


def test_verification_finds_what_was_changed_past_the_triggers(frozen: Edition) -> None:
    with thawed():
        EditionNode.objects.filter(edition=frozen, code="A").update(lines=[[1, 1]])

    assert not verification(frozen).holds


def test_triggers_can_be_taken_away_and_put_back(frozen: Edition) -> None:
    with thawed():
        EditionNode.objects.filter(edition=frozen, code="A").update(lines=[[1, 1]])

    with _refused():
        _sql("UPDATE plan_editionnode SET lines = '[]' WHERE code = 'A'")
