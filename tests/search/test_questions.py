"""What a person typed, understood, and said in the databases' languages."""

import pytest

from portici.search.rules.dialects import fts5_expression, tsquery_expression
from portici.search.rules.questions import MAXIMUM_CHARACTERS, MAXIMUM_TERMS, understood


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("l'economia sociale", "it", ("economia", "sociale")),
        ("the social economy", "en", ("social", "economy")),
        ("di", "it", ("di",)),
        ("della di", "it", ("della", "di")),
        ("coop sociale coop", "it", ("sociale", "coop")),
        ("1.1.1-A01", "it", ("1.1.1.a01",)),
        ("Co-Progettazione", "it", ("coprogettazione",)),
        ('%_"*()\0', "it", ()),
        ("", "it", ()),
    ],
)
def test_question_asks_for_its_telling_words(
    text: str, language: str, words: tuple[str, ...]
) -> None:
    assert understood(text, language=language).words == words


def test_question_is_cut_where_nobody_reads_on() -> None:
    question = understood(" ".join(f"parola{n}" for n in range(1_000)), language="it")

    assert len(question.text) == MAXIMUM_CHARACTERS
    assert len(question.terms) == MAXIMUM_TERMS


def test_question_is_cut_within_a_piece_of_many_parts() -> None:
    question = understood("a-" * 900, language="en")

    assert question.words == ("aaaaaa",)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("imprese", '(("impres") OR ("imprese"*))'),
        ("imprese locali", '(("impres")) AND (("local") OR ("locali"*))'),
        ("1.1", '(("1.1") OR ("1.1"*))'),
        ("1", '(("1"))'),
        (
            "co-design imprese",
            '(("codesign") OR ("co" AND "design")) AND (("impres") OR ("imprese"*))',
        ),
    ],
)
def test_question_for_sqlite(text: str, expression: str) -> None:
    question = understood(text, language="it")

    assert fts5_expression(question.terms) == expression


def test_question_for_one_column_of_sqlite() -> None:
    question = understood("1", language="it")

    assert fts5_expression(question.terms, column="terms_title") == '{terms_title} : ((("1")))'


def test_question_for_postgresql() -> None:
    question = understood("co-design imprese", language="it")

    assert tsquery_expression(question.terms) == (
        "(('codesign') | ('co' & 'design')) & (('impres') | ('imprese':*))"
    )


def test_term_as_whole_is_not_only_begun() -> None:
    question = understood("imprese", language="it")

    assert fts5_expression([question.terms[-1].as_whole]) == '(("impres"))'
