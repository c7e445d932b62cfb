"""Parting a text at its first sentence."""

import pytest

from portici.portal.rules.sentences import opening_sentence


@pytest.mark.parametrize(
    ("text", "opening", "rest"),
    [
        ("Uno solo.", "Uno solo.", ""),
        ("Prima frase. Seconda frase. Terza.", "Prima frase.", "Seconda frase. Terza."),
        ("Vale la L. 4/2004 ancora. Poi altro.", "Vale la L. 4/2004 ancora.", "Poi altro."),
        ("Enti, imprese ecc. di ogni tipo. E poi.", "Enti, imprese ecc. di ogni tipo.", "E poi."),
        ("Che cosa cambia? Tutto.", "Che cosa cambia?", "Tutto."),
        ("", "", ""),
    ],
)
def test_opening_sentence_parts_where_a_reader_would(text: str, opening: str, rest: str) -> None:
    assert opening_sentence(text) == (opening, rest)
