"""Municipalities as things on which roles are held."""

from collections.abc import Mapping, Sequence

from portici.accounts.queries.scopes import NamedScope
from portici.accounts.rules.scopes import municipality_scope
from portici.territory.models import Municipality


def municipality_scopes(keys: Sequence[str], _language: str) -> Mapping[str, NamedScope]:
    """The municipalities with these ISTAT codes. One query."""
    rows = Municipality.objects.filter(istat_code__in=keys).order_by("istat_code", "pk")
    return {
        code: NamedScope(municipality_scope(code), name)
        for code, name in rows.values_list("istat_code", "name")
    }


def territories_of_municipalities(keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """ISTAT code to the slugs of the territories that hold it. One query."""
    rows = Municipality.objects.filter(istat_code__in=keys).order_by("territory__slug")
    held: dict[str, tuple[str, ...]] = {}
    for code, slug in rows.values_list("istat_code", "territory__slug"):
        held[code] = (*held.get(code, ()), slug)
    return held
