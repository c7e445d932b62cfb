"""The picture of the layers in ARCHITECTURE.md: `python -m tools.layers [--check]`.

It is drawn from the imports of today: one line per layer of `.importlinter`, and for every app the apps that
it imports.
"""

import configparser
import sys
from pathlib import Path

import grimp

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "ARCHITECTURE.md"
BEGIN, END = "<!-- layers: begin -->", "<!-- layers: end -->"


def main() -> int:
    """Write the picture, or with --check say whether it is the one in the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _old, after = rest.split(END)
    fresh = f"{before}{BEGIN}\n{picture()}{END}{after}"
    if "--check" in sys.argv:
        if fresh != page:
            print("ARCHITECTURE.md: the picture of the layers is stale: python -m tools.layers")
            return 1
        return 0
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


def picture() -> str:
    """The layers from the highest, and what each app imports, as a code block."""
    graph = grimp.build_graph("portici", cache_dir=None)
    lines = []
    for layer in layers():
        lines.append(f"    {',  '.join(layer)}")
        for app in layer:
            imported = sorted(
                other
                for other in {name for group in layers() for name in group} - {app}
                if _imports_directly(graph, app, other)
            )
            if imported:
                lines.append(f"        {app} → {', '.join(imported)}")
    return "\n" + "\n".join(lines) + "\n\n"


def _imports_directly(graph: grimp.ImportGraph, app: str, other: str) -> bool:
    """Whether any module of `app` imports any module of `other`."""
    modules = {f"portici.{app}", *graph.find_descendants(f"portici.{app}")}
    prefix = f"portici.{other}"
    return any(
        target == prefix or target.startswith(f"{prefix}.")
        for module in modules
        for target in graph.find_modules_directly_imported_by(module)
    )


def layers() -> list[list[str]]:
    """The layers of the first contract, from the highest."""
    contracts = configparser.ConfigParser()
    contracts.read(PROJECT / ".importlinter", encoding="utf-8")
    section = next(
        name
        for name in contracts.sections()
        if contracts[name].get("type") == "layers"
        and contracts[name].get("containers", "").strip() == "portici"
    )
    rows = contracts[section]["layers"].strip().splitlines()
    return [[part.strip(" ()") for part in row.replace(":", "|").split("|")] for row in rows]


if __name__ == "__main__":
    sys.exit(main())
