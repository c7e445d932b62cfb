"""The database itself refuses to change or delete what the journal holds, on both engines."""

from django.db import migrations

ORIGIN = "0" * 64

# SQLite has no refusal of INSERT OR REPLACE as such: it would delete silently, so an existing number is refused too.
SQLITE_FORWARDS = [
    """
    CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN
        SELECT RAISE(ABORT, 'The journal is append-only: an entry cannot be changed.');
    END
    """,
    """
    CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN
        SELECT RAISE(ABORT, 'The journal is append-only: an entry cannot be deleted.');
    END
    """,
    """
    CREATE TRIGGER journal_entry_linked BEFORE INSERT ON journal_entry
    WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM journal_entry)
        OR new.previous <> coalesce((SELECT digest FROM journal_entry WHERE number = new.number - 1), '%(origin)s')
    BEGIN
        SELECT RAISE(ABORT, 'The journal is a chain: an entry must follow the last one.');
    END
    """,
    """
    CREATE TRIGGER journal_personalvalue_no_update BEFORE UPDATE OF seal, salt, text ON journal_personalvalue BEGIN
        SELECT RAISE(ABORT, 'A personal value can be erased, not changed.');
    END
    """,
    """
    CREATE TRIGGER journal_actor_no_update BEFORE UPDATE OF id, uid, kind ON journal_actor
    WHEN new.id <> old.id OR new.uid <> old.uid OR new.kind <> old.kind BEGIN
        SELECT RAISE(ABORT, 'Who acted cannot be changed; a name can be erased.');
    END
    """,
]
SQLITE_BACKWARDS = [
    "DROP TRIGGER journal_actor_no_update",
    "DROP TRIGGER journal_personalvalue_no_update",
    "DROP TRIGGER journal_entry_linked",
    "DROP TRIGGER journal_entry_no_delete",
    "DROP TRIGGER journal_entry_no_update",
]

POSTGRESQL_FORWARDS = [
    """
    CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'The journal is append-only: % of % is refused.', lower(TG_OP), TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE FUNCTION journal_linked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF new.number <> (SELECT coalesce(max(number), 0) + 1 FROM journal_entry)
            OR new.previous <> coalesce(
                (SELECT digest FROM journal_entry WHERE number = new.number - 1), '%(origin)s')
        THEN
            RAISE EXCEPTION 'The journal is a chain: an entry must follow the last one.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN new;
    END $$
    """,
    "CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry"
    " FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_entry_linked BEFORE INSERT ON journal_entry"
    " FOR EACH ROW EXECUTE FUNCTION journal_linked()",
    "CREATE TRIGGER journal_personalvalue_no_update BEFORE UPDATE ON journal_personalvalue"
    " FOR EACH ROW WHEN (old.seal <> new.seal OR old.salt <> new.salt OR old.text <> new.text)"
    " EXECUTE FUNCTION journal_refuse()",
    "CREATE TRIGGER journal_actor_no_update BEFORE UPDATE ON journal_actor"
    " FOR EACH ROW WHEN (old.id <> new.id OR old.uid <> new.uid OR old.kind <> new.kind)"
    " EXECUTE FUNCTION journal_refuse()",
]
POSTGRESQL_BACKWARDS = [
    "DROP TRIGGER journal_actor_no_update ON journal_actor",
    "DROP TRIGGER journal_personalvalue_no_update ON journal_personalvalue",
    "DROP TRIGGER journal_entry_linked ON journal_entry",
    "DROP TRIGGER journal_entry_no_truncate ON journal_entry",
    "DROP TRIGGER journal_entry_no_change ON journal_entry",
    "DROP FUNCTION journal_linked",
    "DROP FUNCTION journal_refuse",
]


def _run(statements):
    def apply(_apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            # Handed over as it is: a percent sign of the message is no place for a parameter.
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(statement.replace("%(origin)s", ORIGIN))

    return apply


def _make_head(apps, _schema_editor):
    apps.get_model("journal", "Head").objects.get_or_create(pk=1, defaults={"digest": ORIGIN})


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_journal")]

    operations = [
        migrations.RunPython(_make_head, migrations.RunPython.noop),
        migrations.RunPython(
            _run({"sqlite": SQLITE_FORWARDS, "postgresql": POSTGRESQL_FORWARDS}),
            _run({"sqlite": SQLITE_BACKWARDS, "postgresql": POSTGRESQL_BACKWARDS}),
        ),
    ]
