"""The territory app."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """See README.md beside this file."""

    name = "portici.territory"
    label = "territory"
