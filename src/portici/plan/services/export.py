"""Writing an edition as a plan folder: loading the folder elsewhere gives the same content hash."""

from pathlib import Path
from typing import Any

import yaml

from portici.plan.models import Edition
from portici.plan.queries.content import edition_content
from portici.plan.rules.schema import FILES

HEADING = "# Written by `portici plan export`. The form of this file: docs/manual/plan-folder.md.\n"


class CannotExport(Exception):
    """The folder holds files already: nothing was written."""


def export_plan(*, edition: Edition, folder: Path) -> tuple[Path, ...]:
    """Write the edition's files into `folder`, which is made when it is missing.

    Returns the files written. Raises CannotExport when one of them is there already, and OSError when
    the folder cannot be written to.
    """
    targets = {folder / name: text for name, text in folder_texts(edition).items()}
    present = sorted(path.name for path in targets if path.exists())
    if present:
        raise CannotExport(", ".join(present))
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in targets.items():
        path.write_text(text, encoding="utf-8")
    return tuple(targets)


def folder_files(edition: Edition) -> dict[str, dict[str, Any]]:
    """Name of each of the folder's files to what stands in it."""
    content = edition_content(edition)
    # In the canonical form an edition that was superseded is as it was approved; its folder says what it is.
    content["plan.yaml"]["edition"]["status"] = str(edition.status)
    return {name: _with_required_lists(name, fields) for name, fields in content.items()}


def folder_texts(edition: Edition) -> dict[str, str]:
    """Name of each of the folder's files to its YAML."""
    files = folder_files(edition)
    return {name: HEADING + as_yaml(fields) for name, fields in files.items()}


def _with_required_lists(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The canonical form leaves empty lists out; the files' form asks for some of them."""
    required = {key for key, field in FILES[name].model_fields.items() if field.is_required()}
    return {**fields, **{key: [] for key in required if key not in fields}}


class _PlanDumper(yaml.SafeDumper):
    """YAML for people: spans of lines on one line, nothing abbreviated by anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_list(dumper: _PlanDumper, values: list[Any]) -> yaml.Node:
    is_span = all(isinstance(value, int) for value in values)
    is_spans = all(isinstance(value, list) for value in values)
    return dumper.represent_sequence(
        "tag:yaml.org,2002:seq", values, flow_style=bool(values) and (is_span or is_spans)
    )


_PlanDumper.add_representer(list, _represent_list)


def as_yaml(fields: dict[str, Any]) -> str:
    """YAML for people: everything written out, spans on one line."""
    return yaml.dump(
        fields, Dumper=_PlanDumper, allow_unicode=True, sort_keys=False, width=100, indent=2
    )
