"""Texts become tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portici.search.rules.words import (
    MAXIMUM_NAME,
    MAXIMUM_TOKEN,
    is_small_word,
    is_spoken_code,
    search_terms,
    whole_name,
)


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("Cooperative", "it", ("cooperative", "cooper")),
        ("cooperatives", "en", ("cooperatives", "cooper")),
        ("Genossenschaften", "de", ("genossenschaften",)),
        ("Città", "it", ("citta", "citt")),
        ("Citta\u0300", "it", ("citta", "citt")),
        ("L'economia", "it", ("l", "economia", "econom")),
        ("economia economia", "it", ("economia", "econom")),
        ("co-design", "en", ("co", "design", "codesign")),
        ("1.1.1-A01", "it", ("1.1.1.a01", "a01")),
        ("legge 106/2020", "it", ("legge", "legg", "106.2020", "106", "2020")),
        ("Łódź", "en", ("u142odz",)),
        ("½", "it", ("1.2",)),
        ("", "it", ()),
        ("!? \0 %", "it", ()),
    ],
)
def test_search_terms_are_folded_words_and_their_stems(
    text: str, language: str, terms: tuple[str, ...]
) -> None:
    assert search_terms(text, language=language) == terms


def test_search_terms_cut_endless_words() -> None:
    terms = search_terms("x" * 5_000, language="en")

    assert terms == ("x" * MAXIMUM_TOKEN,)


@given(st.text(), st.sampled_from(["it", "en", "fr"]))
def test_search_terms_hold_nothing_that_a_database_could_read(text: str, language: str) -> None:
    terms = search_terms(text, language=language)

    assert [term for term in terms if not term.isascii()] == []
    assert [term for term in terms if not term.replace(".", "").isalnum()] == []
    assert [term for term in terms if len(term) > MAXIMUM_TOKEN] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Città di Torino", "citta di torino"),
        ("1.1.1-A01", "1.1.1.a01"),
        ("Non-profit", "nonprofit"),
        ("…", ""),
        ("à" * 900, "a" * MAXIMUM_NAME),
    ],
)
def test_whole_name_compares_names_as_people_write_them(text: str, name: str) -> None:
    assert whole_name(text) == name


@pytest.mark.parametrize(
    ("key", "is_code"),
    [
        ("1", True),
        ("1.1.1-A01", True),
        ("G004", True),
        ("B.1", True),
        ("sdg-8", True),
        ("A", True),
        ("agenda-2030", False),
        ("body", False),
    ],
)
def test_spoken_code_is_a_number_or_a_few_letters_before_one(key: str, is_code: bool) -> None:
    assert is_spoken_code(key) is is_code


@pytest.mark.parametrize(
    ("word", "language", "is_small"),
    [("dell", "it", True), ("the", "en", True), ("the", "it", False), ("der", "de", False)],
)
def test_small_words_belong_to_a_language(word: str, language: str, is_small: bool) -> None:
    assert is_small_word(word, language) is is_small
