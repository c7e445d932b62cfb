"""Verbs of the territory app: loading a folder, importing official boundaries."""

from portici.territory.services.boundaries import (
    BoundaryImport,
    CannotImport,
    check_boundaries,
    import_boundaries,
)
from portici.territory.services.folder import FolderReport, check_folder
from portici.territory.services.load import CannotLoad, load_territory

__all__ = [
    "BoundaryImport",
    "CannotImport",
    "CannotLoad",
    "FolderReport",
    "check_boundaries",
    "check_folder",
    "import_boundaries",
    "load_territory",
]
