"""The house as a whole: layers of imports, the same for foreign keys, and what files may be."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model
from importlinter.api import read_configuration

import portici

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "portici"
CONTRACTS = ROOT / ".importlinter"
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "signals.py", "managers.py"}
MAXIMUM_LINES = 500

# For each contract an offence: the file that is written (or added to), and the line that offends.
OFFENCES = [
    ("layers", "kernel/text.py", "import portici.plan.models"),
    ("layers", "unplaced/__init__.py", "UNPLACED = True"),
    ("anatomy", "plan/rules/outline.py", "import portici.plan.services.load"),
    ("anatomy", "plan/utils.py", "STRAY = True"),
    ("rules-without-django", "plan/rules/outline.py", "from django.db import connection"),
    ("views-without-models", "portal/views/planted.py", "from portici.plan.models import Plan"),
    ("own-views", "web/wsgi.py", "import portici.portal.views"),
    ("no-rings", "kernel/localized.py", "import portici.kernel.text"),
]
# The other half of the planted ring.
SECOND_HALF = {"no-rings": ("kernel/text.py", "import portici.kernel.localized")}


def _python_files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


def _lint_imports(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(
        [*command, "--config", str(CONTRACTS), "--no-cache", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def _add_line(file: Path, line: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(f"{before}\n{line}\n", encoding="utf-8")


def test_imports_keep_every_contract() -> None:
    result = _lint_imports(folder=PACKAGE.parent)

    assert result.returncode == 0, result.stdout + result.stderr


def test_every_contract_has_an_offence() -> None:
    contracts = [
        contract["id"] for contract in read_configuration(str(CONTRACTS))["contracts_options"]
    ]

    assert sorted({offence[0] for offence in OFFENCES}) == sorted(contracts)


@pytest.mark.parametrize(("contract", "file", "line"), OFFENCES, ids=lambda value: str(value))
def test_contract_breaks_on_an_offence(tmp_path: Path, contract: str, file: str, line: str) -> None:
    ignored = shutil.ignore_patterns("static", "locale", "__pycache__", "templates")
    shutil.copytree(PACKAGE, tmp_path / "portici", ignore=ignored)
    _add_line(tmp_path / "portici" / file, line)
    if contract in SECOND_HALF:
        other_file, other_line = SECOND_HALF[contract]
        _add_line(tmp_path / "portici" / other_file, other_line)

    result = _lint_imports("--contract", contract, folder=tmp_path)

    assert result.returncode == 1, result.stdout + result.stderr
    assert " BROKEN" in result.stdout


def _layers() -> dict[str, int]:
    """App to its layer's number, 0 for the highest, from the contract itself."""
    options = read_configuration(str(CONTRACTS))["contracts_options"]
    lines = next(contract for contract in options if contract["id"] == "layers")["layers"]
    return {
        name.strip(" ()"): number
        for number, line in enumerate(lines)
        for name in line.replace("|", ":").split(":")
    }


def _relations() -> Iterator[tuple[type[Model], "Field[object, object]"]]:
    for model in apps.get_models():
        if model.__module__.startswith("portici."):
            for field in model._meta.get_fields():
                if isinstance(field, Field) and field.is_relation:
                    yield model, field


def test_foreign_keys_go_down_like_imports() -> None:
    layers = _layers()
    upward = []
    for model, field in _relations():
        target = field.related_model
        assert isinstance(target, type)
        own, other = (each.__module__.split(".")[1] for each in (model, target))
        if not target.__module__.startswith("portici.") or (
            own != other and layers[other] <= layers[own]
        ):
            upward.append(f"{model.__name__}.{field.name} → {target.__module__}.{target.__name__}")

    assert upward == []


def test_no_file_is_too_long() -> None:
    too_long = {
        str(path.relative_to(ROOT)): lines
        for path in [*_python_files(), *(ROOT / "tests").rglob("*.py")]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAXIMUM_LINES
    }

    assert too_long == {}


def test_no_file_is_a_junk_drawer() -> None:
    drawers = [
        str(path.relative_to(PACKAGE)) for path in _python_files() if path.name in FORBIDDEN_NAMES
    ]

    assert drawers == []


def _uses_of_the_orm(path: Path) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]


def test_orm_stays_in_queries_and_services() -> None:
    outside = [
        path
        for path in _python_files()
        if not {"queries", "queries.py", "services", "services.py"}
        & set(path.relative_to(PACKAGE).parts)
    ]

    uses = {
        str(path.relative_to(PACKAGE)): lines
        for path in outside
        if (lines := _uses_of_the_orm(path))
    }

    assert uses == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(PACKAGE))
        for path in _python_files()
        if path.read_text(encoding="utf-8").strip()
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]

    assert silent == []


def test_package_is_the_one_in_this_folder() -> None:
    """With an installed copy elsewhere every test above would look at other files."""
    assert Path(portici.__file__).parent == PACKAGE
