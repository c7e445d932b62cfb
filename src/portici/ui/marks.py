"""The thread as marks, for a row of a list. In Python: a page draws hundreds, and a macro takes ten times as long."""

from collections.abc import Sequence
from functools import cache

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from portici.ui.components import Station, StationState

# Pixels from one mark to the next.
_STEP = 16


def thread_marks(stations: Sequence[Station]) -> Markup:
    """One drawing with one sentence: the state of every station, or how many things there are."""
    words = ", ".join(f"{station.label}: {_state_or_count(station)}" for station in stations)
    drawing = _drawing(tuple(station.state for station in stations))
    return Markup(  # noqa: S704 -- the words are escaped, the drawing is our own
        f'<svg class="marks" width="{len(stations) * _STEP - 4}" height="12" role="img"'
        f' aria-label="{escape(words)}">{drawing}</svg>'
    )


def state_name(state: StationState) -> str:
    """What a state is called."""
    if state == "full":
        return _("present")
    return _("not yet") if state == "open" else _("does not apply")


def _state_or_count(station: Station) -> str:
    if station.state == "full" and station.count is not None:
        return str(station.count)
    return state_name(station.state)


@cache
def _drawing(states: tuple[StationState, ...]) -> str:
    """A line, on it a dot for each station, hollow where nothing has been done yet; a stroke where none applies.

    `M22 6h0` is a dot, drawn by the round end of a line without length.
    """
    strokes = _at(states, ("not-applicable",), shape="3v6")
    dots = _at(states, ("full", "open"), shape="6h0")
    hollow = _at(states, ("open",), shape="6h0")
    line = f'<path d="M6 6h{(len(states) - 1) * _STEP}{strokes}"/><path class="f" d="{dots}"/>'
    return line + (f'<path class="o" d="{hollow}"/>' if hollow else "")


def _at(states: Sequence[StationState], drawn: tuple[StationState, ...], *, shape: str) -> str:
    """The shape at the place of every station in one of the states drawn."""
    places = (place for place, state in enumerate(states) if state in drawn)
    return "".join(f"M{6 + _STEP * place} {shape}" for place in places)
