"""A whole plan folder as the rows of a workbook, so that it can be laid over a draft like any other file."""

from collections.abc import Iterator, Mapping
from typing import Any

from portici.kernel.rawtables import RawTable
from portici.plan.rules.canonical import Content, differing_parts
from portici.plan.rules.sheets.layout import LANGUAGES, Sheet, sheets_for
from portici.plan.rules.sheets.things import Thing, cells_of, marker_keys, written_cell

# Lists of the folder that become rows; everything else is no part of a workbook.
_ROWS = {
    "plan.yaml": "nodes",
    "instruments.yaml": "instruments",
    "frameworks.yaml": "alignments",
    "figures.yaml": "figures",
}
# What an edition says of itself and of its making: it is the draft's own, or is written by working on it.
_OWN = {"edition", "format"}
_OWN_FILES = {"official.yaml", "changes.yaml"}


def tables_of(content: Content, *, file: str, uids: Mapping[str, str]) -> tuple[RawTable, ...]:
    """A sheet for each kind of thing, with a heading; `uids` are the identities of the elements by code."""
    languages = content["plan.yaml"]["languages"]
    entries = {kind: list(_states(kind, content)) for kind in ("node", "instrument", "link")}
    entries |= {kind: list(_states(kind, content)) for kind in ("alignment", "figure")}
    return tuple(
        _table(sheet, entries[sheet.kind], file, uids, languages) for sheet in sheets_for(languages)
    )


def parts_left_out(ours: Content, theirs: Content) -> tuple[str, ...]:
    """The parts of a folder that differ and that no workbook holds, as `file: part`."""
    return differing_parts(_without_rows(ours), _without_rows(theirs))


def _without_rows(content: Content) -> Content:
    return {
        name: {
            field: value
            for field, value in fields.items()
            if field != _ROWS.get(name) and field not in _OWN
        }
        for name, fields in content.items()
        if name not in _OWN_FILES
    }


def _table(
    sheet: Sheet,
    states: list[dict[str, Any]],
    file: str,
    uids: Mapping[str, str],
    languages: list[str],
) -> RawTable:
    # Nothing was taken away, so there is no fingerprint to compare: the file says what shall stand there.
    columns = [column for column in sheet.columns if column.field not in ("action", "fingerprint")]
    rows: list[tuple[int, tuple[Any, ...]]] = [
        (1, tuple(column.headed(LANGUAGES[1]) for column in columns))
    ]
    for number, state in enumerate(states, start=2):
        key = uids.get(state["code"], "") if sheet.kind == "node" else ""
        thing = Thing(sheet.kind, key, "", cells_of(sheet.kind, state, languages))
        cells = (written_cell(column, thing, {}, {}) for column in columns)
        rows.append((number, tuple(None if cell == "" else cell for cell in cells)))
    return RawTable(file, sheet.name[LANGUAGES[1]], tuple(rows))


def _states(kind: str, content: Content) -> Iterator[dict[str, Any]]:
    """The entries of the folder as states, elements named by their code."""
    if kind == "node":
        yield from _nodes(content["plan.yaml"].get("nodes", []))
    if kind == "instrument":
        yield from content.get("instruments.yaml", {}).get("instruments", [])
    if kind == "link":
        for instrument in content.get("instruments.yaml", {}).get("instruments", []):
            for link in instrument["links"]:
                yield {**link, "node": link["strategy"], "instrument": instrument["key"]}
    if kind == "alignment":
        for entry in content.get("frameworks.yaml", {}).get("alignments", []):
            yield {**entry, "node": entry["strategy"]}
    if kind == "figure":
        yield from content.get("figures.yaml", {}).get("figures", [])


def _nodes(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """With their places: the order of siblings is that of the list."""
    counts: dict[str, int] = {}
    for entry in entries:
        parent = entry.get("parent", "")
        counts[parent] = counts.get(parent, 0) + 1
        yield {**entry, "position": counts[parent], "markers": marker_keys(entry)}
