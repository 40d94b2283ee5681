"""Which entries stand elsewhere in a returned file: the fewest that have to be moved for the outline to follow it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in the outline: its group ("" at the top), and whether it is a group that others can stand in."""

    uuid: str
    group: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """Put ``uuid`` into ``group`` ("": the top) behind ``after`` ("": first), an entry that stays: so that moves may be made one by
    one, in any order."""

    uuid: str
    group: str
    after: str


def moves_of(outline: Sequence[Placed], file: Sequence[str]) -> list[Move]:
    """The moves that lead from ``outline`` (in printed order) to the order of ``file``, as the file has them.

    The file may lack entries; those stay where they are. A group without a heading prints nothing, so that no file shows where it
    begins: an entry changes its group only where the headed group above it is another one than in print.
    """
    known = {one.uuid: one for one in outline}
    order = [uuid for uuid in file if uuid in known]
    there = set(order)
    printed = [one.uuid for one in outline if one.uuid in there]
    above_before, above_now = _groups_above(printed, known), _groups_above(order, known)
    groups = {
        uuid: above_now[uuid]
        if known[uuid].group and above_now[uuid] not in {"", above_before[uuid]}
        else known[uuid].group
        for uuid in order
    }
    place = {uuid: number for number, uuid in enumerate(printed)}
    moves = []
    for group in dict.fromkeys(groups.values()):
        here = [uuid for uuid in order if groups[uuid] == group]
        stay = _longest_rising([uuid for uuid in here if known[uuid].group == group], place)
        after = ""
        for uuid in here:
            if uuid in stay:
                after = uuid
            else:
                moves.append(Move(uuid, group, after))
    return sorted(moves, key=lambda move: order.index(move.uuid))


def _groups_above(order: Sequence[str], known: dict[str, Placed]) -> dict[str, str]:
    """For each entry the nearest entry of the first level above it, where that is a group ("" where it is none)."""
    found = {}
    last = ""
    for uuid in order:
        if not known[uuid].group:
            last = uuid if known[uuid].is_group else ""
        found[uuid] = last
    return found


def _longest_rising(uuids: Sequence[str], place: dict[str, int]) -> set[str]:
    """The largest set of entries that stand in the same order as in print (the longest rising subsequence)."""
    ends: list[int] = []  # the smallest place at which a rising row of this length can end …
    last: list[str] = []  # … and the entry there
    before: dict[str, str] = {}
    for uuid in uuids:
        at = bisect_left(ends, place[uuid])
        before[uuid] = last[at - 1] if at else ""
        ends[at : at + 1], last[at : at + 1] = [place[uuid]], [uuid]
    kept = set()
    uuid = last[-1] if last else ""
    while uuid:
        kept.add(uuid)
        uuid = before[uuid]
    return kept
