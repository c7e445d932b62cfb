"""Every address of the API, and every method: reading is open to all, writing to whoever has a key."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

READING = ("GET", "HEAD")
WRITING = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND")
VALUES = {
    "slug": "torino-2030",
    "code": "1.1.1-A01",
    "edition": "2025",
    "marker": "youth",
    "framework": "agenda-2030",
    "topic": "goal-8",
    "line": "1.1.1-S01",
    "instrument": "communities-of-practice",
}


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


def methods(address: str) -> set[str]:
    """What an address takes beside OPTIONS."""
    allowed = Client().options(address).headers["Allow"]
    return set(allowed.split(", ")) - {"OPTIONS"}


def readable_routes() -> list[str]:
    """Those that can be read."""
    return [address for address in api_routes() if "GET" in methods(address)]


def test_routes_are_the_known_ones() -> None:
    assert sorted(set(api_routes())) == [
        "/api/",
        "/api/v1/",
        "/api/v1/docs",
        "/api/v1/frameworks",
        "/api/v1/me",
        "/api/v1/municipalities",
        "/api/v1/openapi.json",
        "/api/v1/plans",
        "/api/v1/plans/torino-2030",
        "/api/v1/plans/torino-2030/differences",
        "/api/v1/plans/torino-2030/editions",
        "/api/v1/plans/torino-2030/editions/2025/nodes",
        "/api/v1/plans/torino-2030/editions/2025/nodes/1.1.1-A01",
        "/api/v1/plans/torino-2030/editions/2025/nodes/1.1.1-A01/alignments",
        "/api/v1/plans/torino-2030/editions/2025/nodes/1.1.1-A01/alignments/agenda-2030/goal-8",
        "/api/v1/plans/torino-2030/editions/2025/nodes/1.1.1-A01/instruments",
        "/api/v1/plans/torino-2030/editions/2025/nodes/1.1.1-A01/instruments/1.1.1-S01/communities-of-practice",
        "/api/v1/plans/torino-2030/editions/2025/nodes/1.1.1-A01/markers/youth",
        "/api/v1/plans/torino-2030/editions/2025/nodes/1.1.1-A01/move",
        "/api/v1/plans/torino-2030/editions/2025/nodes/1.1.1-A01/renumber",
        "/api/v1/plans/torino-2030/editions/2025/nodes/1.1.1-A01/split",
        "/api/v1/plans/torino-2030/editions/2025/nodes/merge",
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
    found = {address: client.generic(method, address).status_code for address in readable_routes()}

    led_on = {"/api/": 302, "/api/v1/": 302}
    # Which two editions are compared must be said.
    unsaid = {"/api/v1/plans/torino-2030/differences": 422, "/api/v1/me": 401}
    assert found == dict.fromkeys(readable_routes(), 200) | led_on | unsaid


@pytest.mark.parametrize("method", WRITING)
def test_no_route_can_be_written_without_a_key(db: None, method: str) -> None:
    client = Client(enforce_csrf_checks=True)

    found = {
        address: (client.generic(method, address).status_code, method in methods(address))
        for address in (*api_routes(), "/api/v1/other")
    }

    assert set(found.values()) <= {(405, False), (401, True)}


def test_every_route_says_what_it_allows(db: None, client: Client) -> None:
    answers = {address: client.options(address) for address in (*api_routes(), "/api/v1/other")}

    assert {answer.status_code for answer in answers.values()} == {204}
    assert {answer.content for answer in answers.values()} == {b""}
    # A browser may only read from the page of another site: keys are for programs on servers.
    assert {answer.headers["Access-Control-Allow-Methods"] for answer in answers.values()} == {
        "GET, HEAD, OPTIONS"
    }
    writable = {address for address in answers if not methods(address) <= {"GET", "HEAD"}}
    assert {address for address in answers if "/editions/" in address} == writable
    refused = client.post("/api/v1/plans")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_front_leads_to_the_documentation(db: None, client: Client) -> None:
    assert client.get("/api/").headers["Location"] == "/api/v1/docs"
    assert client.get("/api/v1/").headers["Location"] == "/api/v1/docs"


def test_reading_sets_no_cookie(site: None, client: Client) -> None:
    for address in readable_routes():
        client.get(address)

    assert dict(client.cookies) == {}
