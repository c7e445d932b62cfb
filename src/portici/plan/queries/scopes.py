"""Plans and their elements as things on which roles are held."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from portici.accounts.queries.scopes import NamedScope
from portici.accounts.rules.scopes import Scope, node_scope, plan_scope
from portici.kernel.localized import in_language
from portici.plan.models import EditionNode, Plan
from portici.territory.queries.scopes import territories_of_municipalities


def plan_scopes(keys: Sequence[str], language: str) -> Mapping[str, NamedScope]:
    """The plans with these slugs. One query."""
    rows = Plan.objects.filter(slug__in=keys).order_by("pk").values_list("slug", "short_title")
    return {
        slug: NamedScope(plan_scope(slug), in_language(title, language)) for slug, title in rows
    }


def node_scopes(keys: Sequence[str], language: str) -> Mapping[str, NamedScope]:
    """The elements with these uids, as the current edition calls them, else the latest. One query."""
    statements = (
        EditionNode.objects.filter(node__uid__in=[key for key in keys if _is_uid(key)])
        .order_by("edition__is_current", "edition__pk")
        .values_list("node__uid", "code", "title", "node__plan__slug")
    )
    # The last one stays: the current edition stands behind all others.
    return {
        str(uid): NamedScope(
            node_scope(uid), f"{code} {in_language(title, language)}", (plan_scope(slug),)
        )
        for uid, code, title, slug in statements
    }


def plans_around_municipalities(keys: Sequence[str]) -> Mapping[str, tuple[Scope, ...]]:
    """ISTAT code to the plans of the territories that hold it. Two queries."""
    territories = territories_of_municipalities(keys)
    wanted = {slug for slugs in territories.values() for slug in slugs}
    plans: dict[str, tuple[Scope, ...]] = {}
    rows = Plan.objects.filter(territory__in=wanted).order_by("pk")
    for territory, slug in rows.values_list("territory", "slug"):
        plans[territory] = (*plans.get(territory, ()), plan_scope(slug))
    return {
        code: tuple(plan for slug in slugs for plan in plans.get(slug, ()))
        for code, slugs in territories.items()
    }


def _is_uid(key: str) -> bool:
    """Whether a key is a uid as we write it: there is one way only, or one thing had two scopes."""
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False


def node_uid(slug: str, code: str) -> str | None:
    """The identity of the element that is called `code`: in the current edition of the plan, else in the latest
    that has the code. None when no edition has it. One query.
    """
    uids = (
        EditionNode.objects.filter(edition__plan__slug=slug, code__iexact=code)
        .order_by("-edition__is_current", "-edition__pk")
        .values_list("node__uid", flat=True)
    )
    first = uids.first()
    return str(first) if first is not None else None
