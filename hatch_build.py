"""Compiles the message catalogues when the package is built or installed, so that no machine needs GNU gettext."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]  # the hook has no settings
    """Writes one `.mo` beside every `.po` under src/portici/locale."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the wheel, or the editable install, is put together."""
        for source in sorted(Path(self.root, "src/portici/locale").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as handle:
                catalogue = read_po(handle, locale=source.parent.parent.name)
            with source.with_suffix(".mo").open("wb") as handle:
                write_mo(handle, catalogue)
