"""Which figures of a plan may stand side by side in a chart."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

# Fewer bars than this compare nothing.
FEWEST_BARS = 3

# Shares have each their own whole, and a year is a place in time: neither has a length to compare.
_WITHOUT_LENGTH = frozenset({"percent", "year", "text", "age-years"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure that is a number, reduced to what decides whether it can be compared.

    Attributes:
        key: of the figure.
        topic, unit: keys.
        scope: the area that it speaks of, as a text; empty when not stated.
        year: None when not stated.
        amount: the number.
    """

    key: str
    topic: str
    unit: str
    scope: str
    year: int | None
    amount: Decimal


def comparable_groups(quantities: Iterable[Quantity]) -> list[tuple[Quantity, ...]]:
    """Groups of figures that may be drawn as bars of one chart, each from the largest to the smallest.

    - They share topic, unit, area and year.
    - They are at least three.
    - Percentages and years are never compared.
    """
    groups: dict[tuple[str, str, str, int | None], list[Quantity]] = {}
    for quantity in quantities:
        if quantity.unit in _WITHOUT_LENGTH:
            continue
        same = (quantity.topic, quantity.unit, quantity.scope, quantity.year)
        groups.setdefault(same, []).append(quantity)
    return [
        tuple(sorted(group, key=lambda quantity: quantity.amount, reverse=True))
        for group in groups.values()
        if len(group) >= FEWEST_BARS
    ]
