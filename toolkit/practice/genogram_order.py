"""Who stands beside whom in a generation, and how far along: partners together, children below, few crossings."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.practice.genogram_model import Genogram
from toolkit.practice.genogram_ranks import Bond

COLUMN = 104.0
"""The width of a person with the words below them."""
WAY = 18.0
"""The width of a gap that a line goes through on its way to a later generation."""
_FIRM = 1e7
_LOOSE = 0.02


@dataclass
class Way:
    """A line from one row through the rows between to another: its gaps, one a row."""

    bond: int
    start: str
    end: str
    gaps: list[str] = field(default_factory=list)


@dataclass
class Rows:
    """Blocks of slots by row. A slot is a person's id or a gap's; `x` is the middle of each."""

    blocks: list[list[list[str]]]
    ways: list[Way]
    x: dict[str, float] = field(default_factory=dict)

    def row(self, number: int) -> list[str]:
        """The slots of a row from left to right."""
        return [slot for block in self.blocks[number] for slot in block]


def is_gap(slot: str) -> bool:
    """Whether a slot is only room for a line."""
    return slot.startswith("way:")


def width_of(slot: str) -> float:
    """The room a slot needs."""
    return WAY if is_gap(slot) else COLUMN


def arranged(
    tree: Genogram, bonds: Sequence[Bond], ranks: Mapping[str, int], placed: Mapping[str, float]
) -> Rows:
    """The rows in a good order, with places along them. `placed` says where people were put by hand."""
    order = {m.id: (m.order, n) for n, m in enumerate(tree.members)}
    ways = list(_ways(bonds, ranks))
    high = max(ranks.values(), default=-1) + 1
    rows = Rows([[] for _ in range(high)], ways)
    for number in range(high):
        people = [m.id for m in tree.members if ranks[m.id] == number]
        rows.blocks[number] = _clusters(people, bonds, order, set(placed))
    for way in ways:
        for step, gap in enumerate(way.gaps):
            rows.blocks[ranks[way.start] + 1 + step].append([gap])
    judge = _Judge(bonds, ranks, rows, placed)
    judge.sweep()
    judge.improve(rounds=3 if len(tree.members) <= 45 else 1)
    judge.place()
    return rows


def _ways(bonds: Sequence[Bond], ranks: Mapping[str, int]) -> Iterator[Way]:
    number = 0
    for at, bond in enumerate(bonds):
        lowest = max(bond.ends, key=lambda e: ranks[e])
        base = ranks[lowest]
        needs = [(end, end, ranks[end] + 1, base) for end in bond.ends]
        needs += [(lowest, child, base + 1, ranks[child] - 1) for child, _ in bond.children]
        for start, end, first, last in needs:
            if first <= last:
                gaps = [f"way:{number}:{row}" for row in range(first, last + 1)]
                number += 1
                yield Way(at, start, end, gaps)


def _clusters(
    people: list[str], bonds: Sequence[Bond], order: Mapping[str, tuple[str, int]], alone: set[str]
) -> list[list[str]]:
    """Partners in one block, the hub of several between them; earlier partners at the left."""
    here = set(people) - alone
    partners: dict[str, list[str]] = {p: [] for p in people}
    for bond in bonds:
        if bond.tie is None and len(bond.ends) == 2 and set(bond.ends) <= here:
            one, two = bond.ends
            age = min((order[c][0] for c, _ in bond.children), default="9")
            partners[one].append(f"{age}|{two}")
            partners[two].append(f"{age}|{one}")
    found: list[list[str]] = []
    seen: set[str] = set()
    for person in sorted(people, key=lambda p: (-len(partners[p]), order[p])):
        if person in seen:
            continue
        block = [person]
        seen.add(person)
        for n, other in enumerate(sorted(partners[person])):
            side = 0 if n % 2 == 0 and len(partners[person]) > 1 else len(block)
            block = _joined(other.split("|", 1)[1], block, side, partners, seen)
        found.append(block)
    return sorted(found, key=lambda b: min(order[p] for p in b))


def _joined(
    person: str, block: list[str], side: int, partners: Mapping[str, list[str]], seen: set[str]
) -> list[str]:
    """The block with a person at one side, and their own further partners beyond."""
    if person in seen:
        return block
    seen.add(person)
    left = side == 0
    block = [person, *block] if left else [*block, person]
    for other in sorted(partners[person]):
        block = _joined(other.split("|", 1)[1], block, 0 if left else len(block), partners, seen)
    return block


class _Judge:
    """Places rows and says how good an order is; less is better."""

    def __init__(
        self, bonds: Sequence[Bond], ranks: Mapping[str, int], rows: Rows, placed: Mapping[str, float]
    ) -> None:
        self.rows, self.placed = rows, placed
        self.ranks = dict(ranks)
        self.bonds = bonds
        self.up: dict[str, list[tuple[str, ...]]] = {}
        """For each slot what it hangs on: the ends of a bond, or the gap above."""
        self.down: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        """For each slot the ends it belongs to and what hangs below them."""
        self.siblings: list[tuple[str, str]] = []
        ways = {(way.bond, way.end): way for way in rows.ways}
        for way in rows.ways:
            for above, below in zip(way.gaps, way.gaps[1:], strict=False):
                self.up.setdefault(below, []).append((above,))
                self.down.setdefault(above, []).append(((above,), (below,)))
        for at, bond in enumerate(bonds):
            self._hang(at, bond, ways)

    def _hang(self, at: int, bond: Bond, ways: Mapping[tuple[int, str], Way]) -> None:
        ends = tuple(ways[(at, end)].gaps[-1] if (at, end) in ways else end for end in bond.ends)
        for end, slot in zip(bond.ends, ends, strict=True):
            if end != slot:
                way = ways[(at, end)]
                self.up.setdefault(way.gaps[0], []).append((end,))
                self.down.setdefault(end, []).append(((end,), (way.gaps[0],)))
        hung = []
        for child, _ in bond.children:
            longer = ways.get((at, child))
            first = longer.gaps[0] if longer else child
            if longer:
                last = longer.gaps[-1]
                self.up.setdefault(child, []).append((last,))
                self.down.setdefault(last, []).append(((last,), (child,)))
            self.up.setdefault(first, []).append(ends)
            hung.append(first)
        if hung:
            for end in ends:
                self.down.setdefault(end, []).append((ends, tuple(hung)))
        self.siblings += list(itertools.pairwise(hung))

    def sweep(self) -> None:
        """Orders rows by what they hang on, then by what hangs on them, and keeps the best."""
        self.place()
        best, kept = self.cost(), [list(row) for row in self.rows.blocks]
        for turn in range(6):
            numbers = range(len(self.rows.blocks))
            for number in numbers if turn % 2 == 0 else reversed(numbers):
                self._sort(number, up=turn % 2 == 0)
            self.place()
            if (cost := self.cost()) < best:
                best, kept = cost, [list(row) for row in self.rows.blocks]
        self.rows.blocks = kept

    def _sort(self, number: int, *, up: bool) -> None:
        x = self.rows.x
        spots = {slot: n for n, block in enumerate(self.rows.blocks[number]) for slot in block}

        def key(block: list[str]) -> tuple[float, int]:
            found = []
            for slot in block:
                if up:
                    found += [sum(x[e] for e in ends) / len(ends) for ends in self.up.get(slot, ())]
                else:
                    found += [sum(x[c] for c in hung) / len(hung) for _, hung in self.down.get(slot, ())]
            own = sum(x[slot] for slot in block) / len(block)
            return (sum(found) / len(found) if found else own, spots[block[0]])

        self.rows.blocks[number].sort(key=key)
        self._by_hand(number)

    def _by_hand(self, number: int) -> None:
        """Those who were moved stand among the others where they were put."""
        row = self.rows.blocks[number]
        if any(block[0] in self.placed for block in row):
            x = self.rows.x
            row.sort(
                key=lambda b: self.placed.get(b[0], sum(x.get(s, 0.0) for s in b) / len(b)) if b else 0.0
            )

    def improve(self, rounds: int) -> None:
        """Turns blocks round and moves them along their row while that helps."""
        self.place()
        best = self.cost()
        for _ in range(rounds):
            before = best
            for number, row in enumerate(self.rows.blocks):
                for block in list(row):
                    best = self._better(row, block, best)
                for block in list(row):
                    best = self._beside_kin(number, block, best)
            if best >= before - 0.01:
                return

    def _better(self, row: list[list[str]], block: list[str], best: float) -> float:
        """The best of a block turned round, and of each near place for it."""
        at = row.index(block)
        if len(block) > 1:
            row[at] = block[::-1]
            best, kept = self._try(best)
            block = row[at] if kept else block
            row[at] = block
        for place in (n for n in (at - 1, at + 1) if 0 <= n < len(row)):
            row.remove(block)
            row.insert(place, block)
            best, kept = self._try(best)
            if kept:
                at = place
            else:
                row.remove(block)
                row.insert(at, block)
        return best

    def _beside_kin(self, number: int, block: list[str], best: float) -> float:
        """The best of a block set next to a brother or sister, with all that hangs on it."""
        blocks = self.rows.blocks
        kin = {b for a, b in self.siblings if a in block} | {a for a, b in self.siblings if b in block}
        for one in sorted(kin):
            row = blocks[number]
            at = row.index(block)
            where = next((n for n, other in enumerate(row) if one in other), None)
            if where is None or abs(where - at) < 2:
                continue
            kept = [list(r) for r in blocks]
            row.remove(block)
            row.insert(where + (1 if where < at else 0), block)
            for below in range(number + 1, len(blocks)):
                self.place(turns=1)
                self._sort(below, up=True)
            best, better = self._try(best)
            if not better:
                for r, old in zip(blocks, kept, strict=True):
                    r[:] = old
        return best

    def _try(self, best: float) -> tuple[float, bool]:
        self.place(turns=1)
        cost = self.cost()
        return (cost, True) if cost < best - 0.01 else (best, False)

    def cost(self) -> float:
        """Length of lines, families that lie across each other, and children out of their order."""
        x = self.rows.x
        total = 0.0
        spans: dict[int, list[tuple[float, float]]] = {}
        seen: set[tuple[str, ...]] = set()
        for slot, lists in self.down.items():
            for ends, hung in lists:
                if hung in seen:
                    continue
                seen.add(hung)
                middle = sum(x[e] for e in ends) / len(ends)
                where = [x[c] for c in hung]
                low, high = min([*where, middle]), max([*where, middle])
                total += (high - low) / COLUMN + abs(middle - (min(where) + max(where)) / 2) / COLUMN
                total += sum(max(abs(x[a] - x[b]) / COLUMN - 1, 0) for a, b in itertools.pairwise(ends)) * 2
                spans.setdefault(self.row_of(slot), []).append((low, high))
        for row in spans.values():
            row.sort()
            for n, (_, high) in enumerate(row):
                total += sum(4 + (min(high, h) - lo) / COLUMN for lo, h in row[n + 1 :] if lo < high)
        total += 6 * sum(1 for older, younger in self.siblings if x[older] > x[younger])
        return total

    def row_of(self, slot: str) -> int:
        """The number of a slot's row."""
        return int(slot.rsplit(":", 1)[1]) if is_gap(slot) else self.ranks[slot]

    def place(self, turns: int = 4) -> None:
        """Gives every slot its place for the order as it is."""
        rows, x = self.rows, self.rows.x
        for number in range(len(rows.blocks)):
            self._by_hand(number)
            at = 0.0
            for slot in rows.row(number):
                x[slot] = at + width_of(slot) / 2
                at += width_of(slot)
        for _ in range(turns):
            for number in range(1, len(rows.blocks)):
                self._settle(number, up=True)
            for number in reversed(range(len(rows.blocks))):
                self._settle(number, up=False)

    def _settle(self, number: int, *, up: bool) -> None:
        """Moves the blocks of a row as near as they can be to where they belong, in their order."""
        x = self.rows.x
        blocks = self.rows.blocks[number]
        wishes, weights, starts = [], [], [0.0]
        for block in blocks:
            wish: list[float] = []
            for slot in block:
                wish += [target - x[slot] for target in self._targets(slot, up=up)]
            left = x[block[0]] - width_of(block[0]) / 2
            weight = float(len(wish)) if wish else _LOOSE
            if block[0] in self.placed:
                wish, weight = [self.placed[block[0]] - x[block[0]]], _FIRM
            wishes.append(left + (sum(wish) / len(wish) if wish else 0.0) - starts[-1])
            weights.append(weight)
            starts.append(starts[-1] + sum(width_of(slot) for slot in block))
        for block, start, value in zip(blocks, starts, _rising(wishes, weights), strict=False):
            at = start + value
            for slot in block:
                x[slot] = at + width_of(slot) / 2
                at += width_of(slot)

    def _targets(self, slot: str, *, up: bool) -> Iterator[float]:
        x = self.rows.x
        if up:
            for ends in self.up.get(slot, ()):
                yield sum(x[end] for end in ends) / len(ends)
            return
        for ends, hung in self.down.get(slot, ()):
            middle = sum(x[end] for end in ends) / len(ends)
            yield x[slot] + (min(x[c] for c in hung) + max(x[c] for c in hung)) / 2 - middle


def _rising(wishes: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nearest numbers to the wishes that never fall (pool adjacent violators)."""
    pools: list[list[float]] = []
    for wish, weight in zip(wishes, weights, strict=True):
        pools.append([wish, weight, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            value, mass, count = pools.pop()
            before = pools[-1]
            before[0] = (before[0] * before[1] + value * mass) / (before[1] + mass)
            before[1] += mass
            before[2] += count
    return [value for value, _, count in pools for _ in range(int(count))]
