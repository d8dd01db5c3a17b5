"""Which other values a hidden figure can have: worlds that agree with all that is shown.

A figure is pushed up or down along the null space of the equations: first along its own
directions, one by one, which is quick and mostly enough; then by the simplex method (`walking`).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.suppression.algebra import Equation, Number, Solved, solve
from core.suppression.walking import Walk

ROUNDS = 4
"""How often all directions are tried in turn to push a figure up or down."""

Direction = Mapping[int, Number]
"""How figures move together: the change of each."""


@dataclass(frozen=True, slots=True)
class Need:
    """How far a guarded figure must be able to go.

    `both`: up to `high`, and as far apart as `low` and `high` are. Else: down to `low` or up to
    `high`.
    """

    low: float
    high: float
    both: bool

    def goal(self, low: float) -> float:
        """How high a figure must go that goes down to `low`."""
        return max(self.high, low + self.high - self.low) if self.both else self.high

    def met(self, low: float, high: float) -> bool:
        """Whether a figure that can be anything from low to high is safe."""
        return high >= self.goal(low) or (not self.both and low <= self.low)


@dataclass(frozen=True, slots=True)
class Item:
    """One figure. `least` is what an attacker knows it can not be below when it is hidden."""

    value: float
    least: float = 0
    weight: float = 1
    need: Need | None = None

    @property
    def slack(self) -> float:
        """How far it can fall."""
        return self.value - self.least


Push = Callable[[int, float], float]
"""From a sign and a goal: how far the figure gets, at most to the goal."""


def reach(need: Need, push: Push) -> tuple[float, float]:
    """How low and how high a figure goes; no further than needed."""
    low = push(-1, need.low)
    return low, push(1, need.goal(low))


def along(items: Mapping[int, Item], key: int, ways: Sequence[Direction]) -> Push:
    """Pushing a figure along the directions given, one after the other."""

    def push(sign: int, goal: float) -> float:
        world: dict[int, float] = {}
        here = items[key].value
        for way in [*ways] * ROUNDS:
            wanted = (goal - here) * sign
            if wanted <= 0:
                break
            turn = sign if way[key] > 0 else -sign
            steps = min(math.ceil(wanted / abs(float(way[key]))), _room(items, world, way, turn))
            if steps > 0:
                for other, number in way.items():
                    at = world.get(other, items[other].value)
                    world[other] = at + float(number) * turn * steps
                here = world[key]
        return here

    return push


def _room(
    items: Mapping[int, Item], world: Mapping[int, float], way: Direction, turn: int
) -> float:
    """How many whole steps can be taken before a figure falls below what it can be."""
    room = math.inf
    for other, number in way.items():
        if number.denominator != 1:
            return 0
        if number * turn < 0:
            item = items[other]
            slack = world.get(other, item.value) - item.least
            room = min(room, slack // abs(float(number)))
    return room


class Worlds:
    """The worlds in which `free` figures may differ from the truth and all others may not."""

    def __init__(
        self,
        items: Mapping[int, Item],
        equations: Sequence[Equation[int]],
        free: Sequence[int],
    ) -> None:
        self._items = items
        self._free = free
        self.solved = solve(equations, free)
        self._ways = self.solved.directions()

    def ways_of(self, key: int) -> list[Direction]:
        """The directions along which the figure moves, in the order of what is left free."""
        return ways_of(key, self.solved, self._ways)

    @cached_property
    def _walk(self) -> Walk:
        return Walk(self.solved, {key: math.floor(self._items[key].slack) for key in self._free})

    def along(self, key: int) -> Push:
        """Pushing the figure along its own directions only."""
        return along(self._items, key, self.ways_of(key))

    def best(self, key: int, cost: Callable[[int], float] | None = None) -> Push:
        """Pushing the figure as far as it goes."""
        value = self._items[key].value

        def push(sign: int, goal: float) -> float:
            steps = math.ceil((goal - value) * sign)
            return value + sign * self._walk.push(key, sign, steps, cost) if steps > 0 else value

        return push

    def moved(self) -> set[int]:
        """What is another in the world last pushed to."""
        return {key for key, number in self._walk.moved.items() if number}


def ways_of(key: int, solved: Solved[int], ways: Mapping[int, Direction]) -> list[Direction]:
    """The directions along which the figure moves, the lightest first."""
    row = solved.pivots.get(key)
    return [ways[key]] if row is None else [ways[free] for free in solved.free if free in row]
