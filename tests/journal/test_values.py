"""Values of entries as people read them."""

import pytest

from portici.journal.phrases import register_fields
from portici.journal.queries import FieldChange
from portici.journal.queries.values import TextPair, text_pairs, value_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("word", "word"),
        (7, "7"),
        (True, "sì"),
        (False, "no"),
        (["a", 1], "a; 1"),
        ({"key": "è"}, '{"key": "è"}'),
    ],
)
def test_a_value_is_a_text(value: object, text: str) -> None:
    assert value_text(value).replace("yes", "sì") == text


def test_a_text_in_languages_gives_a_pair_for_each_that_changed() -> None:
    register_fields({"title": "Title"})
    change = FieldChange(
        "title", {"it": "Uno", "en": "One"}, {"it": "Due", "en": "One", "fr": "Un"}
    )

    assert text_pairs((change,)) == [
        TextPair("Title", "it", "Uno", "Due"),
        TextPair("Title", "fr", "", "Un"),
    ]


def test_what_was_not_there_before_has_an_empty_text() -> None:
    assert text_pairs((FieldChange("x", None, {"it": "Uno"}), FieldChange("y", 1, None))) == [
        TextPair("x", "it", "", "Uno"),
        TextPair("y", "", "1", ""),
    ]
