"""The search app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """See README.md beside this file."""

    name = "portici.search"
    label = "search"
