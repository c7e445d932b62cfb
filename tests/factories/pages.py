"""Plans of any size, and ways to read what a page shows."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories.plan_folder import Files, node, small_plan, texts

# Slug of the plan of `small_plan`.
SMALL_PLAN = "small-plan"


def plan_of_size(size: int) -> Files:
    """A plan with `size` themes, each with `size` measures and two instruments of its own, all aligned."""
    files = small_plan()
    codes = [f"T{number}" for number in range(1, size + 1)]
    files["plan.yaml"]["nodes"] = [
        entry for code in codes for entry in [node(code, "theme"), *_measures(code, size)]
    ]
    files["plan.yaml"]["colours"] = dict.fromkeys(codes, "#336699")
    files["plan.yaml"]["area_icons"] = {}
    files["instruments.yaml"]["instruments"] = [
        _instrument(code, n) for code in codes for n in "12"
    ]
    files["frameworks.yaml"]["alignments"] = [_alignment(code) for code in codes]
    files["official.yaml"]["elements"] = []
    return files


def _measures(code: str, size: int) -> list[dict[str, Any]]:
    return [
        node(f"{code}.{n}", "measure", code, markers=[_mark("young"), _mark("green")])
        for n in range(1, size + 1)
    ]


def _mark(key: str) -> dict[str, Any]:
    return {"key": key, "lines": [[2, 2]]}


def _instrument(code: str, number: str) -> dict[str, Any]:
    line = f"{code}-S0{number}"
    return {
        "key": f"fund-{code.lower()}-{number}",
        "kind": "fund",
        "name": texts(f"Fund {code} {number}"),
        "status": "listed",
        "links": [{"line": line, "strategy": code, "lines": [[7, 7]], "variant": "the fund"}],
    }


def _alignment(code: str) -> dict[str, Any]:
    return {
        "strategy": code,
        "framework": "world-goals",
        "topic": "work",
        "basis": "editorial-proposal",
        "reason": texts("Both speak of work."),
    }


def page_of(response: HttpResponse) -> str:
    """The markup of an answer."""
    return response.content.decode()


def visible_text(response: HttpResponse) -> str:
    """What is written on a page, in one line: without markup, scripts and drawings."""
    body = page_of(response).partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def english_page(client: Client, route: str, *arguments: str, query: str = "") -> HttpResponse:
    """The English page of a route about the small plan."""
    with translation.override("en"):
        address = reverse(route, args=[SMALL_PLAN, *arguments])
    return client.get(address + query)  # type: ignore[return-value]


def english_text(client: Client, route: str, *arguments: str, query: str = "") -> str:
    """What is written on it; it must be there."""
    response = english_page(client, route, *arguments, query=query)
    assert response.status_code == 200
    return visible_text(response)


def outline_codes(response: HttpResponse) -> list[str]:
    """The codes of the rows of an outline, in order."""
    return re.findall(r'id="outline-([^"]+)"', page_of(response).replace('id="outline-count"', ""))


def links_to(response: HttpResponse, beginning: str) -> list[str]:
    """The addresses on a page that begin so, in order."""
    return [
        unescape(href)
        for href in re.findall(r'href="([^"]+)"', page_of(response))
        if href.startswith(beginning)
    ]
