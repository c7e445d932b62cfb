"""Through what changes come, and who makes them. Labels are shown to people and translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    """What stands behind a change."""

    PERSON = "person", _("Person")
    COMMAND = "command", _("Command on the server")
    SYSTEM = "system", _("Portici itself")


class Channel(models.TextChoices):
    """The way that a change came in."""

    PAGE = "page", _("Page")
    API = "api", _("Interface for programs")
    COMMAND = "command", _("Command")
    IMPORT = "import", _("Spreadsheet")
    SCHEDULE = "schedule", _("Planned in advance")
