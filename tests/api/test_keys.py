"""Keys at the door: who is let in, how often, and what a write that is sent again answers."""

import logging
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.api.shapes import faults
from tests.factories.browser import sign_in
from tests.factories.keys import WHY, Program, key_for
from tests.factories.people import by, command, grant, person

from portici.accounts.choices import Right
from portici.accounts.models import IdempotentAnswer, User
from portici.accounts.rules.scopes import organisation_scope, plan_scope
from portici.accounts.services.tokens import revoke_token
from portici.journal.models import Entry
from portici.kernel import clock
from portici.plan.models import Edition, EditionNode
from portici.plan.services.editions import new_edition

NODES = "/plans/small-plan/editions/second/nodes"
NEW = {
    "code": "A.9",
    "parent": "A",
    "title": {"it": "Nuovo", "en": "New"},
    "summary": {"it": "Testo.", "en": "Text."},
    "why": WHY,
}


@pytest.fixture
def draft(small: Edition) -> Edition:
    """A draft of the small plan."""
    return new_edition(base=small, key="second", name={"it": "Seconda"}, by=command())


@pytest.fixture
def editor(draft: Edition) -> User:
    """Somebody who edits the whole plan, and represents an organisation."""
    user = person()
    grant(user, "editor", plan_scope("small-plan"))
    grant(user, "organisation-representative", organisation_scope("coop"))
    return user


def mark(program: Program, **headers: str) -> int:
    """What a small write is answered with."""
    return program("PUT", f"{NODES}/B.1/markers/green", {"why": WHY}, **headers).status_code


def test_key_says_who_it_acts_for(editor: User) -> None:
    token, secret = key_for(editor)

    answer = Program(secret)("GET", "/me")

    me = answer.json()
    assert faults("/me", me) == []
    assert me["name"] == "Anna Rossi"
    assert [(role["role"], role["scope"]) for role in me["roles"]] == [
        ("editor", "plan:small-plan"),
        ("organisation-representative", "organisation:coop"),
    ]
    assert {right["right"]: right["scopes"] for right in me["rights"]} == {
        "plan.read-drafts": ["plan:small-plan"],
        "plan.edit": ["plan:small-plan"],
    }
    assert (me["key"]["prefix"], me["key"]["organisation"]) == (token.prefix, None)


def test_key_of_an_organisation_touches_neither_the_plan_nor_another(editor: User) -> None:
    grant(editor, "organisation-representative", organisation_scope("other"))
    program = Program(key_for(editor, rights=[], organisation="coop")[1])

    me = program("GET", "/me").json()

    assert [role["scope"] for role in me["roles"]] == ["organisation:coop"]
    assert me["rights"] == []
    assert program("GET", f"{NODES}/A.1").status_code == 404
    assert mark(program) == 404
    # Even where everybody reads, only whoever may edits.
    public = "/plans/small-plan/editions/first/nodes/A/markers/green"
    assert program("PUT", public, {"why": WHY}).status_code == 403


def test_key_with_fewer_rights_can_do_less(editor: User) -> None:
    reading = Program(key_for(editor, rights=[Right.READ_DRAFTS.value])[1])
    nothing = Program(key_for(editor, rights=[])[1])

    assert reading("GET", f"{NODES}/A.1").status_code == 200
    refused = reading("PUT", f"{NODES}/B.1/markers/green", {"why": WHY})
    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "/api/v1/docs#problem-not-allowed",
    )
    assert nothing("GET", f"{NODES}/A.1").status_code == 404
    assert nothing("GET", "/plans").status_code == 200


def test_roles_that_were_taken_away_are_gone_for_the_key_too(editor: User) -> None:
    program = Program(key_for(editor)[1])
    assert mark(program) == 200

    editor.grants.all().delete()

    assert mark(program) == 404


@pytest.mark.parametrize("address", ["/me", "/plans", f"{NODES}/A.1", "/openapi.json"])
def test_key_that_does_not_work_is_refused_everywhere(editor: User, address: str) -> None:
    token, revoked = key_for(editor)
    revoke_token(token=token, by=by(editor, clock.now()))
    expired = key_for(editor, at=clock.now() - timedelta(days=40))[1]

    answers = [
        Program(secret)("GET", address)
        for secret in (revoked, expired, "portici_unknown", "nonsense", "a b", "è")
    ]

    assert [answer.status_code for answer in answers] == [401] * 6
    told = {(answer.json()["type"], answer.headers["WWW-Authenticate"]) for answer in answers}
    assert told == {
        ("/api/v1/docs#problem-key-refused", 'Bearer realm="portici", error="invalid_token"')
    }


def test_writing_and_me_need_a_key_and_a_session_is_none(editor: User) -> None:
    signed_in = Client(enforce_csrf_checks=True)
    sign_in(signed_in, editor)

    for client in (Client(), signed_in):
        me = client.get("/api/v1/me")
        written = client.put(f"/api/v1{NODES}/B.1/markers/green", {"why": WHY}, "application/json")
        draft = client.get(f"/api/v1{NODES}/A.1")
        assert (me.status_code, written.status_code, draft.status_code) == (401, 401, 404)
        assert me.headers["WWW-Authenticate"] == 'Bearer realm="portici"'
    assert Entry.objects.filter(channel="api").count() == 0


