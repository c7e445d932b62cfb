"""Every address of the API, and every method: reading is open to all, writing to nobody."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

READING = ("GET", "HEAD")
WRITING = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND")
VALUES = {"slug": "torino-2030", "code": "1.1.1-A01"}


def routes(entries: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """The address of every route, with values that exist in it."""
    for entry in entries:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, address)
        else:
            for name, value in VALUES.items():
                address = address.replace(f"<{name}>", value)
            yield f"/{address}"


def api_routes() -> list[str]:
    """Those below /api/, without the one that takes what is left."""
    found = list(routes(get_resolver().url_patterns))
    return [address for address in found if address.startswith("/api/")]


def test_routes_are_the_known_ones() -> None:
    assert sorted(set(api_routes())) == [
        "/api/",
        "/api/v1/",
        "/api/v1/docs",
        "/api/v1/frameworks",
        "/api/v1/municipalities",
        "/api/v1/openapi.json",
        "/api/v1/plans",
        "/api/v1/plans/torino-2030",
        "/api/v1/plans/torino-2030/figures",
        "/api/v1/plans/torino-2030/instruments",
        "/api/v1/plans/torino-2030/nodes",
        "/api/v1/plans/torino-2030/nodes/1.1.1-A01",
        "/api/v1/plans/torino-2030/tree",
        "/api/v1/search",
        "/api/v1/territories",
        "/api/v1/zones",
    ]


@pytest.mark.parametrize("method", READING)
def test_every_route_can_be_read(site: None, client: Client, method: str) -> None:
    found = {address: client.generic(method, address).status_code for address in api_routes()}

    led_on = {"/api/": 302, "/api/v1/": 302}
    assert found == dict.fromkeys(api_routes(), 200) | led_on


@pytest.mark.parametrize("method", WRITING)
def test_no_route_can_be_written(db: None, method: str) -> None:
    client = Client(enforce_csrf_checks=True)

    answers = [client.generic(method, address) for address in (*api_routes(), "/api/v1/other")]

    assert {answer.status_code for answer in answers} == {405}
    assert {answer.headers["Allow"] for answer in answers} == {"GET, HEAD, OPTIONS"}


def test_every_route_says_what_it_allows(db: None, client: Client) -> None:
    answers = [client.options(address) for address in (*api_routes(), "/api/v1/other")]

    assert {answer.status_code for answer in answers} == {204}
    assert {answer.headers["Access-Control-Allow-Methods"] for answer in answers} == {
        "GET, HEAD, OPTIONS"
    }
    assert {answer.content for answer in answers} == {b""}


def test_front_leads_to_the_documentation(db: None, client: Client) -> None:
    assert client.get("/api/").headers["Location"] == "/api/v1/docs"
    assert client.get("/api/v1/").headers["Location"] == "/api/v1/docs"


def test_reading_sets_no_cookie(site: None, client: Client) -> None:
    for address in api_routes():
        client.get(address)

    assert dict(client.cookies) == {}
