"""The rules in words, for people who do not read code: `python -m tools.rules_pages [--check]`.

Writes docs/rules/<app>.md from the docstrings of the app's rules: what each module is about, then every public
function and list of repairs in the order in which it stands. A test fails when a page is stale.
"""

import inspect
import os
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import FunctionType, ModuleType

import django
from django.utils import translation

from portici.plan.rules.official_repair import Repair

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "docs" / "rules"

# The order in which a page is read; a module that is not named here comes at the end.
READING_ORDER = {
    "accounts": ("roles", "scopes", "rights", "granting", "personal_data", "claims", "devices"),
    "plan": (
        "shape", "folder_checks", "statement_checks", "tree", "outline", "elements", "words", "order", "canonical",
        "official", "official_repairs", "official_accents", "official_repair",
    ),
    "territory": (
        "schema", "sheet", "folder_checks", "checks", "boundaries",
        "mosaic", "drawing", "frame", "choropleth",
    ),
}  # fmt: skip

# Declared repairs are rules too, kept as lists: module to the names of its lists.
REPAIRS = {"portici.plan.rules.official_repairs": ("LINE_REPAIRS", "JOINING_REPAIRS")}

# The module whose roles are printed one by one.
ROLES = "portici.accounts.rules.roles"

INTRODUCTION = """\
# Rules: {app}

What Portici holds for right about {subject}, in words.
This page is written from the code by `python -m tools.rules_pages`: to change a rule, change it there.
Each heading names the function that applies the rule.{cases}
"""
SUBJECTS = {
    "accounts": "people, roles and what is kept of them",
    "plan": "plans, their folders and their official wording",
    "territory": "territories, their facts and their maps",
}


def main() -> int:
    """Write the pages, or with --check say which of them are stale."""
    is_check = "--check" in sys.argv
    if is_check:
        stale = stale_pages()
        for name in stale:
            print(f"docs/rules/{name} is stale: python -m tools.rules_pages")
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for app in READING_ORDER:
        (FOLDER / f"{app}.md").write_text(page(app), encoding="utf-8")
    return 0


def stale_pages() -> list[str]:
    """The pages that do not say what the code says today."""
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    fresh = {f"{app}.md": page(app) for app in READING_ORDER}
    return sorted(name for name in written | fresh if written.get(name) != fresh.get(name))


def page(app: str) -> str:
    """The rules of an app as Markdown."""
    cases = sorted((PROJECT / "tests" / app / "cases").glob("*.yaml"))
    links = ", ".join(
        f"[{case.stem}](../../{case.relative_to(PROJECT).as_posix()})" for case in cases
    )
    told = f"\n\nExamples that a test runs, in Italian: {links}." if cases else ""
    parts = [INTRODUCTION.format(app=app, subject=SUBJECTS[app], cases=told)]
    parts += [section for module in _modules(app) if (section := _section(module))]
    return "\n".join(parts)


def _modules(app: str) -> list[ModuleType]:
    """The modules of the app's rules in reading order."""
    package = import_module(f"portici.{app}.rules")
    order = READING_ORDER[app]
    names = [found.name for found in walk_packages(package.__path__, f"{package.__name__}.")]
    names.sort(key=lambda name: (_rank(name.rpartition(".")[2], order), name))
    return [import_module(name) for name in names]


def _rank(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


def _section(module: ModuleType) -> str:
    """A module with its rules; empty when it has none of its own."""
    rules = [f"### `{rule.__name__}`\n\n{_told(rule)}\n" for rule in _rules(module)]
    rules += [_table(name, repairs) for name, repairs in _repairs(module)]
    if module.__name__ == ROLES:
        rules += _role_tables(module)
    if not rules:
        return ""
    source = Path(str(module.__file__)).relative_to(PROJECT).as_posix()
    heading = module.__name__.rpartition(".")[2].replace("_", " ").capitalize()
    parts = [f"## {heading}\n", f"{_told(module)}\n", f"Source: [{source}](../../{source})\n"]
    return "\n".join([*parts, *rules])


def _rules(module: ModuleType) -> Iterator[FunctionType]:
    """The module's own public functions, in the order in which they stand."""
    for name, value in vars(module).items():
        is_own = inspect.isfunction(value) and value.__module__ == module.__name__
        if is_own and not name.startswith("_"):
            yield value


def _repairs(module: ModuleType) -> Iterator[tuple[str, tuple[Repair, ...]]]:
    """The lists of repairs that are told with a module."""
    for name in REPAIRS.get(module.__name__, ()):
        yield name, getattr(module, name)


def _table(name: str, repairs: tuple[Repair, ...]) -> str:
    rows = [f"### `{name}`\n", "| Why | Before | After |", "|---|---|---|"]
    for repair in repairs:
        cells = (_cell(text) for text in (repair.example or ("", "")))
        rows.append(f"| {repair.why.replace('|', chr(92) + '|')} | {' | '.join(cells)} |")
    return "\n".join([*rows, ""])


def _role_tables(module: ModuleType) -> list[str]:
    """Every role: its sentence, on what it is held, what it may do."""
    parts = []
    with translation.override("en"):
        for role in module.ROLES.values():
            scopes = ", ".join(str(kind.label) for kind in role.scopes)
            rights = [f"- {right.label} (`{right.value}`)" for right in sorted(role.rights)]
            staff = " Staff: can be made to have a second factor." if role.is_staff else ""
            parts.append(
                "\n".join(
                    [
                        f"### {role.label()} (`{role.key}`)",
                        f"\n{role.sentence()}{staff}\n",
                        f"Held on: {scopes}.\n",
                        *(rights or ["Nothing more than the public."]),
                        "",
                    ]
                )
            )
    return parts


def _cell(text: str) -> str:
    """A text as it is, spaces and line ends included."""
    shown = text.replace("\n", "⏎").replace("|", "\\|")
    fence = "``" if "`" in shown else "`"
    return f"{fence} {shown} {fence}" if fence == "``" else f"`{shown}`"


def _told(thing: ModuleType | FunctionType) -> str:
    """The docstring as Markdown: texts in angle brackets would be read as markup."""
    text = inspect.getdoc(thing) or ""
    return re.sub(r"<(?=[a-z/])", "\\\\<", text)


if __name__ == "__main__":
    # Labels of roles are translated texts.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portici.web.settings")
    django.setup()
    sys.exit(main())
