"""Edits a draft from processes and threads of its own: what tests inside one transaction cannot show.

Run as `python -m tests.plan.editing.crowd <what>` with PORTICI_DATA and PORTICI_DATABASE_URL of a database that is
thrown away afterwards; prints JSON on standard output.
"""

# ruff: noqa: PLC0415, T201, TID251 -- the site is set up first, and the clock of this process is the real one

import json
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
from django.db import connection, connections

WRITERS = 16
ROUNDS = 6
REASON = {"it": "Prova."}


def main() -> None:
    """Do what is asked; the module's other functions import the site only after it is set up."""
    django.setup()
    print(json.dumps(DOINGS[sys.argv[1]]()), flush=True)


def prepare() -> dict[str, int]:
    """An empty database with a plan and a draft of it."""
    from django.core.management import call_command
    from tests.factories.pages import plan_of_size
    from tests.factories.plan_folder import write_folder

    from portici.plan.services.editions import new_edition
    from portici.plan.services.folder import check_folder
    from portici.plan.services.load import load_plan

    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        report = check_folder(write_folder(Path(folder) / "plan", plan_of_size(5)))
        edition = load_plan(report=report, by=_by())
    new_edition(base=edition, key="second", name={"it": "Seconda"}, by=_by())
    return {"nodes": edition.nodes.count()}


def others() -> dict[str, Any]:
    """Sixteen people reword, mark and align elements of their own."""
    from portici.plan.queries.editing import node_stated
    from portici.plan.services import editing

    def edit(writer: int) -> None:
        draft = _draft()
        codes = [node.code for node in draft.nodes.order_by("path")]
        code = codes[writer]
        for number in range(ROUNDS):
            stated = node_stated(draft, code)
            assert stated is not None
            title = {"it": f"Titolo {writer} {number}", "en": f"Title {writer} {number}"}
            editing.reword_node(
                edition=draft,
                code=code,
                seen=stated.fingerprint,
                title=title,
                summary=stated.state["summary"],
                by=_by(),
                why=_why(),
            )
            add, remove = (["young"], ["green"]) if number % 2 else (["green"], ["young"])
            editing.mark_nodes(
                edition=draft, codes=[code], add=add, remove=remove, by=_by(), why=_why()
            )
            editing.align_nodes(
                edition=draft,
                codes=[code],
                add=[("world-goals", "water")] if number % 2 == 0 else [],
                remove=[("world-goals", "water")] if number % 2 else [],
                reason={"it": "Perché sì.", "en": "Because."},
                by=_by(),
                why=_why(),
            )

    outcome = _all_at_once(edit)
    titles = {
        node.title["it"]
        for node in _draft().nodes.all()
        if node.title["it"].endswith(f" {ROUNDS - 1}")
    }
    return {**outcome, "kept": len(titles)}


def same() -> dict[str, Any]:
    """Sixteen people who saw the same state reword the same element."""
    from portici.plan.queries.editing import node_stated
    from portici.plan.services import editing

    draft = _draft()
    stated = node_stated(draft, "T1.1")
    assert stated is not None

    def edit(writer: int) -> None:
        title = {"it": f"Di {writer}", "en": f"By {writer}"}
        editing.reword_node(
            edition=draft,
            code="T1.1",
            seen=stated.fingerprint,
            title=title,
            summary=stated.state["summary"],
            by=_by(),
            why=_why(),
        )

    return _all_at_once(edit)


def tree() -> dict[str, Any]:
    """Sixteen people change the tree, the catalogue and many elements at once, across each other's ways."""
    from portici.plan.queries.editing import node_stated
    from portici.plan.rules.editing.states import NodeText
    from portici.plan.services import editing

    def edit(writer: int) -> None:
        draft = _draft()
        text = {"it": f"Nuovo {writer}", "en": f"New {writer}"}
        mine = {"edition": draft, "by": _by(), "why": _why()}
        code = f"N{writer}"
        editing.add_node(parent=f"T{writer % 5 + 1}", text=NodeText(code, text, text), **mine)
        editing.mark_nodes(codes=["T1.1", "T2.1", "T3.1", code], add=["young"], **mine)
        editing.mark_nodes(codes=[code, "T3.1", "T2.1", "T1.1"], add=["green"], **mine)
        stated = node_stated(draft, code)
        assert stated is not None
        editing.move_node(
            code=code,
            seen=stated.fingerprint,
            parent=f"T{(writer + 1) % 5 + 1}",
            position=1,
            **mine,
        )
        values = {"key": f"fund-{writer}", "kind": "fund", "name": text, "status": "listed"}
        editing.add_instrument(values=values, **mine)
        editing.link_instrument(
            instrument=f"fund-{writer}", node=code, line=f"{code}-S01", variant="x", **mine
        )
        if writer % 4 == 0:
            stated = node_stated(draft, code)
            assert stated is not None
            editing.drop_node(code=code, seen=stated.fingerprint, **mine)
        if writer % 4 == 1:
            stated = node_stated(draft, code)
            assert stated is not None
            parts = [NodeText(f"{code}.{n}", text, text) for n in (1, 2)]
            editing.split_node(code=code, seen=stated.fingerprint, into=parts, **mine)

    return _all_at_once(edit)


