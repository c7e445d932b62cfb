"""What a reader asks of the page of the territory, through its address."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from portici.kernel.text import folded_words
from portici.territory.choices import MapMeasure, MunicipalityOrder

MEASURE, ZONE, WORDS, ORDER = "measure", "zone", "q", "order"


@dataclass(frozen=True, slots=True)
class AskedTerritory:
    """A question to the page of the territory.

    Attributes:
        measure: what the map shows, of `MapMeasure`.
        zone: number of the only zone wanted; None for all.
        text, words: words wanted in the name, as typed and folded.
        order: of `MunicipalityOrder`, with a leading `-` for falling.
        unknown: parameters and values that are none of the accepted ones, and are left aside.
    """

    measure: str = MapMeasure.DENSITY
    zone: int | None = None
    text: str = ""
    words: tuple[str, ...] = ()
    order: str = MunicipalityOrder.NAME
    unknown: tuple[tuple[str, str], ...] = ()


def asked_territory(parameters: Mapping[str, str], *, zones: Collection[int]) -> AskedTerritory:
    """Read the parameters of an address; what is not understood is said, never an error."""
    unknown: list[tuple[str, str]] = []

    def accepted(field: str, values: Collection[str], default: str) -> str:
        value = parameters.get(field, "").strip()
        if value in values:
            return value
        if value:
            unknown.append((field, value[:60]))
        return default

    zone = accepted(ZONE, {str(number) for number in zones}, "")
    orders = {f"{sign}{value}" for value in MunicipalityOrder.values for sign in ("", "-")}
    text = parameters.get(WORDS, "").strip()[:200]
    return AskedTerritory(
        measure=accepted(MEASURE, MapMeasure.values, MapMeasure.DENSITY),
        zone=int(zone) if zone else None,
        text=text,
        words=tuple(folded_words(text)),
        order=accepted(ORDER, orders, MunicipalityOrder.NAME),
        unknown=tuple(unknown),
    )


def territory_parameters(asked: AskedTerritory) -> dict[str, str]:
    """The question as parameters of an address; what is as usual is left out."""
    parameters = {
        MEASURE: "" if asked.measure == MapMeasure.DENSITY else asked.measure,
        ZONE: str(asked.zone or ""),
        WORDS: asked.text,
        ORDER: "" if asked.order == MunicipalityOrder.NAME else asked.order,
    }
    return {name: value for name, value in parameters.items() if value}


def next_order(column: str, asked: AskedTerritory) -> str:
    """How the list is ordered after a click on a column's heading.

    The first click on numbers puts the largest first, on names and zones the first; the next one turns it round.
    """
    is_number = column not in (MunicipalityOrder.NAME, MunicipalityOrder.ZONE)
    usual, turned = (f"-{column}", column) if is_number else (column, f"-{column}")
    return turned if asked.order == usual else usual
