"""The history of everything: within what somebody may read, with names, narrowed, paged, taken away."""

import json
import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.factories.pages import page_of, visible_text
from tests.factories.people import by, grant, person
from tests.factories.plan_folder import texts
from tests.factories.two_editions import (
    LATER,
    approved,
    changed_draft,
    draft_of,
    first_edition,
    why,
)

from portici.accounts.models import User
from portici.accounts.rules.scopes import SITE, Scope, node_scope, plan_scope
from portici.journal.rules.acts import Act, Subject
from portici.journal.services import recording
from portici.plan.models import Edition, NodeMarker
from portici.plan.services.editing import align_node, mark_nodes

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(db: None, tmp_path: Path) -> Edition:
    """The wide plan."""
    return first_edition(tmp_path / "first")


@pytest.fixture
def anna(first: Edition) -> User:
    """Somebody who has edited a draft."""
    anna = person()
    changed_draft(first, by=by(anna, LATER))
    return anna


def sign_in(client: Client, role: str, scope: Scope) -> User:
    reader = person("reader@example.org", name="Bruno Verdi")
    grant(reader, role, scope)
    client.force_login(reader)
    return reader


def get(client: Client, query: str = "", *, format: str = "") -> HttpResponse:
    with translation.override("en"):
        address = (
            reverse("work-history-export", args=[format]) if format else reverse("work-history")
        )
    return client.get(address + query)  # type: ignore[return-value]


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(get(client, query, format="json").content)
    return found


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client, db: None) -> None:
    for response in (get(client), get(client, format="csv")):
        assert response.status_code == 302


def test_a_role_without_the_right_is_refused(client: Client, first: Edition) -> None:
    sign_in(client, "reader", plan_scope("small-plan"))

    assert get(client).status_code == 403
    assert get(client, format="csv").status_code == 403


def test_an_empty_journal_says_so(client: Client, db: None) -> None:
    sign_in(client, "administrator", SITE)

    assert "Nothing has been done yet" in visible_text(get(client))


@pytest.mark.usefixtures("anna")
def test_the_history_tells_who_did_what_and_why(client: Client) -> None:
    sign_in(client, "coordinator", plan_scope("small-plan"))

    text = visible_text(get(client))

    assert "Anna Rossi" in text
    assert "It was not clear." in text
    assert "added: said better (en)" in text
    assert "request test" in text
    assert "Command on the server" in text


@pytest.mark.usefixtures("anna")
def test_only_what_is_within_reach_is_told(client: Client, first: Edition) -> None:
    node = first.nodes.get(code="A").node
    sign_in(client, "action-lead", node_scope(node.uid))

    told = rows(client)

    assert {row["subject_kind"] for row in told} == {"plan.node", "plan.alignment"}
    assert {row["subject"][0] for row in told} == {"A"}


@pytest.mark.usefixtures("anna")
def test_another_plan_is_out_of_reach(client: Client) -> None:
    sign_in(client, "coordinator", plan_scope("other-plan"))

    assert rows(client) == []
    assert "Anna" not in page_of(get(client))


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=plan.figure", {"F1"}),
        ("?kind=plan.instrument&verb=plan.instrument-changed", {"small-fund"}),
        ("?scope=plan:small-plan:first", {"first"}),
        ("?until=2026-12-31", {"first"}),
        ("?since=2027-05-05", set()),
        ("?key=%00", None),
        ("?since=yesterday&person=x&before=%C2%B2", None),
        ("?person=99999999999999999999&since=0001-01-01&until=9999-12-31", None),
    ],
)
def test_the_history_is_narrowed(client: Client, query: str, expected: set[str] | None) -> None:
    sign_in(client, "administrator", SITE)

    everything = rows(client)
    told = {row["subject"] for row in rows(client, query)}

    assert get(client, query).status_code == 200
    assert told == ({row["subject"] for row in everything} if expected is None else expected)


@pytest.mark.usefixtures("anna")
def test_what_cannot_be_understood_is_said(client: Client) -> None:
    sign_in(client, "administrator", SITE)

    text = visible_text(get(client, "?since=yesterday&person=x"))

    assert "“yesterday” of “From” is not a day" in text
    assert "“x” of “Person” is not a number." in text


def test_the_history_of_one_person_and_of_one_thing(client: Client, anna: User) -> None:
    sign_in(client, "administrator", SITE)
    uid = next(row["subject_key"] for row in rows(client) if row["subject"] == "A.1")

    assert {row["who"] for row in rows(client, f"?person={anna.actor_id}")} == {"Anna Rossi"}
    text = visible_text(get(client, f"?kind=plan.node&key={uid}"))
    assert text.startswith("History of A.1")
    assert "Nothing answers these filters" in visible_text(get(client, "?kind=plan.node&key=x"))


