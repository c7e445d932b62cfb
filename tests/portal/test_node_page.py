"""The page of one element."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.editions import thawed
from tests.factories.pages import links_to, page_of, plan_of_size, visible_text
from tests.portal.conftest import Loader

from portici.plan.models import Edition, EditionNode, InstrumentLine

SMALL = "/en/plans/small-plan/elements/"


def shown(client: Client, code: str) -> str:
    response = client.get(f"{SMALL}{code}/")
    assert response.status_code == 200
    return visible_text(response)


def test_node_page_of_every_element_of_turin_answers(client: Client, turin: Edition) -> None:
    codes = turin.nodes.order_by("path").values_list("code", flat=True)

    answers = {client.get(f"/piani/torino-2030/elementi/{code}/").status_code for code in codes}

    assert (len(codes), answers) == (169, {200})


def test_node_page_tells_code_level_title_and_plain_words(client: Client, small: Edition) -> None:
    text = shown(client, "A.1")

    assert text.startswith("Measure (en) A.1 Node A.1 (en) What A.1 is about. (en)")


def test_node_page_says_how_the_official_wording_is_attached(
    client: Client, small: Edition
) -> None:
    text = shown(client, "A.1")

    assert "lines 1–2 of the document" in text
    assert "portici plan official small-plan FILE" in text


def test_node_page_quotes_the_official_wording_with_its_lines(
    client: Client, small: Edition
) -> None:
    EditionNode.objects.filter(code="A.1").update(official="Parole <ufficiali>\nsu due righe")

    page = page_of(client.get(f"{SMALL}A.1/"))

    quote = page.partition("<blockquote")[2].partition("</figure>")[0]
    assert re.findall(r"<p>(.*?)</p>", quote) == ["Parole &lt;ufficiali&gt;", "su due righe"]
    assert quote.startswith(' lang="it">')
    assert "A document" in quote
    assert "lines 1–2 of the document" in quote
    assert "portici plan official" not in page


def test_node_page_draws_the_stations_that_exist(client: Client, small: Edition) -> None:
    page = page_of(client.get(f"{SMALL}A/"))

    labels = re.findall(r'<span class="station-label">([^<]+?)(?: <b>(\d+)</b>)?</span>', page)
    assert labels == [("text", ""), ("action", "2"), ("with what", "2")]


def test_node_page_leads_up_down_and_sideways(client: Client, small: Edition) -> None:
    response = client.get(f"{SMALL}A.2/")
    page = page_of(response)

    trail = re.findall(r"<li><a href=\"([^\"]+)\">", page.partition('class="trail"')[2])[:3]
    assert trail == ["/en/", "/en/plans/small-plan/", f"{SMALL}A/"]
    assert re.findall(r'rel="(prev|next)" href="([^"]+)"', page) == [
        ("prev", f"{SMALL}A.1/"),
        ("next", f"{SMALL}B.1/"),
    ]
    assert '<span aria-current="true"><b>A.2</b> Node A.2 (en)</span>' in page


def test_node_page_of_a_root_lists_what_stands_under_it(client: Client, small: Edition) -> None:
    response = client.get(f"{SMALL}A/")

    assert "Measures (en) A.1 Node A.1 (en) A.2 Node A.2 (en)" in visible_text(response)
    assert 'rel="prev"' not in page_of(response)


def test_node_page_names_its_own_instruments(client: Client, small: Edition) -> None:
    text = shown(client, "A")

    means = text.partition("With what ")[2].partition("What it corresponds")[0]
    assert "Big fund (en) Fund (en) Small fund (en) Fund (en) line 7 of the document" in means
    assert "to which this element belongs" not in means


def test_node_page_says_from_where_it_inherits(client: Client, small: Edition) -> None:
    text = shown(client, "A.1")

    assert "lists resources and instruments for theme (en) A, to which this element belongs" in text
    assert "The correspondence is stated for theme (en) A, to which this element belongs" in text


def test_node_page_quotes_the_official_wording_of_a_line(client: Client, small: Edition) -> None:
    InstrumentLine.objects.filter(code="A-S01").update(official="il fondo grande")

    assert "“il fondo grande” line 7 of the document" in shown(client, "A")


def test_node_page_tells_proposal_from_document(client: Client, small: Edition) -> None:
    assert "World goals (en) Work (en) Editorial proposal Both speak of work. (en)" in shown(
        client, "A"
    )
    assert "Work (en) Stated in the document lines 10–11 of the document" in shown(client, "B")


def test_node_page_shows_markers_with_their_lines(client: Client, small: Edition) -> None:
    assert "Young people (en) Founding element: line 2 of the document" in shown(client, "A.1")


def test_node_page_gives_all_that_an_act_needs(client: Client, small: Edition) -> None:
    text = shown(client, "A.1")

    address = f"http://testserver{SMALL}A.1/"
    act = "A document (A promoter (en); First edition (en)), measure (en) A.1"
    assert f"{act}, lines 1–2 of the document. {address}" in text
    assert f"A promoter (en). (n.d.). A document [Measure (en) A.1]. {address}" in text
    assert str(small.nodes.get(code="A.1").node.uid) in text
    assert "http://testserver/api/v1/plans/small-plan/nodes/A.1" in text


def test_node_page_cites_publisher_and_year_of_the_document(client: Client, turin: Edition) -> None:
    text = visible_text(client.get("/en/plans/torino-2030/elements/1.1.1-A01/"))

    cited = (
        "Città metropolitana di Torino e Camera di commercio di Torino. (2025)."
        " Piano metropolitano per l'economia sociale di Torino 2030 [Action 1.1.1-A01]."
    )
    assert cited in text


def test_node_page_shares_by_mail_without_a_third_party(client: Client, small: Edition) -> None:
    response = client.get(f"{SMALL}A.1/")

    assert len(links_to(response, "mailto:?subject=A.1%20Node")) == 1
    assert [href for href in links_to(response, "http") if "testserver" not in href] == []


def test_node_page_counts_what_stands_further_down(client: Client, turin: Edition) -> None:
    text = visible_text(client.get("/en/plans/torino-2030/elements/1/"))

    assert "action 38" in text
    assert "instruments are named for what is under this element" in text


@pytest.mark.parametrize(
    ("code", "count"), [("T1", 12), ("T1.1", 10)], ids=["with elements below", "of the last level"]
)
@pytest.mark.parametrize("size", [1, 3, 9])
def test_node_page_asks_the_database_alike_for_any_size(
    client: Client,
    load: Loader,
    code: str,
    count: int,
    size: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load(plan_of_size(size))

    with django_assert_num_queries(count):
        client.get(f"{SMALL}{code}/")


def test_node_page_without_means_and_alignments_says_so(client: Client, load: Loader) -> None:
    files = plan_of_size(1)
    files["instruments.yaml"]["instruments"] = []
    files["frameworks.yaml"]["alignments"] = []
    load(files)

    text = shown(client, "T1.1")

    assert "The document names no resource and no instrument for this element." in text
    assert "What it corresponds to elsewhere" not in text


def test_node_page_without_a_document_cites_the_plan(client: Client, load: Loader) -> None:
    files = plan_of_size(1)
    del files["plan.yaml"]["document"], files["official.yaml"]
    for entry in files["plan.yaml"]["nodes"]:
        entry["lines"] = []
    load(files)

    text = shown(client, "T1")

    assert "A small plan (en) (A promoter (en); First edition (en)), theme (en) T1. http" in text


def test_node_page_of_an_unknown_code_suggests_near_ones(client: Client, small: Edition) -> None:
    response = client.get(f"{SMALL}a-9/")

    assert response.status_code == 404
    assert "No element has the code a-9" in visible_text(response)
    assert links_to(response, SMALL)[0] == f"{SMALL}A/"


@pytest.mark.parametrize("code", ["zzz", "%00", "x" * 3000, "<script>"])
def test_node_page_of_nonsense_leads_to_the_whole_plan(
    client: Client, small: Edition, code: str
) -> None:
    response = client.get(f"{SMALL}{code}/")

    assert response.status_code == 404
    assert "<script>" not in page_of(response).partition("<main")[2]
    assert "/en/plans/small-plan/" in links_to(response, "/en/plans/small-plan/")


def test_node_page_escapes_what_a_plan_says(client: Client, small: Edition) -> None:
    with thawed():
        EditionNode.objects.filter(code="A.1").update(
            title={"it": "<b>", "en": '"><script>alert(1)</script>'}
        )

    assert "<script>alert" not in page_of(client.get(f"{SMALL}A.1/"))
