"""Making an account from an invitation: account and role come together, or neither."""

from datetime import datetime

from django.db import transaction

from portici.accounts.models import Invitation, User
from portici.accounts.services.invitations import accept_invitation
from portici.accounts.services.people import create_user
from portici.journal.choices import Channel
from portici.journal.rules.acts import By


def sign_up(
    *,
    invitation: Invitation,
    name: str,
    language: str,
    at: datetime,
    password: str | None = None,
    request_id: str = "",
) -> User:
    """An account for whom the invitation was sent to, with the role that it offers.

    Their address is verified: the link came there. Raises CannotChangePerson and CannotInvite.
    """
    with transaction.atomic():
        user = create_user(
            email=invitation.email,
            name=name,
            language=language,
            by=None,
            at=at,
            verified=True,
            password=password,
            request_id=request_id,
        )
        by = By(user.actor_id, at, channel=Channel.PAGE, request_id=request_id)
        accept_invitation(digest=invitation.digest, user=user, by=by)
    return user
