"""How much hangs on each station of the thread."""

from portici.plan.rules.outline import NodeRow
from portici.portal.queries.thread import row_stations
from portici.portal.rules.thread import ThreadCounts, thread_counts


def row(code: str, level: str, parent: str | None, *instruments: str) -> NodeRow:
    return NodeRow(
        uid=code,
        code=code,
        level=level,
        parent=parent,
        root=code[0],
        depth=code.count("."),
        title={},
        summary={},
        official="",
        lines=(),
        instruments=instruments,
    )


def test_thread_counts_hold_for_what_stands_above_and_below() -> None:
    rows = [
        row("1", "area", None),
        row("1.1", "strategy", "1", "fund", "body"),
        row("1.1.1", "action", "1.1"),
        row("1.1.2", "action", "1.1"),
        row("1.2", "strategy", "1", "fund"),
        row("2", "area", None),
    ]

    counts = thread_counts(rows, last_level="action")

    assert counts == {
        "1": ThreadCounts(actions=2, instruments=2),
        "1.1": ThreadCounts(actions=2, instruments=2),
        "1.1.1": ThreadCounts(actions=None, instruments=2),
        "1.1.2": ThreadCounts(actions=None, instruments=2),
        "1.2": ThreadCounts(actions=0, instruments=1),
        "2": ThreadCounts(actions=0, instruments=0),
    }


def test_thread_counts_of_nothing_are_none() -> None:
    assert thread_counts([], last_level="action") == {}


def test_row_stations_are_those_that_the_software_can_fill_today() -> None:
    shown = [
        (station.key, station.state, station.count)
        for station in row_stations(ThreadCounts(actions=3, instruments=2))
    ]

    assert shown == [("text", "full", None), ("action", "full", 3), ("means", "full", 2)]


def test_row_stations_stand_open_where_there_is_nothing() -> None:
    stations = row_stations(ThreadCounts(actions=0, instruments=0))

    assert [station.state for station in stations] == ["full", "open", "open"]


def test_row_stations_of_an_action_are_full_without_a_count() -> None:
    stations = row_stations(ThreadCounts(actions=None, instruments=0))

    assert (stations[1].state, stations[1].count) == ("full", None)
