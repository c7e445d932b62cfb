"""The OpenAPI description as people read it: operations, shapes and their fields, in the order of the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

_REFERENCE = "#/components/schemas/"
# Parameters that any address has and no example needs.
_COMMON = ("lang", "page", "page_size")
# Without it the current edition is read, as examples mostly want; where an address names one, it stands in the path.
_UNASKED = "edition"
# So many parameters show in an example that filters add up.
_SHOWN_PARAMETERS = 2


@dataclass(frozen=True, slots=True)
class FieldType:
    """What a field or an answer holds.

    Attributes:
        kind: one of `phrases.TYPE_WORDS`, or `shape`.
        shape: name of the shape, when `kind` is that.
        is_list: whether it is a list of such.
        is_nullable: whether it can be null instead.
    """

    kind: str
    shape: str = ""
    is_list: bool = False
    is_nullable: bool = False


@dataclass(frozen=True, slots=True)
class ReadableField:
    """A field of a shape, or a parameter.

    Attributes:
        accepted: the only values there are; empty when any will do.
        least, most, default: of a number in the question; None where there is none.
    """

    name: str
    type: FieldType
    meaning: str
    example: str = ""
    is_required: bool = False
    accepted: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    default: int | None = None


@dataclass(frozen=True, slots=True)
class ReadableShape:
    """An object, and its fields in order."""

    name: str
    meaning: str
    fields: tuple[ReadableField, ...]


@dataclass(frozen=True, slots=True)
class ReadableOperation:
    """An address.

    Attributes:
        key: its name in the description.
        example: one that can be opened, with its question.
        parameters: those that are not the same everywhere.
        method: in capitals.
        sent: what is sent; None for reading.
        needs_key: whether it is answered with a key only.
    """

    key: str
    summary: str
    meaning: str
    path: str
    example: str
    parameters: tuple[ReadableField, ...]
    answer: FieldType
    method: str = "GET"
    sent: FieldType | None = None
    needs_key: bool = False


@dataclass(frozen=True, slots=True)
class ReadableSection:
    """The addresses of one subject."""

    key: str
    meaning: str
    operations: tuple[ReadableOperation, ...]


def common_parameters(document: Mapping[str, Any]) -> tuple[ReadableField, ...]:
    """The parameters that mean the same at every address that takes them."""
    found: dict[str, ReadableField] = {}
    for _path, _method, operation in _operations(document):
        for each in operation["parameters"]:
            if each["name"] in _COMMON and each["name"] not in found:
                found[each["name"]] = _field(each["name"], each["schema"], each)
    return tuple(found.values())


def sections(
    document: Mapping[str, Any], *, values: Mapping[str, str]
) -> tuple[ReadableSection, ...]:
    """The addresses by subject; `values` are parameters that exist on this site, for the examples."""
    common = common_parameters(document)
    operations = [
        (operation["tags"][0], _operation(document, path, method, operation, values, common))
        for path, method, operation in _operations(document)
    ]
    return tuple(
        ReadableSection(
            key=tag["name"],
            meaning=tag["description"],
            operations=tuple(each for name, each in operations if name == tag["name"]),
        )
        for tag in document["tags"]
    )


def shapes(document: Mapping[str, Any]) -> tuple[ReadableShape, ...]:
    """Every shape with fields, by name."""
    return tuple(
        ReadableShape(
            name=name,
            meaning=shape["description"],
            fields=tuple(
                _field(field, details) for field, details in shape.get("properties", {}).items()
            ),
        )
        for name, shape in document["components"]["schemas"].items()
    )


def field_type(schema: Mapping[str, Any]) -> FieldType:
    """What a schema of the description holds."""
    variants = schema.get("anyOf")
    if variants is not None:
        first = field_type(variants[0])
        return FieldType(first.kind, first.shape, first.is_list, is_nullable=True)
    if "allOf" in schema:
        return field_type(schema["allOf"][0])
    if "$ref" in schema:
        return FieldType("shape", shape=schema["$ref"].removeprefix(_REFERENCE))
    if schema.get("type") == "array":
        item = field_type(schema["items"])
        return FieldType(item.kind, item.shape, is_list=True)
    kind = schema.get("format") or schema.get("type", "any")
    # An object of which nothing is said but that it has fields.
    is_free = kind == "object" and schema.get("additionalProperties") is True
    return FieldType("fields" if is_free else kind)


def _operations(
    document: Mapping[str, Any],
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Path, method and operation, in the description's order."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _operation(
    document: Mapping[str, Any],
    path: str,
    method: str,
    operation: Mapping[str, Any],
    values: Mapping[str, str],
    common: Sequence[ReadableField],
) -> ReadableOperation:
    done = next(status for status in ("200", "201") if status in operation["responses"])
    answer = operation["responses"][done]["content"]["application/json"]["schema"]
    sent = operation.get("requestBody")
    fields = [_field(each["name"], each["schema"], each) for each in operation["parameters"]]
    return ReadableOperation(
        key=operation["operationId"],
        summary=operation["summary"],
        meaning=operation["description"],
        path=path,
        example=_example(document["servers"][0]["url"], path, operation["parameters"], values),
        parameters=tuple(field for field in fields if field not in common),
        answer=field_type(answer),
        method=method.upper(),
        sent=field_type(sent["content"]["application/json"]["schema"]) if sent else None,
        needs_key={} not in operation["security"],
    )


def _field(
    name: str, schema: Mapping[str, Any], parameter: Mapping[str, Any] | None = None
) -> ReadableField:
    described = schema if parameter is None else parameter
    default = schema.get("default")
    return ReadableField(
        name=name,
        type=field_type(schema),
        meaning=described.get("description", ""),
        example=_first_example(described),
        is_required=bool(parameter and parameter["required"]),
        accepted=tuple(schema.get("enum", ())),
        least=schema.get("minimum"),
        most=schema.get("maximum"),
        default=default if isinstance(default, int) else None,
    )


def _first_example(described: Mapping[str, Any]) -> str:
    examples = described.get("examples")
    if not examples:
        return ""
    first = examples["example"]["value"] if isinstance(examples, Mapping) else examples[0]
    return first if isinstance(first, str) else _plain(first)


def _plain(value: Any) -> str:
    """A value as it stands in JSON, for the few kinds that examples have."""
    if isinstance(value, list):
        return f"[{', '.join(_plain(each) for each in value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_plain(key)}: {_plain(each)}' for key, each in value.items())}}}"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _example(
    server: str,
    path: str,
    parameters: Sequence[Mapping[str, Any]],
    values: Mapping[str, str],
) -> str:
    """The address with values in it: those of this site where it has some, else the described examples."""
    question: list[tuple[str, str]] = []
    for parameter in parameters:
        name = parameter["name"]
        value = values.get(name) or _first_example(parameter)
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        elif (
            parameter["in"] == "query"
            and value
            and name not in (*_COMMON, _UNASKED)
            and len(question) < _SHOWN_PARAMETERS
        ):
            question.append((name, value))
    return f"{server}{path}?{urlencode(question)}" if question else f"{server}{path}"
