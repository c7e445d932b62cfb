"""Search: whatever is asked, an answer."""

import re
from datetime import datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.factories.pages import links_to, page_of, plan_of_size, visible_text
from tests.factories.people import command
from tests.factories.plan_folder import small_plan, texts
from tests.portal.conftest import Loader

from portici.plan.models import Edition
from portici.territory.services import load_territory

PAGE = "/en/search/"


def hits(client: Client, **asked: str) -> list[str]:
    page = page_of(client.get(PAGE, asked))
    return re.findall(r"<h2><a href=\"([^\"]+)\">", page.partition('<ol class="hits">')[2])


def test_search_page_before_a_question_says_what_there_is(client: Client, small: Edition) -> None:
    response = client.get(PAGE)

    assert response.status_code == 200
    assert "Accents and capitals do not matter." in visible_text(response)
    assert "/en/plans/small-plan/instruments/" in links_to(response, "/en/plans/")


def test_search_page_of_a_site_without_a_plan_answers(client: Client, db: None) -> None:
    empty, asked = client.get(PAGE), client.get(PAGE, {"q": "anything"})

    assert (empty.status_code, asked.status_code) == (200, 200)
    assert "Nothing was found for “anything”" in visible_text(asked)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Node A.1", "/en/plans/small-plan/elements/A.1/"),
        ("Big fund", "/en/plans/small-plan/instruments/big-fund/"),
        ("Old strategy", "/en/plans/small-plan/frameworks/#old-strategy"),
        ("Water", "/en/plans/small-plan/?topic=world-goals%3Awater"),
        ("Motto", "/en/plans/small-plan/numbers/#F2"),
    ],
)
def test_search_page_leads_to_what_was_found(
    client: Client, small: Edition, text: str, address: str
) -> None:
    found = hits(client, q=text)

    assert found[0] == address
    assert client.get(found[0].partition("#")[0]).status_code == 200


def test_search_page_finds_municipalities(client: Client, db: None, now: datetime) -> None:
    load_territory(folder=ROOT / "territories" / "torino", by=command(now))

    assert hits(client, q="ivrea")[0] == "/en/territory/#comune-001125"


def test_search_page_marks_what_was_asked_for(client: Client, small: Edition) -> None:
    page = page_of(client.get(PAGE, {"q": "about"}))

    assert "<mark>about</mark>" in page


def test_search_page_facets_count_every_kind_and_keep_the_question(
    client: Client, small: Edition
) -> None:
    response = client.get(PAGE, {"q": "fund", "kind": "node"})
    page = page_of(response)

    facets = re.findall(r'<li><a href="([^"]+)"( aria-current="true")?>([^<]+) <span>(\d+)', page)
    assert facets == [
        ("?q=fund", "", "Everything", "2"),
        ("?q=fund&amp;kind=node", ' aria-current="true"', "Elements of the plan", "0"),
        ("?q=fund&amp;kind=instrument", "", "Instruments", "2"),
    ]


def test_search_page_takes_an_unknown_kind_for_all(client: Client, small: Edition) -> None:
    assert hits(client, q="fund", kind="galaxy") == hits(client, q="fund")


def test_search_page_suggests_what_was_probably_meant(client: Client, turin: Edition) -> None:
    response = client.get("/cerca/", {"q": "procurment"})

    assert 'href="?q=procurement"' in page_of(response)


def test_search_page_says_how_to_go_on_when_nothing_is_found(
    client: Client, small: Edition
) -> None:
    text = visible_text(client.get(PAGE, {"q": "xyzzyxyzzy"}))

    assert "Nothing was found for “xyzzyxyzzy” Try fewer words" in text


def test_search_page_parts_long_answers(client: Client, load: Loader) -> None:
    load(plan_of_size(9))

    first = client.get(PAGE, {"q": "node about"})
    last = client.get(PAGE, {"q": "node about", "page": "999"})

    assert "90 results · page 1 of 5" in visible_text(first)
    assert "page 5 of 5" in visible_text(last)
    assert 'rel="next"' in page_of(first)
    assert 'rel="prev"' in page_of(last)
    assert len(hits(client, q="node about", page="5")) == 10
    assert hits(client, q="node about", page="x") == hits(client, q="node about")


def test_search_page_names_the_plan_where_there_are_several(
    client: Client, small: Edition, load: Loader
) -> None:
    files = small_plan()
    files["plan.yaml"] |= {"slug": "second-plan", "short_title": texts("Second")}
    load(files)

    text = visible_text(client.get(PAGE, {"q": "Node A.1"}))

    assert "Elements of the plan · Measure (en) A.1 · Second (en)" in text
    assert "Elements of the plan · Measure (en) A.1 · Small (en)" in text


@pytest.mark.parametrize("text", ["%", '"', "*", "\x00", "a" * 2000, "' OR 1=1 --", "<script>"])
def test_search_page_answers_odd_texts(client: Client, small: Edition, text: str) -> None:
    response = client.get(PAGE, {"q": text})

    assert response.status_code == 200
    assert "<script>" not in page_of(response).partition("<main")[2]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60), kind=st.text(max_size=10), page=st.text(max_size=10))
def test_search_page_answers_any_text(
    client: Client, small: Edition, text: str, kind: str, page: str
) -> None:
    assert client.get(PAGE, {"q": text, "kind": kind, "page": page}).status_code == 200
