"""A walk from the true figures to other worlds that look the same, by the simplex method.

It starts from the truth, which obeys every equation, and keeps to worlds of whole steps from it.
What it reaches is therefore possible; where it stops, mostly nothing further is.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction

from core.suppression.algebra import Number, Solved

STEPS = 400
"""How many steps a walk takes at most; nearly all take fewer than twenty."""


class Walk:
    """The unknowns as the elimination left them; each walk goes on from the last one's corner."""

    def __init__(self, solved: Solved[int], slack: Mapping[int, int]) -> None:
        """`slack`: how far each unknown can fall. Unknowns without it keep their value."""
        self._slack = slack
        self._rows = {pivot: dict(row) for pivot, row in solved.pivots.items()}
        self._at = defaultdict[int, set[int]](set)
        for pivot, row in self._rows.items():
            for free in row:
                self._at[free].add(pivot)
        self._moved: dict[int, Number] = {}

    def push(
        self, key: int, sign: int, goal: int, cost: Callable[[int], float] | None = None
    ) -> dict[int, int]:
        """A world in which the unknown goes up (sign 1) or down (-1) by `goal`, or almost.

        It may go a little further. All steps are whole.
        `cost`: what it costs to move an unknown; cheap ways are preferred.
        """
        self._moved = {}
        best: tuple[int, dict[int, int]] = (0, {})
        for _ in range(STEPS):
            at = self._moved.get(key, 0) * sign
            whole = self._in_whole_steps() if at > best[0] else {}
            if whole:
                best = whole[key] * sign, whole
            step = self._next(key, sign, cost) if at < goal else None
            if step is None:
                break
            self._take(*step, goal - at, key)
        return best[1]

    def _in_whole_steps(self) -> dict[int, int]:
        """The world walked to; if it is not of whole numbers, as far again until it is."""
        times = math.lcm(*(number.denominator for number in self._moved.values()))
        world = {key: int(number * times) for key, number in self._moved.items() if number}
        possible = times == 1 or all(-moved <= self._slack[key] for key, moved in world.items())
        return world if possible else {}

    def _next(
        self, key: int, sign: int, cost: Callable[[int], float] | None
    ) -> tuple[int, int] | None:
        """The unknown to move next, and whether up or down, so that the key goes the right way."""
        row = self._rows.get(key)
        if row is None:
            return (key, sign) if self._can(key, sign) else None
        ways = [(free, -sign if number > 0 else sign) for free, number in row.items()]
        able = [(self._cost(way[0], cost), *way) for way in ways if self._can(*way)]
        return min(able)[1:] if able else None

    def _cost(self, free: int, cost: Callable[[int], float] | None) -> float:
        if cost is None:
            return 0
        return sum(cost(each) for each in (free, *self._at[free]) if not self._moved.get(each))

    def _can(self, key: int, way: int) -> bool:
        return way > 0 or self._left(key) > 0

    def _left(self, key: int) -> Number:
        """How far it can still fall."""
        return self._slack[key] + self._moved.get(key, 0)

    def _take(self, free: int, way: int, wanted: Number, key: int) -> None:
        """Move until the goal is reached or an unknown can fall no further; that one stays there.

        `wanted`: how far the key has to go.
        """
        falls = {pivot: way * self._rows[pivot][free] for pivot in self._at[free]}
        rate = max(falls.get(key, 1), -falls.get(key, 1))
        room: Number = math.ceil(_over(wanted, rate))
        blocking = None
        if way < 0 and self._left(free) < room:
            room = self._left(free)
        for pivot in sorted(falls):
            if falls[pivot] > 0 and self._left(pivot) < room * falls[pivot]:
                room, blocking = _over(self._left(pivot), falls[pivot]), pivot
        for pivot, fall in falls.items():
            self._moved[pivot] = _whole(self._moved.get(pivot, 0) - fall * room)
        self._moved[free] = _whole(self._moved.get(free, 0) + way * room)
        if blocking is not None:
            self._swap(free, blocking)

    def _swap(self, free: int, pivot: int) -> None:
        """Express the free unknown by the pivot, and all others by it."""
        row = self._rows.pop(pivot)
        for each in row:
            self._at[each].discard(pivot)
        head = row.pop(free)
        new = {pivot: _over(1, head)}
        new.update({each: _over(number, head) for each, number in row.items()})
        for other in list(self._at.pop(free, ())):
            self._put_in(other, self._rows[other].pop(free), new)
        self._rows[free] = new
        for each in new:
            self._at[each].add(free)

    def _put_in(self, other: int, times: Number, new: Mapping[int, Number]) -> None:
        target = self._rows[other]
        for each, number in new.items():
            left = _whole(target.get(each, 0) - times * number)
            if left:
                target[each] = left
                self._at[each].add(other)
            elif each in target:
                del target[each]
                self._at[each].discard(other)


def _over(number: Number, by: Number) -> Number:
    if by in (1, -1):
        return number * by
    return _whole(Fraction(number) / by)


def _whole(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number
