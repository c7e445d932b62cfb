"""The console app."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The working area. It composes the apps below and owns no tables."""

    name = "portici.console"
    label = "console"
