"""News, pages and guidelines as the public reads them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.factories.editorial import BOTH, LATER, TEXT, image, page, public_page, someone
from tests.factories.pages import page_of, visible_text
from tests.factories.people import grant, person

from portici.accounts.rules.scopes import plan_scope
from portici.journal.services import by_schedule
from portici.pages.queries.images import image_path
from portici.pages.queries.working import seen_of
from portici.pages.rules.texts import PageText
from portici.pages.services import (
    place_in_menu,
    publish_due_pages,
    schedule,
    withdraw,
)
from portici.plan.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> Path:
    """Where the files of images lie."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def _menu(client: Client, address: str = "/en/") -> list[str]:
    menu = page_of(client.get(address)).partition('id="menu-entries"')[2].partition("</nav>")[0]
    return re.findall(r"<a [^>]*>([^<]+)</a>", menu)


def test_news_are_listed_from_the_newest(client: Client) -> None:
    public_page("prima")
    public_page("seconda", at=someone(LATER), texts={"it": PageText("Solo qui", "Breve.", "x")})
    page("bozza")

    response = client.get("/en/news/")

    shown = visible_text(response)
    assert shown.index("Solo qui") < shown.index("The consultation opens")
    assert "9 March 2026 · only in Italian" in shown
    assert page_of(response).count('<li>\n    <p class="news-day">') == 2


def test_without_news_the_list_says_so_and_the_menu_does_not_lead_there(client: Client) -> None:
    assert "There are no news yet" in visible_text(client.get("/en/news/"))
    assert "News" not in _menu(client)


def test_news_are_parted_into_pages(client: Client) -> None:
    for number in range(11):
        public_page(f"numero-{number}", at=someone(LATER + timedelta(hours=number)))

    first, last = client.get("/en/news/"), client.get("/en/news/?page=99")

    assert page_of(first).count('class="news-day"') == 10
    assert page_of(last).count('class="news-day"') == 1
    assert 'rel="prev"' in page_of(last)
    assert page_of(client.get("/en/news/?page=x")).count('class="news-day"') == 10


def test_feed_is_atom_in_the_language_of_the_address(client: Client) -> None:
    found = public_page()

    response = client.get("/en/news/feed.xml")

    feed = page_of(response)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert f"<id>urn:uuid:{found.uid}</id>" in feed
    assert "<title>The consultation opens</title>" in feed
    assert 'href="http://testserver/en/news/consultazione/"' in feed


def test_a_page_is_read_in_the_language_it_has_and_says_which(client: Client) -> None:
    public_page("chi-siamo", kind="page", texts={"it": PageText("Chi siamo", "x", "Testo.")})

    response = client.get("/en/pages/chi-siamo/")

    assert "This page is only in Italian." in visible_text(response)
    assert '<article class="prose article" lang="it">' in page_of(response)


def test_a_page_with_headings_has_a_table_of_contents(client: Client) -> None:
    body = "# Uno\n\n## Due\n\n# Tre"
    public_page("guida", kind="guideline", texts={"en": PageText("Guide", "x", body)})

    markup = page_of(client.get("/en/pages/guida/"))

    assert '<a href="#on-due">Due</a>' in markup
    assert '<h3 id="on-due">Due</h3>' in markup


def test_the_other_address_of_a_page_leads_to_the_right_one(client: Client) -> None:
    public_page()

    response = client.get("/en/pages/consultazione/")

    assert (response.status_code, response["Location"]) == (301, "/en/news/consultazione/")


def test_drafts_and_withdrawn_pages_are_not_there_and_say_why(client: Client) -> None:
    page("bozza")
    found = public_page("ritirata")
    withdraw(page_id=found.pk, reason="Superata.", by=someone())

    draft, withdrawn = client.get("/en/news/bozza/"), client.get("/en/news/ritirata/")

    assert (draft.status_code, withdrawn.status_code) == (404, 404)
    assert "There is no public page “bozza”" in visible_text(draft)
    assert "was withdrawn by those who had published it" in visible_text(withdrawn)


def test_home_page_shows_the_latest_three_news(client: Client, small: Edition) -> None:
    for number in range(4):
        public_page(f"numero-{number}", at=someone(LATER + timedelta(hours=number)))

    markup = page_of(client.get("/en/"))

    assert re.findall(r'href="/en/news/(numero-\d)/"', markup) == [
        "numero-3",
        "numero-2",
        "numero-1",
    ]


