"""What an edition says of a code outside the tree: its colour, its icon, its part of the recipe of the wording."""

from typing import Any

from portici.plan.models import Edition

# Name in what is kept to name in the edition's appearance.
_APPEARANCE = {"colour": "colours", "icon": "icons"}

Kept = dict[str, Any]


class Belongings:
    """Follows codes that change, go and come back; written once, and only when something has changed."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._changed: set[str] = set()

    def take(self, code: str, kind: str) -> Kept:
        """Remove what belongs to a code that goes; what was there, for the day on which it comes back."""
        kept: Kept = {}
        if kind == "node":
            for name, field in _APPEARANCE.items():
                given = self._edition.appearance.get(field) or {}
                if code in given:
                    kept[name] = given.pop(code)
                    self._changed.add("appearance")
        elements = self._elements()
        places = [(n, each) for n, each in enumerate(elements) if _names(each, code, kind)]
        if places:
            kept["recipe"] = [list(place) for place in places]
            for number, _element in reversed(places):
                del elements[number]
            self._changed.add("recipe")
        return kept

    def give(self, code: str, kept: Kept) -> None:
        """Put back what was taken, or pass it on to another code."""
        for name, field in _APPEARANCE.items():
            if name in kept:
                self._edition.appearance.setdefault(field, {})[code] = kept[name]
                self._changed.add("appearance")
        for number, element in kept.get("recipe", []):
            self._elements().insert(number, element)
            self._changed.add("recipe")

    def rename(self, old: str, new: str) -> None:
        """What belonged to a node's old code belongs to its new one."""
        for field in _APPEARANCE.values():
            given = self._edition.appearance.get(field) or {}
            if old in given:
                given[new] = given.pop(old)
                self._changed.add("appearance")
        for element in self._elements():
            if _names(element, old, "node"):
                element["code"] = new
                self._changed.add("recipe")

    def save(self) -> None:
        """Write what has changed, if anything has."""
        if self._changed:
            self._edition.save(update_fields=sorted(self._changed))
            self._changed.clear()

    def _elements(self) -> list[dict[str, Any]]:
        recipe = self._edition.recipe or {}
        elements: list[dict[str, Any]] = recipe.get("elements", [])
        return elements


def _names(element: dict[str, Any], code: str, kind: str) -> bool:
    """Whether an element of the recipe is of that code: `node`, or `instrument` for a line of means."""
    return bool(element["code"] == code and element["kind"] == kind)
