"""The stations of the thread that exist today: text, action, with what. Further ones come with what they show."""

from django.utils.translation import gettext as _

from portici.portal.rules.thread import ThreadCounts
from portici.ui.components import Station, StationState


def text_station(*, detail: str = "", href: str = "") -> Station:
    """The plan says it: true of every element."""
    return Station("text", _("text"), "full", detail=detail, href=href)


def action_station(actions: int | None, *, detail: str = "", href: str = "") -> Station:
    """Whether it comes down to actions; None is an action itself."""
    state: StationState = "open" if actions == 0 else "full"
    return Station("action", _("action"), state, count=actions or None, detail=detail, href=href)


def means_station(instruments: int, *, detail: str = "", href: str = "") -> Station:
    """Whether the plan names what to do it with."""
    state: StationState = "full" if instruments else "open"
    return Station(
        "means", _("with what"), state, count=instruments or None, detail=detail, href=href
    )


def row_stations(counts: ThreadCounts) -> tuple[Station, ...]:
    """The thread of a row: marks without details."""
    return (
        text_station(),
        action_station(counts.actions),
        means_station(counts.instruments),
    )
