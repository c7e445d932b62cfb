"""The catalogue of instruments as its pages and files show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portici.kernel.tabular import Cell, Column, Table
from portici.plan.choices import InstrumentStatus
from portici.plan.queries.editions import Edition
from portici.plan.queries.instruments import (
    InstrumentRow,
    instrument_kinds,
    instrument_row,
    instrument_rows,
)
from portici.plan.queries.nodes import root_nodes
from portici.portal.queries.words import in_words, line_words, span_words
from portici.portal.rules.catalogue import (
    CatalogueEntry,
    CatalogueFilter,
    Mention,
    filtered_entries,
    read_catalogue_filter,
)
from portici.portal.rules.plan_filter import Named
from portici.ui.appearance import accent_class


@dataclass(frozen=True, slots=True)
class NamedBy:
    """An element of the plan under which a line names the instrument, once however many lines do."""

    code: str
    title: str
    level: str
    accent: str


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """An instrument as the list shows it; `variants` are other names that the document uses."""

    key: str
    name: str
    summary: str
    named_by: tuple[NamedBy, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The instruments of one kind that answer the filter."""

    key: str
    name: str
    summary: str
    items: tuple[CatalogueItem, ...]


@dataclass(frozen=True)
class Catalogue:
    """The catalogue with a filter applied.

    Attributes:
        entries: what answers the filter, in the folder's order.
        total: how many instruments there are without a filter.
        kinds: the declared kinds, in the folder's order; `summaries` says what each is, by key.
    """

    entries: tuple[CatalogueEntry, ...]
    total: int
    kinds: tuple[Named, ...]
    summaries: Mapping[str, Mapping[str, str]]
    asked: CatalogueFilter

    @property
    def groups(self) -> tuple[KindGroup, ...]:
        """Kinds with the instruments that answer; a kind without any is left out."""
        groups = (
            KindGroup(
                key=kind.key,
                name=in_words(kind.name),
                summary=in_words(self.summaries[kind.key]),
                items=tuple(_item(entry) for entry in self.entries if entry.kind == kind.key),
            )
            for kind in self.kinds
        )
        return tuple(group for group in groups if group.items)


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line that names the instrument, with the element under which it stands."""

    code: str
    variant: str
    official: str
    lines: str
    named_by: NamedBy


@dataclass(frozen=True, slots=True)
class InstrumentShown:
    """An instrument in the active language.

    Attributes:
        note: why lines were put together, divided or kept apart; empty for the plain case.
        elsewhere: further lines of the document that speak of it, in words.
    """

    key: str
    name: str
    kind_key: str
    kind: str
    status: str
    summary: str
    note: str
    elsewhere: str
    lines: tuple[LineShown, ...]


def catalogue(edition: Edition, asked: Mapping[str, str]) -> Catalogue:
    """The catalogue with the filter of an address applied. Four queries, whatever its size."""
    roots = _roots(edition)
    entries = [_entry(row, roots) for row in instrument_rows(edition)]
    declared = instrument_kinds(edition)
    kinds = tuple(Named(kind.key, kind.name) for kind in declared)
    wanted = read_catalogue_filter(asked, kinds=kinds)
    return Catalogue(
        entries=filtered_entries(entries, wanted, language=get_language() or "it"),
        total=len(entries),
        kinds=kinds,
        summaries={kind.key: kind.summary for kind in declared},
        asked=wanted,
    )


def instrument_shown(edition: Edition, key: str) -> InstrumentShown | None:
    """One instrument, or None when the catalogue has no such key. Three queries."""
    row = instrument_row(edition, key)
    if row is None:
        return None
    entry = _entry(row, _roots(edition))
    return InstrumentShown(
        key=entry.key,
        name=in_words(entry.name),
        kind_key=entry.kind,
        kind=in_words(row.instrument.kind.name),
        status=str(InstrumentStatus(entry.status).label),
        summary=in_words(entry.summary),
        note=in_words(entry.merge_note),
        elsewhere=line_words(entry.named_elsewhere),
        lines=tuple(
            LineShown(
                code=mention.code,
                variant=mention.variant,
                official=mention.official,
                lines=line_words(mention.lines),
                named_by=_named_by(mention),
            )
            for mention in entry.mentions
        ),
    )


def catalogue_table(shown: Catalogue, edition: Edition, *, name: str) -> Table:
    """The instruments that answer, one a row, with their texts in every language of the plan."""
    languages = edition.plan.languages
    columns = [
        Column("key", _("Key"), 30),
        Column("kind", _("Kind"), 16),
        Column("kind_name", _("Name of the kind"), 24),
        *[Column(f"name_{each}", _("Name (%s)") % each, 50) for each in languages],
        *[Column(f"summary_{each}", _("In plain words (%s)") % each, 80) for each in languages],
        Column("status", _("State"), 14),
        Column("named_under", _("Named under"), 24),
        Column("lines_of_means", _("Lines of resources and instruments"), 30),
        Column("variants", _("Names that the document uses"), 60),
        Column("document_lines", _("Lines of the document"), 24),
        Column("named_elsewhere", _("Further lines of the document"), 24),
        *[Column(f"note_{each}", _("Note (%s)") % each, 40) for each in languages],
    ]
    kinds = {kind.key: in_words(kind.name) for kind in shown.kinds}
    rows = [_table_row(entry, kinds, languages) for entry in shown.entries]
    return Table(name=name, columns=columns, rows=rows)


def _table_row(
    entry: CatalogueEntry, kinds: Mapping[str, str], languages: Sequence[str]
) -> list[Cell]:
    mentions = entry.mentions
    return [
        entry.key,
        entry.kind,
        kinds[entry.kind],
        *[entry.name.get(each) for each in languages],
        *[entry.summary.get(each) for each in languages],
        entry.status,
        "; ".join(dict.fromkeys(mention.node_code for mention in mentions)),
        "; ".join(mention.code for mention in mentions),
        "; ".join(dict.fromkeys(mention.variant for mention in mentions)),
        "; ".join(span_words(mention.lines) for mention in mentions),
        span_words(entry.named_elsewhere) or None,
        *[entry.merge_note.get(each) for each in languages],
    ]


def _roots(edition: Edition) -> dict[str, str]:
    """The code of every root by its path. One query."""
    return {node.path: node.code for node in root_nodes(edition)}


def _entry(row: InstrumentRow, roots: Mapping[str, str]) -> CatalogueEntry:
    instrument = row.instrument
    return CatalogueEntry(
        key=instrument.key,
        kind=instrument.kind.key,
        name=instrument.name,
        summary=instrument.summary,
        status=instrument.status,
        merge_note=instrument.merge_note,
        named_elsewhere=instrument.named_elsewhere,
        mentions=tuple(
            Mention(
                code=mention.line.code,
                variant=mention.variant,
                official=mention.line.official,
                node_code=mention.line.edition_node.code,
                node_title=mention.line.edition_node.title,
                node_level=mention.line.edition_node.level.name,
                root=roots[mention.line.edition_node.path.partition(".")[0]],
                lines=mention.line.lines,
            )
            for mention in row.mentions
        ),
    )


def _item(entry: CatalogueEntry) -> CatalogueItem:
    name = in_words(entry.name)
    variants = dict.fromkeys(mention.variant for mention in entry.mentions)
    return CatalogueItem(
        key=entry.key,
        name=name,
        summary=in_words(entry.summary),
        named_by=tuple(dict.fromkeys(_named_by(mention) for mention in entry.mentions)),
        variants=tuple(variant for variant in variants if variant != name),
    )


def _named_by(mention: Mention) -> NamedBy:
    return NamedBy(
        code=mention.node_code,
        title=in_words(mention.node_title),
        level=in_words(mention.node_level),
        accent=accent_class(mention.root),
    )
