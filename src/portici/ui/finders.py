"""Static files of Bootstrap Italia: only those that our pages load, not the whole distribution."""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

_FONTS = "fonts/Titillium_Web"

ITALIA_FILES = (
    "css/bootstrap-italia.min.css",
    f"{_FONTS}/titillium-web-v10-latin-ext_latin-300.woff2",
    f"{_FONTS}/titillium-web-v10-latin-ext_latin-regular.woff2",
    f"{_FONTS}/titillium-web-v10-latin-ext_latin-italic.woff2",
    f"{_FONTS}/titillium-web-v10-latin-ext_latin-600.woff2",
    f"{_FONTS}/titillium-web-v10-latin-ext_latin-700.woff2",
)


def italia_folder() -> Path:
    """Where the installed distribution keeps its static files."""
    return Path(str(files("bootstrap_italia_template"))) / "static"


class ItaliaFinder(BaseFinder):
    """Finds the listed files under `italia/`."""

    def __init__(self, app_names: object = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=italia_folder())
        self.storage.prefix = "italia"  # type: ignore[attr-defined]  # collectstatic asks for it

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file's place, or an empty list."""
        name = path.removeprefix("italia/")
        if path == name or name not in ITALIA_FILES:
            return []
        found = str(italia_folder() / name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every listed file with its storage."""
        for name in ITALIA_FILES:
            yield name, self.storage
