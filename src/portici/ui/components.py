"""The values that components take: plain records, so that a page prepares what a component only draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

StationState: TypeAlias = Literal["full", "open", "not-applicable"]
MatrixMark: TypeAlias = Literal["full", "half", "none"]


@dataclass(frozen=True, slots=True)
class Station:
    """A station of the thread.

    Attributes:
        key: names the station across pages, such as `text` or `means`.
        label: one or two words.
        state: full (there is something), open (nobody has done it yet) or not-applicable.
        count: how many things there are; None where counting says nothing.
        detail: a few words under the label: what is there, or who can do it.
        href: where the things are, or where the thing is done.
    """

    key: str
    label: str
    state: StationState
    count: int | None = None
    detail: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A marker of an element, or a filter in force: `kind` is founding, transversal or plain."""

    label: str
    href: str = ""
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A row of the plan's outline, with the rows under it.

    Attributes:
        code, title, href: of the element.
        level: its level's name, such as "Strategy"; `depth` is 0 for the highest level.
        accent: class of its area's colour (`portici.ui.appearance.accent_class`).
        icon: name of the arch sign, for the highest level.
        stations: marks of its thread; empty for none.
        chips: its markers.
        children: rows under it.
        is_open: whether they are unfolded at first.
        is_match: whether it answers the filter itself; False shows it as the way to one that does.
    """

    code: str
    title: str
    href: str
    level: str
    depth: int
    accent: str = ""
    icon: str = ""
    stations: tuple[Station, ...] = ()
    chips: tuple[Chip, ...] = ()
    children: tuple["OutlineItem", ...] = ()
    is_open: bool = True
    is_match: bool = True


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A number with everything that it needs to be understood; without a source it is not shown.

    Attributes:
        value: already written in the page's language, with its qualifier ("about 4,900").
        label: what is counted.
        source: who says so, and where.
        unit, year, scope: empty where the source gives none.
        caveat: what a reader must know before using it.
        is_contradicted: the source contradicts itself about it.
        href: where it comes from.
    """

    value: str
    label: str
    source: str
    unit: str = ""
    year: str = ""
    scope: str = ""
    caveat: str = ""
    is_contradicted: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `amount` decides its length, `shown` is the number as written; None is unknown, not zero."""

    label: str
    amount: float | None
    shown: str
    href: str = ""
    accent: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table; `sort_href` sorts by it, `sorted` says which way it is sorted now."""

    label: str
    is_number: bool = False
    sort_href: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: a text, where it leads, and a smaller second line."""

    text: str
    href: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a select or of a list of checks; `count` is how many rows it would leave."""

    value: str
    label: str
    is_chosen: bool = False
    count: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """The rows of a page as a file: `kind` is csv, xlsx, json or pdf."""

    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class Term:
    """A line of a definition list; several descriptions stand one under the other."""

    name: str
    descriptions: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of a timeline: `when` in words, `numbers` as short lines of figure and label."""

    title: str
    when: str
    summary: str = ""
    numbers: Sequence[tuple[str, str]] = ()
    source: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A column of a matrix; `total` counts its marks, so that an empty column is seen."""

    label: str
    total: int
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of a matrix: one mark per column, with what each says to a screen reader.

    Attributes:
        code, label, href, accent: of the element that the row is about.
        marks: full, half or none, one per column.
        links: where each mark is explained, one per column; empty when nowhere.
        notes: the explanation in a few words, shown while one points at the mark.
        total: how many marks the row has, for a last column; None leaves the column out.
    """

    code: str
    label: str
    href: str
    marks: Sequence[MatrixMark]
    accent: str = ""
    links: Sequence[str] = ()
    notes: Sequence[str] = ()
    total: int | None = None


@dataclass(frozen=True, slots=True)
class LegendStep:
    """A step of a map's legend: `number` from 1 (lightest) to 5, or 0 for unknown."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Where one stands in a long list: `pages` are number and address, None where numbers are left out."""

    current: int
    pages: Sequence[tuple[int, str] | None]
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a wording stands: name of the document, and its lines or page in words."""

    name: str
    place: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an ordered list; `is_done` and `is_current` where the state is known."""

    title: str
    text: str = ""
    href: str = ""
    is_done: bool = False
    is_current: bool = False


class Piece(Protocol):
    """A piece of a text that is compared with another: `kind` is same, removed or added."""

    @property
    def kind(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class HistoryChange:
    """A field that was changed, as one text to be read through; `language` of the text, empty where it has none."""

    label: str
    pieces: Sequence[Piece]
    language: str = ""


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """Something that was done, for whoever may read of it.

    Attributes:
        when: in words; date: the same for machines.
        what: what was done, in a word or two; label, href: to what.
        who: empty where names are not shown.
        reason, source: why, and who asked for it.
        changes: what read otherwise before.
        note: a short line beneath, such as the number of the entry or the edition.
        key: what names the item to whoever puts a button beneath it.
    """

    when: str
    what: str
    date: str = ""
    label: str = ""
    href: str = ""
    who: str = ""
    reason: str = ""
    source: str = ""
    changes: Sequence[HistoryChange] = ()
    note: str = ""
    key: str = ""
