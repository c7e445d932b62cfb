"""Lists as somebody likes them."""

from django.db.models import QuerySet

from portici.accounts.models import SavedView, User

# Compositions name the type of what they are handed; they never import models.
__all__ = ["SavedView", "saved_views"]


def saved_views(user: User, place: str) -> QuerySet[SavedView]:
    """Somebody's views of one list, by name. One query."""
    return SavedView.objects.filter(user=user, place=place).order_by("name", "pk")
