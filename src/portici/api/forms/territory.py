"""Territories with their sources, zones, municipalities."""

from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic import Field

from portici.api.forms.common import Key, Label, Shape, Texts

TerritorySlug = Annotated[
    str, Field(description=_("Short name of the territory."), examples=["torino"])
]
IstatCode = Annotated[
    str, Field(description=_("ISTAT's code of the municipality."), examples=["001272"])
]
Residents = Annotated[int | None, Field(description=_("Residents; null where unknown."))]
Area = Annotated[float | None, Field(description=_("Declared area in km²; null where unknown."))]
ZoneNumber = Annotated[int, Field(description=_("Number of the homogeneous zone."), examples=[3])]


class SourceException(Shape):
    """A municipality whose value comes about in another way."""

    istat_code: IstatCode
    note: Texts


class Source(Shape):
    """Where the values of some fields come from."""

    key: Key
    fields: Annotated[
        list[str],
        Field(description=_("Fields of municipalities that it gives."), examples=[["population"]]),
    ]
    title: Texts
    licence: Annotated[str | None, Field(description=_("Null where none is known."))]
    date: Annotated[str | None, Field(description=_("Date as exact as the source gives it."))]
    note: Texts | None
    exceptions: list[SourceException]


class Territory(Shape):
    """A territory, and where everything that is said about it comes from."""

    slug: TerritorySlug
    name: Texts
    municipalities: int
    population: Residents
    area_km2: Area
    zones_reconciled: Annotated[
        bool,
        Field(description=_("Whether the zones were compared with the official dataset.")),
    ]
    sources: list[Source]


class Zone(Shape):
    """A homogeneous zone with the sums of its municipalities."""

    territory: TerritorySlug
    number: ZoneNumber
    name: Texts
    municipalities: int
    population: Residents
    area_km2: Area
    wholly_mountain: Annotated[int, Field(description=_("Wholly mountain municipalities."))]
    partly_mountain: Annotated[int, Field(description=_("Partly mountain municipalities."))]
    unsure: Annotated[
        int,
        Field(
            description=_("Municipalities whose place in this zone was not read from a whole list.")
        ),
    ]


class Municipality(Shape):
    """A municipality with the facts that are known of it."""

    territory: TerritorySlug
    istat_code: IstatCode
    name: Annotated[str, Field(examples=["Torino"])]
    cadastral_code: Annotated[
        str | None, Field(description=_("As in tax codes."), examples=["L219"])
    ]
    zone: ZoneNumber
    zone_name: Texts
    zone_confidence: Annotated[
        str,
        Field(
            description=_("How sure it is that it belongs to its zone: A, B or C."), examples=["A"]
        ),
    ]
    zone_confidence_label: Label
    zone_evidence: Annotated[Texts | None, Field(description=_("How its zone was established."))]
    latitude: Annotated[
        float,
        Field(description=_("Of a point inside the municipality, not its town hall (WGS84).")),
    ]
    longitude: Annotated[
        float,
        Field(description=_("Of a point inside the municipality, not its town hall (WGS84).")),
    ]
    population: Residents
    population_legal_2021: Annotated[
        int | None, Field(description=_("Legal population of the 2021 census; null where unknown."))
    ]
    area_km2: Area
    altitude_class: Annotated[
        str | None,
        Field(description=_("ISTAT's altitude zone, in its words."), examples=["Pianura"]),
    ]
    altitude_class_label: Label
    altitude_m: Annotated[int | None, Field(description=_("Altitude of the centre in metres."))]
    mountain: Annotated[
        str | None,
        Field(
            description=_("T wholly, P partly, NM not a mountain municipality."), examples=["NM"]
        ),
    ]
    mountain_label: Label
