"""Triggers by which the database itself refuses to change an approved edition, on both engines.

Frozen is an edition whose `frozen_at` is set. `freeze` makes the triggers from the tables as they are then; a later
migration that adds a table of an edition's content, or changes one of these on SQLite (where Django makes the table
anew, and its triggers go), runs `thaw` before and `freeze` after. A test looks for the triggers of every table.
"""

# Table to the columns through which a row belongs to an edition, each with the way there.
TABLES = {
    "plan_level": {"edition_id": ()},
    "plan_marker": {"edition_id": ()},
    "plan_phase": {"edition_id": ()},
    "plan_editionnode": {"edition_id": ()},
    "plan_instrumentkind": {"edition_id": ()},
    "plan_instrument": {"edition_id": ()},
    "plan_framework": {"edition_id": ()},
    "plan_figure": {"edition_id": ()},
    "plan_inconsistency": {"edition_id": ()},
    "plan_editionchange": {"edition_id": ()},
    "plan_nodeorigin": {"edition_id": ()},
    "plan_nodemarker": {
        "edition_node_id": (("plan_editionnode", "edition_id"),),
        "marker_id": (("plan_marker", "edition_id"),),
    },
    "plan_instrumentline": {"edition_node_id": (("plan_editionnode", "edition_id"),)},
    "plan_instrumentmention": {
        "line_id": (("plan_instrumentline", "edition_node_id"), ("plan_editionnode", "edition_id")),
        "instrument_id": (("plan_instrument", "edition_id"),),
    },
    "plan_topic": {"framework_id": (("plan_framework", "edition_id"),)},
    "plan_alignment": {
        "edition_node_id": (("plan_editionnode", "edition_id"),),
        "topic_id": (("plan_topic", "framework_id"), ("plan_framework", "edition_id")),
    },
}
# The document's wording can be attached to a frozen edition, and taken away: it is not part of its content.
LOOSE = {"plan_editionnode": ("official",), "plan_instrumentline": ("official",)}
# What of a frozen edition's own row may change. `status` and `base_id` have rules of their own.
LOOSE_OF_EDITION = ("is_current", "official_sha256", "loaded_at", "status", "base_id")

CONTENT = "This edition is approved and frozen: nothing of its content can be added, changed or deleted."
EDITION = "This edition is approved and frozen: its row cannot be changed, deleted or replaced."
IDENTITY = "The identity of a node cannot be changed or replaced."


def freeze(_apps, schema_editor):
    """Make the triggers."""
    _run(schema_editor, _statements(schema_editor.connection))


def thaw(_apps, schema_editor):
    """Take the triggers away."""
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        guarded = (*TABLES, "plan_edition", "plan_node")
        for table in guarded:
            names = (f"{table}_frozen_row", f"{table}_frozen_truncate")
            _run(schema_editor, [f"DROP TRIGGER {name} ON {table}" for name in names])
            _run(schema_editor, [f"DROP FUNCTION {table}_refuse_frozen()"])
        _run(schema_editor, ["DROP FUNCTION plan_frozen_refuse_truncate()"])
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'plan_*_frozen_*'")
        names = [name for (name,) in cursor.fetchall()]
    _run(schema_editor, [f'DROP TRIGGER "{name}"' for name in names])


def _run(schema_editor, statements):
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            # Handed over as it is: a percent sign is no place for a parameter.
            cursor.execute(statement)


def _statements(connection):
    if connection.vendor == "postgresql":
        return _postgresql()
    with connection.cursor() as cursor:
        columns = {
            table: [column.name for column in connection.introspection.get_table_description(cursor, table)]
            for table in (*TABLES, "plan_edition")
        }
    return [*_sqlite_content(columns), *_sqlite_edition(columns["plan_edition"]), *_sqlite_identity()]


# SQLite. What INSERT OR REPLACE and UPDATE OR REPLACE would delete in silence is looked for too, and no key changes.


def _sqlite_content(columns):
    for table, ways in TABLES.items():
        new = " OR ".join(_sqlite_frozen(f"new.{column}", way) for column, way in ways.items())
        old = " OR ".join(_sqlite_frozen(f"old.{column}", way) for column, way in ways.items())
        there = " OR ".join(_sqlite_frozen(f"there.{column}", way) for column, way in ways.items())
        kept = [name for name in columns[table] if name not in LOOSE.get(table, ())]
        differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in kept) if table in LOOSE else "1"
        replaced = f"EXISTS (SELECT 1 FROM {table} AS there WHERE there.id = new.id AND ({there}))"
        yield _sqlite_trigger(table, "insert", "INSERT", f"{new} OR {replaced}", CONTENT)
        yield _sqlite_trigger(table, "delete", "DELETE", old, CONTENT)
        changed = f"old.id <> new.id OR (({old} OR {new}) AND ({differs}))"
        yield _sqlite_trigger(table, "update", "UPDATE", changed, CONTENT)


def _sqlite_frozen(value, way):
    for table, column in way:
        value = f"(SELECT {column} FROM {table} WHERE id = {value})"
    return f"(SELECT frozen_at FROM plan_edition WHERE id = {value}) IS NOT NULL"


