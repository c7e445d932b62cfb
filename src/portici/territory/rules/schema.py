"""The shape of territory.yaml, as strict Pydantic models, and its faults as findings."""

from typing import Annotated, Literal

from pydantic import Field, ValidationError

from portici.kernel.findings import Finding
from portici.kernel.located_yaml import LocatedDocument
from portici.kernel.shapes import Key, Language, Plain, Strict, shape_findings

# Pydantic's error types and the codes of our sentences; the rest is "wrong value".
_CODES = {
    "missing": "territory.field-missing",
    "extra_forbidden": "territory.field-unknown",
    "markup": "territory.text-markup",
    "control_character": "territory.text-markup",
    "empty_text": "territory.text-empty",
    "more": "territory.more-findings",
    "otherwise": "territory.value-wrong",
}


Text = Annotated[str, Field(max_length=1_000), Plain]
Texts = Annotated[dict[Language, Text], Field(min_length=1)]
Degrees = Annotated[float, Field(ge=-180, le=180)]
Count = Annotated[int, Field(ge=0)]


class Box(Strict):
    """The box that holds every point of the territory, in degrees (WGS84)."""

    west: Degrees
    south: Degrees
    east: Degrees
    north: Degrees

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in the box."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


class SourceException(Strict):
    """A municipality whose value comes about in another way than the source's others."""

    istat_code: Annotated[str, Field(pattern=r"^\d{6}$")]
    note: Texts


class Source(Strict):
    """Where the values of some columns come from; without a licence where none is known."""

    key: Key
    columns: Annotated[list[Text], Field(min_length=1)]
    title: Texts
    licence: Text | None = None
    date: Text | None = None
    note: Texts | None = None
    exceptions: list[SourceException] = []


class ZoneDataset(Strict):
    """The official dataset of the zones, and whether ours has been reconciled with it."""

    title: Texts
    identifier: Text
    reconciled: bool


class Totals(Strict):
    """Totals as the sources state them; the rows must add up to them."""

    municipalities: Count
    population: Count | None = None
    population_legal_2021: Count | None = None
    area_km2: float | None = None


class Published(Strict):
    """How many municipalities the evidence counts in a zone, and how many more there are since (or fewer)."""

    municipalities: Count
    evidence: Key
    changes: int = 0
    reason: Texts | None = None


class ZoneEntry(Strict):
    """A homogeneous zone."""

    number: Annotated[int, Field(ge=1, le=999)]
    name: Texts
    published: Published | None = None


class TerritoryFile(Strict):
    """territory.yaml."""

    format: Literal["portici-territory/1"]
    slug: Key
    name: Texts
    box: Box
    sources: Annotated[list[Source], Field(min_length=1)]
    zone_dataset: ZoneDataset | None = None
    totals: Totals | None = None
    evidence: dict[Key, Texts] = {}
    zones: Annotated[list[ZoneEntry], Field(min_length=1)]


def shape_territory(document: LocatedDocument) -> tuple[TerritoryFile | None, list[Finding]]:
    """The typed file, or None with at least one finding."""
    if document.findings:
        return None, list(document.findings)
    try:
        return TerritoryFile.model_validate(document.value), []
    except ValidationError as error:
        return None, shape_findings(error, document, codes=_CODES)
