"""What the addresses answer, from the plan of Turin and its territory."""

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.api.shapes import faults

TURIN = "/api/v1/plans/torino-2030"
LISTS = (
    "/api/v1/plans",
    f"{TURIN}/nodes",
    f"{TURIN}/instruments",
    f"{TURIN}/figures",
    "/api/v1/frameworks",
    "/api/v1/territories",
    "/api/v1/zones",
    "/api/v1/municipalities",
)
WHOLE = {
    "/plans": "/api/v1/plans",
    "/plans/{slug}": TURIN,
    "/plans/{slug}/tree": f"{TURIN}/tree",
    "/plans/{slug}/nodes": f"{TURIN}/nodes?page_size=500",
    "/plans/{slug}/instruments": f"{TURIN}/instruments?page_size=500",
    "/plans/{slug}/figures": f"{TURIN}/figures?page_size=500",
    "/frameworks": "/api/v1/frameworks?page_size=500",
    "/territories": "/api/v1/territories",
    "/zones": "/api/v1/zones",
    "/municipalities": "/api/v1/municipalities?page_size=500",
    "/search": "/api/v1/search?q=giovani&page_size=100",
}


@pytest.mark.parametrize("path", WHOLE)
def test_answers_have_exactly_their_shape(site: None, client: Client, path: str) -> None:
    answer = client.get(WHOLE[path])

    assert answer.headers["Content-Type"] == "application/json"
    assert faults(path, answer.json()) == []


def test_pages_of_nodes_have_exactly_their_shape(site: None, client: Client) -> None:
    codes = [row["code"] for row in client.get(f"{TURIN}/tree").json()["nodes"]]

    found = {
        code: faults("/plans/{slug}/nodes/{code}", client.get(f"{TURIN}/nodes/{code}").json())
        for code in codes
    }

    assert found == {code: [] for code in codes}


def test_plan_counts_its_elements(site: None, client: Client) -> None:
    plan = client.get(TURIN).json()

    assert {level["key"]: level["count"] for level in plan["levels"]} == {
        "area": 6,
        "objective": 16,
        "strategy": 36,
        "action": 111,
    }
    assert plan["instrument_lines"] == 126


def test_node_in_a_list_is_the_same_in_tree_and_page(site: None, client: Client) -> None:
    tree = client.get(f"{TURIN}/tree").json()
    listed = client.get(f"{TURIN}/nodes?page_size=500").json()

    pages = [client.get(f"{TURIN}/nodes/{row['code']}").json() for row in listed]

    assert tree["nodes"] == listed
    assert [
        {key: page[key] for key in row} for row, page in zip(listed, pages, strict=True)
    ] == listed


def test_node_is_found_again_by_its_identity(site: None, client: Client) -> None:
    node = client.get(f"{TURIN}/nodes/1.1.1-A01").json()

    found = client.get(f"{TURIN}/nodes", {"id": node["id"]}).json()

    assert [row["code"] for row in found] == ["1.1.1-A01"]


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ({"level": "area"}, ["1", "2", "3", "4", "5", "6"]),
        ({"parent": "1"}, ["1.1", "1.2", "1.3"]),
        ({"root": "1", "level": "objective"}, ["1.1", "1.2", "1.3"]),
        ({"q": "1.1.1-A01", "parent": "1.1.1"}, ["1.1.1-A01"]),
        ({"level": "no-such-level"}, []),
        ({"id": "no-such-id"}, []),
        ({"q": "\0"}, None),
        ({"q": "%"}, None),
    ],
)
def test_nodes_answer_their_filters(
    site: None, client: Client, question: dict[str, str], codes: list[str] | None
) -> None:
    answer = client.get(f"{TURIN}/nodes", {**question, "page_size": "500"})

    found = [row["code"] for row in answer.json()]
    assert len(found) == 169 if codes is None else found == codes
    assert answer.headers["X-Total-Count"] == str(len(found))


def test_words_are_looked_for_in_the_language_asked(site: None, client: Client) -> None:
    question = {"q": "cooperatives", "level": "action"}

    italian = client.get(f"{TURIN}/nodes", question).json()
    english = client.get(f"{TURIN}/nodes", {**question, "lang": "en"}).json()

    assert italian == []
    assert english != []


def test_frameworks_are_those_of_the_plan_asked(site: None, client: Client) -> None:
    everything = client.get("/api/v1/frameworks").json()

    assert client.get("/api/v1/frameworks?plan=torino-2030").json() == everything
    assert client.get("/api/v1/frameworks?plan=other%00").json() == []


def test_figures_keep_whole_numbers_whole(site: None, client: Client) -> None:
    figures = client.get(f"{TURIN}/figures?page_size=500").json()

    by_key = {figure["key"]: figure for figure in figures}
    assert repr(by_key["G002"]["number"]) == "5"
    assert by_key["G001"]["number"] is None
    assert by_key["G001"]["text"]["en"].startswith("Metropolitan plan")


