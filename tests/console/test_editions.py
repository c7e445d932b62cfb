"""Pages about the life of an edition: who sees them, what each step does, what is refused."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.factories.browser import sign_in
from tests.factories.people import command, grant, person

from portici.accounts.rules.scopes import plan_scope
from portici.journal.models import Entry
from portici.plan.models import Edition, EditionNode
from portici.plan.queries.editions import edition_of
from portici.plan.services.editions import new_edition

SLUG = "small-plan"


@pytest.fixture
def draft(small: Edition) -> Edition:
    """A draft begun from the small plan's edition."""
    return new_edition(base=small, key="second", name={"it": "Seconda"}, by=command())


@pytest.fixture
def coordinator(client: Client, small: Edition) -> Client:
    """Signed in as whoever coordinates the plan, reading in English."""
    return _as("coordinator", client)


def _as(role: str, client: Client) -> Client:
    user = person(email=f"{role}@example.org")
    grant(user, role, plan_scope(SLUG))
    sign_in(client, user)
    return client


def _text(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def _step(client: Client, step: str, **data: str) -> HttpResponse:
    address = reverse("work-edition-step", args=[SLUG, "second", step])
    answer = client.post(address, data)
    assert isinstance(answer, HttpResponse)
    return answer


def test_list_has_every_edition_that_somebody_may_read(coordinator: Client, draft: Edition) -> None:
    page = coordinator.get(reverse("work-editions", args=[SLUG]))

    assert page.status_code == 200
    for key in ("first", "second"):
        assert reverse("work-edition", args=[SLUG, key]) in _text(page)
    assert reverse("work-edition-begin", args=[SLUG]) in _text(page)


def test_reader_looks_and_changes_nothing(client: Client, draft: Edition) -> None:
    reader = _as("reader", client)

    listed = reader.get(reverse("work-editions", args=[SLUG]))
    page = reader.get(reverse("work-edition", args=[SLUG, "second"]))

    assert (listed.status_code, page.status_code) == (200, 200)
    assert reverse("work-edition-begin", args=[SLUG]) not in _text(listed)
    assert "<form" not in _text(page).partition("<main")[2].partition("</main>")[0]
    assert reader.get(reverse("work-edition-begin", args=[SLUG])).status_code == 403
    assert _step(reader, "consult").status_code == 403
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_edition_is_begun_from_its_page(coordinator: Client, small: Edition) -> None:
    address = reverse("work-edition-begin", args=[SLUG])
    assert coordinator.get(address).status_code == 200

    answer = coordinator.post(
        address, {"base": "first", "key": "second", "name_it": "Seconda", "name_en": "Second"}
    )

    assert answer.status_code == 302
    assert answer["Location"] == reverse("work-edition", args=[SLUG, "second"])
    made = edition_of(SLUG, "second")
    assert made is not None
    assert (made.name, made.base) == ({"it": "Seconda", "en": "Second"}, small)
    assert Entry.objects.get(verb="plan.edition-begun").actor.name == "Anna Rossi"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"key": "first", "name_it": "x", "base": "first"}, "id_key"),
        ({"key": "Non Va", "name_it": "x", "base": "first"}, "id_key"),
        ({"key": "second", "base": "first"}, "id_name_"),
        ({"key": "second", "name_it": "x", "base": "nowhere"}, "id_base"),
        ({"key": "x\x00y", "name_it": "x", "base": "first"}, "id_key"),
        ({}, "id_key"),
    ],
)
def test_wrong_answers_begin_nothing_and_are_told_at_their_field(
    coordinator: Client, small: Edition, data: dict[str, str], field: str
) -> None:
    page = coordinator.post(reverse("work-edition-begin", args=[SLUG]), {"name_en": "", **data})

    assert page.status_code == 422
    assert f'href="#{field}' in _text(page)
    assert Edition.objects.count() == 1


