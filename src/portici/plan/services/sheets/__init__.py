"""An edition as a workbook: taken away, changed by people in their own programs, and brought back."""

from portici.plan.services.sheets.importing import (
    CannotImport,
    Conflict,
    ImportReport,
    import_sheets,
    read_changes,
)
from portici.plan.services.sheets.reading import SheetFile
from portici.plan.services.sheets.writing import csv_files_of, workbook_of

__all__ = [
    "CannotImport",
    "Conflict",
    "ImportReport",
    "SheetFile",
    "csv_files_of",
    "import_sheets",
    "read_changes",
    "workbook_of",
]
