"""What a sheet that comes back changes, by examples that officials read: tests/plan/cases/fogli.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from portici.kernel.rawtables import RawTable
from portici.plan.phrases import SENTENCES
from portici.plan.rules.editing.states import Stated
from portici.plan.rules.sheets.changes import Planned
from portici.plan.rules.sheets.layout import Sheet, sheet_named, sheets_for
from portici.plan.rules.sheets.planning import planned
from portici.plan.rules.sheets.rows import Vocabulary, read_sheets
from portici.plan.rules.sheets.things import Thing, sheet_rows, things_of

FILE = Path(__file__).parents[1] / "cases" / "fogli.yaml"
CONTENT: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SHEETS = sheets_for(["it"])
# The Italian names of the fields in the file of cases.
FIELDS = {
    "codice": "code", "livello": "level", "sotto": "parent", "chiave": "key", "tipo": "kind",
    "stato": "status", "riga": "line", "elemento": "node", "strumento": "instrument",
    "dicitura": "variant", "righe": "lines",
}  # fmt: skip
TEXTS = {"titolo": "title", "sintesi": "summary", "nome": "name"}

Things = dict[str, dict[str, Thing]]


def _state(entry: dict[str, Any]) -> dict[str, Any]:
    state = {FIELDS[name]: value for name, value in entry.items() if name in FIELDS}
    texts = {TEXTS[name]: {"it": text} for name, text in entry.items() if name in TEXTS}
    return {**state, **texts}


def _things(meanwhile: dict[str, Any]) -> Things:
    """The edition, once others changed it."""
    states: dict[str, dict[str, Stated]] = {kind: {} for kind in ("node", "instrument", "link")}
    places: dict[str, int] = {}
    for kind, entries in CONTENT["edizione"].items():
        for entry in entries:
            state = _state(entry)
            label = state.get("code") or state.get("key") or ""
            label = label or f"{state['line']} → {state['instrument']}"
            if kind == "node":
                parent = state.get("parent", "")
                places[parent] = places.get(parent, 0) + 1
                state |= {"position": places[parent], "parent": _uid(parent)}
            if kind == "link":
                state["node"] = _uid(state["node"])
            changed = meanwhile.get(label, {})
            if changed is not None:
                key = _uid(label) if kind == "node" else label
                states[kind][key] = Stated(kind, key, label, {**state, **_state(changed)})
    return things_of(states, ["it"])


def _uid(code: str) -> str:
    """Elements keep their identity when their code changes."""
    return f"uid-{code}" if code else ""


def _file(sheet: Sheet, case: dict[str, Any]) -> RawTable:
    """The sheet as it was taken away, with what somebody wrote into it."""
    things = _things({})
    codes = {uid: str(thing.cells["code"]) for uid, thing in things["node"].items()}
    headings = [column.headed("it") for column in sheet.columns]
    rows = []
    for thing, cells in zip(
        things[sheet.kind].values(),
        sheet_rows(sheet, things[sheet.kind].values(), codes=codes, labels={}),
        strict=True,
    ):
        if thing.label not in case.get("tolte", ()):
            edit = case.get("scrivo", {}).get(thing.label, {})
            assert set(edit) <= set(headings)
            rows.append({**dict(zip(headings, cells, strict=True)), **edit})
    rows += case.get("nuove", [])
    kept = [heading for heading in headings if heading not in case.get("senza_colonne", ())]
    table = [kept, *([row.get(heading) for heading in kept] for row in rows)]
    numbered = tuple((number, tuple(cells)) for number, cells in enumerate(table, start=1))
    return RawTable("piano.xlsx", sheet.name["it"], numbered)


def _plan(case: dict[str, Any]) -> Planned:
    sheet = sheet_named(case["foglio"], SHEETS)
    assert sheet is not None
    statuses = {("instrument", "status"): {"active": ("Attivo",)}}
    words = Vocabulary("piano", SHEETS, statuses)
    read = read_sheets([_file(sheet, case)], words)
    assert (read.findings, read.notes) == ((), ())
    return planned(read, _things(case.get("nel_frattempo", {})), SHEETS)


@pytest.mark.parametrize("case", CONTENT["cases"], ids=[case["name"] for case in CONTENT["cases"]])
def test_sheet_changes_what_the_case_says(case: dict[str, Any]) -> None:
    plan = _plan(case)

    labels: dict[str, list[str]] = {"added": [], "changed": [], "dropped": []}
    for change in plan.changes:
        labels[change.change].append(change.label)
    assert labels == {
        "added": case.get("aggiunge", []),
        "changed": list(case.get("cambia", {})),
        "dropped": case.get("elimina", []),
    }
    columns = {each.label: list(each.changed) for each in plan.changes if each.change == "changed"}
    assert columns == case.get("cambia", {})
    assert [finding.code for finding in plan.findings] == case.get("rifiuti", [])
    assert [note.code for note in plan.notes] == case.get("avvisi", [])
    assert [conflict.label for conflict in plan.conflicts] == case.get("conflitti", [])
    assert sum(plan.unchanged.values()) == case["uguali"]
    assert {finding.code for finding in (*plan.findings, *plan.notes)} <= set(SENTENCES)
