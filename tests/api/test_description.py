"""The OpenAPI description, and the page made from it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from portici.api import phrases
from portici.api.rules.reading import FieldType, field_type, sections, shapes
from portici.api.views.documentation import type_words
from portici.api.views.interface import description_in


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Every operation of a description."""
    return [operation for methods in document["paths"].values() for operation in methods.values()]


@pytest.mark.parametrize("language", ["it", "en"])
def test_description_is_valid(db: None, client: Client, language: str) -> None:
    document = client.get(f"/api/v1/openapi.json?lang={language}").json()

    OPENAPI_31_VALIDATOR.validate(document)
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "/api/v1"}]
    assert document["info"]["license"]["identifier"] == "AGPL-3.0-or-later"


def test_description_names_every_operation_once() -> None:
    keys = [operation["operationId"] for operation in operations(description_in("en"))]

    assert len(keys) == len(set(keys)) == 30


def test_description_explains_every_shape() -> None:
    used = description_in("en")["components"]["schemas"]

    assert sorted(used) == sorted(phrases.SHAPES)


def test_description_explains_every_parameter_and_operation() -> None:
    for operation in operations(description_in("en")):
        assert operation["description"]
        assert [each["name"] for each in operation["parameters"] if not each["description"]] == []


def test_description_gives_problems_their_own_media_type() -> None:
    for operation in operations(description_in("en")):
        media = {
            status: list(answer.get("content", {}))
            for status, answer in operation["responses"].items()
        }
        done = [media.pop(status) for status in ("200", "201") if status in media]
        assert done == [["application/json"]]
        assert media.pop("304", []) == []
        assert set(map(tuple, media.values())) == {("application/problem+json",)}


def test_description_uses_every_tag() -> None:
    document = description_in("en")

    assert [tag["name"] for tag in document["tags"]] == list(
        dict.fromkeys(operation["tags"][0] for operation in operations(document))
    )


def test_description_has_no_generated_titles() -> None:
    def titles(part: Any) -> list[str]:
        if isinstance(part, list):
            return [title for each in part for title in titles(each)]
        if not isinstance(part, dict):
            return []
        own = [part["title"]] if isinstance(part.get("title"), str) else []
        return own + [title for each in part.values() for title in titles(each)]

    document = description_in("en")

    assert sorted(titles(document["components"])) == sorted(document["components"]["schemas"])
    assert titles(document["paths"]) == []


def test_sections_hold_every_operation() -> None:
    document = description_in("en")

    found = sections(document, values={})

    assert [
        (each.path, each.method.lower()) for section in found for each in section.operations
    ] == [(path, method) for path, methods in document["paths"].items() for method in methods]


def test_description_says_what_needs_a_key() -> None:
    paths = description_in("en")["paths"]

    needed = {
        (path, method)
        for path, methods in paths.items()
        for method, operation in methods.items()
        if operation["security"] == [{"key": []}]
    }
    assert needed == {
        (path, method) for path, methods in paths.items() for method in methods if method != "get"
    } | {("/me", "get")}


def test_examples_take_the_values_of_the_site() -> None:
    values = {"slug": "a b", "code": "X/1", "level": "pillar", "parent": "X"}

    plans = sections(description_in("en"), values=values)[0]

    examples = {each.key: each.example for each in plans.operations}
    assert examples["getNode"] == "/api/v1/plans/a%20b/nodes/X%2F1"
    assert examples["listNodes"] == "/api/v1/plans/a%20b/nodes?level=pillar&parent=X"
    assert examples["listPlans"] == "/api/v1/plans"


def test_shapes_show_examples_as_json() -> None:
    by_name = {shape.name: shape for shape in shapes(description_in("en"))}

    fields = {field.name: field for field in by_name["SearchAnswer"].fields}
    assert fields["words"].example == '["giovani"]'
    assert fields["by_kind"].example == '{"node": 12}'
    assert fields["language"].example == "it"
    assert by_name["Texts"].fields == ()


@pytest.mark.parametrize(
    ("schema", "held", "words"),
    [
        ({"type": "string"}, FieldType("string"), "text"),
        ({"type": "string", "format": "uuid"}, FieldType("uuid"), "identifier (UUID)"),
        (
            {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
            FieldType("shape", "Node", is_list=True),
            "list of Node",
        ),
        (
            {"anyOf": [{"type": "integer"}, {"type": "null"}]},
            FieldType("integer", is_nullable=True),
            "whole number or null",
        ),
    ],
)
def test_type_is_said_in_words(
    db: None, schema: dict[str, Any], held: FieldType, words: str
) -> None:
    with translation.override("en"):
        assert field_type(schema) == held
        assert type_words(held) == words


@pytest.mark.parametrize("language", ["it", "en"])
def test_documentation_shows_every_address(site: None, client: Client, language: str) -> None:
    answer = client.get(f"/api/v1/docs?lang={language}")

    page = answer.content.decode()
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in page
    for path in description_in(language)["paths"]:
        assert f"<code>{path}</code>" in page


def test_documentation_links_lead_somewhere(site: None, client: Client) -> None:
    page = client.get("/api/v1/docs?lang=en").content.decode()

    anchors = set(re.findall(r' id="([^"]+)"', page))
    inside = set(re.findall(r'href="#([^"]+)"', page))
    addresses = {link for link in re.findall(r'href="(/[^"]*)"', page) if "/static/" not in link}
    assert inside - anchors == set()
    assert {client.get(link.replace("&amp;", "&")).status_code for link in addresses} == {200}


def test_documentation_explains_the_type_of_every_problem(site: None, client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()
    problem = client.get("/api/v1/plans?page=0").json()

    assert f'id="{problem["type"].partition("#")[2]}"' in page


def test_documentation_needs_no_script_of_its_own_and_no_other_host(
    site: None, client: Client
) -> None:
    page = client.get("/api/v1/docs").content.decode()

    assert re.findall(r"<script(?![^>]* src=)", page) == []
    assert re.findall(r"""\s(?:style|onclick)=""", page) == []
    assert re.findall(r"""(?:src|href)="(?:https?:)?//""", page) == []
