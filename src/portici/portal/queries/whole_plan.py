"""The whole plan as its page and its files show it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.localized import in_language
from portici.kernel.tabular import Cell, Column, Table
from portici.plan.queries.editions import Edition
from portici.plan.queries.frameworks import topic_names
from portici.plan.queries.instruments import instrument_names
from portici.plan.queries.outline import levels_of, markers_of, node_rows
from portici.plan.rules.outline import NodeRow, Outline, filtered_outline
from portici.portal.queries.thread import row_stations
from portici.portal.queries.words import in_words, span_words
from portici.portal.rules.plan_filter import (
    TEXT_FIELD,
    AskedFilter,
    FilterChoices,
    Named,
    read_filter,
)
from portici.portal.rules.thread import thread_counts
from portici.ui.appearance import accent_class
from portici.ui.components import Chip, OutlineItem

AddressOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many elements of a level answer, under the level's name in the right number."""

    key: str
    name: str
    count: int


@dataclass(frozen=True)
class WholePlan:
    """Every row of an edition and what a filter leaves of it.

    Attributes:
        rows: all nodes in document order.
        asked: the filter that the address asks for.
        outline: the rows to show.
        choices: the values that each filter offers.
        level_names: name of one and of many nodes of a level, by the level's key, from the highest.
        marker_kinds: what a marker is to the plan, by its key.
    """

    rows: tuple[NodeRow, ...]
    asked: AskedFilter
    outline: Outline
    choices: FilterChoices
    level_names: Mapping[str, tuple[str, str]]
    marker_kinds: Mapping[str, str]

    @property
    def counts(self) -> tuple[LevelCount, ...]:
        """How many rows of each level answer the filter, levels without any left out."""
        found = [row.level for row in self.outline.rows if row.code in self.outline.matches]
        counts = {key: found.count(key) for key in self.level_names}
        return tuple(
            LevelCount(key, self.level_names[key][count != 1], count)
            for key, count in counts.items()
            if count
        )


def whole_plan(
    edition: Edition, asked: Mapping[str, str], *, with_texts: bool = False
) -> WholePlan:
    """The plan with the filter of an address applied. Eight queries, whatever its size.

    Rows have their summary, wording and lines `with_texts`, and when words are sought in them.
    """
    rows = tuple(node_rows(edition, with_texts=with_texts or bool(asked.get(TEXT_FIELD))))
    levels = levels_of(edition)
    markers = markers_of(edition)
    choices = FilterChoices(
        root=tuple(_numbered(row) for row in rows if row.depth == 0),
        level=tuple(Named(level.key, level.plural) for level in levels),
        instrument=tuple(Named(key, name) for key, name in instrument_names(edition).items()),
        topic=tuple(_topic_choices(edition)),
        marker=tuple(Named(marker.key, marker.name) for marker in markers),
    )
    filter_asked = read_filter(asked, choices=choices, language=get_language() or "it")
    return WholePlan(
        rows=rows,
        asked=filter_asked,
        outline=filtered_outline(rows, filter_asked.wanted),
        choices=choices,
        level_names={level.key: (in_words(level.name), in_words(level.plural)) for level in levels},
        marker_kinds={marker.key: marker.kind for marker in markers},
    )


def _numbered(row: NodeRow) -> Named:
    """An element as a choice: its code in front of its title."""
    return Named(row.code, {each: f"{row.code} {title}" for each, title in row.title.items()})


def _topic_choices(edition: Edition) -> Iterator[Named]:
    """For every framework all its topics at once, then one by one."""
    framework = None
    for topic in topic_names(edition):
        if topic.framework != framework:
            framework = topic.framework
            yield Named(framework, {}, group=topic.framework_title)
        yield Named(f"{framework}:{topic.key}", topic.name, group=topic.framework_title)


