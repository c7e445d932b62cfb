"""What a thing of a draft may say: the same rules as for a plan folder, on one thing alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from portici.kernel.findings import Finding
from portici.kernel.located_yaml import LocatedDocument
from portici.kernel.shapes import Plain, Strict, shape_findings
from portici.plan.rules.editing.states import FIELDS, State, Why
from portici.plan.rules.schema.linked_files import (
    AlignmentEntry,
    FigureEntry,
    InstrumentEntry,
    InstrumentLink,
)
from portici.plan.rules.schema.plan_file import NodeEntry
from portici.plan.rules.schema.values import Texts
from portici.plan.rules.shape import SHAPE_CODES
from portici.plan.rules.statement_checks import fits

# Fields that hold a text in every language, and fields that hold lines of the document.
_TEXTS = {"title", "summary", "name", "merge_note", "reason", "scope", "caveat", "unit", "value"}
_SPANS = {"lines", "named_elsewhere"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What an edition declares, and its things must keep to.

    Attributes:
        languages: of the plan.
        last_line: how many lines the document has; None when there is no document.
    """

    languages: tuple[str, ...]
    last_line: int | None = None


class WhyEntry(Strict):
    """The shape of a reason: who asked for a change, and which meeting, round or act."""

    reason: Texts
    source: Literal["participation", "monitoring", "external-act", "editorial"]
    note: Annotated[str, Field(max_length=300), Plain] | None = None


def checked_why(why: Why) -> tuple[Why, tuple[Finding, ...]]:
    """The reason without blanks around it, and what is wrong with it.

    Every change has a reason, in one language at least, and one of the sources that there are.
    """
    reason = _without_blanks(why.reason)
    if not reason:
        return why, (Finding("plan.edit-no-reason"),)
    note = why.note.strip() if isinstance(why.note, str) else why.note
    given = {"reason": reason, "source": why.source, "note": note or None}
    entry, findings = _shaped(WhyEntry, given, "")
    if entry is None:
        return why, findings
    return Why(dict(entry.reason), entry.source, entry.note or ""), ()


def checked(
    kind: str, label: str, values: Mapping[str, Any], frame: Frame
) -> tuple[State, tuple[Finding, ...]]:
    """The state that the values make, and what is wrong with them; the state counts only without findings.

    A title is there in every language of the plan, without markup and not too long; lines lie inside the document;
    an alignment has its line or its reason; a figure is a number or a text. Blank texts count as left out.
    """
    unknown = [name for name in values if name not in FIELDS[kind]]
    if unknown:
        return {}, tuple(
            Finding("plan.field-unknown", label, {"field": name}) for name in sorted(unknown)
        )
    given = {name: _tidy(value) for name, value in values.items()}
    given = {name: value for name, value in given.items() if value not in (None, "", [], {})}
    number, findings = _number(kind, label, given)
    if not findings:
        shaped = {**given, "value": 0} if number is not None else given
        entry, findings = _shaped(_ENTRIES[kind], _entry_of(kind, shaped), label)
        if entry is not None:
            state = _state_of(kind, given, entry, number)
            return state, tuple(_disagreements(kind, label, state, frame))
    return {}, findings


def plain_number(number: Decimal) -> str:
    """A number's digits as a state holds them: `91`, `0.5`, `-3.25`."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


_ENTRIES: dict[str, type[BaseModel]] = {
    "node": NodeEntry,
    "instrument": InstrumentEntry,
    "link": InstrumentLink,
    "alignment": AlignmentEntry,
    "figure": FigureEntry,
}
# Fields of a state that stand elsewhere in a folder, or under another name.
_NAMES = {"node": "strategy"}
_PLACES = {"parent", "position"}
_EMPTY: dict[str, Any] = {
    **{
        name: {} for name in ("title", "summary", "name", "merge_note", "reason", "scope", "caveat")
    },
    **{name: [] for name in ("lines", "named_elsewhere", "markers")},
    **dict.fromkeys(("cited_source", "qualifier"), ""),
    "headline": False,
}


def _entry_of(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values under the names that the folder's files have for them."""
    entry = {
        _NAMES.get(name, name): value
        for name, value in given.items()
        if not (kind == "node" and name in _PLACES)
        and not (kind == "link" and name == "instrument")
    }
    if kind == "figure":
        entry["kind"] = "text" if isinstance(given.get("value"), dict) else "number"
    return entry


