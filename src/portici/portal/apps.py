"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """See README.md beside this file."""

    name = "portici.portal"
    label = "portal"
