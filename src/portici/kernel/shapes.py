"""The shape of a YAML file as strict Pydantic models, and its faults as findings with file and line."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from portici.kernel.findings import MAXIMUM_FINDINGS, Finding
from portici.kernel.located_yaml import LocatedDocument, PathInDocument

KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

_TAG = re.compile(r"<\s*[a-zA-Z!/?]")
# The marks of direction among them show a text in another order than it has.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


class Strict(BaseModel):
    """A mapping whose unknown keys are findings."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def plain(text: str) -> str:
    """The text without spaces around it. Empty texts, markup and control characters are refused."""
    if not text.strip():
        raise PydanticCustomError("empty_text", "empty text")
    if _TAG.search(text):
        raise PydanticCustomError("markup", "markup in a text")
    if _CONTROL.search(text):
        raise PydanticCustomError("control_character", "control character in a text")
    return text.strip()


Plain = AfterValidator(plain)
Key = Annotated[str, Field(pattern=KEY_PATTERN, max_length=60)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]


def shape_findings(
    error: ValidationError, document: LocatedDocument, *, codes: Mapping[str, str]
) -> list[Finding]:
    """Every fault of shape in the order of the file.

    `codes` maps Pydantic's error types to our codes; `otherwise` stands for the types that it does not
    name, `more` for the count of the faults past MAXIMUM_FINDINGS.
    """
    details = [
        detail for detail in error.errors(include_url=False) if not _is_told(detail, document)
    ]
    findings = [
        _finding_of(detail, document, codes.get(detail["type"], codes["otherwise"]))
        for detail in details[:MAXIMUM_FINDINGS]
    ]
    left_out = len(details) - len(findings)
    if left_out:
        facts = {"count": left_out}
        place = document.place_of(())
        findings.append(Finding(codes["more"], document.name, facts, place))
    return findings


def _is_told(detail: ErrorDetails, document: LocatedDocument) -> bool:
    """Whether the value is absent because the reader refused it, in a finding about the same line."""
    told = {finding.place.line for finding in document.findings if finding.place}
    line = document.line_of(_path_in(document, detail["loc"]))
    return detail["input"] is None and line in told


def _finding_of(detail: ErrorDetails, document: LocatedDocument, code: str) -> Finding:
    path = _path_in(document, detail["loc"])
    facts: dict[str, object] = {
        "field": ".".join(str(part) for part in detail["loc"]),
        "value": _short(detail.get("input")),
        "problem": detail["msg"],
        **detail.get("ctx", {}),
    }
    if detail["type"] == "literal_error":
        # Pydantic joins the values with an English "or"; a comma is read in every language.
        facts["expected"] = str(facts["expected"]).replace(" or ", ", ")
    subject = document.entry_name(path) or document.name
    return Finding(code, subject, facts, document.place_of(path))


def _path_in(document: LocatedDocument, location: tuple[int | str, ...]) -> PathInDocument:
    """Pydantic's location with the parts that are not in the file (names of union members) left out."""
    path: PathInDocument = ()
    for part in location:
        if (*path, part) in document.lines:
            path = (*path, part)
    return path


def _short(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
