"""Codes that somebody may have meant."""

import pytest

from portici.portal.rules.near_codes import near_codes

CODES = ("1", "1.1", "1.1.1", "1.1.1-A01", "1.1.1-A02", "2", "2.1", "A.1-03")


@pytest.mark.parametrize(
    "asked", ["1.1.1-a1", "1.1.1 A01", "1.1.1-A001", "1/1/1/A1", "01.01.01-A01"]
)
def test_near_codes_sees_through_case_marks_and_zeros(asked: str) -> None:
    assert near_codes(asked, CODES) == ("1.1.1-A01",)


def test_near_codes_begins_with_what_stands_above() -> None:
    near = near_codes("1.1.1-A77", CODES)

    assert near[0] == "1.1.1"
    assert set(near[1:]) == {"1.1.1-A01", "1.1.1-A02"}


def test_near_codes_climbs_until_something_exists() -> None:
    assert near_codes("2.9.9.9", CODES)[0] == "2"


def test_near_codes_knows_the_codes_of_other_plans() -> None:
    assert near_codes("a.1-3", CODES) == ("A.1-03",)


@pytest.mark.parametrize("asked", ["", "zzz", "…", "\x00", "x" * 5000, "9" * 5000])
def test_near_codes_is_empty_when_nothing_is_near(asked: str) -> None:
    assert near_codes(asked, CODES) == ()


def test_near_codes_gives_as_many_as_asked() -> None:
    assert near_codes("1.1.1-A77", CODES, limit=1) == ("1.1.1",)
