"""Which known word a mistyped one was meant to be."""

import pytest

from portici.search.rules.questions import understood
from portici.search.rules.suggestions import KnownWord, corrected, together, words_to_know


def known(*words: str, count: int = 1) -> list[KnownWord]:
    return [KnownWord(word, word, count) for word in words]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("misurazzione", "misurazione"),
        ("Misuraizone, dell'impato!", "misurazione, dell'impatto!"),
        ("fomdo", "fondo"),
        ("fmodo", None),
        ("fondo", None),
        ("fondi", None),
        ("misuraz", None),
        ("fon", None),
        ("f0ndo", None),
        ("sconosciuta", None),
    ],
)
def test_corrected_replaces_what_is_unknown_and_near(typed: str, meant: str | None) -> None:
    question = understood(typed, language="it")

    assert corrected(question, known("fondo", "impatto", "misurazione")) == meant


def test_corrected_takes_a_beginning_for_a_word_only_at_the_end() -> None:
    vocabulary = known("misure", "misuratore", "fondo")

    assert corrected(understood("fondo misurat", language="en"), vocabulary) is None
    assert corrected(understood("misurat fondo", language="en"), vocabulary) == "misure fondo"


def test_corrected_prefers_the_nearest_then_the_commonest_then_the_first() -> None:
    common = KnownWord("cassa", "cassa", 9)
    rare = KnownWord("carta", "carta", 1)

    assert corrected(understood("casta", language="de"), [rare, common]) == "cassa"
    assert corrected(understood("casta", language="de"), known("cassa", "carta")) == "carta"
    assert corrected(understood("cartta", language="de"), [common, rare]) == "carta"


def test_corrected_shows_a_word_as_it_is_written() -> None:
    question = understood("torrino", language="it")

    assert corrected(question, [KnownWord("torino", "Torino", 3)]) == "Torino"


def test_words_to_know_counts_texts_and_keeps_the_commonest_spelling() -> None:
    texts = ["Città, città della gente", "La città", "GENTE di Torino 2030", "il Comune e l'ente"]

    vocabulary = words_to_know(texts, language="it")

    assert vocabulary == [
        KnownWord("citta", "città", 3),
        KnownWord("comune", "Comune", 1),
        KnownWord("ente", "ente", 1),
        KnownWord("gente", "gente", 2),
        KnownWord("torino", "Torino", 1),
    ]


def test_together_adds_up_vocabularies() -> None:
    first = [KnownWord("citta", "città", 3), KnownWord("alba", "alba", 1)]
    second = [KnownWord("alba", "Alba", 2)]

    assert together([*first, *second]) == [
        KnownWord("alba", "Alba", 3),
        KnownWord("citta", "città", 3),
    ]
