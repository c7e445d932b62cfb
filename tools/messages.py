"""The message catalogues: `python -m tools.messages collect | check | compile`.

collect   reads the source strings out of Python and templates into locale/*/LC_MESSAGES/django.po
check     exits 1 and says which strings have no translation, are fuzzy, or are not collected
compile   writes the .mo files (the installation does it too)
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "src" / "portici"
METHODS = [("**/migrations/**", "ignore"), ("**.py", "python"), ("**/templates/**", "jinja2")]
OPTIONS = {
    "**/templates/**": {
        "extensions": "jinja2.ext.i18n,jinja2.ext.do",
        "newstyle_gettext": "true",
        "trimmed": "true",
        "silent": "false",
    }
}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "lazy": None,  # how the portal calls gettext_lazy beside gettext
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def main() -> int:
    """Run the command that the first argument names."""
    commands = {"collect": collect, "check": check, "compile": compile_catalogues}
    command = commands.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if command is None:
        print(__doc__)
        return 2
    return command()


def collect() -> int:
    """Bring every catalogue up to date with the source strings; what is gone is dropped."""
    template = source_strings()
    for path in catalogue_paths():
        catalogue = _read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as handle:
            write_po(
                handle,
                catalogue,
                width=110,
                sort_by_file=True,
                omit_header=False,
                include_lineno=False,
            )
        missing = sum(1 for _message in untranslated(catalogue))
        print(
            f"{path.relative_to(PROJECT)}: {len(catalogue)} strings, {missing} without translation"
        )
    return 0


def check() -> int:
    """Say what is missing in each catalogue."""
    wrong = 0
    expected = {_identity(message) for message in source_strings() if message.id}
    for path in catalogue_paths():
        catalogue = _read(path)
        known = {_identity(message) for message in catalogue if message.id}
        for identity in sorted(expected - known, key=str):
            print(f"{path.parent.parent.name}: not collected: {identity[1]}")
            wrong += 1
        for message in untranslated(catalogue):
            print(f"{path.parent.parent.name}: not translated: {message.id}")
            wrong += 1
    return 1 if wrong else 0


def compile_catalogues() -> int:
    """Write the binary catalogues."""
    for path in catalogue_paths():
        with path.with_suffix(".mo").open("wb") as handle:
            write_mo(handle, _read(path))
    return 0


def catalogue_paths() -> list[Path]:
    """Every .po of the package."""
    return sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po"))


def source_strings() -> Catalog:
    """The strings that the code shows to people."""
    catalogue = Catalog(project="Portici", fuzzy=False)
    for file, _line, message, comments, context in extract_from_dir(
        PACKAGE, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        catalogue.add(
            message, None, [(f"src/portici/{file}", 0)], auto_comments=comments, context=context
        )
    return catalogue


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    """Messages without a complete, certain translation."""
    for message in catalogue:
        if not message.id:
            continue
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.fuzzy or not all(texts):
            yield message


def _read(path: Path) -> Catalog:
    with path.open("rb") as handle:
        return read_po(handle, locale=path.parent.parent.name)


def _identity(message: Message) -> tuple[str | None, object]:
    return message.context, message.id


if __name__ == "__main__":
    sys.exit(main())
