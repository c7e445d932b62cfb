"""Who made the data that the site shows, and under which licence."""

from dataclasses import dataclass

from portici.portal.queries.words import date_words, in_words
from portici.territory.queries.maps import map_shapes
from portici.territory.queries.municipalities import territories


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
            sources=tuple(
                DataSource(
                    title=in_words(source["title"]),
                    licence=source.get("licence") or "",
                    date=date_words(source.get("date") or ""),
                    note=in_words(source.get("note")),
                )
                for source in territory.sources
            ),
            boundaries=map_shapes(territory).attribution if territory.map_is_official else (),
        )
        for territory in territories()
    )
