"""The things of an edition as rows of a workbook: every field in the cell of its own column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portici.kernel.fingerprints import fingerprint
from portici.plan.rules.editing.states import Stated
from portici.plan.rules.sheets.layout import Column, Sheet
from portici.plan.rules.sheets.numbers import spans_text

Cells = Mapping[str, Any]

# Cells that name an element by its code, while the state knows it by its identity.
REFERENCES = {"node": "parent", "link": "node", "alignment": "node"}
# A place among siblings shifts when others come and go: it does not tell two states of a row apart.
SHIFTING = frozenset({"position"})


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the edition with the cells of its row.

    Attributes:
        kind, key, label: as in `Stated`; the markers of a node are cells of the node.
        cells: name of the column to value; elements are named by their identity.
    """

    kind: str
    key: str
    label: str
    cells: Cells

    @property
    def fingerprint(self) -> str:
        """Tells two states of the row apart; a workbook carries it away and brings it back."""
        return cells_fingerprint(self.cells)


def cells_fingerprint(cells: Cells) -> str:
    """The fingerprint of a row's cells, wherever it stands among its siblings."""
    return fingerprint({name: value for name, value in cells.items() if name not in SHIFTING})


def things_of(
    states: Mapping[str, Mapping[str, Stated]], languages: Sequence[str]
) -> dict[str, dict[str, Thing]]:
    """Kind to key to thing, in the order in which the states are given."""
    found: dict[str, dict[str, Thing]] = {}
    for kind, of_kind in states.items():
        if kind == "markers":
            continue
        found[kind] = {}
        for key, stated in of_kind.items():
            state = dict(stated.state)
            if kind == "node":
                marks = states.get("markers", {}).get(key)
                state["markers"] = marker_keys(marks.state if marks else {})
            cells = cells_of(kind, state, languages)
            found[kind][key] = Thing(kind, key, stated.label, cells)
    return found


def marker_keys(state: Mapping[str, Any]) -> list[str]:
    """The keys of the markers that a node carries, in their order."""
    marks = state.get("markers") or []
    return [mark if isinstance(mark, str) else str(mark["key"]) for mark in marks]


_TEXTS = {
    "node": ("title", "summary"),
    "instrument": ("name", "summary", "merge_note"),
    "link": (),
    "alignment": ("reason",),
    "figure": ("name", "scope", "caveat"),
}
_PLAIN = {
    "node": ("code", "level", "parent", "position", "markers", "lines"),
    "instrument": ("key", "kind", "status", "named_elsewhere"),
    "link": ("line", "node", "instrument", "variant", "lines"),
    "alignment": ("node", "framework", "topic", "basis", "lines"),
    "figure": (
        "key", "topic", "qualifier", "year", "cited_source", "lines", "inconsistency", "headline",
    ),
}  # fmt: skip
_EMPTY: dict[str, Any] = {
    "markers": [], "lines": [], "named_elsewhere": [], "position": None, "year": None, "headline": False,
}  # fmt: skip


def cells_of(kind: str, state: Mapping[str, Any], languages: Sequence[str]) -> Cells:
    """A state as the cells of its row."""
    cells: dict[str, Any] = {
        field: state.get(field) or _EMPTY.get(field, "") for field in _PLAIN[kind]
    }
    for field in _TEXTS[kind]:
        cells.update(_texts(field, state.get(field), languages))
    if kind == "figure":
        value, unit = state.get("value"), state.get("unit") or {}
        cells["value"] = "" if isinstance(value, Mapping) or value is None else str(value)
        cells.update(_texts("words", value if isinstance(value, Mapping) else {}, languages))
        cells["unit_key"] = unit.get("key", "")
        cells.update(_texts("unit", unit, languages))
    return cells


def _texts(field: str, texts: Mapping[str, str] | None, languages: Sequence[str]) -> dict[str, str]:
    return {f"{field}.{language}": (texts or {}).get(language, "") for language in languages}


def values_of(kind: str, cells: Cells) -> dict[str, Any]:
    """The fields of a state from the cells of a row; the reverse of `cells_of`."""
    values: dict[str, Any] = {field: cells[field] for field in _PLAIN[kind] if field in cells}
    for field in _TEXTS[kind]:
        values[field] = texts_in(field, cells)
    if kind == "figure":
        words = texts_in("words", cells)
        values["value"] = words or cells.get("value", "")
        values["unit"] = {"key": cells.get("unit_key", ""), **texts_in("unit", cells)}
    return values


def texts_in(field: str, cells: Cells) -> dict[str, str]:
    """Language to text of one field, of the languages in which there is one."""
    prefix = f"{field}."
    return {
        name.removeprefix(prefix): value
        for name, value in cells.items()
        if name.startswith(prefix) and value
    }


def written_cell(
    column: Column, thing: Thing, codes: Mapping[str, str], labels: Mapping[str, str]
) -> Any:
    """What stands in the cell of a workbook: lines as text, elements by their code, values by their name."""
    if column.field == "id":
        return thing.key
    if column.field == "fingerprint":
        return thing.fingerprint
    value = thing.cells.get(column.name)
    if value is None or column.field == "action":
        return ""
    if REFERENCES.get(thing.kind) == column.field:
        return codes.get(value, value)
    if column.form == "spans":
        return spans_text(value)
    if column.form == "keys":
        return "; ".join(value)
    return labels.get(str(value), value) if column.form in ("choice", "boolean") else value


def sheet_rows(
    sheet: Sheet,
    things: Iterable[Thing],
    *,
    codes: Mapping[str, str],
    labels: Mapping[str, Mapping[str, str]],
) -> list[list[Any]]:
    """The rows of a sheet without its heading; `labels` are field to value to name, in the workbook's language."""
    return [
        [
            written_cell(column, thing, codes, labels.get(column.field, {}))
            for column in sheet.columns
        ]
        for thing in things
    ]
