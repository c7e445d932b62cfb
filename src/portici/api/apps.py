"""The api app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """See README.md beside this file."""

    name = "portici.api"
    label = "api"
