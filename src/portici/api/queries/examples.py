"""Values that exist on this site, for the examples of the documentation."""

from portici.api.queries.editions import readable_editions
from portici.api.queries.plans import all_editions
from portici.api.queries.territory import all_territories
from portici.plan.queries.outline import node_rows


def example_values() -> dict[str, str]:
    """Parameters by name: the first plan, its first element of the lowest level, the first territory.

    What this site does not have is left out. Seven queries at most.
    """
    values: dict[str, str] = {}
    territory = next(iter(all_territories()), None)
    if territory is not None:
        values["territory"] = territory.slug
    edition = next(iter(all_editions()), None)
    if edition is None:
        return values
    values |= {"slug": edition.plan.slug, "plan": edition.plan.slug, "edition": edition.key}
    # Two editions where there are two; else one is compared with itself.
    base = next((each.base for each in readable_editions(edition.plan.slug) if each.base), None)
    values |= {"from": base.key if base else edition.key, "to": edition.key}
    rows = node_rows(edition)
    lowest = max((row.depth for row in rows), default=0)
    shown = next((row for row in rows if row.depth == lowest), None)
    if shown is not None:
        values |= {
            "code": shown.code,
            "level": shown.level,
            "parent": shown.parent or "",
            "root": shown.root,
        }
    return values
