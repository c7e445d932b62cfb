"""Questions to the index: `search` is the only one that others ask."""

from portici.search.queries.answers import Hit, SearchAnswer, search

__all__ = ["Hit", "SearchAnswer", "search"]
