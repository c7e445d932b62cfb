"""Values as steps of lightness: five classes with as many municipalities each, as far as equal values allow."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

STEPS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A class of values.

    Attributes:
        number: lightness from 1 (lightest) to 5 (darkest).
        low, high: the smallest and the largest value in the class.
        count: how many values are in it.
    """

    number: int
    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Choropleth:
    """The classes in order, the step of every key, and how many keys have no value."""

    steps: tuple[Step, ...]
    step_of: Mapping[str, int]
    unknown: int


def choropleth(values: Mapping[str, float | None]) -> Choropleth:
    """Sort values into classes by quantiles.

    - Each class holds about a fifth of the known values.
    - Equal values are always in the same class, so there may be fewer than five classes; their lightness
      is then spread over the whole scale.
    - A key whose value is unknown has no step.
    """
    known = sorted(value for value in values.values() if value is not None)
    highs = _highs(known)
    numbers = _spread(len(highs))
    members: list[list[float]] = [[] for _high in highs]
    for value in known:
        members[bisect_left(highs, value)].append(value)
    return Choropleth(
        steps=tuple(
            Step(number, min(group), max(group), len(group))
            for number, group in zip(numbers, members, strict=True)
        ),
        step_of={
            key: numbers[bisect_left(highs, value)]
            for key, value in values.items()
            if value is not None
        },
        unknown=len(values) - len(known),
    )


def _highs(known: list[float]) -> list[float]:
    """The largest value of every class, rising."""
    count = len(known)
    last_places = (-(-count * step // STEPS) - 1 for step in range(1, STEPS + 1)) if known else ()
    return sorted({known[max(place, 0)] for place in last_places})


def _spread(classes: int) -> list[int]:
    """Lightness for a number of classes: all of 1 to 5 for five, the two ends for two, the middle for one."""
    if classes == 1:
        return [3]
    return [1 + round(place * (STEPS - 1) / (classes - 1)) for place in range(classes)]
