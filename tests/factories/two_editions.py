"""Two editions of the small plan, the second made from the first by the services, with one of every change."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from portici.journal.rules.acts import By
from portici.plan.models import Edition
from portici.plan.queries.editing import figure_stated, instrument_stated, node_stated
from portici.plan.rules.editing.states import NodeText, Stated, Why
from portici.plan.services.editing import (
    add_node,
    align_node,
    change_figure,
    change_instrument,
    drop_node,
    mark_nodes,
    merge_nodes,
    move_node,
    renumber_node,
    reword_node,
    split_node,
)
from portici.plan.services.editions import approve_edition, new_edition
from portici.plan.services.folder import check_folder
from portici.plan.services.load import load_plan
from tests.factories.people import command
from tests.factories.plan_folder import Files, node, small_plan, texts, write_folder

LATER = datetime(2027, 5, 4, 10, 0, tzinfo=UTC)


def wide_plan() -> Files:
    """The small plan with measures enough for every change to have one of its own."""
    files = small_plan()
    files["plan.yaml"]["nodes"] += [
        node("A.3", "measure", "A"),
        node("A.4", "measure", "A"),
        node("B.2", "measure", "B"),
        node("B.3", "measure", "B"),
        node("C", "theme"),
        node("C.1", "measure", "C"),
    ]
    return files


def first_edition(folder: Path, files: Files | None = None) -> Edition:
    """The wide plan, approved."""
    report = check_folder(write_folder(folder, files or wide_plan()))
    assert report.findings == ()
    return load_plan(report=report, by=command())


def why(reason: str, source: str = "participation", note: str = "Meeting of 3 May") -> Why:
    """A reason in both languages."""
    return Why(texts(reason), source, note)


def seen(edition: Edition, code: str) -> dict[str, Any]:
    """What a service needs to know which node is meant, as it stands now."""
    return {"edition": edition, "code": code, "seen": _there(node_stated(edition, code))}


def draft_of(first: Edition, *, key: str = "second", by: By | None = None) -> Edition:
    """A draft begun from an edition."""
    return new_edition(
        base=first, key=key, name=texts(f"{key.capitalize()} edition"), by=by or command(LATER)
    )


def changed_draft(first: Edition, *, by: By | None = None) -> Edition:
    """A draft of the wide plan with one of every change."""
    by = by or command(LATER)
    draft = draft_of(first, by=by)
    reword_node(
        **seen(draft, "A.1"),
        title=texts("Node A.1 said better"),
        summary=texts("What A.1 is about."),
        by=by,
        why=why("It was not clear."),
    )
    renumber_node(
        **seen(draft, "A.2"),
        new_code="A.9",
        by=by,
        why=why("The order was wrong.", "editorial", ""),
    )
    move_node(**seen(draft, "A.3"), parent="B", by=by, why=why("It belongs there.", "monitoring"))
    split_node(
        **seen(draft, "B.1"),
        into=[_text("B.1a"), _text("B.1b")],
        by=by,
        why=why("Two things in one."),
    )
    merge_nodes(
        edition=draft, codes=["B.2", "B.3"], into=_text("B.7"), by=by, why=why("They were one.")
    )
    drop_node(**seen(draft, "C.1"), by=by, why=why("A law does it now.", "external-act", "Law 1"))
    add_node(edition=draft, parent="C", text=_text("C.2"), by=by, why=why("It was missing."))
    mark_nodes(edition=draft, codes=["A.4"], add=["green"], by=by, why=why("It is green."))
    align_node(
        edition=draft,
        code="A.4",
        framework="world-goals",
        topic="water",
        basis="editorial-proposal",
        reason=texts("Both speak of water."),
        by=by,
        why=why("It speaks of water."),
    )
    change_instrument(
        edition=draft,
        key="small-fund",
        seen=_there(instrument_stated(draft, "small-fund")),
        values={"status": "closed"},
        by=by,
        why=why("It was closed.", "monitoring"),
    )
    change_figure(
        edition=draft,
        key="F1",
        seen=_there(figure_stated(draft, "F1")),
        values={"value": 92},
        by=by,
        why=why("Somebody came."),
    )
    return draft


def approved(draft: Edition, *, by: By | None = None) -> Edition:
    """The draft, approved by an act."""
    approve_edition(
        edition=draft,
        act="Act 7/2027",
        approved_on=date(2027, 5, 3),
        by=by or command(LATER),
    )
    draft.refresh_from_db()
    return draft


def _text(code: str) -> NodeText:
    return NodeText(code, texts(f"Node {code}"), texts(f"What {code} is about."))


def _there(stated: Stated | None) -> str:
    assert stated is not None
    return stated.fingerprint
