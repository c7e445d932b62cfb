"""Which plans and editions there are."""

from functools import cache

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from portici.plan.choices import EditionStatus
from portici.plan.models import Edition

# Views and compositions name the type of what they are handed; they never import models.
__all__ = [
    "Edition",
    "all_plan_editions",
    "current_edition",
    "current_editions",
    "editable_editions",
    "edition_of",
    "editions_of",
    "has_several_editions",
    "public_editions",
]

# What everybody reads: the current edition, and whatever is no draft.
PUBLIC = Q(is_current=True) | ~Q(status=EditionStatus.DRAFT)

# How many of them there are of an edition's plan. Every page asks; written out, it costs a tenth of what it costs to
# put the same together anew each time.
_PUBLIC_COUNT = """
    SELECT COUNT(*) FROM plan_edition beside
    WHERE beside.plan_id = plan_edition.plan_id AND (beside.is_current OR beside.status <> %s)
"""
_DRAFT = (EditionStatus.DRAFT.value,)


def current_editions() -> QuerySet[Edition]:
    """The current edition of every plan, with its plan, in the order in which they were first loaded. One query.

    The recipe of the official wording is read when it is asked for: it is long, and pages do not need it.
    """
    return _current_editions().all()


@cache
def _current_editions() -> QuerySet[Edition]:
    """The question, put together once: every page asks it. What is handed out is a copy."""
    return _counted().filter(is_current=True).select_related("plan").order_by("plan__pk")


def current_edition(slug: str) -> Edition | None:
    """The current edition of one plan, with its plan; None when there is no such plan. One query."""
    return current_editions().filter(plan__slug=slug).first()


def editions_of(slug: str) -> QuerySet[Edition]:
    """All editions of a plan with plan and base, the newest first. One query."""
    return (
        _counted()
        .filter(plan__slug=slug)
        .defer("recipe", "base__recipe")
        .select_related("plan", "base")
        .order_by("-pk")
    )


def edition_of(slug: str, key: str) -> Edition | None:
    """One edition of a plan, with plan and base; None when there is none of that key. One query."""
    return editions_of(slug).filter(key=key).first()


def all_plan_editions() -> QuerySet[Edition]:
    """All editions of all plans with their plan, each plan's newest first. One query."""
    return _counted().select_related("plan").order_by("plan__pk", "-pk")


def public_editions(slug: str) -> QuerySet[Edition]:
    """The editions of a plan that everybody reads, with plan and base, the newest first. One query."""
    return editions_of(slug).filter(PUBLIC)


def _counted() -> QuerySet[Edition]:
    """Editions that know, as `public_count`, how many editions of their plan everybody reads."""
    count = RawSQL(_PUBLIC_COUNT, _DRAFT)  # noqa: S611 -- written above, nothing of a question is in it
    return Edition.objects.defer("recipe").annotate(public_count=count)


def has_several_editions(edition: Edition) -> bool:
    """Whether everybody reads other editions of its plan too; editions of this module know it without a query."""
    return getattr(edition, "public_count", 1) > 1


def editable_editions(slug: str) -> QuerySet[Edition]:
    """The drafts of a plan, with plan and base, the newest first: what can be edited. One query."""
    return editions_of(slug).filter(status=EditionStatus.DRAFT)
