"""A list of the working area: which rows answer, in which order, which columns, which page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portici.kernel.text import folded_words

PAGE_SIZE = 50
# No question costs more than a plan's length.
MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: `is_usual` is shown when nobody has chosen; the first of a list is always shown."""

    key: str
    label: str
    is_usual: bool = True
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of any list.

    Attributes:
        key: names the row when it is chosen.
        cells: column to what is shown and exported.
        href: the page of what the row is about.
        order: column to what it is sorted by, where that is not the cell.
        facets: filter to the values that the row answers.
        may_edit: whether the visitor may change it.
        words: the folded words that a search finds it by.
    """

    key: str
    cells: Mapping[str, str | int]
    href: str = ""
    order: Mapping[str, object] = field(default_factory=dict)
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    may_edit: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list: filters in force, words, order (`title`, `-title`), columns, page from 1."""

    filters: Mapping[str, str]
    text: str = ""
    sort: str = ""
    columns: tuple[str, ...] = ()
    page: int = 1

    @property
    def in_force(self) -> int:
        """How many filters narrow the list."""
        return len(self.filters) + bool(self.text)


def asked_of(
    parameters: Mapping[str, str],
    chosen: Sequence[str],
    *,
    facets: Mapping[str, Sequence[str]],
    columns: Sequence[ListColumn],
) -> Asked:
    """What an address asks for; values that the list does not know are left out.

    `parameters` has each parameter's last value, `chosen` the columns; `facets` are the values of every filter.
    """
    known = [column.key for column in columns]
    sort = parameters.get("sort", "")
    page = parameters.get("page", "")
    return Asked(
        filters={
            name: parameters[name]
            for name, values in facets.items()
            if parameters.get(name) in values
        },
        text=parameters.get("q", "").strip()[:500],
        sort=sort if sort.removeprefix("-") in known else "",
        columns=tuple(key for key in known if key in chosen),
        page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1,
    )


def as_parameters(asked: Asked) -> list[tuple[str, str]]:
    """What is asked as parameters of an address, all but the page."""
    pairs = list(asked.filters.items())
    if asked.text:
        pairs.append(("q", asked.text))
    if asked.sort:
        pairs.append(("sort", asked.sort))
    return pairs + [("column", key) for key in asked.columns]


def answering(rows: Sequence[ListRow], asked: Asked) -> list[ListRow]:
    """The rows that answer every filter and hold every word, in the order asked for; ties keep the list's own order."""
    words = tuple(folded_words(asked.text)[:MOST_WORDS])
    found = [
        row
        for row in rows
        if all(value in row.facets.get(name, ()) for name, value in asked.filters.items())
        and all(any(word.startswith(wanted) for word in row.words) for wanted in words)
    ]
    column = asked.sort.removeprefix("-")
    if column:
        found.sort(key=lambda row: _order(row, column), reverse=asked.sort.startswith("-"))
    return found


def shown_columns(columns: Sequence[ListColumn], asked: Asked) -> list[ListColumn]:
    """The columns asked for, or the usual ones; the first is always there."""
    wanted = asked.columns or tuple(column.key for column in columns if column.is_usual)
    return [column for number, column in enumerate(columns) if number == 0 or column.key in wanted]


def page_of(
    rows: Sequence[ListRow], number: int, *, size: int = PAGE_SIZE
) -> tuple[list[ListRow], int, int]:
    """The rows of a page, its number, and how many pages there are; past the last page is the last page."""
    pages = max(1, -(-len(rows) // size))
    current = min(number, pages)
    return list(rows[(current - 1) * size : current * size]), current, pages


def _order(row: ListRow, column: str) -> tuple[bool, object]:
    """Empty cells last; texts without regard to capitals and accents."""
    value = row.order.get(column, row.cells.get(column, ""))
    if isinstance(value, str):
        return value == "", (0, " ".join(folded_words(value)))
    if isinstance(value, int):
        return False, (1, value)
    return False, (2, value)
