"""Figures, inconsistencies and phases."""

from django.db.models import QuerySet

from portici.plan.models import Edition, Figure, Inconsistency, Phase

# Compositions name the type of what they are handed; they never import models.
__all__ = [
    "Edition",
    "Figure",
    "Inconsistency",
    "Phase",
    "figures_of",
    "headline_figures",
    "inconsistencies_of",
    "phases_of",
]


def figures_of(edition: Edition) -> QuerySet[Figure]:
    """Every figure with its inconsistency, in the folder's order. One query."""
    return (
        Figure.objects.filter(edition=edition).select_related("inconsistency").order_by("position")
    )


def headline_figures(edition: Edition) -> QuerySet[Figure]:
    """The few figures for the first page. One query."""
    return figures_of(edition).filter(is_headline=True)


def inconsistencies_of(edition: Edition) -> QuerySet[Inconsistency]:
    """What does not add up in the document, in the folder's order. One query."""
    return Inconsistency.objects.filter(edition=edition).order_by("position")


def phases_of(edition: Edition) -> QuerySet[Phase]:
    """The phases of the making of the plan. One query."""
    return Phase.objects.filter(edition=edition).order_by("number")
