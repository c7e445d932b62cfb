"""What the pages about people choose from."""

from django.utils.translation import get_language

from portici.accounts.choices import Right, ScopeKind
from portici.accounts.rules.rights import Holder
from portici.accounts.rules.roles import ROLES, Role
from portici.accounts.rules.scopes import SITE, plan_scope
from portici.kernel.localized import in_language
from portici.plan.queries.editions import current_editions
from portici.territory.queries.municipalities import municipalities, territories

# Kinds of thing that a plan contains: whoever grants roles on the plan grants them there.
_WITHIN_A_PLAN = {ScopeKind.PLAN, ScopeKind.NODE, ScopeKind.MUNICIPALITY}


def grantable_roles(holder: Holder) -> list[type[Role]]:
    """The roles that somebody may give on anything at all, in the order of the roles."""
    if SITE in holder.scopes_with(Right.GRANT_ROLES):
        return list(ROLES.values())
    if not holder.may_anywhere(Right.GRANT_ROLES):
        return []
    return [role for role in ROLES.values() if _WITHIN_A_PLAN & set(role.scopes)]


def grantable_plans(holder: Holder) -> list[tuple[str, str]]:
    """Slug and short title of the plans on which somebody may give roles. One query."""
    language = get_language() or "it"
    return [
        (edition.plan.slug, in_language(edition.plan.short_title, language))
        for edition in current_editions()
        if holder.may(Right.GRANT_ROLES, plan_scope(edition.plan.slug))
    ]


def grantable_municipalities(holder: Holder) -> list[tuple[str, str]]:
    """ISTAT code and name of the municipalities whose representatives somebody may name. Two queries per territory."""
    wanted = {
        edition.plan.territory
        for edition in current_editions()
        if holder.may(Right.GRANT_ROLES, plan_scope(edition.plan.slug))
    }
    return [
        (row.istat_code, row.name)
        for territory in territories()
        if territory.slug in wanted or holder.may(Right.GRANT_ROLES)
        for row in municipalities(territory)
    ]
