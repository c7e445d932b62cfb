"""Reading a filter from an address."""

import pytest

from portici.plan.rules.outline import NodeFilter
from portici.portal.rules.plan_filter import (
    AskedFilter,
    FilterChoices,
    Named,
    as_parameters,
    read_filter,
)

CHOICES = FilterChoices(
    root=(Named("1", {"it": "Uno"}),),
    level=(Named("area", {"it": "Aree"}), Named("action", {"it": "Azioni"})),
    instrument=(Named("fund", {"it": "Fondo"}),),
    topic=(Named("goals", {}, {"it": "Traguardi"}), Named("goals:work", {"it": "Lavoro"})),
    marker=(Named("youth", {"it": "Giovani"}),),
)


def read(**asked: str) -> AskedFilter:
    return read_filter(asked, choices=CHOICES, language="it")


def test_read_filter_without_anything_asks_for_everything() -> None:
    assert read() == AskedFilter(NodeFilter(), (), "", ())


def test_read_filter_takes_every_known_value() -> None:
    asked = read(
        root="1", level="action", instrument="fund", topic="goals:work", marker="youth", q="Città"
    )

    assert asked.wanted == NodeFilter(
        root="1",
        level="action",
        instrument="fund",
        topic="goals:work",
        marker="youth",
        words=("citta",),
    )
    assert [(field, named.key) for field, named in asked.in_force] == [
        ("root", "1"),
        ("level", "action"),
        ("instrument", "fund"),
        ("topic", "goals:work"),
        ("marker", "youth"),
    ]


def test_read_filter_reports_what_the_plan_does_not_have_and_leaves_it_out() -> None:
    asked = read(level="galaxy", marker=" youth ", root="")

    assert asked.unknown == (("level", "galaxy"),)
    assert asked.wanted == NodeFilter(marker="youth")


def test_read_filter_shortens_what_it_reports() -> None:
    assert read(level="x" * 5000).unknown == (("level", "x" * 80),)


@pytest.mark.parametrize("text", ["%", '"', "*", "…", "\x00", "   "])
def test_read_filter_takes_a_text_without_words_for_none(text: str) -> None:
    asked = read(q=text)

    assert asked.wanted.is_empty
    assert as_parameters(asked) == {}


def test_read_filter_cuts_a_text_without_end() -> None:
    asked = read(q="parola " * 1000)

    assert (len(asked.text) <= 500, len(asked.wanted.words)) == (True, 20)


def test_as_parameters_asks_for_the_same_again() -> None:
    asked = read(root="1", topic="goals", q="lavoro", level="galaxy")

    assert as_parameters(asked) == {"root": "1", "topic": "goals", "q": "lavoro"}
    assert read(**as_parameters(asked)).wanted == asked.wanted
