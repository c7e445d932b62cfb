"""The words around a match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portici.search.rules.excerpts import CHARACTERS_BEFORE, EXCERPT_CHARACTERS, excerpt
from portici.search.rules.questions import understood


def test_excerpt_marks_every_form_of_the_words_asked_for() -> None:
    question = understood("cooperativa citta", language="it")

    segments = excerpt(question, "Le cooperative della Città.")

    assert segments == (
        ("Le ", False),
        ("cooperative", True),
        (" della ", False),
        ("Città", True),
        (".", False),
    )


def test_excerpt_comes_from_the_first_line_that_has_a_match() -> None:
    question = understood("fondo", language="it")

    segments = excerpt(question, "Un riassunto.", "Una riga.\nUn  fondo\tnuovo.")

    assert segments == (("Un ", False), ("fondo", True), (" nuovo.", False))


def test_excerpt_without_a_match_is_how_the_text_begins() -> None:
    question = understood("fondo", language="it")

    segments = excerpt(question, "", "Un riassunto.")

    assert segments == (("Un riassunto.", False),)


def test_excerpt_of_nothing_is_empty() -> None:
    question = understood("fondo", language="it")

    assert excerpt(question, "", " \n ") == ()


def test_excerpt_leaves_out_whole_words_on_both_sides() -> None:
    question = understood("fondo", language="it")

    segments = excerpt(question, "prima " * 50 + "fondo " + "dopo " * 50)

    assert segments[0][0].startswith("…prima prima")
    assert segments[1] == ("fondo", True)
    assert segments[-1][0].endswith(" dopo…")
    assert sum(len(text) for text, _match in segments) <= EXCERPT_CHARACTERS + 2


def test_excerpt_of_text_without_spaces_begins_with_the_match() -> None:
    question = understood("fondo", language="it")

    segments = excerpt(question, "," * (CHARACTERS_BEFORE * 2) + "fondo" + "," * 500)

    assert segments == (
        ("…", False),
        ("fondo", True),
        ("," * (EXCERPT_CHARACTERS - 5) + "…", False),
    )


def test_excerpt_cuts_a_match_that_fills_it() -> None:
    question = understood("x", language="it")

    segments = excerpt(question, "x-" + "a" * 500 + " x")

    assert segments == (("x-" + "a" * (EXCERPT_CHARACTERS - 2), True), ("…", False))


@given(st.text(), st.text(), st.text())
def test_excerpt_holds_only_what_the_texts_hold(asked: str, summary: str, body: str) -> None:
    question = understood(asked, language="it")

    segments = excerpt(question, summary, body)

    assert [text for text, _match in segments if not text] == []
    assert sum(len(text) for text, _match in segments) <= EXCERPT_CHARACTERS + 2


@pytest.mark.parametrize("text", ["<b>fondo</b>", "<script>fondo"])
def test_excerpt_keeps_markup_as_text(text: str) -> None:
    question = understood("fondo", language="it")

    segments = excerpt(question, text)

    assert "".join(part for part, _match in segments) == text
