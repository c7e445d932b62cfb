"""The design system."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components, page shells, charts and the gallery. No tables."""

    name = "portici.ui"
    label = "ui"