def _sqlite_edition(columns):
    kept = [name for name in columns if name not in LOOSE_OF_EDITION]
    differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in kept)
    # Another frozen edition that the new row would put itself in the place of.
    replaced = (
        "EXISTS (SELECT 1 FROM plan_edition AS there WHERE there.frozen_at IS NOT NULL AND there.id <> {own} AND ("
        "there.id = new.id OR there.plan_id = new.plan_id AND"
        " (there.key = new.key OR there.is_current AND new.is_current)))"
    )
    yield _sqlite_trigger("plan_edition", "insert", "INSERT", replaced.format(own="-1"), EDITION)
    yield _sqlite_trigger("plan_edition", "delete", "DELETE", "old.frozen_at IS NOT NULL", EDITION)
    status = "(old.status IS NOT new.status AND NOT (old.status = 'approved' AND new.status = 'superseded'))"
    base = "(old.base_id IS NOT NULL AND old.base_id IS NOT new.base_id)"
    changed = (
        f"old.id <> new.id OR {replaced.format(own='old.id')}"
        f" OR (old.frozen_at IS NOT NULL AND ({differs} OR {status} OR {base}))"
    )
    yield _sqlite_trigger("plan_edition", "update", "UPDATE", changed, EDITION)


def _sqlite_identity():
    taken = "EXISTS (SELECT 1 FROM plan_node WHERE id = new.id OR uid = new.uid)"
    yield _sqlite_trigger("plan_node", "insert", "INSERT", taken, IDENTITY)
    changed = (
        "old.id <> new.id OR old.uid <> new.uid OR old.plan_id <> new.plan_id"
        " OR (old.identity <> '' AND old.identity <> new.identity)"
    )
    yield _sqlite_trigger("plan_node", "update", "UPDATE", changed, IDENTITY)


def _sqlite_trigger(table, name, event, condition, sentence):
    return (
        f"CREATE TRIGGER {table}_frozen_{name} BEFORE {event} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )


# PostgreSQL. A writer of content shares the lock of the edition's row until the end of the transaction: an approval
# waits for it, and it sees an approval that came first.

_ROW = "BEFORE INSERT OR UPDATE OR DELETE"


def _postgresql():
    yield f"""
        CREATE FUNCTION plan_frozen_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM plan_edition WHERE frozen_at IS NOT NULL) THEN
                {_postgresql_refusal(CONTENT)}
            END IF;
            RETURN NULL;
        END $$
        """
    for table in (*TABLES, "plan_edition", "plan_node"):
        yield (
            f"CREATE TRIGGER {table}_frozen_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION plan_frozen_refuse_truncate()"
        )
    for table, ways in TABLES.items():
        yield _postgresql_content(table, ways)
        yield _postgresql_trigger(table, _ROW)
    yield _postgresql_edition()
    yield _postgresql_trigger("plan_edition", "BEFORE UPDATE OR DELETE")
    yield _postgresql_identity()
    yield _postgresql_trigger("plan_node", "BEFORE UPDATE")


def _postgresql_content(table, ways):
    loose = _postgresql_names(LOOSE.get(table, ()))
    differs = f"(to_jsonb(old) - {loose}) IS DISTINCT FROM (to_jsonb(new) - {loose})" if table in LOOSE else "true"
    of_old = "".join(_postgresql_check(f"old.{c}", way, f"TG_OP = 'DELETE' OR {differs}") for c, way in ways.items())
    of_new = "".join(
        f"IF TG_OP = 'INSERT' OR new.{c} IS DISTINCT FROM old.{c} THEN {_postgresql_check(f'new.{c}', way)} END IF; "
        for c, way in ways.items()
    )
    return f"""
        CREATE FUNCTION {table}_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE frozen timestamptz;
        BEGIN
            IF TG_OP <> 'INSERT' THEN {of_old} END IF;
            IF TG_OP = 'DELETE' THEN RETURN old; END IF;
            {of_new}
            RETURN new;
        END $$
        """


def _postgresql_check(value, way, condition="true"):
    for table, column in way:
        value = f"(SELECT {column} FROM {table} WHERE id = {value})"
    return (
        f"SELECT frozen_at INTO frozen FROM plan_edition WHERE id = {value} FOR SHARE; "
        f"IF frozen IS NOT NULL AND ({condition}) THEN {_postgresql_refusal(CONTENT)} END IF; "
    )


def _postgresql_edition():
    loose = _postgresql_names(LOOSE_OF_EDITION)
    return f"""
        CREATE FUNCTION plan_edition_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF old.frozen_at IS NOT NULL THEN {_postgresql_refusal(EDITION)} END IF;
                RETURN old;
            END IF;
            IF old.id <> new.id OR old.frozen_at IS NOT NULL AND (
                (to_jsonb(old) - {loose}) IS DISTINCT FROM (to_jsonb(new) - {loose})
                OR (old.status <> new.status AND NOT (old.status = 'approved' AND new.status = 'superseded'))
                OR (old.base_id IS NOT NULL AND old.base_id IS DISTINCT FROM new.base_id)
            ) THEN
                {_postgresql_refusal(EDITION)}
            END IF;
            RETURN new;
        END $$
        """


def _postgresql_identity():
    return f"""
        CREATE FUNCTION plan_node_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF old.id <> new.id OR old.uid <> new.uid OR old.plan_id <> new.plan_id
                OR (old.identity <> '' AND old.identity <> new.identity)
            THEN
                {_postgresql_refusal(IDENTITY)}
            END IF;
            RETURN new;
        END $$
        """


def _postgresql_trigger(table, event):
    return (
        f"CREATE TRIGGER {table}_frozen_row {event} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_refuse_frozen()"
    )


def _postgresql_refusal(sentence):
    return f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation';"


def _postgresql_names(names):
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names) + "]::text[]"
