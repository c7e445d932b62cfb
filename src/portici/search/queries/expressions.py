"""The two places where a query is written in a database's own language."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, TextField
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

from portici.search.rules.dialects import fts5_expression, tsquery_expression
from portici.search.rules.questions import Term

_Sql = tuple[str, tuple[str | int, ...]]


class Has(Func):
    """Whether a search entry has all these terms, or (`in_title`) has them in its title."""

    output_field = BooleanField()

    def __init__(self, terms: Sequence[Term], *, in_title: bool = False) -> None:
        super().__init__(F("pk"))
        self.terms = tuple(terms)
        self.in_title = in_title

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> _Sql:
        """The table `search_index` of migration 0002."""
        entry, _ = compiler.compile(self._entry())
        found = "IN (SELECT rowid FROM search_index WHERE search_index MATCH %s)"
        column = "terms_title" if self.in_title else ""
        return f"{entry} {found}", (fts5_expression(self.terms, column=column),)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> _Sql:
        """The columns `vector` and `vector_title` of migration 0002, which the model does not know."""
        table = compiler.quote_name_unless_alias(self._entry().alias)
        column = "vector_title" if self.in_title else "vector"
        return f"{table}.{column} @@ %s::tsquery", (tsquery_expression(self.terms),)

    def _entry(self) -> Col:
        (column,) = self.get_source_expressions()
        if not isinstance(column, Col):
            raise TypeError("Has() is asked of search entries")
        return column


class Bytewise(Func):
    """A text in the order of its bytes, which is the same on every database and in every country."""

    output_field = TextField()
    template = "%(expressions)s"

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> _Sql:
        """PostgreSQL orders texts as its country does, unless told otherwise."""
        sql, params = self.as_sql(
            compiler, connection, template='%(expressions)s COLLATE "C"', **context
        )
        return sql, tuple(params)
