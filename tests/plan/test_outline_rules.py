"""What a filter leaves of a plan's tree."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portici.plan.rules.outline import NodeFilter, NodeRow, filtered_outline, words_asked
from portici.plan.rules.schema import NodeEntry
from portici.plan.rules.tree import tree_paths


def _row(code: str, parent: str | None = None, **fields: Any) -> NodeRow:
    row = NodeRow(
        uid=f"uid-{code}",
        code=code,
        level="action" if parent else "area",
        parent=parent,
        root=code.split(".")[0],
        depth=0 if parent is None else 1,
        title={"it": f"Titolo {code}", "en": f"Title {code}"},
        summary={"it": "Città e portici", "en": "City and arcades"},
        official="",
        lines=[[1, 2]],
    )
    return replace(row, **fields)


ROWS = [
    _row("1", instruments=("fund",), topics=("sdg:work",), markers=("youth",)),
    _row("1.1", "1", official="Sostenere le cooperative"),
    _row("1.2", "1", markers=("youth",), title={"it": "Appalti", "en": "Procurement"}),
    _row("2"),
    _row("2.1", "2", instruments=("platform",), topics=("sdg:water", "eu:fair")),
]


@pytest.mark.parametrize(
    ("wanted", "matches", "shown"),
    [
        (NodeFilter(), {"1", "1.1", "1.2", "2", "2.1"}, ["1", "1.1", "1.2", "2", "2.1"]),
        (NodeFilter(root="2"), {"2", "2.1"}, ["2", "2.1"]),
        (NodeFilter(level="action"), {"1.1", "1.2", "2.1"}, ["1", "1.1", "1.2", "2", "2.1"]),
        (NodeFilter(parent="1"), {"1.1", "1.2"}, ["1", "1.1", "1.2"]),
        # Means and topics hold for what stands below; markers do not.
        (NodeFilter(instrument="fund"), {"1", "1.1", "1.2"}, ["1", "1.1", "1.2"]),
        (NodeFilter(instrument="platform"), {"2.1"}, ["2", "2.1"]),
        (NodeFilter(topic="sdg:work"), {"1", "1.1", "1.2"}, ["1", "1.1", "1.2"]),
        (NodeFilter(topic="sdg"), {"1", "1.1", "1.2", "2.1"}, ["1", "1.1", "1.2", "2", "2.1"]),
        (NodeFilter(topic="eu:other"), set(), []),
        (NodeFilter(marker="youth"), {"1", "1.2"}, ["1", "1.2"]),
        # Words begin words of code, title, summary or official wording, in one language.
        (NodeFilter(words=("appal",)), {"1.2"}, ["1", "1.2"]),
        (NodeFilter(words=("procure",), language="en"), {"1.2"}, ["1", "1.2"]),
        (NodeFilter(words=("procure",)), set(), []),
        (NodeFilter(words=("cooperative", "citta")), {"1.1"}, ["1", "1.1"]),
        (NodeFilter(words=("orticit",)), set(), []),
        # Several words that begin a code are that code; other numbers are words like any other.
        (NodeFilter(words=("1", "2")), {"1.2"}, ["1", "1.2"]),
        (NodeFilter(words=("2", "1"), root="1"), set(), []),
        (
            NodeFilter(words=("citta", "1")),
            {"1", "1.1", "1.2", "2.1"},
            ["1", "1.1", "1.2", "2", "2.1"],
        ),
        (NodeFilter(marker="youth", parent="1"), {"1.2"}, ["1", "1.2"]),
    ],
)
def test_filter_keeps_answers_and_what_stands_above_them(
    wanted: NodeFilter, matches: set[str], shown: list[str]
) -> None:
    outline = filtered_outline(ROWS, wanted)

    assert outline.matches == matches
    assert [row.code for row in outline.rows] == shown


def test_filter_without_wishes_is_empty() -> None:
    assert NodeFilter(language="en").is_empty
    assert not NodeFilter(marker="youth").is_empty


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("  %*\"'\x00 ", ()),
        ("L'Economia  SOCIALE", ("l", "economia", "sociale")),
        ("più città", ("piu", "citta")),
        ("a " * 2000, ("a",) * 20),
    ],
)
def test_words_asked_are_folded_and_few(text: str, words: tuple[str, ...]) -> None:
    assert words_asked(text) == words


@given(st.text(max_size=2500))
def test_any_text_gives_an_outline(text: str) -> None:
    outline = filtered_outline(ROWS, NodeFilter(words=words_asked(text)))

    assert outline.matches <= {row.code for row in ROWS}


def _entry(code: str, parent: str | None = None) -> NodeEntry:
    return NodeEntry(
        code=code, level="action", parent=parent, title={"it": "x"}, summary={"it": "x"}
    )


def test_tree_paths_count_positions_from_the_root() -> None:
    entries = [
        _entry("1"),
        _entry("1.1", "1"),
        _entry("2"),
        _entry("1.2", "1"),
        _entry("1.1.1", "1.1"),
    ]

    assert tree_paths(entries) == {
        "1": "0001",
        "1.1": "0001.0001",
        "2": "0002",
        "1.2": "0001.0002",
        "1.1.1": "0001.0001.0001",
    }


def test_tree_paths_accept_children_before_parents() -> None:
    assert tree_paths([_entry("1.1", "1"), _entry("1")]) == {"1": "0001", "1.1": "0001.0001"}
