"""Five classes by quantiles."""

from hypothesis import given
from hypothesis import strategies as st

from portici.territory.rules.choropleth import Choropleth, Step, choropleth


def test_ten_values_make_five_classes_of_two() -> None:
    drawn = choropleth({str(number): float(number) for number in range(10)})

    assert [step.count for step in drawn.steps] == [2, 2, 2, 2, 2]
    assert [step.number for step in drawn.steps] == [1, 2, 3, 4, 5]
    assert drawn.steps[0] == Step(1, 0.0, 1.0, 2)


def test_equal_values_are_in_the_same_class() -> None:
    drawn = choropleth({"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0, "e": 9.0})

    assert drawn.step_of == {"a": 1, "b": 1, "c": 1, "d": 1, "e": 5}


def test_one_value_is_in_the_middle_of_the_scale() -> None:
    assert choropleth({"a": 4.0, "b": 4.0}).steps == (Step(3, 4.0, 4.0, 2),)


def test_unknown_values_have_no_step() -> None:
    drawn = choropleth({"a": None, "b": 4.0})

    assert drawn.step_of == {"b": 3}
    assert drawn.unknown == 1


def test_no_values_make_no_classes() -> None:
    assert choropleth({"a": None}) == Choropleth(steps=(), step_of={}, unknown=1)


@given(st.dictionaries(st.text(max_size=3), st.floats(-1e6, 1e6) | st.none(), max_size=60))
def test_larger_values_are_never_lighter(values: dict[str, float | None]) -> None:
    drawn = choropleth(values)

    known = sorted(
        (value, drawn.step_of[key]) for key, value in values.items() if value is not None
    )
    assert [step for _value, step in known] == sorted(step for _value, step in known)
    assert sum(step.count for step in drawn.steps) == len(known)
    assert len(drawn.steps) <= 5
