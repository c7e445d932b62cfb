"""What a reader asks of the page of the territory."""

import pytest

from portici.portal.rules.territory_filter import (
    AskedTerritory,
    asked_territory,
    next_order,
    territory_parameters,
)


def test_no_parameters_ask_for_everything() -> None:
    assert asked_territory({}, zones={1, 2}) == AskedTerritory()


def test_known_values_are_taken() -> None:
    parameters = {"measure": "mountain", "zone": "2", "q": " Città d' ", "order": "-population"}

    asked = asked_territory(parameters, zones={1, 2})

    assert asked == AskedTerritory(
        measure="mountain",
        zone=2,
        text="Città d'",
        words=("citta", "d"),
        order="-population",
    )
    assert territory_parameters(asked) == parameters | {"q": "Città d'"}


def test_unknown_values_are_said_and_left_aside() -> None:
    parameters = {"measure": "weight", "zone": "9", "order": "--name", "q": "x" * 5_000}

    asked = asked_territory(parameters, zones={1, 2})

    assert asked.unknown == (("zone", "9"), ("measure", "weight"), ("order", "--name"))
    assert (asked.measure, asked.zone, asked.order) == ("density", None, "name")
    assert len(asked.text) == 200


def test_usual_values_stay_out_of_the_address() -> None:
    assert territory_parameters(AskedTerritory()) == {}


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [
        ("name", "name", "-name"),
        ("name", "-name", "name"),
        ("zone", "name", "zone"),
        ("population", "name", "-population"),
        ("population", "-population", "population"),
        ("population", "population", "-population"),
    ],
)
def test_headings_turn_the_order_round(column: str, order: str, expected: str) -> None:
    assert next_order(column, AskedTerritory(order=order)) == expected
