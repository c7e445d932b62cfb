"""What became of every element between two editions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portici.kernel.localized import languages_in
from portici.plan.choices import ChangeKind
from portici.plan.rules.differences.order import moved_among

Texts = Mapping[str, str]

# The texts of an element, in the order in which they are compared.
TEXT_FIELDS = ("title", "summary", "official")

# What is told first of an element to which several things happened.
KINDS = (
    ChangeKind.ADDED,
    ChangeKind.DROPPED,
    ChangeKind.SPLIT,
    ChangeKind.MERGED,
    ChangeKind.RENUMBERED,
    ChangeKind.MOVED,
    ChangeKind.REWORDED,
    ChangeKind.CHANGED,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """An element as one edition states it.

    Attributes:
        uid: the identity by which two editions are compared.
        parent: uid of the element above; None for a root.
        root: uid of the root above it, or its own.
        title, summary: texts by language.
        official: the document's wording; empty when none is attached.
        lines: spans of the document's lines, compared only while both editions restate the same document.
        parts: what hangs on it, by kind (`markers`, `alignment`, `link`) and then key: its values.
    """

    uid: str
    code: str
    level: str
    parent: str | None
    root: str
    title: Texts
    summary: Texts
    official: str = ""
    lines: Sequence[Sequence[int]] = ()
    parts: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text of an element that reads otherwise: `name` is one of TEXT_FIELDS."""

    name: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PartChange:
    """Something that hangs on an element: None before when it came, None after when it went.

    Attributes:
        kind: markers, alignment, link, lines or level.
        key: names it; empty for lines and level.
    """

    kind: str
    key: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Origin:
    """In a later edition the element `node` came out of the element `origin`: by `split` or by `merge`."""

    node: str
    origin: str
    kind: str


@dataclass(frozen=True, slots=True)
class ElementDifference:
    """What became of one element.

    Attributes:
        kinds: what happened to it, in the order of KINDS; several things may have.
        stated: as the later edition states it; as the earlier one did where it is no more.
        before, after: how the two editions state it; None where it is not in the edition.
        texts: its texts that read otherwise; none for what came or went as a whole.
        parts: what hangs on it and changed.
        origins: uids of the elements that it came out of.
        became: uids of the elements that came out of it and stand in the later edition.
    """

    uid: str
    kinds: tuple[ChangeKind, ...]
    stated: Statement
    before: Statement | None
    after: Statement | None
    texts: tuple[TextChange, ...] = ()
    parts: tuple[PartChange, ...] = ()
    origins: tuple[str, ...] = ()
    became: tuple[str, ...] = ()


def element_differences(
    before: Sequence[Statement],
    after: Sequence[Statement],
    *,
    origins: Iterable[Origin] = (),
    same_document: bool = True,
) -> tuple[ElementDifference, ...]:
    """What became of every element that is not the same in both editions, in the order of the later document.

    Elements are the same by identity, whatever their code. One that is gone stands before what it became, else behind
    what it followed before.

    - Added, dropped: it is in one of the two editions only.
    - Split: it is gone, and parts of it stand as elements of their own. Merged: it is gone into another element.
    - Renumbered: it has another code.
    - Moved: it stands under another element, or elsewhere among those that stood beside it before. What only gave
      way to something put in has not moved; nor has what stands under the element that took its parent's place.
    - Reworded: a title, a summary or the document's own wording reads otherwise.
    - Changed: its markers, alignments, lines of means or level are others. The lines of the document are compared
      only while both editions restate the same document.
    """
    old = {each.uid: each for each in before}
    new = {each.uid: each for each in after}
    descent = _Descent(tuple(origins), frozenset(new))
    moved = _moved(before, after, descent)
    found: dict[str, ElementDifference] = {}
    for uid, was in old.items():
        now = new.get(uid)
        if now is None:
            kind, became = descent.end_of(uid)
            found[uid] = ElementDifference(uid, (kind,), was, was, None, became=became)
        elif changed := _changed(was, now, uid in moved, same_document):
            found[uid] = changed
    for uid, now in new.items():
        if uid not in old:
            came = descent.origins_of(uid)
            found[uid] = ElementDifference(uid, (ChangeKind.ADDED,), now, None, now, origins=came)
    order = _reading_order(list(old), list(new), descent)
    return tuple(found[uid] for uid in order if uid in found)