def test_placed_pages_stand_in_menu_and_footer_of_every_page(
    client: Client, small: Edition
) -> None:
    for slug, placement in (("chi-siamo", "main"), ("contatti", "footer")):
        found = public_page(slug, kind="page")
        place_in_menu(page_id=found.pk, placement=placement, position=0, by=someone())

    response = client.get("/en/pages/chi-siamo/")

    assert _menu(client)[-1] == "The consultation opens"
    assert 'href="/en/pages/chi-siamo/" aria-current="page"' in page_of(response)
    footer = page_of(response).partition("<footer")[2]
    assert 'href="/en/pages/contatti/"' in footer


@pytest.mark.parametrize("count", [1, 3])
def test_frame_and_lists_cost_the_same_whatever_there_is(
    client: Client, small: Edition, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        public_page(f"numero-{number}")
        found = public_page(f"pagina-{number}", kind="page")
        place_in_menu(page_id=found.pk, placement="main", position=0, by=someone())

    # The revision; then the editions, and what the page itself shows.
    with django_assert_num_queries(2):
        client.get("/en/search/")
    with django_assert_num_queries(4):
        client.get("/en/news/")
    with django_assert_num_queries(3):
        client.get("/en/pages/pagina-0/")


def test_a_kept_page_is_told_of_what_the_schedule_published(client: Client) -> None:
    found = page()
    schedule(page_id=found.pk, publish_at=LATER, seen=seen_of(found), by=someone())
    tag = client.get("/en/news/")["ETag"]
    kept = client.get("/en/news/", headers={"If-None-Match": tag}).status_code

    publish_due_pages(by=by_schedule(LATER))

    fresh = client.get("/en/news/", headers={"If-None-Match": tag})
    assert (kept, fresh.status_code) == (304, 200)
    assert "The consultation opens" in visible_text(fresh)


def test_search_finds_pages_and_filters_by_them(client: Client, small: Edition) -> None:
    public_page()

    shown = visible_text(client.get("/en/search/?q=consultation&kind=page"))

    assert "News and pages" in shown
    assert "The consultation opens" in shown
    assert "1 result" in shown


def test_an_image_of_a_public_page_is_kept_for_long_and_never_sniffed(client: Client) -> None:
    shown = image()
    public_page(texts={"it": PageText("x", "x", f"![](image:{shown.key})")})

    response = client.get(f"/files/{shown.key}-480.jpg")

    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8\xff")  # type: ignore[attr-defined]


def test_an_image_of_a_draft_is_seen_by_those_who_write(client: Client) -> None:
    shown = image(plan="small-plan")
    page(plan="small-plan", texts={"it": PageText("x", "x", f"![](image:{shown.key})")})
    writer = person("bruno@example.org")
    grant(writer, "editor", plan_scope("small-plan"))
    stranger = person("carla@example.org")
    grant(stranger, "editor", plan_scope("other"))
    address = f"/files/{shown.key}-480.jpg"

    public = client.get(address).status_code
    client.force_login(stranger)
    other = client.get(address).status_code
    client.force_login(writer)
    own = client.get(address)

    assert (public, other, own.status_code) == (404, 404, 200)
    assert own["Cache-Control"] == "private, no-store"
    own.close()


@pytest.mark.parametrize(
    "name",
    [
        "x",
        "../secret-key",
        "000000000000-480.jpg",
        "{key}-481.jpg",
        "{key}-480.png",
        "{key}-0480.jpg",
    ],
)
def test_no_other_file_can_be_had(client: Client, name: str) -> None:
    shown = image()
    public_page(texts={"it": PageText("x", "x", f"![](image:{shown.key})")})

    assert client.get(f"/files/{name.format(key=shown.key)}").status_code == 404


def test_a_missing_file_is_a_page_not_found(client: Client) -> None:
    shown = image()
    public_page(texts={"it": PageText("x", "x", f"![](image:{shown.key})")})
    image_path(shown, 480).unlink()

    assert client.get(f"/files/{shown.key}-480.jpg").status_code == 404


def test_a_changed_text_says_when(client: Client) -> None:
    found = public_page(texts=BOTH)
    found.copied_at = LATER
    found.save()

    shown = visible_text(client.get("/en/news/consultazione/"))

    assert "Published on 2 March 2026 · changed on 9 March 2026" in shown
    assert TEXT.title not in shown
