"""From located YAML to typed files: every fault of shape becomes a finding with file and line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from portici.kernel.findings import Finding, Place
from portici.kernel.located_yaml import LocatedDocument
from portici.kernel.shapes import shape_findings
from portici.plan.rules.schema import (
    FILES,
    ChangesFile,
    FiguresFile,
    FrameworksFile,
    InstrumentsFile,
    OfficialFile,
    PhasesFile,
    PlanFile,
)

# Pydantic's error types and the codes of our sentences; the rest is "wrong value".
SHAPE_CODES = {
    "missing": "plan.field-missing",
    "extra_forbidden": "plan.field-unknown",
    "string_too_long": "plan.text-too-long",
    "too_long": "plan.list-too-long",
    "too_short": "plan.list-too-short",
    "empty_text": "plan.text-empty",
    "markup": "plan.text-markup",
    "control_character": "plan.text-control-character",
    "span_backwards": "plan.span-backwards",
    "wrong_date": "plan.date-wrong",
    "not_a_day": "plan.day-wrong",
    "literal_error": "plan.value-not-in-list",
    "string_pattern_mismatch": "plan.value-wrong-form",
    "string_type": "plan.value-not-text",
    "union_tag_not_found": "plan.value-not-number-or-text",
    "int_type": "plan.value-not-whole",
    "bool_type": "plan.value-not-boolean",
    "greater_than_equal": "plan.value-too-small",
    "less_than_equal": "plan.value-too-large",
    "dict_type": "plan.value-wrong-structure",
    "model_type": "plan.value-wrong-structure",
    "list_type": "plan.value-wrong-structure",
    "tuple_type": "plan.value-wrong-structure",
    "more": "plan.more-findings",
    "otherwise": "plan.value-wrong",
}

File = TypeVar("File", bound=BaseModel)


@dataclass(frozen=True)
class PlanFolder:
    """A whole plan folder, well formed. Files other than plan.yaml are optional.

    Attributes:
        documents: the located YAML of each file read, for the lines of later findings.
    """

    plan: PlanFile
    instruments: InstrumentsFile
    frameworks: FrameworksFile
    figures: FiguresFile
    phases: PhasesFile
    official: OfficialFile | None
    changes: ChangesFile
    documents: Mapping[str, LocatedDocument]

    def place_of(self, file: str, *path: str | int) -> Place:
        """Where a part of a file stands, for a finding."""
        return self.documents[file].place_of(path)


def shape_folder(
    documents: Mapping[str, LocatedDocument],
) -> tuple[PlanFolder | None, tuple[Finding, ...]]:
    """Give every file its type.

    Returns the folder, or None with at least one finding. All files are examined, whatever is wrong in one.
    """
    shaped, findings = _shaped_files(documents)
    if "plan.yaml" not in documents:
        findings.append(Finding(code="plan.file-missing", subject="plan.yaml"))
    plan = shaped.get("plan.yaml")
    if findings or not isinstance(plan, PlanFile):
        return None, tuple(findings)
    official = shaped.get("official.yaml")
    no_instruments = InstrumentsFile(kinds=[], instruments=[])
    folder = PlanFolder(
        plan=plan,
        instruments=_or_empty(shaped, "instruments.yaml", no_instruments),
        frameworks=_or_empty(shaped, "frameworks.yaml", FrameworksFile(frameworks=[])),
        figures=_or_empty(shaped, "figures.yaml", FiguresFile(figures=[])),
        phases=_or_empty(shaped, "phases.yaml", PhasesFile(phases=[])),
        official=official if isinstance(official, OfficialFile) else None,
        changes=_or_empty(shaped, "changes.yaml", ChangesFile(changes=[])),
        documents=documents,
    )
    return folder, ()


def _shaped_files(
    documents: Mapping[str, LocatedDocument],
) -> tuple[dict[str, BaseModel], list[Finding]]:
    """The files that are well formed, and what is wrong with the others."""
    shaped: dict[str, BaseModel] = {}
    findings: list[Finding] = []
    for name, model in FILES.items():
        document = documents.get(name)
        if document is None:
            continue
        findings.extend(document.findings)
        if document.value is None:
            continue
        try:
            shaped[name] = model.model_validate(document.value)
        except ValidationError as error:
            findings.extend(shape_findings(error, document, codes=SHAPE_CODES))
    return shaped, findings


def _or_empty(shaped: Mapping[str, BaseModel], name: str, empty: File) -> File:
    found = shaped.get(name)
    return found if isinstance(found, type(empty)) else empty