def test_authorisation_of_another_kind_is_not_ours(editor: User) -> None:
    """A proxy before the site may have asked for a password."""
    answer = Client().get("/api/v1/plans", headers={"Authorization": "Basic YTpi"})

    assert answer.status_code == 200


def test_answers_to_a_key_are_kept_by_nobody(editor: User) -> None:
    answer = Program(key_for(editor)[1])("GET", "/plans")

    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "ETag" not in answer.headers


def test_secret_stands_in_no_log(editor: User, caplog: pytest.LogCaptureFixture) -> None:
    secret = key_for(editor)[1]

    with caplog.at_level(logging.DEBUG):
        Program(secret)("GET", "/nothing")
        Program(secret)("POST", NODES, "{")

    assert caplog.text
    assert secret not in caplog.text


def test_requests_with_a_key_are_limited(editor: User, settings: LazySettings) -> None:
    settings.PORTICI_API_RATE = 2
    secret = key_for(editor)[1]
    program, other = Program(secret), Program(key_for(editor)[1])

    answers = [program("GET", "/plans"), program("GET", "/nothing"), program("GET", "/plans")]

    assert [answer.status_code for answer in answers] == [200, 404, 429]
    assert [answer.headers["RateLimit-Limit"] for answer in answers] == ["2"] * 3
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert 1 <= int(answers[2].headers["RateLimit-Reset"]) <= 60
    assert answers[2].headers["Retry-After"] == answers[2].headers["RateLimit-Reset"]
    assert answers[2].json()["type"] == "/api/v1/docs#problem-too-many-requests"
    assert mark(program) == 429
    assert other("GET", "/plans").status_code == 200
    assert Client().get("/api/v1/plans").status_code == 200


def test_reading_without_a_key_costs_nothing_more(
    draft: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    tag = client.get("/api/v1/plans").headers["ETag"]

    assert "RateLimit-Limit" not in client.get("/api/v1/plans").headers
    with django_assert_num_queries(1):
        assert client.get("/api/v1/plans", headers={"If-None-Match": tag}).status_code == 304


def test_same_request_sent_again_is_done_once(editor: User) -> None:
    program = Program(key_for(editor)[1])

    first = program("POST", NODES, NEW, Idempotency_Key="one")
    again = program("POST", NODES, NEW, Idempotency_Key="one")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    kept = ("ETag", "Location", "Content-Type")
    assert [again.headers[name] for name in kept] == [first.headers[name] for name in kept]
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Entry.objects.filter(channel="api").count() == 1


def test_replay_needs_nothing_that_the_first_time_changed(draft: Edition, editor: User) -> None:
    """An element that is gone, a tag that is old: the answer is the first one all the same."""
    program = Program(key_for(editor)[1])
    made = program("POST", NODES, NEW)
    tag = made.headers["ETag"]

    answers = [
        program("DELETE", f"{NODES}/A.9", {"why": WHY}, If_Match=tag, Idempotency_Key="gone")
        for _time in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert EditionNode.objects.filter(edition=draft, code="A.9").count() == 0


def test_key_of_another_request_is_refused(editor: User) -> None:
    program = Program(key_for(editor)[1])
    program("POST", NODES, NEW, Idempotency_Key="one")

    other = program("POST", NODES, {**NEW, "code": "A.8"}, Idempotency_Key="one")
    elsewhere = program("PUT", f"{NODES}/B.1/markers/green", {"why": WHY}, Idempotency_Key="one")

    for answer in (other, elsewhere):
        assert answer.status_code == 422
        assert answer.json()["type"] == "/api/v1/docs#problem-idempotency-key-reused"


def test_what_was_refused_can_be_tried_again_under_the_same_key(editor: User) -> None:
    program = Program(key_for(editor)[1])

    refused = program("POST", NODES, {**NEW, "parent": "Z"}, Idempotency_Key="one")
    done = program("POST", NODES, NEW, Idempotency_Key="one")

    assert (refused.status_code, done.status_code) == (422, 201)
    assert IdempotentAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["", "a b", "è", "x" * 256])
def test_idempotency_key_that_is_none_is_refused(editor: User, key: str) -> None:
    answer = Program(key_for(editor)[1])("POST", NODES, NEW, Idempotency_Key=key)

    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == ["Idempotency-Key"]
    assert Entry.objects.filter(channel="api").count() == 0


def test_browsers_of_other_sites_may_not_send_keys(draft: Edition) -> None:
    answer = Client().options(
        f"/api/v1{NODES}",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization",
        },
    )

    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "authorization" not in answer.headers["Access-Control-Allow-Headers"].lower()
    assert "Access-Control-Allow-Credentials" not in answer.headers
