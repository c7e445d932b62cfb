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
    UNKNOWN_EDITION = "unknown-edition", _("Unknown edition")
    UNKNOWN_NODE = "unknown-node", _("Unknown element of the plan")
    UNKNOWN_LINE = "unknown-line", _("Unknown line of means")
    METHOD_NOT_ALLOWED = "method-not-allowed", _("This address does not take that method")
    KEY_MISSING = "key-missing", _("A key is needed")
    KEY_REFUSED = "key-refused", _("The key does not work")
    NOT_ALLOWED = "not-allowed", _("The key may not do that")
    TOO_MANY_REQUESTS = "too-many-requests", _("Too many requests")
    STATE_MISSING = "state-missing", _("Say which state you saw")
    CHANGED_MEANWHILE = "changed-meanwhile", _("Somebody else changed it meanwhile")
    EDITION_CLOSED = "edition-closed", _("The edition cannot be changed")
    REFUSED = "refused", _("The change cannot be made")
    IDEMPOTENCY_KEY_REUSED = (
        "idempotency-key-reused",
        _("The idempotency key belongs to another request"),
    )
    IN_PROGRESS = "in-progress", _("The same request is being carried out")
    INVALID_PARAMETERS = "invalid-parameters", _("The question cannot be understood")
    BAD_REQUEST = "bad-request", _("The request is malformed")
    INTERNAL_ERROR = "internal-error", _("An error on our side")
