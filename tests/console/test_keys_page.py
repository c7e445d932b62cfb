"""The pages on which somebody makes and revokes keys for programs."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.console.conftest import client_of, somebody
from tests.factories.keys import Program, key_for
from tests.factories.people import grant

from portici.accounts.models import ApiToken, User
from portici.accounts.rules.scopes import organisation_scope
from portici.accounts.services.tokens import count_use
from portici.kernel import clock
from portici.plan.models import Edition


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def editor(draft: Edition) -> User:
    """Somebody who edits the plan and represents an organisation."""
    user = somebody("editor", draft)
    grant(user, "organisation-representative", organisation_scope("coop"))
    return user


def wish(**more: object) -> dict[str, object]:
    """What is written into the form."""
    ends = clock.today() + timedelta(days=30)
    return {"name": "Nightly export", "rights": ["plan.read-drafts"], "ends": ends, **more}


def test_key_is_shown_once_and_works(editor: User) -> None:
    client = client_of(editor)

    made = client.post(reverse("keys"), wish())
    again = client.get(reverse("keys")).content.decode()

    found = re.search(r">(portici_[\w-]{43})<", made.content.decode())
    assert found is not None
    assert (made.status_code, made.headers["Cache-Control"]) == (200, "private, no-store")
    assert found[1] not in again
    assert found[1][:12] in again
    assert "Nightly export" in again
    assert Program(found[1])("GET", "/me").json()["key"]["rights"] == ["plan.read-drafts"]
    # Neither the session nor any other row keeps it.
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert found[1] not in str(cursor.fetchall())


def test_key_works_to_the_end_of_its_last_day(editor: User) -> None:
    last = clock.today() + timedelta(days=365)

    client_of(editor).post(reverse("keys"), wish(ends=last))

    assert ApiToken.objects.get().expires_at.astimezone(clock.ROME).date() == last


def test_form_offers_what_the_holder_may_do(draft: Edition, editor: User) -> None:
    reader = client_of(somebody("reader", draft)).get(reverse("keys")).content.decode()
    nobody = client_of(somebody("", draft)).get(reverse("keys")).content.decode()
    everything = client_of(editor).get(reverse("keys")).content.decode()

    offered = [re.findall(r'value="(plan\.[\w-]+)"', page) for page in (nobody, reader, everything)]
    assert offered == [[], ["plan.read-drafts"], ["plan.read-drafts", "plan.edit"]]
    assert 'value="coop"' in everything
    assert 'name="organisation"' not in reader


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \u200b"}, "name"),
        ({"ends": clock.today() - timedelta(days=1)}, "ends"),
        ({"ends": clock.today() + timedelta(days=400)}, "ends"),
        ({"ends": "soon"}, "ends"),
        ({"rights": ["roles.grant"]}, "rights"),
        ({"organisation": "other"}, "organisation"),
        ({"organisation": "coop"}, "rights"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    editor: User, more: dict[str, object], field: str
) -> None:
    answer = client_of(editor).post(reverse("keys"), wish(**more))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#id_(\w+?)(?:_0)?">', page) == [field]
    assert ApiToken.objects.count() == 0


def test_key_is_revoked_after_being_asked(editor: User) -> None:
    token, secret = key_for(editor)
    count_use(token=token, limit=9, at=clock.now())
    client = client_of(editor)
    address = reverse("key-revoke", args=[token.uid])

    asked = client.get(address)
    done = client.post(address, follow=True)

    assert token.name in asked.content.decode()
    assert "no longer works" in done.content.decode()
    assert client.post(address).status_code == 302
    assert Program(secret)("GET", "/me").status_code == 401


def test_keys_of_others_are_not_there(draft: Edition, editor: User) -> None:
    token, _secret = key_for(editor)
    stranger = client_of(somebody("coordinator", draft))

    assert token.prefix not in stranger.get(reverse("keys")).content.decode()
    for uid in (token.uid, uuid4()):
        assert stranger.post(reverse("key-revoke", args=[uid])).status_code == 404
    assert Client().get(reverse("keys")).status_code == 302


def test_whoever_represents_an_organisation_sees_its_keys(draft: Edition, editor: User) -> None:
    token, _secret = key_for(editor, rights=[], organisation="coop")
    other = somebody("", draft)
    grant(other, "organisation-representative", organisation_scope("coop"))
    client = client_of(other)

    page = client.get(reverse("keys")).content.decode()
    client.post(reverse("key-revoke", args=[token.uid]))

    assert "acts for The editor" in page
    token.refresh_from_db()
    assert token.revoked_at is not None
