"""What the pages at work decide without a database: fields, lists, two people at one thing, bulk changes."""

from typing import Any

import pytest

from portici.console.rules.bulk import BulkWish, bulk_changes, codes_changed_by
from portici.console.rules.fields import FieldSpec, UnreadableField, flat_of, form_names, state_of
from portici.console.rules.lists import (
    Asked,
    ListColumn,
    ListRow,
    answering,
    as_parameters,
    asked_of,
    page_of,
    shown_columns,
)
from portici.console.rules.merging import merged
from portici.plan.rules.outline import NodeRow

LANGUAGES = ["it", "en"]
SPECS = [
    FieldSpec("code"),
    FieldSpec("title", "texts"),
    FieldSpec("lines", "spans"),
    FieldSpec("year", "whole"),
    FieldSpec("headline", "flag"),
    FieldSpec("value", "amount"),
    FieldSpec("unit", "unit"),
    FieldSpec("reason", "texts", is_long=True),
]
STATE: dict[str, Any] = {
    "code": "A.1", "title": {"it": "Uno"}, "lines": [[1, 2], [5, 5]], "year": 2024,
    "headline": True, "value": "1.5", "unit": {"key": "euro", "it": "euro"},
    "reason": {"it": "Uno\ndue"},
}  # fmt: skip


def test_state_becomes_texts_and_comes_back() -> None:
    flat = flat_of(STATE, SPECS, LANGUAGES)

    assert set(flat) == {name for spec in SPECS for name in form_names(spec, LANGUAGES)}
    assert (flat["lines"], flat["headline"], flat["unit"]) == ("1-2, 5", "on", "euro")
    assert state_of(flat, SPECS, LANGUAGES) == STATE


def test_nothing_becomes_empty_texts_and_comes_back_as_nothing() -> None:
    flat = flat_of({}, SPECS, LANGUAGES)

    assert set(flat.values()) == {""}
    assert state_of(flat, SPECS, LANGUAGES) == {
        "code": "", "title": {}, "lines": [], "year": None, "headline": False, "value": None,
        "unit": {}, "reason": {},
    }  # fmt: skip


def test_an_amount_in_words_is_a_text_per_language() -> None:
    words = {"value": {"it": "circa la metà"}}
    spec = [FieldSpec("value", "amount")]

    assert flat_of(words, spec, LANGUAGES)["value"] == ""
    assert state_of(flat_of(words, spec, LANGUAGES), spec, LANGUAGES) == words


def test_what_people_write_is_read_kindly() -> None:
    flat = {"lines": "1 – 2;; 5", "value": "1,5", "title_it": "Uno\r\n due", "reason_it": "a\nb"}

    state = state_of(flat, SPECS, LANGUAGES)

    assert state["lines"] == [[1, 2], [5, 5]]
    assert (state["value"], state["title"], state["reason"]) == (
        "1.5",
        {"it": "Uno due"},
        {"it": "a\nb"},
    )


@pytest.mark.parametrize("field", ["lines", "year", "value"])
def test_a_text_that_gives_no_value_is_named(field: str) -> None:
    with pytest.raises(UnreadableField) as refusal:
        state_of({field: "many"}, SPECS, LANGUAGES)

    assert refusal.value.field == field


COLUMNS = [ListColumn("name", "Name"), ListColumn("n", "N"), ListColumn("day", "Day", False)]
ROWS = [
    ListRow("1", {"name": "Èrba", "n": 3}, order={"day": (2,)}, words=("erba",)),
    ListRow("2", {"name": "", "n": 10}, order={"day": (1,)}, facets={"kind": frozenset("a")}),
    ListRow("3", {"name": "acqua", "n": 1}, order={"day": (3,)}, words=("acqua", "erbosa")),
]


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        (Asked({}), ["1", "2", "3"]),
        (Asked({}, sort="name"), ["3", "1", "2"]),
        (Asked({}, sort="-n"), ["2", "1", "3"]),
        (Asked({}, sort="day"), ["2", "1", "3"]),
        (Asked({"kind": "a"}), ["2"]),
        (Asked({}, text="ERB"), ["1", "3"]),
        (Asked({}, text="erb acqua"), ["3"]),
    ],
)
def test_rows_that_answer_in_their_order(asked: Asked, keys: list[str]) -> None:
    assert [row.key for row in answering(ROWS, asked)] == keys


