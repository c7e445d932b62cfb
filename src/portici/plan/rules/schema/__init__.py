"""The shape of a plan folder's files, as strict Pydantic models.

Shape only: what must agree between elements and files stands in `rules.folder_checks`.
Source of the form: docs/manual/plan-folder.md.
"""

from portici.kernel.shapes import Strict
from portici.plan.rules.schema.changes_file import ChangesFile
from portici.plan.rules.schema.linked_files import (
    FiguresFile,
    FrameworksFile,
    InstrumentLink,
    InstrumentsFile,
    PhasesFile,
)
from portici.plan.rules.schema.official_file import OfficialFile
from portici.plan.rules.schema.plan_file import NodeEntry, PlanFile
from portici.plan.rules.schema.values import MAXIMUM_NODES, Title

__all__ = [
    "FILES",
    "MAXIMUM_NODES",
    "ChangesFile",
    "FiguresFile",
    "FrameworksFile",
    "InstrumentLink",
    "InstrumentsFile",
    "NodeEntry",
    "OfficialFile",
    "PhasesFile",
    "PlanFile",
    "Title",
]

FILES: dict[str, type[Strict]] = {
    "plan.yaml": PlanFile,
    "instruments.yaml": InstrumentsFile,
    "frameworks.yaml": FrameworksFile,
    "figures.yaml": FiguresFile,
    "phases.yaml": PhasesFile,
    "official.yaml": OfficialFile,
    "changes.yaml": ChangesFile,
}
