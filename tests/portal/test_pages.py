"""Parting a long list into pages."""

import pytest

from portici.portal.rules.pages import MAXIMUM_PAGE, Pages, page_asked


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("", 1),
        ("1", 1),
        ("7", 7),
        ("0", 1),
        ("-3", 1),
        ("x", 1),
        ("²", 1),
        ("٣", 1),
        ("9" * 400, MAXIMUM_PAGE),
    ],
)
def test_page_asked_is_a_number_from_one(asked: str, page: int) -> None:
    assert page_asked(asked) == page


@pytest.mark.parametrize(("total", "last"), [(0, 1), (1, 1), (20, 1), (21, 2), (400, 20)])
def test_pages_last_holds_the_last_row(total: int, last: int) -> None:
    assert Pages(1, 20, total).last == last


@pytest.mark.parametrize(
    ("current", "total", "numbers"),
    [
        (1, 5, (1,)),
        (1, 60, (1, 2, 3)),
        (1, 400, (1, 2, 3, None, 20)),
        (10, 400, (1, None, 8, 9, 10, 11, 12, None, 20)),
        (20, 400, (1, None, 18, 19, 20)),
    ],
)
def test_pages_numbers_leave_out_what_is_far(
    current: int, total: int, numbers: tuple[int | None, ...]
) -> None:
    assert Pages(current, 20, total).numbers == numbers
