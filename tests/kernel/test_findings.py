"""Where a finding stands."""

import pytest

from portici.kernel.findings import Place


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("plan.yaml"), "plan.yaml"),
        (Place("plan.yaml", 12), "plan.yaml:12"),
        (Place("book.xlsx", sheet="People"), "book.xlsx People"),
        (Place("book.xlsx", sheet="People", row=3, column="C"), "book.xlsx People C3"),
        (Place("rows.csv", row=3), "rows.csv 3"),
    ],
)
def test_place_is_shown_as_people_write_it(place: Place, shown: str) -> None:
    assert str(place) == shown
