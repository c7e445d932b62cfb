"""The journal app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Who did what; below every app that writes."""

    name = "portici.journal"
    label = "journal"
