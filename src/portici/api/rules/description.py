"""The OpenAPI description: what Django Ninja makes of the views, finished to say exactly what is answered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from portici.api import phrases
from portici.api.phrases import writing

PROBLEM_MEDIA_TYPE = "application/problem+json"
# Examples are values, not descriptions: they are left as they are.
_VALUES = ("default", "enum", "example", "examples")
_READABLE = ("description", "summary")
_REFERENCE = "#/components/schemas/"
# Name of the only way to say who asks, and of the tag of what needs it even to be read.
_KEY = "key"
# What any request with a key can be answered with.
_OF_KEYS = (401, 429)
_STATE_MISSING = 428
# A tag that is none is a state that nobody saw: answered with 412, not refused as a value that cannot be.
_SENT_HEADERS: dict[str, dict[str, Any]] = {
    "If-Match": {"type": "string"},
    "Idempotency-Key": {"type": "string", "pattern": "^[!-~]+$", "maxLength": 255},
}

Translate = Callable[[str], str]


def finished_description(
    raw: Mapping[str, Any], *, server: str, translate: Translate
) -> dict[str, Any]:
    """`raw` made valid OpenAPI 3.1, true to the answers, and readable in one language.

    - HEAD is answered wherever GET is, and is not described a second time.
    - Every address can be asked with a key, and says what the key's limit answers; writing needs one.
    - Problems have a media type of their own.
    - Answers name their headers, and can be 304 instead.
    - Titles that repeat names, and the shapes of parameters, are left out.

    `server` is the address that all paths follow, relative to the host.
    """
    paths = {
        path: {
            method: _operation(method, operation)
            for method, operation in methods.items()
            if method != "head"
        }
        for path, methods in raw["paths"].items()
    }
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
                for name, kind, meaning in (
                    *phrases.HEADERS,
                    *phrases.LIST_HEADERS,
                    *writing.KEY_HEADERS,
                )
            },
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": translate(writing.SECURITY),
                }
            },
        },
    }


def _introduction(translate: Translate) -> str:
    """What holds for every address, in the Markdown that OpenAPI wants."""
    parts = [translate(phrases.DESCRIPTION)]
    for heading, sentence in phrases.RULES:
        parts.append(f"## {translate(heading)}\n\n{translate(sentence)}")
    return "\n\n".join(parts)


def _operation(method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    operation = {
        **raw,
        "parameters": [
            *(_parameter(parameter) for parameter in raw.get("parameters", ())),
            *_sent_headers(method, raw),
        ],
        "responses": _responses(method, raw),
        "security": [{_KEY: []}] if _needs_key(method, raw) else [{}, {_KEY: []}],
    }
    if "requestBody" in raw:
        operation["requestBody"] = _untitled(raw["requestBody"])
    return operation


def _needs_key(method: str, raw: Mapping[str, Any]) -> bool:
    return method != "get" or _KEY in raw["tags"]


def _sent_headers(method: str, raw: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a write sends beside its content."""
    if method == "get":
        return []
    names = [name for name in writing.SENT_HEADERS if name != "If-Match" or _wants_state(raw)]
    return [
        {
            "name": name,
            "in": "header",
            "required": False,
            "description": writing.SENT_HEADERS[name],
            "schema": _SENT_HEADERS[name],
        }
        for name in names
    ]


def _wants_state(raw: Mapping[str, Any]) -> bool:
    return any(int(status) == _STATE_MISSING for status in raw["responses"])


def _parameter(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Examples have a name each where they stand beside a schema, none inside it."""
    parameter = {**raw, "schema": _untitled(raw["schema"])}
    examples = parameter["schema"].pop("examples", None)
    parameter["schema"].pop("description", None)
    parameter.pop("examples", None)
    if examples:
        parameter["examples"] = {"example": {"value": examples[0]}}
    return parameter


def _responses(method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, response in raw["responses"].items():
        content = response["content"]["application/json"]
        content = {**content, "schema": _untitled(content["schema"])}
        if int(status) >= 400:
            responses[str(status)] = _problem(int(status), content)
            continue
        names = [name for name, _kind, _meaning in phrases.HEADERS]
        if any(parameter["name"] == "page" for parameter in raw.get("parameters", ())):
            names += [name for name, _kind, _meaning in phrases.LIST_HEADERS]
        names += [name for name, _kind, _meaning in writing.KEY_HEADERS]
        responses[str(status)] = {
            "description": phrases.RESPONSES[int(status)],
            "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names},
            "content": {"application/json": content},
        }
    for status in _OF_KEYS:
        responses[str(status)] = _problem(status, {"schema": {"$ref": f"{_REFERENCE}Problem"}})
    if method == "get":
        responses["304"] = {"description": phrases.RESPONSES[304]}
    return dict(sorted(responses.items()))


def _problem(status: int, content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "description": phrases.RESPONSES[status],
        "content": {PROBLEM_MEDIA_TYPE: content},
    }


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