def _changed(
    before: Statement, after: Statement, has_moved: bool, same_document: bool
) -> ElementDifference | None:
    """What became of an element that is in both editions; None when it is as it was."""
    texts = tuple(_texts(before, after))
    parts = tuple(_parts(before, after, same_document))
    happened = {
        ChangeKind.RENUMBERED: before.code != after.code,
        ChangeKind.MOVED: has_moved,
        ChangeKind.REWORDED: bool(texts),
        ChangeKind.CHANGED: bool(parts),
    }
    kinds = tuple(kind for kind in KINDS if happened.get(kind))
    if not kinds:
        return None
    return ElementDifference(before.uid, kinds, after, before, after, texts, parts)


class _Descent:
    """Which elements came out of which, over any number of editions."""

    def __init__(self, origins: Sequence[Origin], standing: frozenset[str]) -> None:
        self._standing = standing
        self._from: dict[str, list[str]] = {}
        self._into: dict[str, list[Origin]] = {}
        for each in origins:
            self._from.setdefault(each.node, []).append(each.origin)
            self._into.setdefault(each.origin, []).append(each)

    def origins_of(self, uid: str) -> tuple[str, ...]:
        """The elements that it came out of directly."""
        return tuple(dict.fromkeys(self._from.get(uid, ())))

    def successors(self, uid: str) -> tuple[str, ...]:
        """The elements standing in the later edition that came out of it, through others that came and went."""
        found: dict[str, None] = {}
        waiting, seen = [uid], {uid}
        while waiting:
            for each in self._into.get(waiting.pop(0), ()):
                if each.node in self._standing:
                    found[each.node] = None
                if each.node not in seen:
                    seen.add(each.node)
                    waiting.append(each.node)
        return tuple(found)

    def end_of(self, uid: str) -> tuple[ChangeKind, tuple[str, ...]]:
        """How an element ended, and what stands in its place."""
        became = self.successors(uid)
        if not became:
            return ChangeKind.DROPPED, ()
        is_split = any(each.kind == "split" for each in self._into[uid])
        return (ChangeKind.SPLIT if is_split else ChangeKind.MERGED), became


def _moved(
    before: Sequence[Statement], after: Sequence[Statement], descent: _Descent
) -> frozenset[str]:
    old = {each.uid: each for each in before}
    under = {
        each.uid: each.parent
        for each in after
        if each.uid in old and not _has_stayed_under(old[each.uid].parent, each.parent, descent)
    }
    moved = set(under)
    now = _children(after)
    for parent, uids in _children(before).items():
        moved |= moved_among([uid for uid in uids if uid not in under], now.get(parent, ()))
    return frozenset(moved)


def _has_stayed_under(before: str | None, after: str | None, descent: _Descent) -> bool:
    if before == after:
        return True
    return before is not None and after in descent.successors(before)


def _children(statements: Sequence[Statement]) -> dict[str | None, list[str]]:
    children: dict[str | None, list[str]] = {}
    for each in statements:
        children.setdefault(each.parent, []).append(each.uid)
    return children


def _texts(before: Statement, after: Statement) -> Iterator[TextChange]:
    for name in ("title", "summary"):
        one, other = getattr(before, name), getattr(after, name)
        for language in languages_in(one, other):
            old, new = one.get(language, ""), other.get(language, "")
            if old.split() != new.split():
                yield TextChange(name, language, old, new)
    # Wording that is attached in one edition only is unknown in the other, not different.
    if before.official and after.official and before.official.split() != after.official.split():
        yield TextChange("official", "", before.official, after.official)


def _parts(before: Statement, after: Statement, same_document: bool) -> Iterator[PartChange]:
    if before.level != after.level:
        yield PartChange("level", "", before.level, after.level)
    if same_document and _pairs(before.lines) != _pairs(after.lines):
        yield PartChange("lines", "", before.lines, after.lines)
    for kind in dict.fromkeys((*before.parts, *after.parts)):
        yield from part_changes(kind, before.parts.get(kind, {}), after.parts.get(kind, {}))


def part_changes(
    kind: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[PartChange]:
    """What came, went or changed among things that are named by keys, in their old order, new ones last."""
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        if one != other:
            yield PartChange(kind, key, one, other)


def _pairs(spans: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    return [tuple(span) for span in spans]


def _reading_order(before: Sequence[str], after: Sequence[str], descent: _Descent) -> list[str]:
    """The later order, with what is gone before what it became, else behind what it followed before."""
    place = {uid: number for number, uid in enumerate(after)}
    ahead: dict[str, list[str]] = {}
    behind: dict[str | None, list[str]] = {}
    last: str | None = None
    for uid in before:
        if uid in place:
            last = uid
        elif became := descent.successors(uid):
            ahead.setdefault(min(became, key=lambda each: place[each]), []).append(uid)
        else:
            behind.setdefault(last, []).append(uid)
    order = list(behind.get(None, ()))
    for uid in after:
        order += [*ahead.get(uid, ()), uid, *behind.get(uid, ())]
    return order