def _state_of(
    kind: str, given: Mapping[str, Any], entry: BaseModel, number: Decimal | None
) -> dict[str, Any]:
    """Every field of the kind, from the entry where it has it."""
    stated = entry.model_dump(mode="json")
    state = {}
    for name in FIELDS[kind]:
        value = stated.get(_NAMES.get(name, name))
        # A node's parent and place stand elsewhere in a folder: they are as they were given.
        value = given.get(name) if value is None else value
        state[name] = _EMPTY.get(name) if value in (None, "", [], {}) else value
    if kind == "figure":
        state["unit"] = {name: text for name, text in stated["unit"].items() if text}
        if number is not None:
            state["value"] = plain_number(number)
    return state


def _number(
    kind: str, label: str, given: Mapping[str, Any]
) -> tuple[Decimal | None, tuple[Finding, ...]]:
    """A figure's number, however it was given; None when its value is a text, and for other kinds."""
    value = given.get("value")
    if kind != "figure" or value is None or isinstance(value, dict):
        return None, ()
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        facts = {"field": "value", "value": str(value)[:60]}
        return None, (Finding("plan.value-not-number-or-text", label, facts),)
    digits = str(value)
    if len(digits) <= 40 and digits.isascii() and "_" not in digits:
        try:
            number = Decimal(digits)
        except ArithmeticError:
            number = Decimal("NaN")
        if fits(number):
            return number, ()
    return None, (Finding("plan.number-wrong", label, {"value": digits[:60]}),)


def _shaped(
    model: type[BaseModel], given: Mapping[str, Any], label: str
) -> tuple[Any, tuple[Finding, ...]]:
    """The entry, or None with what is wrong with its shape."""
    try:
        return model.model_validate(given), ()
    except ValidationError as error:
        document = LocatedDocument(label, value=given)
        found = shape_findings(error, document, codes=SHAPE_CODES)
        return None, tuple(replace(finding, subject=label, place=None) for finding in found)


def _disagreements(kind: str, label: str, state: State, frame: Frame) -> Iterator[Finding]:
    for name, value in state.items():
        if name in _TEXTS and isinstance(value, dict):
            yield from _languages(label, name, value, frame)
        if name in _SPANS and frame.last_line is not None:
            for first, last in value:
                if last > frame.last_line:
                    facts: dict[str, object] = {"span": f"{first}-{last}", "last": frame.last_line}
                    yield Finding("plan.span-out-of-range", label, facts)
    if kind == "alignment":
        facts = {"topic": state["topic"]}
        if state["basis"] == "document" and not state["lines"]:
            yield Finding("plan.alignment-without-line", label, facts)
        if state["basis"] == "editorial-proposal" and not state["reason"]:
            yield Finding("plan.alignment-without-reason", label, facts)


def _languages(label: str, field: str, texts: Mapping[str, str], frame: Frame) -> Iterator[Finding]:
    """Every language of the plan, and no other."""
    written = set(texts) - {"key"}
    # A unit may have a key alone, where its name would say nothing.
    if written:
        for language in frame.languages:
            if language not in written:
                facts: dict[str, object] = {"language": language, "field": field}
                yield Finding("plan.language-missing", label, facts)
    for language in sorted(written - set(frame.languages)):
        facts = {"language": language, "field": field, "known": ", ".join(frame.languages)}
        yield Finding("plan.edit-language-unknown", label, facts)


def _tidy(value: Any) -> Any:
    """Texts by language without the blank ones; other texts without blanks around them."""
    if isinstance(value, Mapping):
        return _without_blanks(value)
    if isinstance(value, str):
        return value.strip()
    return [list(item) for item in value] if _is_pairs(value) else value


def _is_pairs(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, list | tuple) for item in value)


def _without_blanks(texts: Any) -> Any:
    if not isinstance(texts, Mapping):
        return texts
    return {key: text for key, text in texts.items() if not isinstance(text, str) or text.strip()}
