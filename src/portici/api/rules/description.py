"""The OpenAPI description: what Django Ninja makes of the views, finished to say exactly what is answered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from portici.api import phrases

PROBLEM_MEDIA_TYPE = "application/problem+json"
# Examples are values, not descriptions: they are left as they are.
_VALUES = ("default", "enum", "example", "examples")
_READABLE = ("description", "summary")
_REFERENCE = "#/components/schemas/"

Translate = Callable[[str], str]


def finished_description(
    raw: Mapping[str, Any], *, server: str, translate: Translate
) -> dict[str, Any]:
    """`raw` made valid OpenAPI 3.1, true to the answers, and readable in one language.

    - HEAD is answered wherever GET is, and is not described a second time.
    - Problems have a media type of their own.
    - Answers name their headers, and can be 304 instead.
    - Titles that repeat names, and the shapes of parameters, are left out.

    `server` is the address that all paths follow, relative to the host.
    """
    paths = {path: {"get": _operation(methods["get"])} for path, methods in raw["paths"].items()}
    shapes = {name: _shape(name, shape) for name, shape in raw["components"]["schemas"].items()}
    shapes = _reachable(shapes, paths)
    return {
        "openapi": "3.1.0",
        "info": {
            **raw["info"],
            "title": translate(raw["info"]["title"]),
            "description": _introduction(translate),
            "license": dict(phrases.LICENCE),
        },
        "servers": [{"url": server}],
        "tags": [
            {"name": name, "description": translate(meaning)}
            for name, _title, meaning in phrases.TAGS
        ],
        "paths": _translated(paths, translate),
        "components": {
            "schemas": _translated(shapes, translate),
            "headers": {
                name: {"description": translate(meaning), "schema": {"type": kind}}
                for name, kind, meaning in (*phrases.HEADERS, *phrases.LIST_HEADERS)
            },
        },
    }


def _introduction(translate: Translate) -> str:
    """What holds for every address, in the Markdown that OpenAPI wants."""
    parts = [translate(phrases.DESCRIPTION)]
    for heading, sentence in phrases.RULES:
        parts.append(f"## {translate(heading)}\n\n{translate(sentence)}")
    return "\n\n".join(parts)


def _operation(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **raw,
        "parameters": [_parameter(parameter) for parameter in raw["parameters"]],
        "responses": _responses(raw),
    }


def _parameter(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Examples have a name each where they stand beside a schema, none inside it."""
    parameter = {**raw, "schema": _untitled(raw["schema"])}
    examples = parameter["schema"].pop("examples", None)
    parameter["schema"].pop("description", None)
    parameter.pop("examples", None)
    if examples:
        parameter["examples"] = {"example": {"value": examples[0]}}
    return parameter


def _responses(raw: Mapping[str, Any]) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, response in raw["responses"].items():
        content = response["content"]["application/json"]
        content = {**content, "schema": _untitled(content["schema"])}
        if int(status) >= 400:
            responses[str(status)] = {
                "description": phrases.RESPONSES[int(status)],
                "content": {PROBLEM_MEDIA_TYPE: content},
            }
            continue
        names = [name for name, _kind, _meaning in phrases.HEADERS]
        if any(parameter["name"] == "page" for parameter in raw["parameters"]):
            names += [name for name, _kind, _meaning in phrases.LIST_HEADERS]
        responses[str(status)] = {
            "description": phrases.RESPONSES[int(status)],
            "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names},
            "content": {"application/json": content},
        }
    responses["304"] = {"description": phrases.RESPONSES[304]}
    return dict(sorted(responses.items()))


def _shape(name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """A shape with its name as title and its meaning for readers instead of that for developers."""
    shape: dict[str, Any] = _untitled(raw)
    shape["title"] = name
    shape["description"] = phrases.SHAPES.get(name, "")
    return shape


def _untitled(schema: Any) -> Any:
    """The schema without the titles that Pydantic makes of names."""
    if isinstance(schema, list):
        return [_untitled(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {
        key: value if key in _VALUES else _untitled(value)
        for key, value in schema.items()
        if key != "title" or not isinstance(value, str)
    }


def _translated(part: Any, translate: Translate) -> Any:
    """The same with every text that people read in their language."""
    if isinstance(part, list):
        return [_translated(each, translate) for each in part]
    if not isinstance(part, Mapping):
        return part
    return {
        key: translate(value)
        if key in _READABLE and isinstance(value, str) and value
        else value
        if key in _VALUES
        else _translated(value, translate)
        for key, value in part.items()
    }


def _reachable(shapes: Mapping[str, Any], paths: Mapping[str, Any]) -> dict[str, Any]:
    """The shapes that an answer is made of, by name."""
    found: set[str] = set()
    waiting = list(_references(paths))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(_references(shapes[name]))
    return {name: shapes[name] for name in sorted(found)}


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _references(each)
    elif isinstance(part, Mapping):
        reference = part.get("$ref")
        if isinstance(reference, str) and reference.startswith(_REFERENCE):
            yield reference.removeprefix(_REFERENCE)
        for each in part.values():
            yield from _references(each)
