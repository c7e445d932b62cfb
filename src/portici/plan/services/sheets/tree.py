"""Bringing the elements of a draft where a file says, in an order in which nothing stands in the way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from portici.kernel.findings import Finding
from portici.plan.queries.editing import (
    all_stated,
    node_stated,
)
from portici.plan.rules.editing.states import NodeText, Stated
from portici.plan.rules.sheets.changes import NEW, PlannedChange
from portici.plan.rules.sheets.reordering import moves
from portici.plan.rules.sheets.rows import SheetRow
from portici.plan.rules.sheets.things import texts_in
from portici.plan.services import editing
from portici.plan.services.editing import CannotEdit
from portici.plan.services.sheets.refusing import RowByRow, pairs

_WORDING = ("title", "summary", "lines")


@dataclass
class Step:
    """One service to call for a row.

    Attributes:
        call: calls it; raises CannotEdit.
        frees, takes: the code that the step lets go, and the one that it needs free.
        needs: the identity, or `NEW` and code, of an element that must be there first.
        vacates: the identity of an element under which nothing may stand any more.
    """

    row: SheetRow
    call: Callable[[], None]
    frees: str = ""
    takes: str = ""
    needs: str = ""
    vacates: str = ""


@dataclass
class TreeApplying(RowByRow):
    """Elements, as far as they have come.

    Attributes:
        codes: identity to the code that the element has by now; `NEW` and code to it, once it was added.
        parents: identity to the identity of the parent by now.
        uids: `NEW` and code to the identity that the element was given.
    """

    codes: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    uids: dict[str, str] = field(default_factory=dict)

    def apply_tree(self, changes: Sequence[PlannedChange]) -> None:
        """Elements: where they stand and which codes they have, their order, then what they say."""
        self._in_possible_order([step for change in changes for step in self._structure(change)])
        self._reorder(changes)
        for change in changes:
            self._reword(change)

    def _structure(self, change: PlannedChange) -> Iterator[Step]:
        """Where elements stand and which codes they have."""
        row, cells = change.row, change.cells
        if change.thing is None:
            yield Step(
                row,
                partial(self._add, change),
                takes=cells["code"],
                needs=cells.get("parent", ""),
            )
            return
        uid, code = change.identity, change.before["code"]
        if change.change == "dropped":
            yield Step(row, partial(self._drop, change), frees=code, vacates=uid)
            return
        if "parent" in change.changed:
            yield Step(row, partial(self._move, change), needs=cells["parent"])
        if "code" in change.changed:
            yield Step(row, partial(self._renumber, change), frees=code, takes=cells["code"])

    def _in_possible_order(self, steps: Sequence[Step]) -> None:
        """Each step once nothing stands in its way; what never comes free is tried, and the service says why not.

        Elements that exchange their codes free one another: the first gets a code of its own in between.
        """
        waiting = list(steps)
        while waiting:
            ready = [step for step in waiting if self._is_possible(step)]
            if not ready:
                ready = waiting[:1]
                step = ready[0]
                if (
                    step.frees
                    and step.takes
                    and self._try(step.row, partial(self._set_aside, step))
                ):
                    step.frees = ""
                    continue
            for step in ready:
                # An earlier one of these may have changed what is possible.
                if len(ready) == 1 or self._is_possible(step):
                    waiting.remove(step)
                    self._try(step.row, step.call)

    def _is_possible(self, step: Step) -> bool:
        if step.takes and step.takes in self.codes.values():
            return False
        if step.needs and step.needs not in self.codes:
            return False
        return not (step.vacates and step.vacates in self.parents.values())

    def _set_aside(self, step: Step) -> None:
        uid = next(uid for uid, code in self.codes.items() if code == step.frees)
        taken = set(self.codes.values())
        spare = next(
            code
            for number in range(1, 10_000)
            if (code := f"{step.frees[:30]}-x{number}") not in taken
        )
        self._give_code(uid, spare)

    def _add(self, change: PlannedChange) -> None:
        cells = change.cells
        parent = cells.get("parent", "")
        uid = editing.add_node(
            edition=self.edition,
            parent=self.codes.get(parent, "") or None,
            text=NodeText(
                cells["code"],
                texts_in("title", cells),
                texts_in("summary", cells),
                pairs(cells.get("lines")),
            ),
            position=self._place(parent, cells.get("position")),
            by=self.by,
            why=self.why,
        )
        name = f"{NEW}{cells['code']}"
        self.uids[name] = uid
        # Under both names: rows of the file know it by its code, the next steps by its identity.
        self.codes[name] = cells["code"]
        self.parents[name] = parent
        level = cells.get("level")
        stated = self._node(name)
        if level and level != stated.state["level"]:
            facts = {"value": level, "stands": stated.state["level"]}
            raise CannotEdit(Finding("sheet.level-fixed", cells["code"], facts))
        if cells.get("markers"):
            self._mark(name, add=cells["markers"])

    def _place(self, parent: str, wish: int | None) -> int | None:
        """A place that there is: past the end means last."""
        siblings = sum(1 for each in self.parents.values() if each == parent)
        return wish if wish is not None and wish <= siblings else None

    def _drop(self, change: PlannedChange) -> None:
        uid = change.identity
        stated = self._node(uid)
        editing.drop_node(
            edition=self.edition,
            code=self.codes[uid],
            seen=stated.fingerprint,
            by=self.by,
            why=self.why,
        )
        del self.codes[uid], self.parents[uid]

    def _move(self, change: PlannedChange) -> None:
        uid, parent = change.identity, change.cells["parent"]
        wish = change.cells.get("position") if "position" in change.row.cells else None
        editing.move_node(
            edition=self.edition,
            code=self.codes[uid],
            seen=self._node(uid).fingerprint,
            parent=self.codes.get(parent, "") or None,
            position=self._place(parent, wish),
            by=self.by,
            why=self.why,
        )
        self.parents[uid] = parent

    def _renumber(self, change: PlannedChange) -> None:
        self._give_code(change.identity, change.cells["code"])

    def _give_code(self, uid: str, code: str) -> None:
        editing.renumber_node(
            edition=self.edition,
            code=self.codes[uid],
            seen=self._node(uid).fingerprint,
            new_code=code,
            by=self.by,
            why=self.why,
        )
        self.codes[uid] = code

    def _reorder(self, changes: Sequence[PlannedChange]) -> None:
        """Places among siblings, once everybody stands below the right parent."""
        asked = {
            change.identity: change
            for change in changes
            if change.thing is not None and "position" in change.changed
        }
        if not asked:
            return
        siblings: dict[str, list[str]] = {}
        for uid, stated in all_stated(self.edition, "node")["node"].items():
            siblings.setdefault(stated.state["parent"] or "", []).append(uid)
        for group in siblings.values():
            wishes = {uid: asked[uid].cells["position"] for uid in group if uid in asked}
            for uid, place in moves(group, wishes):
                # Somebody else of the group may have to make room.
                row = asked[uid].row if uid in asked else next(iter(asked.values())).row
                self._try(row, partial(self._place_at, uid, place))

    def _place_at(self, uid: str, place: int) -> None:
        # An element that the file adds, and that has to make room, is known by its other name.
        stated = self._node(self._names(uid)[0])
        parent = stated.state["parent"]
        code = next((self.codes[name] for name in self._names(parent)), None)
        editing.move_node(
            edition=self.edition,
            code=stated.state["code"],
            seen=stated.fingerprint,
            parent=code,
            position=place,
            by=self.by,
            why=self.why,
        )

    def _names(self, uid: str | None) -> list[str]:
        """Under which names an identity is known here."""
        added = [name for name, given in self.uids.items() if given == uid]
        return [name for name in (*added, uid) if name in self.codes]

    def _reword(self, change: PlannedChange) -> None:
        if change.thing is None or change.change == "dropped":
            return
        uid = change.identity
        if any(name.partition(".")[0] in _WORDING for name in change.changed):
            self._try(change.row, partial(self._give_wording, uid, change))
        if "markers" in change.changed:
            before, after = change.before["markers"], change.cells["markers"]
            add = [key for key in after if key not in before]
            remove = [key for key in before if key not in after]
            self._try(change.row, partial(self._mark, uid, add=add, remove=remove))

    def _give_wording(self, uid: str, change: PlannedChange) -> None:
        editing.reword_node(
            edition=self.edition,
            code=self.codes[uid],
            seen=self._node(uid).fingerprint,
            title=texts_in("title", change.cells),
            summary=texts_in("summary", change.cells),
            lines=pairs(change.cells["lines"]),
            by=self.by,
            why=self.why,
        )

    def _mark(self, name: str, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        editing.mark_nodes(
            edition=self.edition,
            codes=[self.codes[name]],
            add=add,
            remove=remove,
            by=self.by,
            why=self.why,
        )

    def _node(self, name: str) -> Stated:
        stated = node_stated(self.edition, self.codes[name])
        assert stated is not None  # noqa: S101 -- codes follow every step
        return stated
