"""The figures of an edition as their page shows them: by topic, with charts and contradictions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from portici.kernel.tabular import Column, Table
from portici.plan.choices import Qualifier
from portici.plan.queries.editions import Edition
from portici.plan.queries.figures import (
    Figure,
    Inconsistency,
    figures_of,
    inconsistencies_of,
)
from portici.portal.queries.words import in_words, line_words, number_words, span_words
from portici.portal.rules.figures import Quantity, comparable_groups
from portici.ui.components import Bar, NumberShown


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure ready to be shown; `value` is written with its qualifier, `source` is who the document cites."""

    key: str
    name: str
    value: str
    unit: str
    year: str
    scope: str
    source: str
    lines: str
    caveat: str
    inconsistency: str
    is_text: bool


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Figures that may stand side by side: same unit, same area, same year."""

    unit: str
    scope: str
    year: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class FigureTopic:
    """The figures of one topic with the charts that they allow."""

    key: str
    name: str
    figures: tuple[FigureCard, ...]
    charts: tuple[BarGroup, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that does not add up, with the figures that it touches."""

    key: str
    title: str
    summary: str
    how_shown: str
    lines: str
    figures: tuple[FigureCard, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Everything that the page of figures shows."""

    headline: tuple[NumberShown, ...]
    topics: tuple[FigureTopic, ...]
    contradictions: tuple[Contradiction, ...]
    count: int


def figures_page(edition: Edition) -> FiguresPage:
    """The page of figures. Two queries."""
    figures = list(figures_of(edition))
    cards = {figure.key: _card(figure) for figure in figures}
    names = {topic["key"]: topic["name"] for topic in edition.figure_topics}
    order = list(dict.fromkeys(figure.topic for figure in figures))
    by_topic = sorted(figures, key=lambda figure: order.index(figure.topic))
    return FiguresPage(
        headline=tuple(shown_number(figure) for figure in figures if figure.is_headline),
        topics=tuple(
            _topic(topic, in_words(names.get(topic)) or topic, list(group), cards)
            for topic, group in groupby(by_topic, key=lambda figure: figure.topic)
        ),
        contradictions=tuple(
            _contradiction(entry, figures, cards) for entry in inconsistencies_of(edition)
        ),
        count=len(figures),
    )


def shown_number(figure: Figure) -> NumberShown:
    """A figure as the large number of a page."""
    card = _card(figure)
    return NumberShown(
        value=card.value,
        label=card.name,
        source="; ".join(part for part in (card.source, card.lines) if part),
        unit=card.unit,
        year=card.year,
        scope=card.scope,
        caveat=card.caveat,
        is_contradicted=bool(card.inconsistency),
        href=f"#{card.key}",
    )


def _topic(
    key: str, name: str, figures: Sequence[Figure], cards: dict[str, FigureCard]
) -> FigureTopic:
    quantities = [
        Quantity(
            key=figure.key,
            topic=figure.topic,
            unit=figure.unit_key,
            scope=cards[figure.key].scope,
            year=figure.year,
            amount=figure.number,
        )
        for figure in figures
        if figure.number is not None
    ]
    return FigureTopic(
        key=key,
        name=name,
        figures=tuple(cards[figure.key] for figure in figures),
        charts=tuple(_chart(group, cards) for group in comparable_groups(quantities)),
    )


def _chart(group: Sequence[Quantity], cards: dict[str, FigureCard]) -> BarGroup:
    first = cards[group[0].key]
    return BarGroup(
        unit=first.unit,
        scope=first.scope,
        year=first.year,
        bars=tuple(
            Bar(
                label=cards[quantity.key].name,
                amount=float(quantity.amount),
                shown=cards[quantity.key].value,
                href=f"#{quantity.key}",
            )
            for quantity in group
        ),
    )


def _contradiction(
    entry: Inconsistency, figures: Sequence[Figure], cards: dict[str, FigureCard]
) -> Contradiction:
    return Contradiction(
        key=entry.key,
        title=in_words(entry.title),
        summary=in_words(entry.summary),
        how_shown=in_words(entry.how_shown),
        lines=line_words(entry.lines),
        figures=tuple(
            cards[figure.key] for figure in figures if figure.inconsistency_id == entry.pk
        ),
    )


def _card(figure: Figure) -> FigureCard:
    is_text = figure.number is None
    unit = "" if figure.unit_key in {"text", "year"} else in_words(figure.unit)
    return FigureCard(
        key=figure.key,
        name=in_words(figure.name),
        value=_value(figure),
        unit="" if is_text else unit,
        year=str(figure.year or ""),
        scope=in_words(figure.scope),
        source=figure.cited_source,
        lines=line_words(figure.lines),
        caveat=in_words(figure.caveat),
        inconsistency=figure.inconsistency.key if figure.inconsistency else "",
        is_text=is_text,
    )


def _value(figure: Figure) -> str:
    if figure.number is None:
        return in_words(figure.text)
    return number_words(figure.number, qualifier=figure.qualifier, unit=figure.unit_key)


def figures_table(edition: Edition, *, name: str) -> Table:
    """A row per figure, in both languages, exactly as the document states it. One query."""
    columns = [
        Column("key", _("Key"), 8),
        Column("topic", _("Topic"), 16),
        Column("name_it", _("Name (Italian)"), 50),
        Column("name_en", _("Name (English)"), 50),
        Column("qualifier", _("Qualifier"), 12),
        Column("value", _("Value"), 16),
        Column("text_it", _("Text (Italian)"), 30),
        Column("text_en", _("Text (English)"), 30),
        Column("unit", _("Unit"), 16),
        Column("year", _("Year"), 8),
        Column("scope_it", _("Area (Italian)"), 30),
        Column("scope_en", _("Area (English)"), 30),
        Column("cited_source", _("Source cited by the document"), 40),
        Column("lines", _("Lines of the document"), 18),
        Column("caveat_it", _("Caveat (Italian)"), 60),
        Column("caveat_en", _("Caveat (English)"), 60),
        Column("inconsistency", _("Inconsistency"), 12),
    ]
    return Table(
        name=name, columns=columns, rows=[_table_row(each) for each in figures_of(edition)]
    )


def _table_row(figure: Figure) -> Sequence[str | int | float | None]:
    text = figure.text or {}
    scope = figure.scope or {}
    caveat = figure.caveat or {}
    return (
        figure.key,
        figure.topic,
        figure.name.get("it"),
        figure.name.get("en"),
        Qualifier(figure.qualifier).value or None,
        _plain_number(figure),
        text.get("it"),
        text.get("en"),
        figure.unit_key,
        figure.year,
        scope.get("it"),
        scope.get("en"),
        figure.cited_source or None,
        span_words(figure.lines) or None,
        caveat.get("it"),
        caveat.get("en"),
        figure.inconsistency.key if figure.inconsistency else None,
    )


def _plain_number(figure: Figure) -> int | float | None:
    """Whole numbers without decimals; null stays null."""
    if figure.number is None:
        return None
    return int(figure.number) if figure.number == int(figure.number) else float(figure.number)
