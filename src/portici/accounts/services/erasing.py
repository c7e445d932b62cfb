"""Erasing a person, and removing what has served its time."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.db.models.functions import Lower

from portici.accounts.models import IdempotentAnswer, Invitation, User
from portici.accounts.queries.administrators import is_last_administrator
from portici.accounts.services.people import end_sessions, person_subject
from portici.journal.rules.acts import Act, By
from portici.journal.services import erase_person, recording
from portici.kernel.findings import Finding

# As the privacy page says.
INVITATION_KEPT = timedelta(days=90)
ANSWER_KEPT = timedelta(days=2)


class CannotErase(Exception):
    """Nothing was erased; the findings say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rows were removed because they had served their time."""

    invitations: int
    sessions: int
    answers: int


def erase_user(*, user: User, confirmation: str, by: By) -> int:
    """Delete an account with everything that hangs on it; gives how many personal values left the journal.

    Roles, keys, sessions, saved views, addresses, second factors and invitations to the addresses go with it. Entries
    of the journal stay, without name and addresses: what was done to a public plan stays proven, and the chain holds.
    `confirmation` is the account's address, written by hand. Raises CannotErase: when it is not that, and for the
    last administrator.
    """
    if confirmation.strip().lower() != user.email.lower():
        raise CannotErase(Finding("accounts.confirmation-wrong"))
    with recording(by=by) as record:
        if is_last_administrator(user, at=by.at, lock=True):
            raise CannotErase(Finding("accounts.last-administrator"))
        user = User.objects.select_for_update(of=("self",)).select_related("actor").get(pk=user.pk)
        actor_id, subject = user.actor_id, person_subject(user)
        rows = EmailAddress.objects.filter(user=user).order_by("pk").values_list("email", flat=True)
        addresses = {user.email.lower(), *(address.lower() for address in rows)}
        end_sessions(user=user)
        invitations = Invitation.objects.annotate(address=Lower("email"))
        invitations.filter(Q(address__in=addresses) | Q(accepted_by=user)).delete()
        user.delete()
        erased = erase_person(actor_id=actor_id, by=by)
        record.add(Act("accounts.user-erased", subject))
    return erased


def tidy(*, by: By) -> Tidied:
    """Remove ended invitations, expired sessions and old answers. Not told in the journal: nothing was decided."""
    limit = by.at - INVITATION_KEPT
    ended = Q(accepted_at__lt=limit) | Q(withdrawn_at__lt=limit) | Q(expires_at__lt=limit)
    invitations, _each = Invitation.objects.filter(ended).delete()
    sessions, _each = Session.objects.filter(expire_date__lt=by.at).delete()
    answers, _each = IdempotentAnswer.objects.filter(created_at__lt=by.at - ANSWER_KEPT).delete()
    return Tidied(invitations, sessions, answers)
