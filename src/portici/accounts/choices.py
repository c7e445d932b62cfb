"""Rights and kinds of scope. Labels are shown to people and translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScopeKind(models.TextChoices):
    """On what a role is held."""

    SITE = "site", _("The whole site")
    PLAN = "plan", _("A whole plan")
    NODE = "node", _("An element of a plan, with all below it")
    ORGANISATION = "organisation", _("An organisation")
    MUNICIPALITY = "municipality", _("A municipality")


class Right(models.TextChoices):
    """What somebody may do. Only what the software can do has a right here."""

    READ_DRAFTS = "plan.read-drafts", _("Read drafts of the plan")
    EDIT_PLAN = "plan.edit", _("Edit a draft of the plan")
    MANAGE_EDITIONS = "plan.editions", _("Open, put to consultation and approve editions")
    READ_JOURNAL = "journal.read", _("Read the history with names")
    GRANT_ROLES = "roles.grant", _("Invite people and give or take away roles")
    WRITE_PAGES = "pages.write", _("Write news and pages")
    PUBLISH_PAGES = "pages.publish", _("Publish news and pages, and arrange the menu")
    ORGANISATION_KEYS = (
        "organisation.keys",
        _("Make and revoke an organisation's keys for programs"),
    )
    MANAGE_PEOPLE = "site.people", _("Export and erase the data of people")
