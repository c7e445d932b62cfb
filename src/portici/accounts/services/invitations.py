"""Inviting by e-mail: the link in it works once, until it expires or is withdrawn."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from portici.accounts.models import Invitation, RoleGrant, User
from portici.accounts.queries.holders import day_of, grant_of, holder_behind
from portici.accounts.queries.invitations import acceptance_state, digest_of, invitation_state
from portici.accounts.queries.scopes import NamedScope, named_scope
from portici.accounts.rules.granting import validity_findings
from portici.accounts.rules.rights import can_be_granted
from portici.accounts.rules.roles import ROLES
from portici.accounts.rules.scopes import Scope
from portici.accounts.services.grants import Terms, terms_findings, write_grant
from portici.accounts.services.mails import send_mail_in_parts
from portici.accounts.services.people import person_subject
from portici.journal.models import Actor
from portici.journal.rules.acts import Act, By, Subject
from portici.journal.services import recording
from portici.kernel.findings import Finding

# From the secret of a link to the whole address, which only the layer of pages knows.
LinkBuilder = Callable[[str], str]


class CannotInvite(Exception):
    """Nobody was invited, or the invitation stayed as it was; the findings say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


def invite(
    *,
    email: str,
    terms: Terms,
    language: str,
    valid_days: int,
    by: By,
    link_builder: LinkBuilder,
) -> Invitation:
    """Offer somebody a role by e-mail. Raises CannotInvite by the rules of granting.

    The journal does not hold the address: it stands in the invitation, which is removed some time after its end.
    """
    address = email.strip().lower()
    named = named_scope(terms.scope, language=language)
    findings = _inviting_findings(address, terms, named, valid_days, by)
    if findings:
        raise CannotInvite(*findings)
    secret = secrets.token_urlsafe(32)
    with recording(by=by) as record:
        invitation = Invitation.objects.create(
            email=address,
            role=terms.role,
            scope_kind=terms.scope.kind,
            scope_key=terms.scope.key,
            starts=terms.starts,
            ends=terms.ends,
            reason=terms.reason.strip(),
            language=language,
            digest=digest_of(secret),
            invited_by_id=by.actor_id,
            invited_at=by.at,
            expires_at=by.at + timedelta(days=valid_days),
        )
        record.add(_act("accounts.invitation-sent", invitation, named))
        _post(invitation, link_builder(secret), named)
    return invitation


def resend_invitation(
    *, invitation: Invitation, valid_days: int, by: By, link_builder: LinkBuilder
) -> Invitation:
    """Send an invitation again with a new link, also an expired one; the old link ends. Raises CannotInvite."""
    secret = secrets.token_urlsafe(32)
    with recording(by=by) as record:
        held, named = _held(invitation, by)
        findings = validity_findings(valid_days)
        if findings:
            raise CannotInvite(*findings)
        held.digest = digest_of(secret)
        held.invited_by_id = by.actor_id
        held.expires_at = by.at + timedelta(days=valid_days)
        held.save(update_fields=["digest", "invited_by", "expires_at"])
        record.add(_act("accounts.invitation-resent", held, named))
        _post(held, link_builder(secret), named)
    return held


def withdraw_invitation(*, invitation: Invitation, by: By) -> Invitation:
    """Make an invitation's link useless. Raises CannotInvite when it has ended already, or is not theirs to end."""
    with recording(by=by) as record:
        held, named = _held(invitation, by)
        held.withdrawn_at = by.at
        held.save(update_fields=["withdrawn_at"])
        record.add(_act("accounts.invitation-withdrawn", held, named))
    return held


