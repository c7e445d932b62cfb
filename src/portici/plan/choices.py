"""States and kinds of the plan app. Labels are shown to people and translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionStatus(models.TextChoices):
    """Life of an edition."""

    DRAFT = "draft", _("Draft")
    IN_CONSULTATION = "in-consultation", _("In consultation")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")


class MarkerKind(models.TextChoices):
    """What a marker is to the plan."""

    FOUNDING = "founding", _("Founding element")
    TRANSVERSAL = "transversal", _("Transversal element")


class InstrumentStatus(models.TextChoices):
    """Life of an instrument; the plan's document only lists."""

    LISTED = "listed", _("Listed in the plan")
    VERIFIED = "verified", _("Verified")
    ACTIVE = "active", _("Active")
    CLOSED = "closed", _("Closed")


class FrameworkLevel(models.TextChoices):
    """Who a framework comes from, from the widest to the nearest."""

    UN = "un", _("United Nations")
    EU = "eu", _("European Union")
    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    METROPOLITAN = "metropolitan", _("Metropolitan")
    CHAMBER = "chamber", _("Chamber of commerce")
    CITY = "city", _("City")
    ALLIANCE = "alliance", _("Territorial alliance")
    PEER = "peer", _("Other territories")


class FrameworkStatus(models.TextChoices):
    """Whether a framework can still be aligned with."""

    IN_FORCE = "in-force", _("In force")
    IN_PREPARATION = "in-preparation", _("In preparation")
    EXPIRED = "expired", _("Expired")
    PAST_PROCESS = "past-process", _("Concluded process")
    WATCH_LIST = "watch-list", _("To be watched")
    UNKNOWN = "unknown", _("State unknown")


class AlignmentBasis(models.TextChoices):
    """Where an alignment comes from."""

    DOCUMENT = "document", _("Stated in the document")
    EDITORIAL_PROPOSAL = "editorial-proposal", _("Editorial proposal")


class Qualifier(models.TextChoices):
    """How exactly the document states a figure."""

    EXACT = "", _("exactly")
    ABOUT = "about", _("about")
    AT_LEAST = "at-least", _("at least")
    MORE_THAN = "more-than", _("more than")
    UP_TO = "up-to", _("up to")
    ESTIMATED = "estimated", _("estimated")


class ChangeKind(models.TextChoices):
    """What happened to a thing between two editions."""

    ADDED = "added", _("Added")
    REWORDED = "reworded", _("Reworded")
    MOVED = "moved", _("Moved")
    RENUMBERED = "renumbered", _("Renumbered")
    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    DROPPED = "dropped", _("Dropped")
    # Of instruments, links, alignments, figures and markers.
    CHANGED = "changed", _("Changed")
    RESTORED = "restored", _("Put back")


class ChangeSource(models.TextChoices):
    """Who asked for a change."""

    PARTICIPATION = "participation", _("Participation")
    MONITORING = "monitoring", _("Monitoring")
    EXTERNAL_ACT = "external-act", _("Act of somebody else")
    EDITORIAL = "editorial", _("Editorial correction")


class OriginKind(models.TextChoices):
    """How a node came out of another."""

    SPLIT = "split", _("Part of")
    MERGE = "merge", _("Merged from")
