"""The clock."""

from datetime import UTC, date, datetime

import time_machine

from portici.kernel import clock


def test_day_changes_at_midnight_in_italy() -> None:
    with time_machine.travel(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
        assert clock.today() == date(2026, 7, 1)
