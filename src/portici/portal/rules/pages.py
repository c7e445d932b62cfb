"""Parting a long list into pages."""

from dataclasses import dataclass

# How many numbers stand at each side of the current page.
_NEIGHBOURS = 2
MAXIMUM_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a reader stands in a list of `total` rows, `size` a page; pages are counted from 1."""

    current: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The last page; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The first, the last and those around the current page; None stands for numbers left out."""
        near = range(self.current - _NEIGHBOURS, self.current + _NEIGHBOURS + 1)
        shown = sorted({1, self.last, *(number for number in near if 1 <= number <= self.last)})
        numbers: list[int | None] = []
        for number in shown:
            if numbers and numbers[-1] is not None and number > numbers[-1] + 1:
                numbers.append(None)
            numbers.append(number)
        return tuple(numbers)


def page_asked(text: str) -> int:
    """The page that an address asks for; anything but a number from 1 is the first page."""
    if not text.isascii() or not text.isdecimal():
        return 1
    return min(max(1, int(text[:7])), MAXIMUM_PAGE)
