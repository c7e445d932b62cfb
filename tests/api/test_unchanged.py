"""ETags, HEAD, and reading from the page of another site."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portici.journal.services import bump_revision

TREE = "/api/v1/plans/torino-2030/tree"


def test_unchanged_answer_costs_one_query(
    site: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tag = client.get(TREE).headers["ETag"]

    with django_assert_num_queries(1):
        answer = client.get(TREE, headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["ETag"] == tag
    assert answer.headers["Vary"] == "Accept-Encoding, Accept-Language"


def test_changed_data_change_the_tag(site: None, client: Client) -> None:
    tag = client.get(TREE).headers["ETag"]

    bump_revision()
    answer = client.get(TREE, headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


def test_tag_differs_by_question_and_language(site: None, client: Client) -> None:
    answers = [
        client.get(TREE),
        client.get(f"{TREE}?lang=en"),
        client.get(TREE, headers={"Accept-Language": "en"}),
        client.get("/api/v1/plans/torino-2030"),
    ]

    assert len({answer.headers["ETag"] for answer in answers}) == 4
    assert {"Accept-Language" in answer.headers["Vary"] for answer in answers} == {True}


def test_problem_has_no_tag(site: None, client: Client) -> None:
    assert "ETag" not in client.get("/api/v1/plans/other").headers


def test_head_has_the_headers_of_get(site: None, client: Client) -> None:
    address = "/api/v1/plans/torino-2030/nodes?page_size=10"

    head, get = client.head(address), client.get(address)

    assert head.content == b""
    kept = ("ETag", "X-Total-Count", "Link", "Content-Type", "Content-Language")
    assert [head.headers[name] for name in kept] == [get.headers[name] for name in kept]


def test_head_of_an_unchanged_answer_is_304(site: None, client: Client) -> None:
    tag = client.head(TREE).headers["ETag"]

    assert client.head(TREE, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "address", [TREE, "/api/v1/plans/other", "/api/v1/openapi.json", "/api/nothing"]
)
def test_pages_of_other_sites_may_read(site: None, client: Client, address: str) -> None:
    first = client.get(address, headers={"Origin": "https://example.org"})
    again = client.get(address, headers={"If-None-Match": first.headers.get("ETag", "")})

    for answer in (first, again):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Access-Control-Expose-Headers"] == (
            "Content-Language, ETag, Link, X-Total-Count"
        )


def test_preflight_allows_reading(db: None, client: Client) -> None:
    answer = client.options(
        TREE,
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Headers"] == (
        "Accept, Accept-Language, If-None-Match"
    )


def test_pages_of_the_site_itself_stay_closed(db: None, client: Client) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/").headers
