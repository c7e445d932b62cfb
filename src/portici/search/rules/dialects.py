"""A question in the two databases' own languages. Tokens hold nothing that either could take for a sign of its own."""

from collections.abc import Sequence

from portici.search.rules.questions import Term, Token


def fts5_expression(terms: Sequence[Term], *, column: str = "") -> str:
    """The right side of `MATCH` in SQLite: all terms, in any column or, all of them, in one.

    Source: https://www.sqlite.org/fts5.html#full_text_query_syntax
    """
    expression = " AND ".join(_fts5_term(term) for term in terms)
    return f"{{{column}}} : ({expression})" if column else expression


def tsquery_expression(terms: Sequence[Term]) -> str:
    """The text of a `tsquery` in PostgreSQL: all terms, as lexemes, past every text search configuration.

    Source: https://www.postgresql.org/docs/15/datatype-textsearch.html#DATATYPE-TSQUERY
    """
    return " & ".join(_tsquery_term(term) for term in terms)


def _fts5_term(term: Term) -> str:
    any_of = (" AND ".join(map(_fts5_token, tokens)) for tokens in term.alternatives)
    return f"({' OR '.join(f'({tokens})' for tokens in any_of)})"


def _fts5_token(token: Token) -> str:
    return f'"{token.text}"*' if token.is_prefix else f'"{token.text}"'


def _tsquery_term(term: Term) -> str:
    any_of = (" & ".join(map(_tsquery_token, tokens)) for tokens in term.alternatives)
    return f"({' | '.join(f'({tokens})' for tokens in any_of)})"


def _tsquery_token(token: Token) -> str:
    return f"'{token.text}':*" if token.is_prefix else f"'{token.text}'"
