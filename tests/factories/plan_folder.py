"""A plan folder as small as it can be while having one of everything."""

from pathlib import Path
from typing import Any

import yaml

# File name to its content; a test may put anything there.
Files = dict[str, Any]

DIGEST = "0" * 64


class _Dumper(yaml.SafeDumper):
    """Writes every value out, even one that stands in two places."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def texts(text: str) -> dict[str, str]:
    """The same text in both languages, told apart by a mark."""
    return {"it": f"{text} (it)", "en": f"{text} (en)"}


def node(code: str, level: str, parent: str | None = None, **more: Any) -> dict[str, Any]:
    """One node; its title and summary are made of its code."""
    entry = {"code": code, "level": level, "title": texts(f"Node {code}")}
    if parent is not None:
        entry["parent"] = parent
    return {**entry, "summary": texts(f"What {code} is about."), "lines": [[1, 2]], **more}


def plan_file() -> dict[str, Any]:
    """Two levels, two roots, three nodes below them, one marker."""
    return {
        "format": "portici-plan/1",
        "slug": "small-plan",
        "title": texts("A small plan"),
        "short_title": texts("Small"),
        "summary": texts("A plan for tests."),
        "languages": ["it", "en"],
        "territory": "small-place",
        "horizon": {"from": 2025, "to": 2030, "note": texts("Five years."), "lines": [[3, 4]]},
        "promoters": [{"name": texts("A promoter"), "lines": [[5, 5]]}],
        "edition": {"key": "first", "name": texts("First edition"), "status": "approved"},
        "document": {"title": "A document", "language": "it", "line_count": 100},
        "vision": {"text": texts("A vision."), "lines": [[6, 6]]},
        "levels": [
            {"key": "theme", "name": texts("Theme"), "plural": texts("Themes")},
            {"key": "measure", "name": texts("Measure"), "plural": texts("Measures")},
        ],
        "markers": [
            {"key": "young", "kind": "founding", "name": texts("Young people")},
            {"key": "green", "kind": "transversal", "name": texts("Green")},
        ],
        "colours": {"A": "#336699"},
        "area_icons": {"A": "table"},
        "after_approval": [{"key": "design", "title": texts("Design"), "summary": texts("Later.")}],
        "nodes": [
            node("A", "theme"),
            node("A.1", "measure", "A", markers=[{"key": "young", "lines": [[2, 2]]}]),
            node("A.2", "measure", "A", id="kept-name"),
            node("B", "theme"),
            node("B.1", "measure", "B"),
        ],
    }


def instruments_file() -> dict[str, Any]:
    """Two instruments of one kind; one line names both, one instrument is named twice."""
    return {
        "kinds": [{"key": "fund", "name": texts("Fund"), "summary": texts("Money.")}],
        "instruments": [
            {
                "key": "big-fund",
                "kind": "fund",
                "name": texts("Big fund"),
                "summary": texts("Much money."),
                "status": "listed",
                "links": [
                    {"line": "A-S01", "strategy": "A", "lines": [[7, 7]], "variant": "the fund"},
                    {"line": "B-S01", "strategy": "B", "lines": [[8, 8]], "variant": "fund, big"},
                ],
            },
            {
                "key": "small-fund",
                "kind": "fund",
                "name": texts("Small fund"),
                "status": "active",
                "links": [
                    {"line": "A-S01", "strategy": "A", "lines": [[7, 7]], "variant": "the other"}
                ],
                "named_elsewhere": [[9, 9]],
                "merge_note": texts("Kept apart."),
            },
        ],
    }


def frameworks_file() -> dict[str, Any]:
    """One framework with two topics, one of them without alignments; one framework without topics."""
    return {
        "frameworks": [
            {
                "key": "world-goals",
                "level": "un",
                "title": texts("World goals"),
                "reference": "A/RES/1",
                "adopted_on": "2015-09-25",
                "valid_to": "2030",
                "status": "in-force",
                "topics": [
                    {"key": "work", "code": "8", "name": texts("Work")},
                    {"key": "water", "code": "6", "name": texts("Water")},
                ],
            },
            {
                "key": "old-strategy",
                "level": "regional",
                "title": texts("Old strategy"),
                "status": "expired",
                "status_note": texts("Successor to be found."),
            },
        ],
        "alignments": [
            {
                "strategy": "A",
                "framework": "world-goals",
                "topic": "work",
                "basis": "editorial-proposal",
                "reason": texts("Both speak of work."),
            },
            {
                "strategy": "B",
                "framework": "world-goals",
                "topic": "work",
                "basis": "document",
                "lines": [[10, 11]],
            },
        ],
    }


def figures_file() -> dict[str, Any]:
    """A number, a text and a zero; one of them does not add up."""
    return {
        "topics": [{"key": "people", "name": texts("People")}],
        "figures": [
            {
                "key": "F1",
                "topic": "people",
                "name": texts("Members"),
                "value": 91,
                "qualifier": "about",
                "unit": {"key": "people", **texts("people")},
                "year": 2024,
                "inconsistency": "X1",
                "headline": True,
            },
            {
                "key": "F2",
                "topic": "people",
                "name": texts("Motto"),
                "kind": "text",
                "value": texts("Together"),
                "unit": {"key": "text", **texts("text")},
            },
            {
                "key": "F3",
                "topic": "people",
                "name": texts("Missing"),
                "value": 0,
                "unit": {"key": "people", **texts("people")},
                "scope": texts("Everywhere"),
                "cited_source": "A source",
                "caveat": texts("Nobody counted."),
            },
        ],
        "inconsistencies": [
            {"key": "X1", "title": texts("Two counts"), "summary": texts("91 or 131.")}
        ],
    }


def phases_file() -> dict[str, Any]:
    """Two phases and one dated event."""
    return {
        "phases": [
            {
                "number": 1,
                "key": "listening",
                "title": texts("Listening"),
                "summary": texts("Interviews."),
                "starts": "2024-07",
                "ends": "2024-12-31",
                "numbers": [{"value": 30, "label": texts("interviews")}],
            },
            {
                "number": 2,
                "key": "writing",
                "title": texts("Writing"),
                "summary": texts("Drafts."),
                "starts": "2025",
                "ends": "2025",
            },
        ],
        "milestones": [{"date": "2025-02-25", "title": texts("Approval")}],
    }


def official_file() -> dict[str, Any]:
    """A recipe for one node and one line of means."""
    return {
        "document": {"sha256": DIGEST, "line_count": 100},
        "elements": [
            {"code": "A", "kind": "node", "spans": [[1, 2]]},
            {"code": "A-S01", "kind": "instrument", "spans": [[7, 7]]},
        ],
    }


def small_plan() -> Files:
    """Every file of the folder, ready to be changed."""
    return {
        "plan.yaml": plan_file(),
        "instruments.yaml": instruments_file(),
        "frameworks.yaml": frameworks_file(),
        "figures.yaml": figures_file(),
        "phases.yaml": phases_file(),
        "official.yaml": official_file(),
    }


def write_folder(folder: Path, files: Files) -> Path:
    """Write the files as YAML; gives the folder back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
