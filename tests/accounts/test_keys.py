"""Keys for programs: who may make which, what is kept of them, how their use is counted."""

import hashlib
import logging
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import translation
from tests.factories.keys import EDITING, key_for
from tests.factories.people import SPRING, by, grant, person

from portici.accounts.choices import Right
from portici.accounts.models import ApiToken, User
from portici.accounts.queries.holders import holder_of
from portici.accounts.queries.tokens import (
    key_of,
    key_rows,
    nobody,
    organisations_of,
    token_behind,
    visitor_with,
)
from portici.accounts.rules.rights import Holder
from portici.accounts.rules.scopes import SITE, organisation_scope, plan_scope
from portici.accounts.rules.tokens import key_state, narrowed
from portici.accounts.services.tokens import CannotKeepKey, count_use, make_token, revoke_token
from portici.journal.models import Entry, PersonalValue
from portici.kernel.findings import Finding

PLAN = plan_scope("small-plan")
COOP = organisation_scope("coop")
TODAY = SPRING.date()


@pytest.fixture
def anna(db: None) -> User:
    """An editor who represents an organisation."""
    user = person()
    grant(user, "editor", PLAN)
    grant(user, "organisation-representative", COOP)
    return user


def refused(user: User, **more: Any) -> list[str]:
    """Why a key is not made."""
    wish = {"name": "Export", "rights": EDITING, "expires_at": SPRING + timedelta(days=30), **more}
    acting = wish.pop("by", by(user))
    with pytest.raises(CannotKeepKey) as told:
        make_token(user=user, by=acting, **wish)
    return [finding.code for finding in told.value.findings]


def holder(user: User) -> Holder:
    """Somebody with their roles."""
    return holder_of(user, today=TODAY)


def test_key_is_kept_as_a_check_value_only(anna: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        token, secret = key_for(anna, at=SPRING)

    assert secret.startswith("portici_")
    assert len(secret) == 51
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert token.prefix == secret[:12]
    entry = Entry.objects.get(verb="accounts.key-made")
    assert (entry.subject_key, entry.subject_label) == (str(token.uid), f"{token.prefix}…")
    assert PersonalValue.objects.get(about=anna.actor).text == "Test program"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert secret not in str(cursor.fetchall())
    assert secret not in caplog.text


def test_two_keys_are_never_the_same(anna: User) -> None:
    assert key_for(anna)[1] != key_for(anna)[1]


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"name": " \n "}, ["accounts.key-without-name"]),
        ({"name": "x" * 101}, ["accounts.key-name-long"]),
        ({"name": "a\0b"}, ["accounts.key-name-unprintable"]),
        ({"rights": ["plan.destroy"]}, ["accounts.key-right-unknown"]),
        ({"rights": [Right.MANAGE_EDITIONS.value]}, ["accounts.key-right-not-held"]),
        ({"organisation": "coop"}, ["accounts.key-right-not-held"] * 2),
        ({"organisation": "Coop!", "rights": []}, ["accounts.key-organisation-unknown"]),
        ({"organisation": "other", "rights": []}, ["accounts.key-organisation-not-yours"]),
        ({"expires_at": SPRING}, ["accounts.key-over"]),
        ({"expires_at": SPRING + timedelta(days=367)}, ["accounts.key-too-long"]),
    ],
)
def test_key_that_cannot_be_is_refused(anna: User, more: dict[str, Any], codes: list[str]) -> None:
    assert refused(anna, **more) == codes
    assert ApiToken.objects.count() == Entry.objects.count() == 0


def test_nobody_makes_a_key_for_somebody_else(anna: User) -> None:
    admin = person("ada@example.org", name="Ada")
    grant(admin, "administrator", SITE)

    assert refused(anna, by=by(admin)) == ["accounts.key-not-yours"]


def test_twenty_keys_are_enough_and_those_that_ended_do_not_count(anna: User) -> None:
    keys = [key_for(anna, at=SPRING)[0] for _number in range(20)]

    assert refused(anna) == ["accounts.key-too-many"]
    revoke_token(token=keys[0], by=by(anna))
    assert key_for(anna, at=SPRING)[0].revoked_at is None


def test_revoked_key_stays_revoked(anna: User) -> None:
    token, secret = key_for(anna, at=SPRING)

    first = revoke_token(token=token, by=by(anna))
    again = revoke_token(token=token, by=by(anna, SPRING + timedelta(hours=1)))

    assert first.revoked_at == again.revoked_at == SPRING
    assert Entry.objects.filter(verb="accounts.key-revoked").count() == 1
    known = token_behind(secret)
    assert known is not None
    assert visitor_with(known, at=SPRING, request_id="") is None


def test_key_of_an_organisation_is_revoked_by_whoever_represents_it(anna: User) -> None:
    own, _secret = key_for(anna, at=SPRING)
    of_coop, _secret = key_for(anna, rights=[], organisation="coop", at=SPRING)
    bruno = person("bruno@example.org", name="Bruno")
    grant(bruno, "organisation-representative", COOP)

    assert [row.token for row in rows_of(bruno)] == [of_coop]
    assert key_of(own.uid, bruno, holder(bruno)) is None
    assert key_of(of_coop.uid, bruno, holder(bruno)) == of_coop
    with pytest.raises(CannotKeepKey) as told:
        revoke_token(token=own, by=by(bruno))
    assert told.value.findings == (Finding("accounts.key-not-yours"),)
    assert revoke_token(token=of_coop, by=by(bruno)).revoked_at == SPRING


