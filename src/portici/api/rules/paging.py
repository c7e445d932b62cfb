"""Lists in pages, and the `Link` header that leads from one to the next (RFC 8288)."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

DEFAULT_PAGE_SIZE = 100
MAXIMUM_PAGE_SIZE = 500
MAXIMUM_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class PageAsked:
    """Which part of a list is wanted: pages are counted from 1."""

    number: int = 1
    size: int = DEFAULT_PAGE_SIZE

    @property
    def span(self) -> slice:
        """The rows of the page, as a slice of the whole list."""
        first = (self.number - 1) * self.size
        return slice(first, first + self.size)


def last_page(total: int, size: int) -> int:
    """The number of the last page; an empty list has one page, which is empty."""
    return max(1, -(-total // size))


def page_links(
    address: str, *, parameters: Sequence[tuple[str, str]], asked: PageAsked, total: int
) -> str:
    """The value of the `Link` header: first, prev, next and last page; empty when all is on one page.

    - `prev` of a page beyond the end is the last page, so that a lost reader finds back.
    - Addresses are relative to the host, as RFC 8288 allows: they hold behind any proxy.

    `address` is the percent-encoded path, `parameters` the question's, of which `page` is replaced.
    """
    last = last_page(total, asked.size)
    if last == 1 and asked.number == 1:
        return ""
    pages = {"first": 1}
    if asked.number > 1:
        pages["prev"] = min(asked.number - 1, last)
    if asked.number < last:
        pages["next"] = asked.number + 1
    pages["last"] = last
    kept = [(name, value) for name, value in parameters if name != "page"]
    return ", ".join(
        f'<{address}?{urlencode([*kept, ("page", str(number))])}>; rel="{relation}"'
        for relation, number in pages.items()
    )
