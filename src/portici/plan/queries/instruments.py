"""The catalogue of instruments."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from portici.plan.models import Edition, Instrument, InstrumentKind, InstrumentMention


@dataclass(frozen=True)
class InstrumentRow:
    """An instrument with the lines that name it, in document order."""

    instrument: Instrument
    mentions: tuple[InstrumentMention, ...]


def instrument_kinds(edition: Edition) -> list[InstrumentKind]:
    """The declared kinds, in the folder's order. One query."""
    return list(InstrumentKind.objects.filter(edition=edition).order_by("position"))


def instrument_names(edition: Edition) -> dict[str, dict[str, str]]:
    """The name of every instrument by its key, in the folder's order. One query."""
    names = Instrument.objects.filter(edition=edition).order_by("position")
    return dict(names.values_list("key", "name"))


def instrument_rows(edition: Edition) -> list[InstrumentRow]:
    """Every instrument in the folder's order with its mentions. Two queries."""
    return [
        InstrumentRow(instrument, tuple(instrument.mentions.all()))
        for instrument in _with_mentions(edition)
    ]


def instrument_row(edition: Edition, key: str) -> InstrumentRow | None:
    """One instrument, or None. Two queries."""
    instrument = _with_mentions(edition).filter(key=key).first()
    if instrument is None:
        return None
    return InstrumentRow(instrument, tuple(instrument.mentions.all()))


def _with_mentions(edition: Edition) -> QuerySet[Instrument]:
    mentions = InstrumentMention.objects.select_related("line__edition_node__level").order_by(
        "line__edition_node__path", "line__code"
    )
    return (
        Instrument.objects.filter(edition=edition)
        .select_related("kind")
        .prefetch_related(Prefetch("mentions", queryset=mentions))
        .order_by("position")
    )
