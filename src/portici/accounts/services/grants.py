"""Giving roles and taking them away."""

from dataclasses import dataclass, replace
from datetime import date

from portici.accounts.models import RoleGrant, User
from portici.accounts.queries.administrators import is_last_administrator
from portici.accounts.queries.holders import day_of, grant_of, holder_behind, holder_of
from portici.accounts.queries.scopes import NamedScope, named_scope
from portici.accounts.rules.granting import Wish, granting_findings, withdrawing_findings
from portici.accounts.rules.scopes import Scope
from portici.accounts.services.people import person_subject
from portici.journal.rules.acts import Act, By, Sealed
from portici.journal.services import recording
from portici.kernel.findings import Finding


class CannotGrant(Exception):
    """The role was not given or taken away; the findings say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Terms:
    """A role as it is given or offered: what, on what, from when to when (both days included), and why."""

    role: str
    scope: Scope
    starts: date | None
    ends: date | None
    reason: str


def grant_role(*, user: User, terms: Terms, by: By) -> RoleGrant:
    """Give somebody a role. Raises CannotGrant: by the rules of `granting_findings`, and for a closed account."""
    with recording(by=by):
        # Two who give the same person a role at once go one after the other.
        user = User.objects.select_for_update(of=("self",)).select_related("actor").get(pk=user.pk)
        if not user.is_active:
            raise CannotGrant(Finding("accounts.person-inactive"))
        named = named_scope(terms.scope, language="it")
        findings = terms_findings(terms, named, user=user, by=by)
        if findings:
            raise CannotGrant(*findings)
        return write_grant(user=user, terms=terms, granted_by=by.actor_id, by=by)


def withdraw_role(*, grant: RoleGrant, reason: str, by: By) -> RoleGrant:
    """Take a role away. Raises CannotGrant: by `withdrawing_findings`, and when it was taken meanwhile."""
    with recording(by=by) as record:
        held = (
            RoleGrant.objects.select_for_update(of=("self",))
            .select_related("user__actor")
            .filter(pk=grant.pk, withdrawn_at=None)
            .first()
        )
        if held is None:
            raise CannotGrant(Finding("accounts.grant-missing"))
        known = grant_of(held)
        named = named_scope(known.scope, language="it")
        findings = withdrawing_findings(
            known,
            within=named.within if named else (),
            granter=holder_behind(by.actor_id, at=by.at),
            reason=reason,
            is_last=is_last_administrator(held.user, at=by.at, lock=True),
        )
        if findings:
            raise CannotGrant(*findings)
        held.withdrawn_at, held.withdrawn_by_id = by.at, by.actor_id
        held.withdrawn_reason = reason.strip()
        held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        terms = Terms(known.role, known.scope, known.starts, known.ends, reason)
        record.add(_act("accounts.role-withdrawn", held.user, terms, named))
    return held


def terms_findings(
    terms: Terms, named: NamedScope | None, *, user: User | None, by: By
) -> list[Finding]:
    """Why `by` cannot give or offer a role on these terms; `user` None is somebody without an account. Five queries."""
    wish = Wish(
        role=terms.role,
        scope=terms.scope,
        exists=named is not None,
        within=named.within if named else (),
        starts=terms.starts,
        ends=terms.ends,
        reason=terms.reason,
    )
    held = holder_of(user, today=day_of(by.at)).grants if user else ()
    return granting_findings(
        wish,
        granter=holder_behind(by.actor_id, at=by.at),
        is_self=user is not None and user.actor_id == by.actor_id,
        held=held,
    )


def write_grant(*, user: User, terms: Terms, granted_by: int, by: By) -> RoleGrant:
    """The role in the database and in the journal, once everything has been checked. Inside a `recording` only."""
    with recording(by=by) as record:
        # The person's row is locked, so the constraint against the same role twice never speaks here.
        grant = RoleGrant.objects.create(
            user=user,
            role=terms.role,
            scope_kind=terms.scope.kind,
            scope_key=terms.scope.key,
            starts=terms.starts,
            ends=terms.ends,
            reason=terms.reason.strip(),
            granted_by_id=granted_by,
            granted_at=by.at,
        )
        named = named_scope(terms.scope, language="it")
        record.add(_act("accounts.role-granted", user, terms, named))
    return grant


def _act(verb: str, user: User, terms: Terms, named: NamedScope | None) -> Act:
    """The entry stands in the person's history and in that of the plan; why is about the person."""
    subject = person_subject(user)
    within = named.whole if named else terms.scope
    facts = {
        "role": terms.role,
        "scope": str(terms.scope),
        "starts": terms.starts.isoformat() if terms.starts else None,
        "ends": terms.ends.isoformat() if terms.ends else None,
    }
    return Act(
        verb,
        replace(subject, scope=str(within)),
        facts=facts,
        reason=Sealed(terms.reason.strip(), about=user.actor_id),
    )