def test_an_erased_name_is_not_told(client: Client, anna: User) -> None:
    anna.actor.name = ""
    anna.actor.save()
    sign_in(client, "administrator", SITE)

    assert "somebody whose name was erased" in visible_text(get(client))


def test_long_histories_come_in_pages(client: Client, anna: User) -> None:
    with recording(by=by(anna)) as record:
        for number in range(60):
            record.add(Act("test.done", Subject("test.thing", str(number), f"T{number}")))
    sign_in(client, "administrator", SITE)

    newest = page_of(get(client))
    before = newest.partition("before=")[2].partition('"')[0]
    older = visible_text(get(client, f"?before={before}"))

    assert "Older entries" in newest
    assert "Back to the newest" not in newest
    assert "test.thing T5 " in older
    assert "Back to the newest" in older


def test_formats_that_nobody_writes_are_not_found(client: Client, db: None) -> None:
    sign_in(client, "administrator", SITE)

    assert get(client, format="pdf").status_code == 404
    assert get(client, format="xlsx").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_history_asks_the_database_alike_for_any_number_of_entries(
    client: Client,
    first: Edition,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    draft_of(first)
    with recording(by=by(person())) as record:
        for number in range(count):
            record.add(Act("test.done", Subject("test.thing", str(number), f"T{number}")))
    sign_in(client, "administrator", SITE)

    with django_assert_max_num_queries(19):
        get(client)


def hanging_draft(first: Edition, user: User) -> Edition:
    """A draft in which the user has changed what hangs on elements of both branches."""
    draft = draft_of(first, by=by(user, LATER))
    for code, note in (("A.4", "In branch A."), ("B.1", "In branch B.")):
        align_node(
            edition=draft,
            code=code,
            framework="world-goals",
            topic="water",
            basis="editorial-proposal",
            reason=texts(note),
            by=by(user, LATER),
            why=why(note),
        )
        mark_nodes(
            edition=draft, codes=[code], add=["green"], by=by(user, LATER), why=why(f"M {note}")
        )
    return draft


def test_what_hangs_on_an_element_is_within_its_reach(client: Client, first: Edition) -> None:
    hanging_draft(first, person())
    node = first.nodes.get(code="A").node
    sign_in(client, "action-lead", node_scope(node.uid))

    told = {(row["subject_kind"], row["reason"]) for row in rows(client)}

    assert {kind for kind, _reason in told} == {"plan.node", "plan.alignment"}
    assert not [reason for _kind, reason in told if "branch B" in reason]
    assert len([reason for _kind, reason in told if "branch A" in reason]) == 2


def undo_forms(client: Client, query: str = "") -> list[str]:
    """The addresses of the buttons that take a change back."""
    page = page_of(get(client, query))
    return re.findall(r'<form method="post" action="([^"]*/undo/[^"]*)"', page)


def test_the_last_change_in_a_draft_is_taken_back_from_the_history(
    client: Client, first: Edition
) -> None:
    editor = sign_in(client, "coordinator", plan_scope("small-plan"))
    draft = hanging_draft(first, editor)

    forms = undo_forms(client)
    response = client.post(forms[0], headers={"referer": f"http://testserver{work_history()}"})

    assert len(forms) == 1
    assert (response.status_code, response.headers["Location"]) == (302, work_history())
    assert not NodeMarker.objects.filter(edition_node__edition=draft, edition_node__code="B.1")
    assert undo_forms(client) != forms


def work_history() -> str:
    """The page of the history, in English."""
    with translation.override("en"):
        return reverse("work-history")


@pytest.mark.usefixtures("anna")
def test_what_others_did_and_what_is_no_draft_has_no_button(client: Client) -> None:
    sign_in(client, "coordinator", plan_scope("small-plan"))

    assert undo_forms(client) == []


def test_what_is_approved_has_no_button(client: Client, first: Edition) -> None:
    editor = sign_in(client, "coordinator", plan_scope("small-plan"))
    approved(hanging_draft(first, editor))

    assert undo_forms(client) == []


@pytest.mark.usefixtures("anna")
def test_whoever_only_reads_has_no_button(client: Client) -> None:
    sign_in(client, "evaluator", plan_scope("small-plan"))

    assert "It was not clear." in page_of(get(client))
    assert undo_forms(client) == []


def test_a_list_without_the_last_change_has_no_button(client: Client, first: Edition) -> None:
    editor = sign_in(client, "coordinator", plan_scope("small-plan"))
    hanging_draft(first, editor)

    assert len(undo_forms(client, "?kind=plan.node")) == 1
    assert undo_forms(client, "?kind=plan.alignment") == []