def approve() -> dict[str, Any]:
    """Some edit while somebody approves: what is approved has the hash of what stands in it."""
    from portici.plan.queries.content import verification
    from portici.plan.services import editing
    from portici.plan.services.editions import approve_edition

    def edit(writer: int) -> None:
        draft = _draft()
        if writer == 7:
            time.sleep(0.05)
            today = datetime.now(UTC).date()
            approve_edition(edition=draft, act="Delibera 1", approved_on=today, by=_by())
            return
        for number in range(20):
            editing.mark_nodes(
                edition=draft,
                codes=[f"T{writer % 5 + 1}.1"],
                add=["young"] if number % 2 else [],
                remove=[] if number % 2 else ["young"],
                by=_by(),
                why=_why(),
            )

    outcome = _all_at_once(edit)
    return {**outcome, "verifies": verification(_draft()).is_equal, "status": _draft().status}


def big() -> dict[str, Any]:
    """One long operation: every element is reworded in one recording. Says "half" in the middle, and goes on slowly."""
    from portici.journal.services import recording
    from portici.plan.queries.editing import all_stated
    from portici.plan.services import editing

    draft = _draft()
    by = _by()
    with recording(by=by):
        editing.hold_edition(edition=draft)
        things = list(all_stated(draft, "node")["node"].values())
        for number, stated in enumerate(things):
            editing.reword_node(
                edition=draft,
                code=stated.label,
                seen=stated.fingerprint,
                title={"it": "Cambiato", "en": "Changed"},
                summary=stated.state["summary"],
                by=by,
                why=_why(),
            )
            if number == len(things) // 2:
                print(json.dumps("half"), flush=True)
            if number > len(things) // 2:
                time.sleep(0.2)
    return {"changed": len(things)}


def report() -> dict[str, Any]:
    """What the database holds now."""
    from portici.journal.models import Entry
    from portici.journal.queries.links import audit_chain
    from portici.plan.models import EditionChange
    from portici.plan.queries.content import content_findings

    draft = _draft()
    chain = audit_chain()
    return {
        "holds": chain.holds,
        "entries": Entry.objects.filter(verb__startswith="plan.", payload__contains="step").count(),
        "changes": EditionChange.objects.count(),
        "findings": [finding.code for finding in content_findings(draft)],
        "changed": draft.nodes.filter(title__it="Cambiato").count(),
    }


DOINGS: dict[str, Callable[[], Any]] = {
    each.__name__: each for each in (prepare, others, same, tree, approve, big, report)
}


def _all_at_once(edit: Callable[[int], None]) -> dict[str, Any]:
    """Every writer in a thread; how many got to the end, and what stopped the others, by its name."""
    started = threading.Barrier(WRITERS)
    ended: Counter[str] = Counter()
    told: list[str] = []

    def run(writer: int) -> None:
        connection.ensure_connection()
        started.wait()
        try:
            edit(writer)
            ended["done"] += 1
        except Exception as error:
            ended[type(error).__name__] += 1
            told.append(str(error)[:300])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"ended": dict(ended), "told": sorted(set(told))}


def _draft() -> Any:
    from portici.plan.models import Edition

    return Edition.objects.select_related("plan").get(key="second")


def _by() -> Any:
    from portici.journal.services import by_command

    return by_command(datetime.now(UTC))


def _why() -> Any:
    from portici.plan.rules.editing.states import Why

    return Why(REASON, "editorial")


if __name__ == "__main__":
    main()
