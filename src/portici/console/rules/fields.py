"""A thing's state as the fields of a form: every field one text, and back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

# `texts` is a text per language, `spans` are lines of the document, `amount` is a number or a text per language,
# `unit` is a key with a text per language.
FieldKind: TypeAlias = Literal[
    "text", "texts", "spans", "choice", "whole", "flag", "amount", "unit"
]
# Name of a form's field to its text.
Flat: TypeAlias = dict[str, str]

_SPAN = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a thing's state, and how people fill it in.

    Attributes:
        name: as in the state.
        kind: how the value is written.
        is_long: whether a text needs several lines.
        is_required: whether it cannot stay empty.
    """

    name: str
    kind: FieldKind = "text"
    is_long: bool = False
    is_required: bool = False


class UnreadableField(ValueError):
    """A text that does not give the field's value; `field` is the name in the form."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def form_names(spec: FieldSpec, languages: Sequence[str]) -> tuple[str, ...]:
    """The names of the form's fields for one field of the state, in the order in which they are shown."""
    texts = tuple(f"{spec.name}_{language}" for language in languages)
    if spec.kind == "texts":
        return texts
    if spec.kind in {"amount", "unit"}:
        return (spec.name, *texts)
    return (spec.name,)


def flat_of(state: Mapping[str, Any], specs: Sequence[FieldSpec], languages: Sequence[str]) -> Flat:
    """Every field of the state as texts; what is not there is an empty text."""
    flat: Flat = {}
    for spec in specs:
        flat.update(_flat(spec, state.get(spec.name), languages))
    return flat


def state_of(
    flat: Mapping[str, str], specs: Sequence[FieldSpec], languages: Sequence[str]
) -> dict[str, Any]:
    """The values that the texts of a form give. Raises UnreadableField."""
    return {spec.name: _value(spec, flat, languages) for spec in specs}


def spans_text(spans: Sequence[Sequence[int]] | None) -> str:
    """`[[1, 2], [5, 5]]` as people write it: `1-2, 5`."""
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in spans or ()
    )


def spans_from(text: str) -> list[list[int]]:
    """`1-2, 5` as spans of lines. Raises ValueError for anything else."""
    spans = []
    for part in re.split(r"[,;]", text):
        if not part.strip():
            continue
        found = _SPAN.fullmatch(part.strip())
        if found is None:
            raise ValueError(part)
        first = int(found[1])
        spans.append([first, int(found[2] or first)])
    return spans


def _flat(spec: FieldSpec, value: Any, languages: Sequence[str]) -> Flat:
    names = form_names(spec, languages)
    texts = value if isinstance(value, Mapping) else {}
    by_language = {
        f"{spec.name}_{language}": str(texts.get(language, "")) for language in languages
    }
    if spec.kind == "texts":
        return by_language
    if spec.kind == "unit":
        return {spec.name: str(texts.get("key", "")), **by_language}
    if spec.kind == "amount":
        return {spec.name: "" if value is None or texts else str(value), **by_language}
    if spec.kind == "spans":
        return {names[0]: spans_text(value)}
    if spec.kind == "flag":
        return {names[0]: "on" if value else ""}
    return {names[0]: "" if value is None else str(value)}


def _value(spec: FieldSpec, flat: Mapping[str, str], languages: Sequence[str]) -> Any:
    text = flat.get(spec.name, "").strip()
    texts = {
        language: flat[f"{spec.name}_{language}"].strip()
        for language in languages
        if flat.get(f"{spec.name}_{language}", "").strip()
    }
    if not spec.is_long:
        # One line, whatever a field of several lines has sent.
        texts = {language: " ".join(each.split()) for language, each in texts.items()}
    match spec.kind:
        case "texts":
            return texts
        case "unit":
            return {"key": text, **texts} if text else texts
        case "amount":
            return _amount(spec, text, texts)
        case "spans":
            return _read(spec, text, spans_from)
        case "whole":
            return _read(spec, text, int) if text else None
        case "flag":
            return bool(text)
    return text


def _amount(spec: FieldSpec, text: str, texts: dict[str, str]) -> Any:
    """A number with a comma or a point for its decimals, or else a text per language."""
    if not text:
        return texts or None
    if not _PLAIN_NUMBER.fullmatch(text):
        raise UnreadableField(spec.name)
    return text.replace(",", ".")


def _read(spec: FieldSpec, text: str, reader: Any) -> Any:
    try:
        return reader(text)
    except ValueError:
        raise UnreadableField(spec.name) from None
