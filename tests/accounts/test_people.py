"""Accounts: made, changed, closed, opened again."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import IntegrityError
from tests.factories.browser import session_of
from tests.factories.people import SPRING, by, command, grant, person

from portici.accounts.models import User
from portici.accounts.queries.administrators import is_last_administrator
from portici.accounts.queries.holders import holder_behind
from portici.accounts.rules.scopes import SITE
from portici.accounts.services import people as service
from portici.accounts.services.people import (
    CannotChangePerson,
    change_profile,
    create_user,
    deactivate_user,
    reactivate_user,
)
from portici.journal.models import Entry
from portici.journal.queries import history

pytestmark = pytest.mark.django_db


def _codes(refusal: pytest.ExceptionInfo[CannotChangePerson]) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


def _new(email: str = "anna@example.org", **more: object) -> User:
    known = {"name": "Anna Rossi", "language": "it", "by": command(), "at": SPRING}
    return create_user(email=email, **{**known, "verified": True, **more})  # type: ignore[arg-type]


def test_a_new_account_has_a_verified_address_and_an_entry_without_it() -> None:
    user = _new(" Anna@Example.org")

    address = EmailAddress.objects.get(user=user)
    assert (user.email, user.joined_at, user.has_usable_password()) == (
        "anna@example.org",
        SPRING,
        False,
    )
    assert (address.email, address.verified, address.primary) == ("anna@example.org", True, True)
    entry = Entry.objects.get()
    assert entry.verb == "accounts.user-created"
    assert "anna" not in (entry.payload + entry.subject_label).lower()
    assert history(with_names=True)[0].facts == {"email": "anna@example.org"}


def test_whoever_signs_up_is_who_acts() -> None:
    user = _new(by=None, password="a long password", verified=False, request_id="r1")

    entry = Entry.objects.get()
    assert (entry.actor_id, entry.channel, entry.request_id) == (user.actor_id, "page", "r1")
    assert user.check_password("a long password")
    assert EmailAddress.objects.get(user=user).verified is False


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({"email": "anna"}, ["accounts.email-wrong"]),
        ({"email": ""}, ["accounts.email-wrong"]),
        ({"name": "x" * 201}, ["accounts.name-too-long"]),
        ({"name": "Anna\nRossi"}, ["accounts.name-unprintable"]),
        ({"language": "de"}, ["accounts.language-unknown"]),
    ],
)
def test_bad_values_are_refused(wrong: dict[str, str], codes: list[str]) -> None:
    with pytest.raises(CannotChangePerson) as refusal:
        _new(**wrong)  # type: ignore[arg-type]

    assert _codes(refusal) == codes
    assert (User.objects.count(), Entry.objects.count()) == (0, 0)


def test_an_address_has_one_account_however_it_is_written() -> None:
    _new()

    with pytest.raises(CannotChangePerson) as refusal:
        _new("ANNA@example.ORG")

    assert _codes(refusal) == ["accounts.email-taken"]


def test_two_who_sign_up_at_once_with_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken_meanwhile(**_known: object) -> User:
        raise IntegrityError

    monkeypatch.setattr(service, "_new_user", taken_meanwhile)

    with pytest.raises(CannotChangePerson) as refusal:
        _new()

    assert _codes(refusal) == ["accounts.email-taken"]


def test_a_changed_name_shows_in_past_entries_too() -> None:
    user = person()
    change_profile(user=user, name="Anna Bianchi ", language="en", by=by(user))

    user.refresh_from_db()
    row = history(with_names=True)[0]
    assert (user.name, user.language, row.actor) == ("Anna Bianchi", "en", "Anna Bianchi")
    assert [(c.name, c.before, c.after) for c in row.changes] == [
        ("language", "it", "en"),
        ("name", "Anna Rossi", "Anna Bianchi"),
    ]


def test_a_profile_saved_as_it_is_leaves_no_entry_and_a_wrong_one_is_refused() -> None:
    user = person()

    change_profile(user=user, name=user.name, language="it", by=by(user))
    with pytest.raises(CannotChangePerson) as refusal:
        change_profile(user=user, name=user.name, language="xx", by=by(user))

    assert _codes(refusal) == ["accounts.language-unknown"]
    assert Entry.objects.count() == 0


def test_a_closed_account_holds_nothing_and_its_sessions_end() -> None:
    user = person()
    grant(user, "administrator", SITE)
    other = person("other@example.org", name="Other")
    grant(other, "administrator", SITE)
    key = session_of(user)
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key=key, user_agent="x")

    deactivate_user(user=user, reason="Left.", by=command())
    deactivate_user(user=user, reason="Again.", by=command())

    user.refresh_from_db()
    assert user.is_active is False
    assert UserSession.objects.count() == 0
    assert holder_behind(user.actor_id, at=SPRING).grants == ()
    assert [row.verb for row in history(with_names=True)] == ["accounts.user-deactivated"]

    reactivate_user(user=user, reason="Back.", by=command())
    reactivate_user(user=user, reason="Again.", by=command())

    user.refresh_from_db()
    assert user.is_active is True
    assert [row.reason for row in history(with_names=True)] == ["Back.", "Left."]


def test_closing_and_opening_need_a_reason() -> None:
    user = person()

    for act in (deactivate_user, reactivate_user):
        with pytest.raises(CannotChangePerson) as refusal:
            act(user=user, reason=" ", by=command())
        assert _codes(refusal) == ["accounts.reason-missing"]


def test_the_last_administrator_is_not_closed() -> None:
    user = person()
    grant(user, "administrator", SITE)

    with pytest.raises(CannotChangePerson) as refusal:
        deactivate_user(user=user, reason="Left.", by=command())

    assert _codes(refusal) == ["accounts.last-administrator"]


def test_an_administrator_whose_days_are_over_does_not_count() -> None:
    user, old = person(), person("old@example.org")
    grant(user, "administrator", SITE)
    grant(old, "administrator", SITE, ends=SPRING.date() - timedelta(days=1))

    assert is_last_administrator(user, at=SPRING)
    assert not is_last_administrator(old, at=SPRING)


def test_what_stands_behind_an_actor() -> None:
    erased = person()
    actor_id = erased.actor_id
    erased.delete()

    assert holder_behind(actor_id, at=SPRING).grants == ()
    assert [g.role for g in holder_behind(command().actor_id, at=SPRING).grants] == [
        "administrator"
    ]
