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


World = Mapping[int, int]
"""How far figures are from the truth in a world that looks the same; all others are as they are."""

Push = Callable[[int, float], World]
"""From a sign and a goal for a figure: a world where it is as near to the goal as it gets."""


class Seen:
    """How far guarded figures go in the worlds found so far: one will do for many figures."""

    def __init__(self, items: Mapping[int, Item], free: set[int], worlds: Sequence[World]) -> None:
        """Only worlds in which no others than the free figures differ look the same."""
        self._items = items
        self._guarded = {key for key, item in items.items() if item.need}
        self._low: dict[int, int] = {}
        self._high: dict[int, int] = {}
        for world in worlds:
            if free.issuperset(world):
                self.add(world)

    def add(self, world: World) -> None:
        """One more world."""
        for key in self._guarded & world.keys():
            moved = world[key]
            if moved < self._low.get(key, 0):
                self._low[key] = moved
            elif moved > self._high.get(key, 0):
                self._high[key] = moved

    def range_of(self, key: int) -> tuple[float, float]:
        """How low and how high the figure goes in the worlds seen."""
        value = self._items[key].value
        return value + float(self._low.get(key, 0)), value + float(self._high.get(key, 0))


def explore(seen: Seen, key: int, need: Need, push: Push) -> list[World]:
    """Push the figure as low and as high as it should go; the worlds it got to."""
    found = list[World]()
    for sign in (-1, 1):
        low, high = seen.range_of(key)
        goal, at = (need.low, low) if sign < 0 else (need.goal(low), high)
        world = push(sign, goal) if (goal - at) * sign > 0 else {}
        if world:
            seen.add(world)
            found.append(world)
    return found


def along(items: Mapping[int, Item], key: int, ways: Sequence[Direction]) -> Push:
    """Pushing a figure along the directions given, one after the other."""

    def push(sign: int, goal: float) -> World:
        world: dict[int, int] = {}
        for way in [*ways] * ROUNDS:
            wanted = (goal - items[key].value - world.get(key, 0)) * sign
            if wanted <= 0:
                break
            turn = sign if way[key] > 0 else -sign
            steps = min(
                math.ceil(wanted / (way[key] * turn * sign)), _room(items, world, way, turn)
            )
            if steps > 0:
                for other, number in way.items():
                    world[other] = world.get(other, 0) + int(number * turn * steps)
        return {key: moved for key, moved in world.items() if moved}

    return push


def _room(items: Mapping[int, Item], world: World, way: Direction, turn: int) -> float:
    """How many whole steps can be taken before a figure falls below what it can be."""
    room = math.inf
    for other, number in way.items():
        if number.denominator != 1:
            return 0
        if number * turn < 0:
            room = min(room, (items[other].slack + world.get(other, 0)) // (-number * turn))
    return room


def safe_along(items: Mapping[int, Item], key: int, ways: Sequence[Direction]) -> bool:
    """Whether the figure is safe by moving along the directions."""
    need = items[key].need
    return need is None or need.met(*reach_along(items, key, ways))


def reach_along(
    items: Mapping[int, Item], key: int, ways: Sequence[Direction]
) -> tuple[float, float]:
    """How far the figure goes along the directions; no further than needed."""
    seen, need = Seen(items, set(), ()), items[key].need
    if need is not None:
        explore(seen, key, need, along(items, key, ways))
    return seen.range_of(key)


class Worlds:
    """The worlds in which `free` figures may differ from the truth and all others may not."""

    def __init__(
        self,
        items: Mapping[int, Item],
        equations: Sequence[Equation[int]],
        free: Sequence[int],
    ) -> None:
        self._items = items
        self._equations = equations
        self._free = free

    @cached_property
    def solved(self) -> Solved[int]:
        """The equations, eliminated when they are first needed."""
        return solve(self._equations, self._free)

    @cached_property
    def _ways(self) -> Mapping[int, Direction]:
        return self.solved.directions()

    def ways_of(self, key: int) -> list[Direction]:
        """The directions along which the figure moves, in the order of what is left free."""
        return ways_of(key, self.solved, self._ways)

    @cached_property
    def _walk(self) -> Walk:
        return Walk(self.solved, {key: int(self._items[key].slack) for key in self._free})

    def along(self, key: int) -> Push:
        """Pushing the figure along its own directions only."""
        return along(self._items, key, self.ways_of(key))

    def best(self, key: int, cost: Callable[[int], float] | None = None) -> Push:
        """Pushing the figure as far as it goes."""

        def push(sign: int, goal: float) -> World:
            steps = math.ceil((goal - self._items[key].value) * sign)
            return self._walk.push(key, sign, steps, cost)

        return push


def ways_of(key: int, solved: Solved[int], ways: Mapping[int, Direction]) -> list[Direction]:
    """The directions along which the figure moves, the lightest first."""
    row = solved.pivots.get(key)
    return [ways[key]] if row is None else [ways[free] for free in solved.free if free in row]
