"""Kinds of the API: the languages it speaks and the problems it reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The languages of labels, problems and search."""

    ITALIAN = "it", _("Italian")
    ENGLISH = "en", _("English")


class ProblemKind(models.TextChoices):
    """Everything that can go wrong with a question; the label is the title of the problem."""

    UNKNOWN_ADDRESS = "unknown-address", _("Unknown address")
    UNKNOWN_PLAN = "unknown-plan", _("Unknown plan")
    UNKNOWN_NODE = "unknown-node", _("Unknown element of the plan")
    METHOD_NOT_ALLOWED = "method-not-allowed", _("This interface is for reading only")
    INVALID_PARAMETERS = "invalid-parameters", _("The question cannot be understood")
    BAD_REQUEST = "bad-request", _("The request is malformed")
    INTERNAL_ERROR = "internal-error", _("An error on our side")
