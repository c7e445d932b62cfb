"""The full-text index, each database's own; it follows the table by itself from here on.

Tokens come ready from `portici.search.rules.words`: neither database folds, stems or parts anything.
"""

from django.db import migrations

# The index holds no texts of its own (it reads them from the table when a row goes), and no places of words in
# texts, because nothing asks for phrases. Prefixes of two and three letters are what people see while they type.
SQLITE_FORWARDS = [
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        terms_title, terms_body,
        content='search_searchentry', content_rowid='id',
        detail='column', columnsize=0, prefix='2 3',
        tokenize="ascii tokenchars '.'"
    )
    """,
    """
    CREATE TRIGGER search_index_insert AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_index (rowid, terms_title, terms_body)
        VALUES (new.id, new.terms_title, new.terms_body);
    END
    """,
    """
    CREATE TRIGGER search_index_delete AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_index (search_index, rowid, terms_title, terms_body)
        VALUES ('delete', old.id, old.terms_title, old.terms_body);
    END
    """,
    """
    CREATE TRIGGER search_index_update AFTER UPDATE OF terms_title, terms_body ON search_searchentry BEGIN
        INSERT INTO search_index (search_index, rowid, terms_title, terms_body)
        VALUES ('delete', old.id, old.terms_title, old.terms_body);
        INSERT INTO search_index (rowid, terms_title, terms_body)
        VALUES (new.id, new.terms_title, new.terms_body);
    END
    """,
    # A table may hold entries already when the index is made again.
    "INSERT INTO search_index (search_index) VALUES ('rebuild')",
]
SQLITE_BACKWARDS = [
    "DROP TRIGGER search_index_update",
    "DROP TRIGGER search_index_delete",
    "DROP TRIGGER search_index_insert",
    "DROP TABLE search_index",
]

# Lexemes are taken as they are, past every text search configuration. Two vectors and no weights: an index does
# not hold weights, and every match would be looked at twice. Titles only rank what was found: no index.
POSTGRESQL_FORWARDS = [
    """
    ALTER TABLE search_searchentry
        ADD COLUMN vector_title tsvector GENERATED ALWAYS AS (
            array_to_tsvector(array_remove(string_to_array(terms_title, ' '), ''))
        ) STORED,
        ADD COLUMN vector tsvector GENERATED ALWAYS AS (
            array_to_tsvector(array_remove(string_to_array(terms_title || ' ' || terms_body, ' '), ''))
        ) STORED
    """,
    "CREATE INDEX search_vector ON search_searchentry USING gin (vector)",
]
POSTGRESQL_BACKWARDS = [
    "DROP INDEX search_vector",
    "ALTER TABLE search_searchentry DROP COLUMN vector, DROP COLUMN vector_title",
]

STATEMENTS = {
    "sqlite": (SQLITE_FORWARDS, SQLITE_BACKWARDS),
    "postgresql": (POSTGRESQL_FORWARDS, POSTGRESQL_BACKWARDS),
}


def forwards(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
