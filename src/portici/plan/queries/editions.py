"""Which plans and editions there are."""

from django.db.models import QuerySet

from portici.plan.models import Edition

# Views and compositions name the type of what they are handed; they never import models.
__all__ = ["Edition", "current_edition", "current_editions"]


def current_editions() -> QuerySet[Edition]:
    """The current edition of every plan, with its plan, in the order in which they were first loaded. One query.

    The recipe of the official wording is read when it is asked for: it is long, and pages do not need it.
    """
    return (
        Edition.objects.filter(is_current=True)
        .defer("recipe")
        .select_related("plan")
        .order_by("plan__pk")
    )


def current_edition(slug: str) -> Edition | None:
    """The current edition of one plan, with its plan; None when there is no such plan. One query."""
    return current_editions().filter(plan__slug=slug).first()
