"""The desk: what waits for somebody, what they wait for, what is late."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from tests.console.conftest import WHY, client_of, somebody
from tests.factories.editorial import page
from tests.factories.people import by, command, grant, person

from portici.accounts.rules.scopes import plan_scope
from portici.accounts.services.grants import Terms
from portici.accounts.services.invitations import invite
from portici.kernel import clock
from portici.pages.queries.working import seen_of
from portici.pages.services import send_to_review
from portici.plan.models import Edition
from portici.plan.queries.editing import node_stated
from portici.plan.services.editions import open_consultation


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def words(answer: bytes) -> str:
    """What a reader reads of the page's content."""
    content = answer.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def test_draft_and_last_change_wait(draft: Edition) -> None:
    user = somebody("coordinator", draft)
    client = client_of(user)
    before = words(client.get(reverse("desk")).content)
    stated = node_stated(draft, "A.1")
    assert stated is not None
    client.post(
        reverse("work-node-reword", args=[draft.plan.slug, draft.key, "A.1"]),
        {
            "seen": stated.fingerprint,
            "title_it": "Altro",
            "title_en": "Another",
            "summary_it": "Parole.",
            "summary_en": "Words.",
            "lines": "1-2",
            **WHY,
        },
    )

    after = words(client.get(reverse("desk")).content)

    assert "Nothing has been changed yet" in before
    assert "Go on editing" in before
    assert "1 change so far" in after
    assert "Reworded: A.1" in after
    assert "Take it back" in after


def test_reader_reads_and_changes_nothing(draft: Edition) -> None:
    page = words(client_of(somebody("reader", draft)).get(reverse("desk")).content)

    assert "Read it" in page
    assert "Go on editing" not in page
    assert "Take it back" not in page


def test_role_that_ends_soon_is_told(draft: Edition) -> None:
    user = person("ends@example.org", name="Somebody")
    scope = plan_scope(draft.plan.slug)
    grant(user, "reader", scope, ends=clock.today() + timedelta(days=10))

    page = words(client_of(user).get(reverse("desk")).content)

    assert "Late, or soon to be" in page
    assert "If you need it longer" in page


def test_nobody_in_particular_is_told_whom_to_write_to(draft: Edition) -> None:
    page = words(client_of(somebody("", draft)).get(reverse("desk")).content)

    assert "You have no role yet" in page


def test_edition_in_consultation_waits_for_whoever_closes_it(draft: Edition) -> None:
    open_consultation(edition=draft, by=command())

    managing = words(client_of(somebody("coordinator", draft)).get(reverse("desk")).content)
    reading = words(client_of(somebody("reader", draft)).get(reverse("desk")).content)

    assert "Close or approve it" in managing
    assert "Nothing waits for you" in reading


def test_pages_wait_for_those_who_publish_and_authors_wait_for_them(draft: Edition) -> None:
    writer = somebody("editor", draft)
    sent = page(plan=draft.plan.slug, by=by(writer))
    send_to_review(page_id=sent.pk, seen=seen_of(sent), by=by(writer))

    publishing = words(client_of(somebody("coordinator", draft)).get(reverse("desk")).content)
    writing = words(client_of(writer).get(reverse("desk")).content)

    assert "The consultation opens" in publishing
    assert "Read and decide" in publishing
    assert "Somebody else has to read and publish this page" in writing


def test_invitations_that_are_open_and_that_nobody_took(draft: Edition) -> None:
    user = somebody("administrator", draft)
    client = client_of(user)
    for email, days in (("new@example.org", 0), ("old@example.org", 400)):
        at = clock.now() - timedelta(days=days)
        invite(
            email=email,
            terms=Terms("reader", plan_scope(draft.plan.slug), None, None, "For a test."),
            language="en",
            valid_days=7,
            by=by(user, at),
            link_builder=lambda secret: f"https://example.org/{secret}",
        )

    said = words(client.get(reverse("desk")).content)

    assert "Nobody accepted the invitation to old@example.org in time" in said
    assert "new@example.org" in said.split("You wait for others")[1]
