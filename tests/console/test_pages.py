"""Writing, reviewing and publishing news and pages in the working area."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings
from tests.factories.editorial import image, page, picture_file, public_page
from tests.factories.pages import page_of, visible_text
from tests.factories.people import SPRING, by, grant, person

from portici.accounts.models import User
from portici.accounts.rules.scopes import node_scope, plan_scope
from portici.pages.models import Image, Page
from portici.pages.queries.working import seen_of
from portici.pages.rules.texts import PageText
from portici.pages.services import change_page, publish, send_to_review
from portici.plan.models import Edition

pytestmark = pytest.mark.django_db

PLAN = "small-plan"


@pytest.fixture(autouse=True)
def _frame(tmp_path: Path, settings: Settings, small: Edition) -> None:
    """A plan, and a folder for files."""
    settings.MEDIA_ROOT = tmp_path / "files"


def _somebody(role: str, email: str, plan: str = PLAN) -> User:
    user = person(email, name=email.partition("@")[0].title())
    grant(user, role, plan_scope(plan))
    return user


@pytest.fixture
def coordinator(client: Client) -> User:
    """Whoever publishes, signed in."""
    user = _somebody("coordinator", "clara@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def editor(client: Client) -> User:
    """Whoever writes, signed in."""
    user = _somebody("editor", "edo@example.org")
    client.force_login(user)
    return user


def _address(route: str, **values: object) -> str:
    with override("en"):
        return reverse(route, kwargs=values or None)


def _fields(found: Page | None = None, **more: str) -> dict[str, str]:
    values = {
        "kind": "news",
        "plan": PLAN,
        "slug": "",
        "it_title": "Si apre la consultazione",
        "it_body": "Tutti possono scrivere.",
    }
    if found is not None:
        values |= {"slug": found.slug, "seen": seen_of(found)}
    return values | more


def _decide(client: Client, found: Page, decision: str, **more: str) -> HttpResponse:
    values = {"decision": decision, "seen": seen_of(found), **more}
    response: HttpResponse = client.post(_address("work-page-decide", pk=found.pk), values)
    return response


def test_a_page_is_begun_with_an_address_from_its_title(client: Client, editor: User) -> None:
    response = client.post(_address("work-page-new"), _fields(it_title="Città & comuni: è qui!"))

    found = Page.objects.get()
    assert response["Location"] == _address("work-page", pk=found.pk)
    assert (found.slug, found.plan, found.author_id) == (
        "citta-comuni-e-qui",
        PLAN,
        editor.actor_id,
    )
    assert "The draft is saved" in page_of(client.get(response["Location"]))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"it_title": "", "it_body": ""}, "Write a title, or the address"),
        ({"slug": "Città"}, "cannot stand in an address"),
        ({"slug": "taken"}, "has the address “taken” already"),
        ({"kind": "poem"}, "Select a valid choice"),
        ({"plan": "other"}, "Select a valid choice"),
        ({"plan": ""}, None),
    ],
)
def test_a_new_page_that_is_not_right_is_told_and_kept_in_the_form(
    client: Client, editor: User, fields: dict[str, str], said: str | None
) -> None:
    page("taken", plan=PLAN)

    response = client.post(_address("work-page-new"), _fields(**fields))

    if said is None:
        # The whole site is not among an editor's plans.
        assert response.status_code in (302, 422)
        return
    assert response.status_code == 422
    assert said in visible_text(response)
    assert Page.objects.count() == 1


def test_the_editor_shows_what_is_wrong_and_what_comes_next(client: Client, editor: User) -> None:
    found = page(plan=PLAN, texts={"it": PageText("Titolo", "", "[qui](javascript:1)")})

    shown = visible_text(client.get(_address("work-page", pk=found.pk)))

    assert "leads to “javascript:1”, which is not allowed" in shown
    assert "Send to review" in shown
    assert "Publish now" not in shown
    assert "Written" in shown


def test_saving_changes_the_draft(client: Client, editor: User) -> None:
    found = page(plan=PLAN)

    client.post(_address("work-page", pk=found.pk), _fields(found, it_title="Nuovo"))

    assert Page.objects.get().draft["it"]["title"] == "Nuovo"


@pytest.mark.parametrize("fields", [{"slug": "Città"}, {"kind": "x"}])
def test_saving_what_is_not_right_changes_nothing(
    client: Client, editor: User, fields: dict[str, str]
) -> None:
    found = page(plan=PLAN)

    response = client.post(_address("work-page", pk=found.pk), _fields(found, **fields))

    assert response.status_code == 422
    assert Page.objects.get().draft == found.draft


def test_the_second_of_two_sees_both_texts_and_can_save(client: Client, editor: User) -> None:
    found = page(plan=PLAN)
    fields = _fields(found, it_title="Il mio")
    change_page(
        page_id=found.pk,
        kind=found.kind,
        slug=found.slug,
        plan=found.plan,
        texts={"it": PageText("Il suo", "", "Altro.")},
        seen=seen_of(found),
        by=by(_somebody("editor", "anna2@example.org")),
    )

    refused = client.post(_address("work-page", pk=found.pk), fields)
    shown = visible_text(refused)

    assert refused.status_code == 409
    assert "Saved by somebody else Il suo" in shown
    assert "Written by you Il mio" in shown
    assert 'value="Il mio"' in page_of(refused)
    seen = seen_of(Page.objects.get())
    assert f'value="{seen}"' in page_of(refused)
    again = client.post(_address("work-page", pk=found.pk), {**fields, "seen": seen})
    assert again.status_code == 302
    assert Page.objects.get().draft["it"]["title"] == "Il mio"


def test_preview_shows_what_is_in_the_form_and_saves_nothing(client: Client, editor: User) -> None:
    found = page(plan=PLAN)

    response = client.post(
        _address("work-page-preview", pk=found.pk), _fields(found, it_body="# Uno\n\n<script>")
    )

    markup = page_of(response)
    assert '<h2 id="on-uno">Uno</h2>' in markup
    assert "&lt;script&gt;" in markup
    assert Page.objects.get().draft == found.draft
    saved = visible_text(client.get(_address("work-page-preview", pk=found.pk)))
    assert "In Italian" in saved
    assert "In English" in saved
    knotty = _fields(found, it_body="[" * 3000)
    refused = client.post(_address("work-page-preview", pk=found.pk), knotty)
    assert "3000 opening brackets" in visible_text(refused)


def test_review_and_return(client: Client, editor: User) -> None:
    found = page(plan=PLAN)
    address = _address("work-page-send", pk=found.pk)

    client.post(address, {"seen": seen_of(found)})
    again = client.post(address, {"seen": seen_of(found)})
    client.force_login(_somebody("coordinator", "clara@example.org"))
    empty = _decide(client, found, "return")
    _decide(client, found, "return", **{"return-reason": "Manca la data."})

    assert (again.status_code, empty.status_code) == (409, 422)
    client.force_login(editor)
    shown = visible_text(client.get(_address("work-page", pk=found.pk)))
    assert "This page was returned to its author Manca la data." in shown
    assert client.get(address).status_code == 302


def test_publishing_withdrawing_and_placing(client: Client, coordinator: User) -> None:
    found = page(plan=PLAN, kind="page", by=by(coordinator))

    _decide(client, found, "publish")
    _decide(client, found, "place", placement="main", position="1")
    shown = visible_text(client.get(_address("work-page", pk=found.pk)))
    wrong = _decide(client, found, "place", placement="main", position="x")
    nothing = _decide(client, found, "dance")
    unsaid = _decide(client, found, "withdraw")
    gone = _decide(client, found, "withdraw", **{"withdraw-reason": "Superata."})

    assert "By whoever wrote the page; nobody else has reviewed it." in shown
    assert "Read it as the public does" in shown
    statuses = (wrong.status_code, nothing.status_code, unsaid.status_code, gone.status_code)
    assert statuses == (422, 302, 422, 302)
    assert Page.objects.get().status == "withdrawn"


@pytest.mark.parametrize(
    ("day", "time", "status"),
    [
        ("2199-01-01", "09:00", 409),
        ("2020-01-01", "09:00", 409),
        ("2027-03-28", "02:30", 422),
        ("yesterday", "09:00", 422),
        ("2026-12-24", "", 422),
    ],
)
def test_moments_that_cannot_be(
    client: Client, coordinator: User, day: str, time: str, status: int
) -> None:
    found = page(plan=PLAN)

    response = _decide(client, found, "schedule", day=day, time=time)

    assert response.status_code == status
    assert Page.objects.get().publish_at is None


def test_a_page_is_scheduled_at_the_hour_of_italy(
    client: Client, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = page(plan=PLAN)
    monkeypatch.setattr("portici.kernel.clock.now", lambda: SPRING)

    response = _decide(client, found, "schedule", day="2026-07-01", time="09:00")

    assert response.status_code == 302
    saved = Page.objects.get()
    assert saved.publish_at is not None
    assert saved.publish_at.isoformat() == "2026-07-01T07:00:00+00:00"
    assert "will be published on 1 July 2026, 09:00" in visible_text(
        client.get(_address("work-page", pk=found.pk))
    )


def test_who_writes_does_not_publish(client: Client, editor: User) -> None:
    found = page(plan=PLAN)
    send_to_review(page_id=found.pk, seen=seen_of(found), by=by(editor))

    response = _decide(client, found, "publish")

    assert response.status_code == 403
    assert Page.objects.get().status == "in-review"
    shown = visible_text(client.get(_address("work-page", pk=found.pk)))
    assert "Whoever publishes pages decides now." in shown
    publish(page_id=found.pk, seen=seen_of(found), by=by(editor))
    shown = visible_text(client.get(_address("work-page", pk=found.pk)))
    assert "Change the text to begin a new draft." in shown


@pytest.mark.parametrize(
    "route", ["work-page", "work-page-preview", "work-page-send", "work-page-decide"]
)
def test_pages_of_another_plan_and_of_the_site_are_not_ours(
    client: Client, coordinator: User, route: str
) -> None:
    pages = [page("altro", plan="other"), page("sito")]

    statuses = [client.get(_address(route, pk=each.pk)).status_code for each in pages]

    assert statuses == [403, 403]
    assert client.get(_address(route, pk=10**30)).status_code == 404
    client.logout()
    assert client.get(_address(route, pk=pages[0].pk)).status_code in (302, 404)


def test_the_list_shows_only_our_pages_and_filters_them(client: Client, editor: User) -> None:
    page("nostra", plan=PLAN, texts={"it": PageText("La nostra")})
    public_page("pubblica", plan=PLAN, kind="page", texts={"it": PageText("La pubblica", "x", "y")})
    page("altra", plan="other", texts={"it": PageText("Un'altra")})

    everything = visible_text(client.get(_address("work-pages")))
    drafts = visible_text(client.get(_address("work-pages") + "?status=draft&kind=x"))
    none = visible_text(client.get(_address("work-pages") + "?status=withdrawn&kind=news"))

    assert "La nostra" in everything
    assert "La pubblica" in everything
    assert "Un'altra" not in everything
    assert "La pubblica" not in drafts
    assert "No page is in this state" in none


def test_a_role_on_a_part_of_a_plan_writes_no_pages_and_is_told_why(client: Client) -> None:
    user = person("nora@example.org")
    grant(user, "editor", node_scope("00000000-0000-0000-0000-000000000001"))
    client.force_login(user)

    for route in ("work-pages", "work-page-new"):
        assert "pages belong to a whole plan" in visible_text(client.get(_address(route)))


def test_lists_cost_the_same_whatever_their_length(client: Client, editor: User) -> None:
    costs: dict[str, set[int]] = {"work-pages": set(), "work-page-images": set()}
    # The first request of a session writes down that somebody is there.
    client.get(_address("work-pages"))
    for number in range(3):
        shown = image(plan=PLAN, file=picture_file((100 + number, 50)))
        text = PageText("Foto", "x", f"![](image:{shown.key})")
        page(f"pagina-{number}", plan=PLAN, texts={"it": text})
        for route, counts in costs.items():
            with CaptureQueriesContext(connection) as queries:
                client.get(_address(route))
            counts.add(len(queries))

    assert {route: len(counts) for route, counts in costs.items()} == dict.fromkeys(costs, 1)


def _upload(**more: object) -> dict[str, object]:
    file = SimpleUploadedFile("foto.jpg", picture_file().getvalue(), "image/jpeg")
    return {"file": file, "plan": PLAN, "it_alternative": "Un portico", **more}


def test_an_image_is_uploaded_described_and_removed(client: Client, editor: User) -> None:
    uploaded = client.post(_address("work-page-images"), _upload())

    found = Image.objects.get()
    assert uploaded["Location"] == f"{_address('work-page-images')}#image-{found.key}"
    shown = page_of(client.get(_address("work-page-images")))
    assert f"![](image:{found.key})" in shown
    assert "No alternative text in English" in shown
    address = _address("work-page-image", image=found.key)
    client.post(address, {"it_alternative": "Un portico", "en_alternative": "An arcade"})
    assert Image.objects.get().alternative == {"it": "Un portico", "en": "An arcade"}
    client.post(address, {"decision": "remove"})
    assert Image.objects.count() == 0
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"it_alternative": ""}, "Write the alternative text in one language at least."),
        ({"file": ""}, "This field is required"),
        ({"file": BytesIO(b"GIF89a")}, "This is not a JPEG, PNG or WebP picture"),
        ({"plan": "other"}, "Select a valid choice"),
    ],
)
def test_an_image_that_is_not_right_is_refused(
    client: Client, editor: User, more: dict[str, object], said: str
) -> None:
    response = client.post(_address("work-page-images"), _upload(**more))

    assert response.status_code == 422
    assert said in visible_text(response)
    assert Image.objects.count() == 0


def test_an_image_in_use_is_not_removed_and_its_pages_are_named(
    client: Client, editor: User
) -> None:
    shown = image(plan=PLAN)
    page("foto", plan=PLAN, texts={"it": PageText("x", "x", f"![](image:{shown.key})")})

    response = client.post(_address("work-page-image", image=shown.key), {"decision": "remove"})

    assert response.status_code == 422
    assert "The image stands in foto." in visible_text(response)
