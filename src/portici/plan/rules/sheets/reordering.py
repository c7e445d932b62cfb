"""The order of siblings, as the positions in a workbook ask for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from portici.plan.rules.sheets.things import Thing


def reordered(things: Mapping[str, Thing], wishes: Mapping[str, int]) -> frozenset[str]:
    """The elements that have to be moved among their siblings so that all stand as the wishes say.

    Wishes that leave the order as it is move nothing, whatever their numbers: positions shift when others come
    and go.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for uid, thing in things.items():
        groups[thing.cells["parent"]].append(uid)
    moved: set[str] = set()
    for siblings in groups.values():
        moved |= {uid for uid, _position in moves(siblings, _wishes_of(siblings, wishes))}
    return frozenset(moved)


def _wishes_of(siblings: Sequence[str], wishes: Mapping[str, int]) -> dict[str, int]:
    """The wishes that are one: not to stand where one stands, among all or among those in the file."""
    wishing = [uid for uid in siblings if uid in wishes]
    ranks = {uid: rank for rank, uid in enumerate(wishing, start=1)}
    return {uid: wishes[uid] for uid in wishing if wishes[uid] != ranks[uid]}


def moves(siblings: Sequence[str], wishes: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Moves that bring siblings into the order of their wishes: whom, and to which number from 1, one after the other.

    Whoever has a wish other than its place goes there; the others keep their order. Of two who want the same place
    the one that comes from behind stands first, and the one that comes from before stands last.
    """
    places = {uid: place for place, uid in enumerate(siblings, start=1)}
    displaced = {uid for uid in siblings if wishes.get(uid, places[uid]) != places[uid]}

    def rank(uid: str) -> tuple[int, int, int]:
        place = places[uid]
        if uid not in displaced:
            return place, 0, place
        return wishes[uid], (-1 if wishes[uid] < place else 1), place

    wanted = sorted(siblings, key=rank)
    standing = list(siblings)
    found: list[tuple[str, int]] = []
    for uid in (*(uid for uid in wanted if uid in displaced), *wanted):
        index = wanted.index(uid)
        if standing != wanted and standing[index] != uid:
            standing.remove(uid)
            standing.insert(index, uid)
            found.append((uid, index + 1))
    return tuple(found)
