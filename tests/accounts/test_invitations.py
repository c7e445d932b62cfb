"""Invitations: sent, accepted once, expired, withdrawn, sent again."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.factories.people import SPRING, by, command, grant, person

from portici.accounts.models import Invitation, RoleGrant, User
from portici.accounts.queries.invitations import (
    acceptance_state,
    digest_of,
    invitation_state,
    offer_of,
    open_invitation,
)
from portici.accounts.rules.scopes import SITE, plan_scope
from portici.accounts.services.grants import Terms
from portici.accounts.services.invitations import (
    CannotInvite,
    accept_invitation,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from portici.accounts.services.people import deactivate_user
from portici.journal.models import Entry
from portici.journal.rules.acts import By
from portici.plan.models import Edition

SMALL = plan_scope("small-plan")
LATER = SPRING + timedelta(days=3)


@pytest.fixture
def carla(small: Edition) -> User:
    """Who coordinates the small plan."""
    user = person("carla@example.org", name="Carla Bianchi")
    grant(user, "coordinator", SMALL)
    return user


class Post:
    """Remembers the secret of the last link."""

    secret = ""

    def __call__(self, secret: str) -> str:
        self.secret = secret
        return f"https://example.org/invitation/{secret}/"

    @property
    def digest(self) -> str:
        return digest_of(self.secret)


def _invite(who: User, post: Post, **more: Any) -> Invitation:
    terms = more.pop("terms", Terms("editor", SMALL, None, None, "She writes."))
    known = {"email": "Anna@example.org", "language": "en", "valid_days": 14, "by": by(who)}
    return invite(terms=terms, link_builder=post, **{**known, **more})


def _refused(act: Any) -> list[str]:
    with pytest.raises(CannotInvite) as refusal, transaction.atomic():
        act()
    return [finding.code for finding in refusal.value.findings]


def _at(who: User, at: datetime) -> By:
    return by(who, at)


def test_the_invitation_comes_by_e_mail_in_both_forms(
    carla: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    post = Post()

    with django_capture_on_commit_callbacks(execute=True):
        invitation = _invite(carla, post)

    (message,) = mail.outbox
    assert (message.to, message.subject) == (["anna@example.org"], "Invitation: Editor")
    assert "Carla Bianchi invites you" in message.body
    assert "Small (en)" in message.body
    assert f"\n\nhttps://example.org/invitation/{post.secret}/\n\n" in message.body
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]
    assert f'href="https://example.org/invitation/{post.secret}/"' in html
    assert invitation.expires_at == SPRING + timedelta(days=14)
    # The table holds nothing with which one could accept, the journal no address.
    assert invitation.digest == post.digest != post.secret
    entry = Entry.objects.get(verb="accounts.invitation-sent")
    assert "anna" not in entry.payload.lower()


def test_a_command_invites_without_a_name(
    small: Edition, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invite(
            email="anna@example.org",
            terms=Terms("administrator", SITE, None, None, "The first."),
            language="it",
            valid_days=1,
            by=command(),
            link_builder=Post(),
        )

    assert re.search(r"^\S", mail.outbox[0].body)


def test_accepting_gives_the_role_once_and_proves_the_address(carla: User) -> None:
    post = Post()
    invitation = _invite(carla, post, terms=Terms("editor", SMALL, None, LATER.date(), "Writes."))
    anna = person()
    EmailAddress.objects.filter(user=anna).update(verified=False)

    given = accept_invitation(digest=post.digest, user=anna, by=_at(anna, LATER))

    invitation.refresh_from_db()
    assert given is not None
    assert (given.role, given.granted_by, given.granted_at, given.ends) == (
        "editor",
        carla.actor,
        LATER,
        LATER.date(),
    )
    assert (invitation.accepted_at, invitation.accepted_by) == (LATER, anna)
    assert EmailAddress.objects.get(user=anna).verified is True
    assert _refused(
        lambda: accept_invitation(digest=post.digest, user=anna, by=_at(anna, LATER))
    ) == ["accounts.invitation-accepted"]


def test_somebody_who_holds_the_role_meanwhile_keeps_one(carla: User) -> None:
    post = Post()
    _invite(carla, post)
    anna = person()
    grant(anna, "reader", SMALL)
    grant(anna, "editor", SMALL)

    assert accept_invitation(digest=post.digest, user=anna, by=by(anna)) is None
    assert RoleGrant.objects.filter(user=anna).count() == 2


def test_a_further_verified_address_counts_and_another_persons_does_not(carla: User) -> None:
    post = Post()
    _invite(carla, post)
    bruno = person("bruno@example.org")
    EmailAddress.objects.create(user=bruno, email="anna@example.org", verified=False)

    assert _refused(lambda: accept_invitation(digest=post.digest, user=bruno, by=by(bruno))) == [
        "accounts.invitation-other-address"
    ]
    EmailAddress.objects.filter(email="anna@example.org").update(verified=True)
    assert accept_invitation(digest=post.digest, user=bruno, by=by(bruno)) is not None


def test_a_link_ends_with_time_by_withdrawal_and_by_being_sent_again(carla: User) -> None:
    post, anna = Post(), person()
    invitation = _invite(carla, post, valid_days=2)
    first = post.digest

    assert _refused(lambda: accept_invitation(digest=first, user=anna, by=_at(anna, LATER))) == [
        "accounts.invitation-expired"
    ]
    resend_invitation(invitation=invitation, valid_days=5, by=_at(carla, LATER), link_builder=post)
    assert _refused(lambda: accept_invitation(digest=first, user=anna, by=_at(anna, LATER))) == [
        "accounts.invitation-unknown"
    ]
    assert open_invitation(post.digest, at=LATER) == invitation
    withdraw_invitation(invitation=invitation, by=_at(carla, LATER))
    assert open_invitation(post.digest, at=LATER) is None
    assert _refused(
        lambda: accept_invitation(digest=post.digest, user=anna, by=_at(anna, LATER))
    ) == ["accounts.invitation-withdrawn"]
    assert _refused(lambda: withdraw_invitation(invitation=invitation, by=by(carla))) == [
        "accounts.invitation-withdrawn"
    ]
    assert [entry.verb for entry in Entry.objects.order_by("number")][-3:] == [
        "accounts.invitation-sent",
        "accounts.invitation-resent",
        "accounts.invitation-withdrawn",
    ]


def test_an_invitation_is_worth_what_whoever_sent_it_may_still_give(carla: User) -> None:
    post, anna = Post(), person()
    invitation = _invite(carla, post)
    assert acceptance_state(invitation, at=SPRING) == "open"
    deactivate_user(user=carla, reason="Left.", by=command())

    assert _refused(lambda: accept_invitation(digest=post.digest, user=anna, by=by(anna))) == [
        "accounts.invitation-powerless"
    ]
    assert acceptance_state(invitation, at=SPRING) == "powerless"


def test_a_role_that_would_be_over_cannot_be_accepted_any_more(carla: User) -> None:
    post = Post()
    terms = Terms("editor", SMALL, None, SPRING.date(), "For a day.")
    invitation = _invite(carla, post, terms=terms)

    assert acceptance_state(invitation, at=LATER) == "expired"


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({"email": "anna"}, ["accounts.email-wrong"]),
        ({"valid_days": 0}, ["accounts.invitation-days"]),
        ({"valid_days": 61}, ["accounts.invitation-days"]),
        ({"email": "carla@example.org"}, ["accounts.grant-to-oneself"]),
        ({"email": "closed@example.org"}, ["accounts.person-inactive"]),
        (
            {"terms": Terms("administrator", SITE, None, None, "More.")},
            ["accounts.grant-not-allowed"],
        ),
        (
            {"terms": Terms("editor", plan_scope("gone"), None, None, "More.")},
            ["accounts.scope-unknown"],
        ),
    ],
)
def test_refused_invitations(carla: User, wrong: dict[str, Any], codes: list[str]) -> None:
    closed = person("closed@example.org")
    deactivate_user(user=closed, reason="Left.", by=command())

    assert _refused(lambda: _invite(carla, Post(), **wrong)) == codes
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


def test_one_open_invitation_to_a_role_is_enough(carla: User) -> None:
    _invite(carla, Post())

    assert _refused(lambda: _invite(carla, Post())) == ["accounts.invitation-pending"]


def test_only_whoever_might_give_the_role_withdraws_or_sends_again(carla: User) -> None:
    invitation = _invite(carla, Post())
    editor = person("ed@example.org")
    grant(editor, "editor", SMALL)

    assert _refused(lambda: withdraw_invitation(invitation=invitation, by=by(editor))) == [
        "accounts.withdraw-not-allowed"
    ]
    assert _refused(
        lambda: resend_invitation(
            invitation=invitation, valid_days=99, by=by(carla), link_builder=Post()
        )
    ) == ["accounts.invitation-days"]


def test_an_invitation_to_something_that_is_gone_can_be_withdrawn(carla: User) -> None:
    invitation = _invite(carla, Post())
    Invitation.objects.update(scope_key="gone")

    withdraw_invitation(invitation=invitation, by=command())


def test_what_the_page_is_told(carla: User) -> None:
    post = Post()
    invitation = _invite(carla, post)

    offer = offer_of(post.digest, at=SPRING, language="en")

    assert offer is not None
    assert (offer.invitation, offer.state, offer.scope, offer.has_account) == (
        invitation,
        "open",
        "Small (en)",
        False,
    )
    assert offer_of("0" * 64, at=SPRING, language="en") is None
    Invitation.objects.update(scope_key="gone")
    gone = offer_of(post.digest, at=SPRING, language="en")
    assert gone is not None
    assert (gone.state, gone.scope) == ("powerless", "")
    assert invitation_state(None, at=SPRING) == "unknown"
