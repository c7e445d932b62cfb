"""Who acts with a key."""

from typing import Any

from portici.accounts.choices import Right
from portici.accounts.queries.tokens import ApiToken
from portici.accounts.queries.visitors import Visitor
from portici.accounts.rules.rights import in_force
from portici.accounts.rules.roles import ROLES


def me_answer(visitor: Visitor, token: ApiToken, *, limit: int) -> dict[str, Any]:
    """`forms.me.Me`. No query."""
    holder = visitor.holder
    scope = holder.key.scope if holder.key else None
    return {
        "name": token.user.name or None,
        "language": token.user.language,
        "roles": [
            {
                "role": grant.role,
                "role_label": ROLES[grant.role].label(),
                "scope": str(grant.scope),
                "starts": grant.starts.isoformat() if grant.starts else None,
                "ends": grant.ends.isoformat() if grant.ends else None,
            }
            for grant in in_force(holder.grants, today=holder.today)
            if scope in {None, grant.scope}
        ],
        "rights": [
            {
                "right": right.value,
                "right_label": str(right.label),
                "scopes": sorted({str(each) for each in holder.scopes_with(right)}),
            }
            for right in Right
            if holder.may_anywhere(right)
        ],
        "key": {
            "name": token.name,
            "prefix": token.prefix,
            "rights": [right.value for right in Right if right.value in token.rights],
            "organisation": token.organisation or None,
            "expires_at": token.expires_at.isoformat(),
            "requests_per_minute": limit,
        },
    }