def test_draft_goes_through_its_life(coordinator: Client, small: Edition, draft: Edition) -> None:
    opened = _step(coordinator, "consult")
    closed = _step(coordinator, "close")
    renamed = _step(coordinator, "rename", name_it="Terza", name_en="Third")
    approved = _step(coordinator, "approve", act="Delibera 7", approved_on="2026-03-01")

    assert {each.status_code for each in (opened, closed, renamed, approved)} == {302}
    draft.refresh_from_db()
    small.refresh_from_db()
    assert (draft.status, draft.approval_act, draft.name["en"]) == (
        "approved",
        "Delibera 7",
        "Third",
    )
    assert small.status == "superseded"
    page = coordinator.get(reverse("work-edition", args=[SLUG, "second"]) + "?verify=1")
    assert draft.content_hash in _text(page)
    assert 'id="verification"' in _text(page)
    assert 'id="next"' not in _text(page)


def test_what_stands_in_the_way_is_shown_before_somebody_tries(
    coordinator: Client, draft: Edition
) -> None:
    EditionNode.objects.filter(edition=draft, code="A").update(title={"it": "Solo"})

    page = coordinator.get(reverse("work-edition", args=[SLUG, "second"]))
    refused = _step(coordinator, "approve", act="Delibera 7", approved_on="2026-03-01")

    approve = reverse("work-edition-step", args=[SLUG, "second", "approve"])
    assert "notice-warning" in _text(page)
    assert approve not in _text(page)
    assert refused.status_code == 422
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("approve", {"act": "", "approved_on": "2026-03-01"}),
        ("approve", {"act": "Delibera 7", "approved_on": "ieri"}),
        ("approve", {"act": "Delibera 7", "approved_on": "2999-01-01"}),
        ("discard", {"typed": "first", "reason": "x"}),
        ("discard", {"typed": "second", "reason": " "}),
        ("rename", {"name_it": "", "name_en": ""}),
        ("close", {}),
    ],
)
def test_step_that_is_refused_says_why_and_changes_nothing(
    coordinator: Client, draft: Edition, step: str, data: dict[str, str]
) -> None:
    before = Entry.objects.count()

    page = _step(coordinator, step, **data)

    assert page.status_code == 422
    draft.refresh_from_db()
    assert (draft.status, draft.name["it"]) == ("draft", "Seconda")
    assert Entry.objects.count() == before


def test_draft_is_deleted_by_typing_its_name(coordinator: Client, draft: Edition) -> None:
    answer = _step(coordinator, "discard", typed="second", reason="Non serve più.")

    assert answer["Location"] == reverse("work-editions", args=[SLUG])
    assert edition_of(SLUG, "second") is None


def test_edited_draft_verifies_as_being_edited(coordinator: Client, draft: Edition) -> None:
    EditionNode.objects.filter(edition=draft, code="A").update(lines=[[9, 9]])

    page = coordinator.get(reverse("work-edition", args=[SLUG, "second"]) + "?verify=1")

    assert "notice-info" in _text(page).partition('id="verification"')[2]


def test_what_is_not_there_is_not_found(coordinator: Client, draft: Edition) -> None:
    for address in (
        reverse("work-editions", args=["nowhere"]),
        reverse("work-edition", args=[SLUG, "third"]),
        reverse("work-edition", args=["nowhere", "first"]),
    ):
        assert coordinator.get(address).status_code == 404
    assert _step(coordinator, "explode").status_code == 404
    assert (
        coordinator.get(reverse("work-edition-step", args=[SLUG, "second", "consult"])).status_code
        == 405
    )


def test_draft_is_hidden_from_whoever_may_not_read_it(client: Client, draft: Edition) -> None:
    user = person()
    grant(user, "reader", plan_scope("other-plan"))
    sign_in(client, user)

    assert client.get(reverse("work-edition", args=[SLUG, "second"])).status_code == 404
    assert reverse("work-edition", args=[SLUG, "second"]) not in _text(
        client.get(reverse("work-editions", args=[SLUG]))
    )
