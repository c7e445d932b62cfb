"""Reads YAML so that every value remembers its line, and every fault becomes a finding.

PyYAML's composer gives nodes with positions; this module turns them into plain values and a table of lines.
It never builds anything but mappings with text keys, lists and scalars, and it refuses anchors (a few lines of
aliases can expand to gigabytes), repeated keys and nesting beyond reason.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from portici.kernel.files import read_text
from portici.kernel.findings import Finding, Place

PathInDocument = tuple[str | int, ...]

MAXIMUM_BYTES = 8 * 1024 * 1024
MAXIMUM_DEPTH = 30

_SCALARS = {
    "tag:yaml.org,2002:null",
    "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:str",
}
_NUMBERS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
# YAML 1.1 also reads `010` as eight, `1:30` as ninety and `6_200` as a number: that may not be what is meant.
_CLEAR_NUMBER = re.compile(
    r"[-+]?(0|[1-9][0-9]*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan", re.IGNORECASE
)
# Values are repeated in findings, but not at any length.
_SHOWN = 60


@dataclass(frozen=True)
class LocatedDocument:
    """A YAML file's value, the line of each part of it, and what was wrong with the file.

    Attributes:
        name: the file's name as shown to people.
        value: plain mappings, lists and scalars; None when the file could not be read.
        lines: path in the document, such as ("nodes", 3, "title"), to line number from 1.
        findings: all faults of syntax, encoding and form.
    """

    name: str
    value: object = None
    lines: dict[PathInDocument, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def line_of(self, path: PathInDocument) -> int | None:
        """The line of a part, or of the nearest part around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def place_of(self, path: PathInDocument) -> Place:
        """The place of a part, for a finding."""
        return Place(file=self.name, line=self.line_of(path))

    def value_at(self, path: PathInDocument) -> Any:
        """The value of a part that the table of lines has."""
        value: Any = self.value
        for part in path:
            value = value[part]
        return value

    def entry_name(self, path: PathInDocument) -> str:
        """The `code` or `key` of the nearest entry around a part, by which a person finds it; empty without one."""
        for length in range(len(path), -1, -1):
            value = self.value_at(path[:length])
            if isinstance(value, dict) and (value.get("code") or value.get("key")):
                return str(value.get("code") or value.get("key"))
        return ""


def read_located_yaml(path: Path, *, name: str | None = None) -> LocatedDocument:
    """Read one file. Nothing is raised for what a person may have written: it all comes back as findings."""
    shown = name or path.name
    text, fault = read_text(path, limit=MAXIMUM_BYTES, name=shown)
    if fault is not None:
        return LocatedDocument(name=shown, findings=(fault,))
    return parse_located_yaml(text, name=shown)


def parse_located_yaml(text: str, *, name: str) -> LocatedDocument:
    """Like `read_located_yaml`, for text already decoded."""
    try:
        # Before composing: the composer of libyaml calls itself for each level, until the process dies.
        deep_line = _line_too_deep(text)
        if deep_line is not None:
            return _refused(name, "yaml.too-deep", line=deep_line, facts={"limit": MAXIMUM_DEPTH})
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        return _refused(
            name, "yaml.syntax", line=line, facts={"problem": error.problem or str(error)}
        )
    except yaml.YAMLError as error:
        return _refused(name, "yaml.syntax", facts={"problem": str(error).splitlines()[0]})
    if root is None:
        return _refused(name, "file.empty")
    reader = _Reader(name)
    value = reader.value_of(root, ())
    if value is None and not reader.findings:
        return _refused(name, "file.empty")
    return LocatedDocument(name, value, reader.lines, tuple(reader.findings))


def located_value(value: object, *, name: str) -> LocatedDocument:
    """A value that was never in a file, as if it stood on one line: for the same checks as a file's."""
    lines: dict[PathInDocument, int] = {}
    waiting: list[tuple[PathInDocument, object]] = [((), value)]
    while waiting:
        path, part = waiting.pop()
        lines[path] = 1
        if isinstance(part, dict):
            waiting.extend(((*path, key), item) for key, item in part.items())
        elif isinstance(part, list):
            waiting.extend(((*path, index), item) for index, item in enumerate(part))
    return LocatedDocument(name, value, lines)


def _line_too_deep(text: str) -> int | None:
    """The line at which the nesting passes MAXIMUM_DEPTH; None where it never does."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAXIMUM_DEPTH:
            return event.start_mark.line + 1 if event.start_mark else 1
    return None


def _refused(
    name: str, code: str, *, line: int | None = None, facts: dict[str, object] | None = None
) -> LocatedDocument:
    finding = Finding(code=code, subject=name, facts=facts or {}, place=Place(name, line))
    return LocatedDocument(name=name, findings=(finding,))


class _Reader:
    """Walks the composed nodes once, collecting values, lines and findings."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[PathInDocument, int] = {}
        self.findings: list[Finding] = []
        self._visited: set[int] = set()
        self._constructor = yaml.SafeLoader("")

    def value_of(self, node: yaml.Node, path: PathInDocument) -> object:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self._visited:
            self._fault("yaml.alias", line, {})
            return None
        self._visited.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line)
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(item, (*path, i)) for i, item in enumerate(node.value)]
        return dict(self._pairs(node, path))

    def _pairs(self, node: yaml.Node, path: PathInDocument) -> Iterator[tuple[str, object]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault("yaml.key-not-text", line, {})
                continue
            key = key_node.value
            if key in seen:
                self._fault("yaml.duplicate-key", line, {"key": key, "first_line": seen[key]})
                continue
            seen[key] = line
            self.lines[(*path, key)] = line
            yield key, self.value_of(value_node, (*path, key))

    def _scalar(self, node: yaml.ScalarNode, line: int) -> object:
        # Dates and other typed scalars stay texts: the schema says what they must be.
        if node.tag not in _SCALARS:
            return node.value
        if node.tag in _NUMBERS and not (node.value and _CLEAR_NUMBER.fullmatch(node.value)):
            self._fault("yaml.number-unclear", line, {"value": node.value[:_SHOWN]})
            return None
        try:
            return self._constructor.construct_object(node)
        except (ValueError, LookupError, yaml.YAMLError):
            problem = f"cannot read the value {node.value[:_SHOWN]!r}"
            self._fault("yaml.syntax", line, {"problem": problem})
            return None

    def _fault(self, code: str, line: int, facts: dict[str, object]) -> None:
        place = Place(self.name, line)
        self.findings.append(Finding(code=code, subject=self.name, facts=facts, place=place))
