"""Editions at any point of their life, and a way past the triggers that freeze them."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.db import connection

from tests.factories.plan_folder import Files, node, small_plan, write_folder

freezing = import_module("portici.plan.migrations._freezing")

OPERATION = "00000000-0000-4000-8000-000000000001"


def change(**fields: Any) -> dict[str, Any]:
    """One change as changes.yaml has it."""
    return {
        "kind": "reworded",
        "subject": "node",
        "key": "A.1",
        "id": "A.1",
        "reason": {"it": "Più chiaro."},
        "source": "editorial",
        "operation": OPERATION,
        "changed_on": "2026-02-01",
        **fields,
    }


def plan_with_history() -> Files:
    """The small plan as a second edition: a node split, two merged, one dropped, each with its reason."""
    files = small_plan()
    plan = files["plan.yaml"]
    plan["edition"] |= {
        "key": "second",
        "base": "first",
        "approved_on": "2026-02-20",
        "approval_act": "Consiglio, deliberazione n. 7 del 20 febbraio 2026",
    }
    plan["nodes"] += [
        node("B.2", "measure", "B", id="b2-new", origins=[{"kind": "split", "id": "B.9"}]),
        node(
            "B.3",
            "measure",
            "B",
            origins=[{"kind": "merge", "id": "old-two"}, {"kind": "merge", "id": "old-one"}],
        ),
    ]
    files["changes.yaml"] = {
        "changes": [
            change(),
            change(
                kind="split", key="B.9", id="B.9", source="participation", source_note="Tavolo 3"
            ),
            change(kind="dropped", key="B.8", id="B.8", reason={"en": "Done.", "it": "Fatto."}),
            change(kind="changed", subject="figure", key="F1", id=None),
        ]
    }
    del files["changes.yaml"]["changes"][3]["id"]
    return files


def draft_folder(folder: Path, **edition: str) -> Path:
    """The small plan as a draft, which can be loaded again with other content."""
    files = small_plan()
    files["plan.yaml"]["edition"] |= {"status": "draft", **edition}
    return write_folder(folder, files)


@contextmanager
def thawed() -> Iterator[None]:
    """The tables without the triggers that freeze editions: as somebody with the database's password has them."""
    # All that the triggers' functions ask for; a real schema editor refuses to work inside a test's transaction.
    editor = SimpleNamespace(connection=connection)
    connection.check_constraints()
    freezing.thaw(None, editor)
    try:
        yield
    finally:
        connection.check_constraints()
        freezing.freeze(None, editor)
