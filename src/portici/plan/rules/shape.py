"""From located YAML to typed files: every fault of shape becomes a finding with file and line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from portici.kernel.findings import Finding
from portici.kernel.located_yaml import LocatedDocument
from portici.kernel.shapes import shape_findings
from portici.plan.rules.schema import (
    FILES,
    FiguresFile,
    FrameworksFile,
    InstrumentsFile,
    OfficialFile,
    PhasesFile,
    PlanFile,
)

# Pydantic's error types and the codes of our sentences; the rest is "wrong value".
_CODES = {
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
    "literal_error": "plan.value-not-in-list",
    "string_pattern_mismatch": "plan.value-wrong-form",
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
    documents: Mapping[str, LocatedDocument]


def shape_folder(
    documents: Mapping[str, LocatedDocument],
) -> tuple[PlanFolder | None, tuple[Finding, ...]]:
    """Give every file its type.

    Returns the folder, or None with at least one finding. All files are examined, whatever is wrong in one.
    """
    findings: list[Finding] = []
    shaped: dict[str, BaseModel] = {}
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
            findings.extend(shape_findings(error, document, codes=_CODES))
    if "plan.yaml" not in documents:
        findings.append(Finding(code="plan.file-missing", subject="plan.yaml"))
    plan = shaped.get("plan.yaml")
    if findings or not isinstance(plan, PlanFile):
        return None, tuple(findings)
    official = shaped.get("official.yaml")
    return (
        PlanFolder(
            plan=plan,
            instruments=_or_empty(
                shaped, "instruments.yaml", InstrumentsFile(kinds=[], instruments=[])
            ),
            frameworks=_or_empty(shaped, "frameworks.yaml", FrameworksFile(frameworks=[])),
            figures=_or_empty(shaped, "figures.yaml", FiguresFile(figures=[])),
            phases=_or_empty(shaped, "phases.yaml", PhasesFile(phases=[])),
            official=official if isinstance(official, OfficialFile) else None,
            documents=documents,
        ),
        (),
    )


def _or_empty(shaped: Mapping[str, BaseModel], name: str, empty: File) -> File:
    found = shaped.get(name)
    return found if isinstance(found, type(empty)) else empty