def test_municipalities_answer_their_filters(site: None, client: Client) -> None:
    everything = client.get("/api/v1/municipalities")

    assert everything.headers["X-Total-Count"] == "312"
    assert [row["name"] for row in client.get("/api/v1/municipalities?zone=1").json()] == ["Torino"]
    assert [row["name"] for row in client.get("/api/v1/municipalities?q=chivasso").json()] == [
        "Chivasso"
    ]
    assert client.get("/api/v1/municipalities?zone=999").json() == []


def test_territory_that_is_not_there_has_nothing(site: None, client: Client) -> None:
    assert client.get("/api/v1/zones?territory=atlantis%00").json() == []
    assert client.get("/api/v1/municipalities?territory=atlantis").json() == []


def test_zones_add_up_to_the_territory(site: None, client: Client) -> None:
    territory = client.get("/api/v1/territories").json()[0]
    zones = client.get("/api/v1/zones").json()

    assert [zone["number"] for zone in zones] == list(range(1, 12))
    assert sum(zone["municipalities"] for zone in zones) == territory["municipalities"] == 312
    assert sum(zone["population"] for zone in zones) == territory["population"]


def test_every_field_of_a_municipality_has_a_source(site: None, client: Client) -> None:
    territory = client.get("/api/v1/territories").json()[0]
    municipality = client.get("/api/v1/municipalities?page_size=1").json()[0]

    sourced = {name for source in territory["sources"] for name in source["fields"]}
    told_by_others = {"territory", "zone_name"}
    assert {
        name for name in municipality if not name.endswith("_label")
    } - told_by_others == sourced


def test_search_answers_within_a_plan(site: None, client: Client) -> None:
    everywhere = client.get("/api/v1/search?q=torino").json()
    of_plan = client.get("/api/v1/search?q=torino&plan=torino-2030").json()
    of_none = client.get("/api/v1/search?q=torino&plan=other%00").json()

    assert "municipality" in everywhere["by_kind"]
    assert "municipality" not in of_plan["by_kind"]
    assert of_none["total"] == 0


def test_pages_of_results_follow_one_another(site: None, client: Client) -> None:
    address = "/api/v1/search?q=giovani&page_size=2"

    whole = client.get("/api/v1/search?q=giovani&page_size=4").json()["hits"]
    first, second = client.get(address).json(), client.get(f"{address}&page=2").json()

    assert first["hits"] + second["hits"] == whole


def test_search_shows_one_kind(site: None, client: Client) -> None:
    answer = client.get("/api/v1/search?q=giovani&kind=node&page_size=5")

    assert {hit["kind"] for hit in answer.json()["hits"]} == {"node"}
    assert answer.headers["X-Total-Count"] == str(answer.json()["total"])
    assert 'rel="next"' in answer.headers["Link"]


@pytest.mark.parametrize("text", ["", "%", '"', "*", "\0", "a" * 2_000, "à" * 2_000, "' OR 1=1 --"])
def test_search_answers_any_text(site: None, client: Client, text: str) -> None:
    for address in ("/api/v1/search", f"{TURIN}/nodes", "/api/v1/municipalities"):
        assert client.get(address, {"q": text}).status_code == 200


def test_labels_are_in_the_language_asked(site: None, client: Client) -> None:
    with translation.override("it"):
        address = f"{TURIN}/instruments?page_size=1"
        english = client.get(address, headers={"Accept-Language": "en-GB,en;q=0.9"})
        by_name = client.get(f"{address}&lang=en", headers={"Accept-Language": "it"})
        other = client.get(address, headers={"Accept-Language": "fr"})

    assert english.headers["Content-Language"] == "en"
    assert english.json()[0]["status_label"] == "Listed in the plan"
    assert by_name.json() == english.json()
    assert other.headers["Content-Language"] == "it"


@pytest.mark.parametrize("address", LISTS)
def test_lists_come_in_pages(site: None, client: Client, address: str) -> None:
    whole = client.get(f"{address}?page_size=500")
    first = client.get(f"{address}?page_size=2")
    second = client.get(f"{address}?page_size=2&page=2")
    beyond = client.get(f"{address}?page_size=500&page=1000000")

    assert first.json() + second.json() == whole.json()[:4]
    assert first.headers["X-Total-Count"] == whole.headers["X-Total-Count"]
    assert "Link" not in whole.headers
    assert beyond.json() == []


@pytest.mark.parametrize("address", LISTS)
def test_lists_need_the_same_queries_for_any_number_of_rows(
    site: None, client: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for size in (1, 3, 300):
        with django_assert_max_num_queries(8) as queries:
            client.get(f"{address}?page_size={size}")
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_list_of_actions_keeps_its_budget(
    site: None, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """DESIGN, part 8: a list of 150 actions takes six queries at most."""
    with django_assert_max_num_queries(6):
        answer = client.get(f"{TURIN}/nodes?level=action&page_size=150")

    assert len(answer.json()) == 111


def test_page_of_a_node_keeps_its_budget(
    site: None, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(15):
        client.get(f"{TURIN}/nodes/1.1.1-A01")
