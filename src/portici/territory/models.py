"""A territory, its zones and municipalities, and the shapes that its map is drawn from."""

from typing import TypedDict

from django.db import models

from portici.territory.choices import AltitudeClass, Mountain, ZoneConfidence


class ExceptionFacts(TypedDict):
    """A municipality whose value came about in another way than the source's others."""

    istat_code: str
    note: dict[str, str]


class SourceFacts(TypedDict):
    """An entry of `Territory.sources`, as `rules.schema.Source` checked it: None where nothing is stated."""

    key: str
    columns: list[str]
    title: dict[str, str]
    licence: str | None
    date: str | None
    note: dict[str, str] | None
    exceptions: list[ExceptionFacts]


class ZoneDatasetFacts(TypedDict):
    """`Territory.zone_dataset`: the official dataset of the zones, and whether ours was compared with it."""

    title: dict[str, str]
    identifier: str
    reconciled: bool


class Territory(models.Model):
    """A territory as its folder describes it. Its content is replaced by `load_territory`, in one transaction.

    `name` and other texts in several languages are JSON objects from language code to text.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.JSONField()
    # A list of SourceFacts: which columns come from where.
    sources = models.JSONField(default=list)
    # How the zone of a municipality was established: key to text.
    evidence = models.JSONField(default=dict)
    # ZoneDatasetFacts; empty where no dataset is declared.
    zone_dataset = models.JSONField(default=dict)
    totals = models.JSONField(default=dict)
    # {"west", "south", "east", "north"} in degrees: every point and boundary lies inside.
    box = models.JSONField()
    # The frame that all paths of the map are drawn in: width and height of the SVG's viewBox.
    map_width = models.PositiveIntegerField(default=0)
    map_height = models.PositiveIntegerField(default=0)
    # Whether the map shows imported boundaries; otherwise it is the mosaic of the points.
    map_is_official = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "territories"

    def __str__(self) -> str:
        return self.slug


class Zone(models.Model):
    """A homogeneous zone: a group of municipalities."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="zones")
    number = models.PositiveSmallIntegerField()
    name = models.JSONField()
    # {"municipalities", "evidence", "changes", "reason"}: how many the published sources count.
    published = models.JSONField(default=dict)
    # SVG path data of the zone's border on the map.
    border = models.TextField(blank=True)
    # Where the zone's number stands on the map.
    label_x = models.FloatField(default=0)
    label_y = models.FloatField(default=0)

    class Meta:
        constraints = [
            # A number names one zone in addresses and files.
            models.UniqueConstraint(fields=["territory", "number"], name="territory_zone_number"),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id}/{self.number}"


class Municipality(models.Model):
    """A municipality with the facts that are known of it; null is unknown, never zero."""

    territory = models.ForeignKey(
        Territory, on_delete=models.CASCADE, related_name="municipalities"
    )
    zone = models.ForeignKey(Zone, on_delete=models.RESTRICT, related_name="municipalities")
    istat_code = models.CharField(max_length=6)
    name = models.CharField(max_length=100)
    # The name without case and accents: the same order and the same matches on every database.
    folded_name = models.CharField(max_length=200)
    cadastral_code = models.CharField(max_length=4, blank=True)
    # A point inside the municipality, WGS84; not its town hall.
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(null=True)
    population_legal_2021 = models.PositiveIntegerField(null=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    altitude_class = models.CharField(max_length=20, choices=AltitudeClass.choices, blank=True)
    altitude_m = models.SmallIntegerField(null=True)
    mountain = models.CharField(max_length=2, choices=Mountain.choices, blank=True)
    zone_confidence = models.CharField(max_length=1, choices=ZoneConfidence.choices)
    # Key into the territory's `evidence`.
    zone_evidence = models.SlugField(max_length=60, blank=True)

    class Meta:
        verbose_name_plural = "municipalities"
        constraints = [
            # ISTAT's code names one municipality; other apps and files refer to it by this code.
            models.UniqueConstraint(
                fields=["territory", "istat_code"], name="territory_municipality_code"
            ),
            # Density divides by the area.
            models.CheckConstraint(
                condition=models.Q(area_km2__isnull=True) | models.Q(area_km2__gt=0),
                name="territory_municipality_area_positive",
            ),
            # A point outside the globe is a mix-up of columns.
            models.CheckConstraint(
                condition=models.Q(
                    latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180
                ),
                name="territory_municipality_point_on_globe",
            ),
        ]
        indexes = [
            # Every list of municipalities is in the order of names unless asked otherwise.
            models.Index(fields=["territory", "folded_name"], name="territory_municipality_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def density(self) -> float | None:
        """Residents per square kilometre; None where either is unknown."""
        if self.population is None or self.area_km2 is None:
            return None
        return self.population / float(self.area_km2)


class Boundary(models.Model):
    """The imported official boundary of a municipality."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="boundary"
    )
    # A GeoJSON geometry, Polygon or MultiPolygon, WGS84.
    geometry = models.JSONField()
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=100)
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return f"boundary of {self.municipality_id}"


class MapCell(models.Model):
    """The drawing of a municipality on the map, kept apart so that lists need not read it.

    From the imported boundaries where there are any, else a cell of the mosaic.
    """

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="map_cell"
    )
    # SVG path data in the territory's map frame.
    path = models.TextField()

    def __str__(self) -> str:
        return f"cell of {self.municipality_id}"
