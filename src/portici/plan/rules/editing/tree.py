"""How the tree of a draft may be changed: where a node may stand, what may be split, merged and dropped."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portici.kernel.findings import Finding
from portici.plan.rules.schema import MAXIMUM_NODES


@dataclass(frozen=True, slots=True)
class Standing:
    """A node as it stands in the tree.

    Attributes:
        uid, code: of the node.
        depth: position of its level, 0 for a root.
        parent: uid of the node above; None for a root.
        position: its number among its siblings, from 1.
    """

    uid: str
    code: str
    depth: int
    parent: str | None
    position: int


@dataclass(frozen=True)
class Tree:
    """A draft's tree in the order of pages.

    Attributes:
        nodes: uid to node, parents before their children.
        levels: the keys of the levels from the highest.
    """

    nodes: Mapping[str, Standing]
    levels: tuple[str, ...]

    def by_code(self, code: str) -> Standing | None:
        """The node of that code; None when there is none."""
        return next((node for node in self.nodes.values() if node.code == code), None)

    def children(self, uid: str | None) -> list[Standing]:
        """The nodes right below, in order; the roots below None."""
        return [node for node in self.nodes.values() if node.parent == uid]

    def branch(self, uid: str) -> list[Standing]:
        """A node and all below it, parents before children."""
        inside = {uid}
        for node in self.nodes.values():
            if node.parent in inside:
                inside.add(node.uid)
        return [node for node in self.nodes.values() if node.uid in inside]


# Where a node goes: the uid of its parent, and its number among the children there, from 1.
Placement = tuple[str | None, int]


def arranged(
    tree: Tree, placements: Mapping[str, Placement], dropped: Collection[str] = ()
) -> dict[str, str]:
    """The path of every node once some are placed and others dropped: positions from the root, four digits each.

    Siblings that are not placed keep their order; those that are go to their number, the lowest first, and a
    number past the end means last.
    """
    below: dict[str | None, list[str]] = defaultdict(list)
    for node in tree.nodes.values():
        if node.uid not in placements and node.uid not in dropped:
            below[node.parent].append(node.uid)
    for uid, (parent, position) in sorted(placements.items(), key=lambda item: item[1][1]):
        below[parent].insert(position - 1, uid)
    paths: dict[str, str] = {}
    waiting: list[tuple[str | None, str]] = [(None, "")]
    while waiting:
        parent, prefix = waiting.pop()
        for number, uid in enumerate(below[parent], start=1):
            paths[uid] = f"{prefix}{number:04d}"
            waiting.append((uid, f"{paths[uid]}."))
    return paths


def place_faults(
    tree: Tree, *, code: str, depth: int | None, parent: str | None, position: int | None
) -> Iterator[Finding]:
    """A node hangs one level under its parent, and roots are of the first level; its number is one that can be.

    `depth` is None for a node that is about to be made: it takes the level below its parent's.
    """
    above = tree.by_code(parent) if parent is not None else None
    if parent is not None and above is None:
        yield Finding("plan.parent-unknown", code, {"parent": parent})
        return
    wanted = 0 if above is None else above.depth + 1
    if depth is None and wanted >= len(tree.levels):
        yield Finding("plan.edit-no-level-below", code, {"parent": parent})
        return
    if depth is not None and depth != wanted:
        level = tree.levels[depth]
        if above is None:
            facts: dict[str, object] = {"level": level, "first": tree.levels[0]}
            yield Finding("plan.parent-missing", code, facts)
        else:
            parent_level = tree.levels[above.depth]
            facts = {"level": level, "parent": parent, "parent_level": parent_level}
            yield Finding("plan.parent-wrong-level", code, facts)
        return
    if position is not None:
        siblings = tree.children(above.uid if above else None)
        last = len([node for node in siblings if node.code != code]) + 1
        if not isinstance(position, int) or isinstance(position, bool) or not 1 <= position <= last:
            yield Finding("plan.edit-position-wrong", code, {"value": position, "last": last})


def move_faults(
    tree: Tree, node: Standing, *, parent: str | None, position: int | None
) -> Iterator[Finding]:
    """A node cannot stand under itself or under what lies below it; else it stands where any node of its level may."""
    if parent in {below.code for below in tree.branch(node.uid)}:
        yield Finding("plan.edit-under-itself", node.code, {"parent": parent})
        return
    yield from place_faults(
        tree, code=node.code, depth=node.depth, parent=parent, position=position
    )


def new_codes_faults(
    tree: Tree, codes: Sequence[str], *, leaving: Collection[str] = ()
) -> Iterator[Finding]:
    """A code names one node of a draft; the codes of nodes that leave in the same change are free."""
    taken = {node.code for node in tree.nodes.values()} - set(leaving)
    for number, code in enumerate(codes):
        if code in taken or code in codes[:number]:
            yield Finding("plan.edit-code-taken", code)
    if len(taken) + len(codes) > MAXIMUM_NODES:
        yield Finding("plan.edit-too-many-nodes", "", {"limit": MAXIMUM_NODES})


def drop_faults(tree: Tree, node: Standing, *, with_children: bool) -> Iterator[Finding]:
    """A node with others below it goes only together with them; an edition keeps at least one node."""
    children = tree.children(node.uid)
    if children and not with_children:
        facts: dict[str, object] = {"codes": ", ".join(child.code for child in children)}
        yield Finding("plan.edit-has-children", node.code, facts)
    if len(tree.branch(node.uid)) == len(tree.nodes):
        yield Finding("plan.edit-last-node", node.code)


def split_faults(tree: Tree, node: Standing, codes: Sequence[str]) -> Iterator[Finding]:
    """A node is split into two or more, and only when nothing stands below it: that would not know where to go."""
    if len(codes) < 2:
        yield Finding("plan.edit-split-too-few", node.code, {"count": len(codes)})
    children = tree.children(node.uid)
    if children:
        facts: dict[str, object] = {"codes": ", ".join(child.code for child in children)}
        yield Finding("plan.edit-split-children", node.code, facts)
    yield from new_codes_faults(tree, codes, leaving=[node.code])


def merge_faults(tree: Tree, codes: Sequence[str], into: str) -> Iterator[Finding]:
    """Two or more nodes of one level become one, whose code is free or is one of theirs."""
    if len(set(codes)) < 2:
        yield Finding("plan.edit-merge-too-few", into, {"count": len(set(codes))})
    found = [node for code in dict.fromkeys(codes) if (node := tree.by_code(code)) is not None]
    for code in dict.fromkeys(codes):
        if tree.by_code(code) is None:
            yield Finding("plan.node-unknown", code)
    for node in found[1:]:
        if node.depth != found[0].depth:
            facts: dict[str, object] = {
                "level": tree.levels[node.depth],
                "first": found[0].code,
                "first_level": tree.levels[found[0].depth],
            }
            yield Finding("plan.edit-merge-levels", node.code, facts)
    yield from new_codes_faults(tree, [into], leaving=codes)