def accept_invitation(*, digest: str, user: User, by: By) -> RoleGrant | None:
    """Give the role to whom it was offered; None when they hold it already.

    The address counts as verified: the link came there. Raises CannotInvite when the link has ended, was sent to
    another address, or when whoever sent it may not give the role any more.
    """
    with recording(by=by) as record:
        held = Invitation.objects.select_for_update(of=("self",)).filter(digest=digest).first()
        state = acceptance_state(held, at=by.at)
        if held is None or state != "open":
            raise CannotInvite(Finding(f"accounts.invitation-{state}"))
        # Locked, so that the same role is not given twice at once.
        user = User.objects.select_for_update(of=("self",)).select_related("actor").get(pk=user.pk)
        if not _is_theirs(user, held.email):
            raise CannotInvite(Finding("accounts.invitation-other-address"))
        terms = terms_of(held)
        named = named_scope(terms.scope, language=held.language)
        EmailAddress.objects.filter(user=user, email__iexact=held.email).update(verified=True)
        held.accepted_at, held.accepted_by = by.at, user
        held.save(update_fields=["accepted_at", "accepted_by"])
        record.add(_act("accounts.invitation-accepted", held, named, by_whom=user))
        grants = RoleGrant.objects.filter(user=user, withdrawn_at=None).order_by("pk")
        if any(
            (each.role, each.scope) == (terms.role, terms.scope) for each in map(grant_of, grants)
        ):
            return None
        return write_grant(user=user, terms=terms, granted_by=held.invited_by_id, by=by)


def terms_of(invitation: Invitation) -> Terms:
    """What an invitation offers."""
    return Terms(
        invitation.role,
        Scope(invitation.scope_kind, invitation.scope_key),
        invitation.starts,
        invitation.ends,
        invitation.reason,
    )


def _inviting_findings(
    address: str, terms: Terms, named: NamedScope | None, valid_days: int, by: By
) -> list[Finding]:
    try:
        validate_email(address)
    except ValidationError:
        return [Finding("accounts.email-wrong", address)]
    user = User.objects.filter(email__iexact=address).first()
    findings = [
        *validity_findings(valid_days),
        *terms_findings(terms, named, user=user, by=by),
    ]
    if user is not None and not user.is_active:
        findings.append(Finding("accounts.person-inactive"))
    pending = Invitation.objects.filter(
        email=address,
        role=terms.role,
        scope_kind=terms.scope.kind,
        scope_key=terms.scope.key,
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=by.at,
    )
    if not findings and pending.exists():
        findings.append(Finding("accounts.invitation-pending", address))
    return findings


def _held(invitation: Invitation, by: By) -> tuple[Invitation, NamedScope | None]:
    """The invitation, locked, when it has not ended and its role is one that `by` might give."""
    held = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    state = invitation_state(held, at=by.at)
    if held is None or state not in {"open", "expired"}:
        raise CannotInvite(Finding(f"accounts.invitation-{state}"))
    terms = terms_of(held)
    named = named_scope(terms.scope, language=held.language)
    granter = holder_behind(by.actor_id, at=by.at)
    within = named.within if named else ()
    if not can_be_granted(terms.role, terms.scope, by=granter, within=within):
        raise CannotInvite(Finding("accounts.withdraw-not-allowed", ROLES[terms.role].label()))
    return held, named


def _is_theirs(user: User, address: str) -> bool:
    """Whether the address is one of the person's: their main one, or a further one that is verified."""
    if user.email.lower() == address.lower():
        return True
    verified = EmailAddress.objects.filter(user=user, email__iexact=address, verified=True)
    return bool(verified.exists())


def _act(
    verb: str, invitation: Invitation, named: NamedScope | None, *, by_whom: User | None = None
) -> Act:
    scope = Scope(invitation.scope_kind, invitation.scope_key)
    facts: dict[str, object] = {"role": invitation.role, "scope": str(scope)}
    if by_whom is not None:
        facts["user"] = person_subject(by_whom).key
    within = str(named.whole if named else scope)
    subject = Subject("accounts.invitation", str(invitation.pk), scope=within)
    return Act(verb, subject, facts=facts)


def _post(invitation: Invitation, link: str, named: NamedScope | None) -> None:
    """The e-mail, once everything is kept."""
    inviter = Actor.objects.get(pk=invitation.invited_by_id)
    context = {
        "link": link,
        "role": ROLES[invitation.role],
        "scope": named.label if named else "",
        # On one line: an address on a line of its own would become a link that looks like ours.
        "reason": " ".join(invitation.reason.split()),
        "inviter": inviter.name,
        "expires": day_of(invitation.expires_at),
    }
    transaction.on_commit(
        lambda: send_mail_in_parts(
            template="invitation",
            to=invitation.email,
            language=invitation.language,
            context=context,
        )
    )
