"""When a role may be given, and when it may be taken away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portici.accounts.rules.rights import Grant, Holder, can_be_granted
from portici.accounts.rules.roles import ROLES, Administrator
from portici.accounts.rules.scopes import Scope
from portici.kernel.findings import Finding

# An invitation stays open for at least a day and at most two months: whoever needs longer is invited again.
SHORTEST_INVITATION, LONGEST_INVITATION = 1, 60


@dataclass(frozen=True, slots=True)
class Wish:
    """A role that somebody wants to give.

    Attributes:
        role: its key.
        scope: on what.
        exists: whether there is such a thing.
        within: the scopes that contain it, beside the whole site.
        starts, ends: first and last day; None is without limit.
        reason: why.
    """

    role: str
    scope: Scope
    exists: bool
    within: tuple[Scope, ...]
    starts: date | None
    ends: date | None
    reason: str


def granting_findings(
    wish: Wish, *, granter: Holder, is_self: bool, held: Iterable[Grant]
) -> list[Finding]:
    """Why a role cannot be given; nothing when it can.

    - The role is one of the list, and can be held on a thing of that kind; the thing exists.
    - A reason is written: whoever looks later must understand.
    - It does not end before it begins, nor before today.
    - Nobody gives a role to themselves: somebody else answers for it.
    - Whoever gives it may give it (`can_be_granted`).
    - The person does not hold the same role on the same thing already.

    `held` are the person's roles that have not been taken away.
    """
    shape = _shape_findings(wish, today=granter.today)
    if shape:
        return shape
    label = ROLES[wish.role].label()
    if is_self:
        return [Finding("accounts.grant-to-oneself", label)]
    if not can_be_granted(wish.role, wish.scope, by=granter, within=wish.within):
        return [Finding("accounts.grant-not-allowed", label)]
    if any((grant.role, grant.scope) == (wish.role, wish.scope) for grant in held):
        return [Finding("accounts.grant-already-held", label)]
    return []


def withdrawing_findings(
    grant: Grant, *, within: tuple[Scope, ...], granter: Holder, reason: str, is_last: bool
) -> list[Finding]:
    """Why a role cannot be taken away; nothing when it can.

    - A reason is written.
    - Whoever takes it away might give it.
    - The last administrator stays: nobody could let anybody in any more.
    """
    if not reason.strip():
        return [Finding("accounts.reason-missing")]
    if grant.role in ROLES and not can_be_granted(
        grant.role, grant.scope, by=granter, within=within
    ):
        return [Finding("accounts.withdraw-not-allowed", ROLES[grant.role].label())]
    if grant.role == Administrator.key and is_last:
        return [Finding("accounts.last-administrator")]
    return []


def validity_findings(days: int) -> list[Finding]:
    """Why an invitation cannot stay open for so many days; nothing when it can."""
    if SHORTEST_INVITATION <= days <= LONGEST_INVITATION:
        return []
    facts = {"shortest": SHORTEST_INVITATION, "longest": LONGEST_INVITATION}
    return [Finding("accounts.invitation-days", str(days), facts)]


def _shape_findings(wish: Wish, *, today: date) -> list[Finding]:
    if wish.role not in ROLES:
        return [Finding("accounts.role-unknown", wish.role, {"known": ", ".join(ROLES)})]
    role = ROLES[wish.role]
    findings = []
    if wish.scope.kind not in role.scopes:
        kinds = ", ".join(str(kind.label) for kind in role.scopes)
        findings.append(Finding("accounts.scope-kind", role.label(), {"kinds": kinds}))
    elif not wish.exists:
        findings.append(Finding("accounts.scope-unknown", str(wish.scope)))
    if not wish.reason.strip():
        findings.append(Finding("accounts.reason-missing"))
    if wish.ends is not None and wish.ends < today:
        findings.append(Finding("accounts.grant-over", wish.ends.isoformat()))
    elif wish.starts is not None and wish.ends is not None and wish.ends < wish.starts:
        findings.append(Finding("accounts.grant-backwards"))
    return findings
