"""The only place that reads the clock; rules, queries and services are told the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Italy."""
    return now().astimezone(ROME).date()
