"""Who made the data that the site shows, and under which licence."""

from dataclasses import dataclass

from portici.portal.queries.words import date_words, in_words
from portici.territory.queries import SourceFacts, map_shapes, territories


@dataclass(frozen=True, slots=True)
class DataSource:
    """A source of the territory's facts; `note` says what a reader must know of it."""

    title: str
    licence: str
    date: str
    note: str


@dataclass(frozen=True, slots=True)
class TerritorySources:
    """The sources of one territory; `boundaries` are source and licence of those imported for its map."""

    name: str
    sources: tuple[DataSource, ...]
    boundaries: tuple[tuple[str, str], ...]


def data_sources() -> tuple[TerritorySources, ...]:
    """The sources of every territory of the site. One query, three more for each with imported boundaries."""
    return tuple(
        TerritorySources(
            name=in_words(territory.name),
            sources=tuple(_data_source(source) for source in territory.sources),
            boundaries=map_shapes(territory).attribution if territory.map_is_official else (),
        )
        for territory in territories()
    )


def _data_source(source: SourceFacts) -> DataSource:
    return DataSource(
        title=in_words(source["title"]),
        licence=source["licence"] or "",
        date=date_words(source["date"] or ""),
        note=in_words(source["note"]),
    )
