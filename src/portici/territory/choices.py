"""Classes and grades of the territory app. Labels are shown to people and translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AltitudeClass(models.TextChoices):
    """ISTAT's altitude zones; the values are ISTAT's own words, as they stand in its files."""

    INLAND_MOUNTAIN = "Montagna interna", _("Inland mountain")
    COASTAL_MOUNTAIN = "Montagna litoranea", _("Coastal mountain")
    INLAND_HILL = "Collina interna", _("Inland hill")
    COASTAL_HILL = "Collina litoranea", _("Coastal hill")
    PLAIN = "Pianura", _("Plain")


class Mountain(models.TextChoices):
    """Whether a municipality is a mountain one, in the letters of ISTAT's list of June 2015."""

    WHOLLY = "T", _("Wholly mountain")
    PARTLY = "P", _("Partly mountain")
    NOT = "NM", _("Not mountain")


class ZoneConfidence(models.TextChoices):
    """How sure it is that a municipality belongs to its zone."""

    LIST_READ = "A", _("Whole list read in a published page")
    RECONSTRUCTED = "B", _("Reconstructed and checked against published totals")
    INFERRED = "C", _("Inferred")


class MunicipalityOrder(models.TextChoices):
    """What a list of municipalities can be ordered by."""

    NAME = "name", _("Name")
    ZONE = "zone", _("Zone")
    POPULATION = "population", _("Residents")
    AREA = "area", _("Area, km²")
    DENSITY = "density", _("Residents per km²")
    ALTITUDE = "altitude", _("Altitude, m")


class MapMeasure(models.TextChoices):
    """What the map can show by lightness."""

    DENSITY = "density", _("Residents per km²")
    ALTITUDE = "altitude", _("Altitude of the centre")
    MOUNTAIN = "mountain", _("Mountain municipalities")