def test_an_address_asks_and_is_written_again() -> None:
    parameters = {"kind": "a", "level": "no", "q": " erba ", "sort": "-n", "page": "2"}
    facets = {"kind": ["a", "b"], "level": ["x"]}

    asked = asked_of(parameters, ["n", "no"], facets=facets, columns=COLUMNS)

    assert asked == Asked({"kind": "a"}, "erba", "-n", ("n",), 2)
    assert asked.in_force == 2
    assert as_parameters(asked) == [
        ("kind", "a"), ("q", "erba"), ("sort", "-n"), ("column", "n"),
    ]  # fmt: skip
    assert [column.key for column in shown_columns(COLUMNS, asked)] == ["name", "n"]


def test_an_address_that_asks_for_nothing_known() -> None:
    asked = asked_of({"sort": "x", "page": "²"}, [], facets={}, columns=COLUMNS)

    assert asked == Asked({})
    assert as_parameters(asked) == []
    assert [column.key for column in shown_columns(COLUMNS, asked)] == ["name", "n"]


def test_past_the_last_page_is_the_last_page() -> None:
    assert page_of(ROWS, 9, size=2) == ([ROWS[2]], 2, 2)
    assert page_of([], 1) == ([], 1, 1)


@pytest.mark.parametrize(
    ("was", "theirs", "mine", "who", "value"),
    [
        ("a", "a", "a", "nobody", "a"),
        ("a", "b", "b", "same", "b"),
        ("a", "a", "b", "mine", "b"),
        ("a", "b", "a", "theirs", "b"),
        ("a", "b", "c", "both", "c"),
        ("a\nb", "a\nb", "a\r\nb ", "nobody", "a\nb"),
        (None, "b", "c", "both", "c"),
    ],
)
def test_two_people_at_one_text(
    was: str | None, theirs: str, mine: str, who: str, value: str
) -> None:
    before = None if was is None else {"title": was}

    found = merged(before, {"title": theirs}, {"title": mine})["title"]

    assert (found.who, found.value, found.is_to_choose) == (who, value, who == "both")


@pytest.mark.parametrize(
    ("wish", "is_empty", "contradicts"),
    [
        (BulkWish(), True, False),
        (BulkWish(add_marker="young"), False, False),
        (BulkWish(add_marker="young", remove_marker="young"), False, True),
        (BulkWish(add_topic="goals:water", remove_topic="goals:water"), False, True),
        (BulkWish(add_topic="goals:water", remove_topic="goals:work"), False, False),
    ],
)
def test_a_wish_for_many_elements(wish: BulkWish, is_empty: bool, contradicts: bool) -> None:
    assert (wish.is_empty, wish.contradicts_itself) == (is_empty, contradicts)


def _element(code: str, **more: Any) -> NodeRow:
    return NodeRow(f"uid-{code}", code, "theme", None, code, 0, {}, {}, "", (), **more)


def test_only_elements_in_which_something_changes_are_changed() -> None:
    rows = [
        _element("A", markers=("young",)),
        _element("B", topics=("goals:work",)),
        _element("C", markers=("green",), topics=("goals:water",)),
    ]
    wish = BulkWish("young", "green", "goals:water", "goals:work")

    changes = bulk_changes(rows, wish)

    assert [(each.row.code, each.changes) for each in changes] == [
        ("A", ("add_topic",)),
        ("B", ("add_marker", "add_topic", "remove_topic")),
        ("C", ("add_marker", "remove_marker")),
    ]
    assert codes_changed_by(changes, "add_topic", "remove_topic") == ["A", "B"]
    assert {each.changes for each in bulk_changes(rows, BulkWish())} == {()}