def outline_items(
    plan: WholePlan, edition: Edition, *, address_of: AddressOf
) -> tuple[OutlineItem, ...]:
    """The rows to show, each under the one above it.

    `address_of` gives the address of an element's page by its code. All rows stand open, so that the page
    can be searched and printed as it comes; folding is the reader's.
    """
    items = _ItemMaker(plan, edition, address_of)
    children: dict[str | None, list[NodeRow]] = {}
    for row in plan.outline.rows:
        children.setdefault(row.parent, []).append(row)
    return items.under(None, children)


class _ItemMaker:
    """Makes the rows of one page; what all rows share is worked out once."""

    def __init__(self, plan: WholePlan, edition: Edition, address_of: AddressOf) -> None:
        self.plan = plan
        self.address_of = address_of
        self.language = get_language() or "it"
        self.icons: Mapping[str, str] = edition.appearance.get("icons", {})
        last = list(plan.level_names)[-1] if plan.level_names else ""
        counts = thread_counts(plan.rows, last_level=last)
        # Many rows have the same thread: its words are looked up once.
        stations = {each: row_stations(each) for each in set(counts.values())}
        self.stations = {code: stations[each] for code, each in counts.items()}
        self.accents = {root.key: accent_class(root.key) for root in plan.choices.root}
        self.chips = {
            marker.key: Chip(in_words(marker.name), kind=plan.marker_kinds[marker.key])
            for marker in plan.choices.marker
        }

    def under(
        self, parent: str | None, children: Mapping[str | None, Sequence[NodeRow]]
    ) -> tuple[OutlineItem, ...]:
        return tuple(
            self.item(row, self.under(row.code, children)) for row in children.get(parent, ())
        )

    def item(self, row: NodeRow, children: tuple[OutlineItem, ...]) -> OutlineItem:
        return OutlineItem(
            code=row.code,
            title=in_language(row.title, self.language),
            href=self.address_of(row.code),
            level=self.plan.level_names[row.level][0],
            depth=row.depth,
            accent=self.accents[row.root],
            icon=self.icons.get(row.code, "default") if row.depth == 0 else "",
            stations=self.stations[row.code],
            chips=tuple(self.chips[key] for key in row.markers),
            children=children,
            is_match=row.code in self.plan.outline.matches,
        )


def whole_plan_table(
    plan: WholePlan, edition: Edition, *, name: str, address_of: AddressOf
) -> Table:
    """The rows that answer the filter, with their texts in every language of the plan.

    `address_of` gives the whole address of an element's page by its code.
    """
    languages = edition.plan.languages
    columns = [
        Column("code", _("Code"), 12),
        Column("level", _("Level"), 12),
        Column("level_name", _("Name of the level"), 14),
        Column("parent", _("Part of"), 12),
        *[Column(f"title_{each}", _("Title (%s)") % each, 60) for each in languages],
        *[Column(f"summary_{each}", _("In plain words (%s)") % each, 80) for each in languages],
        Column("official", _("Official wording"), 60),
        Column("lines", _("Lines of the document"), 18),
        Column("instruments", _("Instruments named here"), 40),
        Column("topics", _("Topics of frameworks"), 40),
        Column("markers", _("Markers"), 24),
        Column("id", _("Stable identifier"), 38),
        Column("address", _("Address"), 50),
    ]
    shown = (row for row in plan.outline.rows if row.code in plan.outline.matches)
    rows = [_table_row(row, plan, languages, address_of) for row in shown]
    return Table(name=name, columns=columns, rows=rows)


def _table_row(
    row: NodeRow, plan: WholePlan, languages: Sequence[str], address_of: AddressOf
) -> list[Cell]:
    return [
        row.code,
        row.level,
        plan.level_names[row.level][0],
        row.parent,
        *[row.title.get(each) for each in languages],
        *[row.summary.get(each) for each in languages],
        row.official or None,
        span_words(row.lines) or None,
        "; ".join(row.instruments) or None,
        "; ".join(row.topics) or None,
        "; ".join(row.markers) or None,
        row.uid,
        address_of(row.code),
    ]
