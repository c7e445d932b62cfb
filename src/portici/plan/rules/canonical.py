"""The content of a plan folder in one form, whatever its layout, and its hash.

Two folders with the same content have the same hash, on every machine and in every year; so has the
content rebuilt from the database. What does not count: comments, layout, empty fields, fields that
say what is said by leaving them out, the order of nodes that are not siblings, of the lines that name
an instrument, and of alignments; and whether an approved edition has been superseded since.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

from pydantic import BaseModel

from portici.plan.rules.schema import FILES, PlanFile
from portici.plan.rules.shape import PlanFolder
from portici.plan.rules.tree import tree_paths

# File name to what stands in it: plain mappings, lists and scalars, as YAML and JSON hold them.
Content = dict[str, dict[str, Any]]


def folder_content(folder: PlanFolder) -> Content:
    """The content of a well-formed folder."""
    return _canonical(
        {
            "plan.yaml": folder.plan,
            "instruments.yaml": folder.instruments,
            "frameworks.yaml": folder.frameworks,
            "figures.yaml": folder.figures,
            "phases.yaml": folder.phases,
            "official.yaml": folder.official,
            # A folder without changes has the hash that it had before there was such a file.
            "changes.yaml": folder.changes if folder.changes.changes else None,
        }
    )


def stated_content(files: Mapping[str, Mapping[str, Any]]) -> Content:
    """The content of files given as plain mappings, such as the database has them.

    Raises pydantic.ValidationError when a file has not the form of a plan folder.
    """
    return _canonical({name: FILES[name].model_validate(value) for name, value in files.items()})


def content_digest(content: Content) -> str:
    """blake2b of the content, 64 hexadecimal digits."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


def differing_parts(one: Content, other: Content) -> tuple[str, ...]:
    """The parts that are not the same, as `file: list: code or key`, in the order of the files."""
    ours, theirs = _parts(one), _parts(other)
    return tuple(
        name for name in dict.fromkeys([*ours, *theirs]) if ours.get(name) != theirs.get(name)
    )


def _canonical(files: Mapping[str, BaseModel | None]) -> Content:
    content: Content = {}
    for name, file in files.items():
        if file is not None:
            value = file.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            content[name] = _without_empty(value)
    edition = content["plan.yaml"]["edition"]
    if edition["status"] == "superseded":
        # What was approved stays what it was when another edition takes its place.
        edition["status"] = "approved"
    paths = tree_paths(cast(PlanFile, files["plan.yaml"]).nodes)
    content["plan.yaml"]["nodes"].sort(key=lambda node: paths[node["code"]])
    for node in content["plan.yaml"]["nodes"]:
        node.get("markers", []).sort(key=lambda mark: mark["key"])
        node.get("origins", []).sort(key=lambda origin: origin["id"])
    for instrument in content["instruments.yaml"].get("instruments", []):
        instrument.get("links", []).sort(key=lambda link: link["line"])
    content["frameworks.yaml"].get("alignments", []).sort(
        key=lambda entry: (entry["strategy"], entry["framework"], entry["topic"])
    )
    content["phases.yaml"].get("phases", []).sort(key=lambda phase: phase["number"])
    for figure in content["figures.yaml"].get("figures", []):
        if isinstance(figure["value"], float) and figure["value"].is_integer():
            figure["value"] = int(figure["value"])
    return content


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        pruned = {key: _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in pruned.items() if item not in (None, [], {})}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def _parts(content: Content) -> dict[str, Any]:
    """Every entry of every list that has a code or key, and every other field, by its name."""
    parts: dict[str, Any] = {}
    for file, fields in content.items():
        for field, value in fields.items():
            if not isinstance(value, list):
                parts[f"{file}: {field}"] = value
                continue
            for number, item in enumerate(value, start=1):
                parts[f"{file}: {field}: {_entry_name(item) or number}"] = item
    return parts


def _entry_name(item: Any) -> str:
    if not isinstance(item, dict) or "operation" in item:
        # Changes have a place, not a name: one thing is changed more than once.
        return ""
    if "framework" in item:
        return f"{item['strategy']} → {item['framework']}:{item['topic']}"
    return str(item.get("code") or item.get("key") or "")
