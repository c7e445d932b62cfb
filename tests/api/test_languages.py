"""Which language an answer is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portici.api.rules.languages import preferred_language

KNOWN = ("it", "en")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "it"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("fr, en;q=0.3", "en"),
        ("it;q=0.5, en;q=0.9", "en"),
        ("it;q=0.5,en;q=0.5", "it"),
        ("en;q=0", "it"),
        ("en; q=1.0", "en"),
        ("de, *;q=0.1", "it"),
        ("en;q=0.8;x=1", "it"),
        ("en;level=1", "it"),
        ("en;q=2", "it"),
        ("en;q=0.x", "it"),
        ("en;q=", "it"),
        (",,;,", "it"),
        (", " * 30 + "en", "it"),
    ],
)
def test_language_follows_the_header(accepted: str, language: str) -> None:
    assert preferred_language(asked="", accepted=accepted, known=KNOWN) == language


def test_language_asked_for_by_name_goes_before_the_header() -> None:
    assert preferred_language(asked="it", accepted="en", known=KNOWN) == "it"


def test_language_that_is_not_known_is_left_to_the_header() -> None:
    assert preferred_language(asked="fr", accepted="en", known=KNOWN) == "en"


@given(st.text(), st.text())
def test_language_is_a_known_one_whatever_is_asked(asked: str, accepted: str) -> None:
    assert preferred_language(asked=asked, accepted=accepted, known=KNOWN) in KNOWN