def test_stranger_cannot_revoke_and_a_key_can_be_gone(anna: User) -> None:
    token, _secret = key_for(anna, rights=[], organisation="coop", at=SPRING)
    carla = person("carla@example.org", name="Carla")
    grant(carla, "organisation-representative", organisation_scope("other"))

    with pytest.raises(CannotKeepKey):
        revoke_token(token=token, by=by(carla))
    token.delete()
    token.pk = 1
    with pytest.raises(CannotKeepKey) as told:
        revoke_token(token=token, by=by(anna))
    assert told.value.findings == (Finding("accounts.key-missing"),)


def rows_of(user: User) -> list[Any]:
    """The keys that somebody sees, in spring."""
    return key_rows(user, holder(user), at=SPRING, language="it")


def test_keys_are_listed_with_what_became_of_them(
    anna: User, django_assert_num_queries: Any
) -> None:
    old, _secret = key_for(anna, at=SPRING - timedelta(days=60))
    open_one, _secret = key_for(anna, rights=[], organisation="coop", at=SPRING)
    ApiToken.objects.filter(pk=open_one.pk).update(organisation="Gone!")
    done, _secret = key_for(anna, at=SPRING)
    revoke_token(token=done, by=by(anna))

    held = holder(anna)
    with django_assert_num_queries(1):
        rows = key_rows(anna, held, at=SPRING, language="it")

    found = [(row.token, row.state, row.organisation, row.is_own) for row in rows]
    assert found == [
        (done, "revoked", "", True),
        (open_one, "open", "Gone!", True),
        (old, "expired", "", True),
    ]
    assert [len(row.rights) for row in rows] == [2, 0, 2]
    with translation.override("en"):
        assert organisations_of(held, language="en") == [("coop", "Organisation “coop”")]


@pytest.mark.parametrize("secret", ["", "portici_", "portici_x", "other", "portici_\udcff"])
def test_what_is_no_key_opens_nothing(db: None, secret: str) -> None:
    assert token_behind(secret) is None


def test_key_ends_and_a_closed_account_ends_it(anna: User) -> None:
    token, secret = key_for(anna, at=SPRING)
    found = token_behind(secret)

    assert found == token
    assert visitor_with(token, at=SPRING + timedelta(days=30), request_id="") is None
    visitor = visitor_with(token, at=SPRING, request_id="r1")
    assert visitor is not None
    assert visitor.by is not None
    assert (visitor.by.channel, visitor.by.request_id) == ("api", "r1")
    User.objects.filter(pk=anna.pk).update(is_active=False)
    closed = token_behind(secret)
    assert closed is not None
    assert visitor_with(closed, at=SPRING, request_id="") is None
    assert nobody(at=SPRING).is_signed_in is False


def test_key_narrows_and_never_gives(anna: User) -> None:
    held = holder(anna)

    reading = narrowed(held, rights=[Right.READ_DRAFTS.value, "plan.gone"], organisation="")
    of_coop = narrowed(held, rights=Right.values, organisation="coop")

    assert reading.may(Right.READ_DRAFTS, PLAN)
    assert not reading.may(Right.EDIT_PLAN, PLAN)
    assert not of_coop.may(Right.EDIT_PLAN, PLAN)
    assert of_coop.may(Right.ORGANISATION_KEYS, COOP)
    assert not narrowed(held, rights=Right.values, organisation="").may(Right.MANAGE_EDITIONS, PLAN)
    assert key_state(expires_at=SPRING, revoked_at=None, at=SPRING) == "expired"


def test_use_is_counted_by_the_minute_and_noted_once(anna: User) -> None:
    token, _secret = key_for(anna, at=SPRING)
    moments = [SPRING + timedelta(seconds=seconds) for seconds in (0, 20, 59, 60)]

    told = [count_use(token=token, limit=2, at=at) for at in moments]

    assert [(each.remaining, each.resets_in, each.is_over) for each in told] == [
        (1, 60, False),
        (0, 40, False),
        (0, 1, True),
        (1, 60, False),
    ]
    token.refresh_from_db()
    assert (token.last_used_at, token.window_count) == (moments[3], 1)


def test_window_counts_on_when_a_request_overtakes_another(anna: User) -> None:
    token, _secret = key_for(anna, at=SPRING)
    count_use(token=token, limit=9, at=SPRING + timedelta(milliseconds=5))

    assert count_use(token=token, limit=9, at=SPRING).remaining == 7
    # A clock that was wrong by a day does not block the key for a day.
    assert count_use(token=token, limit=9, at=SPRING - timedelta(days=1)).remaining == 8


def test_unknown_key_of_a_page_is_not_there(anna: User) -> None:
    assert key_of(uuid4(), anna, holder(anna)) is None
