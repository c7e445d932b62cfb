"""Folding of words and texts in several languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portici.kernel.localized import in_language
from portici.kernel.text import fold, folded_words, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Città", "citta"),
        ("PERCHÉ", "perche"),
        ("Straße", "strasse"),
        ("a\x00b\tc", "a b c"),
        ("ﬁnanza", "finanza"),
        ("", ""),
    ],
)
def test_fold_drops_case_accents_and_control_characters(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folded_words_part_at_apostrophes_and_hyphens() -> None:
    assert folded_words("L'impresa socio-sanitaria (2030)_x") == [
        "l",
        "impresa",
        "socio",
        "sanitaria",
        "2030",
        "x",
    ]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "name"), [("Economia sociale: l'avvio", "economia-sociale-l-avvio"), ("—", "")]
)
def test_slug_is_a_name_for_addresses(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize(
    ("texts", "language", "shown"),
    [
        ({"it": "Sì", "en": "Yes"}, "en", "Yes"),
        ({"it": "Sì", "en": "Yes"}, "fr", "Sì"),
        ({"it": "", "en": "Yes"}, "it", "Yes"),
        ({"de": "Ja"}, "en", "Ja"),
        ({}, "it", ""),
        (None, "it", ""),
    ],
)
def test_text_is_shown_in_the_nearest_language(
    texts: dict[str, str] | None, language: str, shown: str
) -> None:
    assert in_language(texts, language) == shown
