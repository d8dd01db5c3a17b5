"""Complementary suppression: hide more until no small figure can be found or narrowed down.

A puzzle is what an attacker has: figures, equations between them, and which figures are hidden. A
guarded figure is safe when worlds can be named that look the same from outside and in which it has
other values, far enough apart. The worlds are found along the null space of the equations, so what
is declared safe is safe; what is not may be safe all the same and costs a cell too many.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.suppression.algebra import Number, Solved, solve

ROUNDS = 4
"""How often all directions are tried in turn to push a figure up or down."""

Direction = Mapping[int, Number]
"""How figures move together: the change of each."""

WORTH_A_TRY = 4
"""The least weight of a figure that is tried shown again."""

CHOICES = 24
"""How many ways to hide more are weighed against each other, the lightest first."""


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


@dataclass
class Puzzle:
    """Figures by number, equations that every world obeys, and what is hidden."""

    items: dict[int, Item] = field(default_factory=dict)
    equations: list[Mapping[int, Number]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def protect(self) -> None:
        """Hide as many shown figures as it takes for every guarded one to be safe.

        A figure that is 0 or weighs nothing is not hidden for the sake of another.
        """
        before = set(self.hidden)
        while self._protect_once() or self._protect_singly():
            pass
        self._give_back(before)

    def found(self) -> list[int]:
        """The guarded figures for which no other value could be named; mostly none."""
        return [key for key, (low, high) in self._exposed({}) if low == high]

    def _protect_once(self) -> bool:
        """One elimination, and all that it shows to be needed; whether anything was hidden."""
        guarded = [key for key in self._hidden_in_order() if self.items[key].need]
        others = [key for key in self._hidden_in_order() if not self.items[key].need]
        solved = solve(self.equations, [*guarded, *others, *self._hideable()])
        ways = solved.directions()
        hid = [self._shelter(key, _ways_of(key, solved, ways)) for key in guarded]
        return any(hid)

    def _protect_singly(self) -> bool:
        """An elimination for each figure that is still exposed; whether anything was hidden."""
        hid = False
        for key, _ in list(self._exposed({})):
            hidden = [other for other in self._hidden_in_order() if other != key]
            solved = solve(self.equations, [key, *hidden, *self._hideable()])
            hid |= self._shelter(key, _ways_of(key, solved, solved.directions()))
        return hid

    def _give_back(self, before: set[int]) -> None:
        """Show again what need not have been hidden, the weightiest first."""
        self.equations = solve(self.equations, self._hidden_in_order()).equations()
        exposed = dict(self._exposed({}))
        spare = [
            key
            for key in self.items
            if key in self.hidden - before and self.items[key].weight >= WORTH_A_TRY
        ]
        groups = [sorted(spare, key=self._order, reverse=True)]
        while groups:
            group = groups.pop()
            self.hidden.difference_update(group)
            if next(self._exposed(exposed), None) is not None:
                self.hidden.update(group)
                middle = len(group) // 2
                groups += [half for half in (group[middle:], group[:middle]) if middle and half]

    def _exposed(
        self, known: Mapping[int, tuple[float, float]]
    ) -> Iterator[tuple[int, tuple[float, float]]]:
        """The guarded figures that are not safe as things are, and how far they go.

        Those known to go no further than so are left out as long as they go as far.
        """
        solved = solve(self.equations, self._hidden_in_order())
        reduced, ways = solved.equations(), solved.directions()
        for key in self._hidden_in_order():
            need = self.items[key].need
            least, most = known.get(key, (-math.inf, math.inf))
            if need is None or self._goes(need, least, most, key, _ways_of(key, solved, ways)):
                continue
            others = [other for other in self._hidden_in_order() if other != key]
            again = solve(reduced, [key, *others])
            best = _ways_of(key, again, again.directions())
            if not self._goes(need, least, most, key, best):
                yield key, self._reach(key, best, need)

    def _goes(
        self, need: Need, least: float, most: float, key: int, ways: Sequence[Direction]
    ) -> bool:
        low, high = self._reach(key, ways, need)
        return need.met(low, high) or (low <= least and high >= most)

    def _hidden_in_order(self) -> list[int]:
        """The hidden figures, those with most room below them first.

        An elimination expresses the first ones by the last; so what moves along with a small
        figure is large, and does not stop it at once.
        """
        return sorted(self.hidden, key=lambda key: (-self._slack(key), key))

    def _slack(self, key: int) -> float:
        return self.items[key].value - self.items[key].least

    def _hideable(self) -> list[int]:
        """The figures that may be hidden for others, the lightest first."""
        return sorted(
            (
                key
                for key, item in self.items.items()
                if key not in self.hidden and item.value != 0 and item.weight > 0
            ),
            key=self._order,
        )

    def _safe(self, key: int, ways: Sequence[Direction]) -> bool:
        need = self.items[key].need
        return need is None or need.met(*self._reach(key, ways, need))

    def _reach(self, key: int, ways: Sequence[Direction], need: Need) -> tuple[float, float]:
        """How low and how high it goes in worlds that look the same; no further than needed."""
        low = self._push(key, ways, -1, need.low)
        return low, self._push(key, ways, 1, need.goal(low))

    def _push(self, key: int, ways: Sequence[Direction], sign: int, goal: float) -> float:
        world: dict[int, float] = {}
        here = self.items[key].value
        for way in [*ways] * ROUNDS:
            wanted = (goal - here) * sign
            if wanted <= 0:
                break
            along = sign if way[key] > 0 else -sign
            steps = min(math.ceil(wanted / abs(float(way[key]))), self._room(world, way, along))
            if steps > 0:
                for other, number in way.items():
                    at = world.get(other, self.items[other].value)
                    world[other] = at + float(number) * along * steps
                here = world[key]
        return here

    def _room(self, world: Mapping[int, float], way: Mapping[int, Number], along: int) -> float:
        """How many whole steps can be taken before a figure falls below what it can be."""
        room = math.inf
        for other, number in way.items():
            if number.denominator != 1:
                return 0
            if number * along < 0:
                item = self.items[other]
                slack = world.get(other, item.value) - item.least
                room = min(room, slack // abs(float(number)))
        return room

    def _shelter(self, key: int, ways: Sequence[Direction]) -> bool:
        """Hide the lightest set that makes the figure safe; whether anything was hidden."""
        here = [way for way in ways if self.hidden.issuperset(way)]
        choices = [way for way in ways if not self.hidden.issuperset(way)]
        hid = False
        while not self._safe(key, here) and choices:
            best = self._lightest(key, here, choices[:CHOICES])
            self.hidden.update(best)
            here = [way for way in ways if self.hidden.issuperset(way)]
            choices = [way for way in ways if not self.hidden.issuperset(way)]
            hid = True
        return hid

    def _order(self, key: int) -> tuple[float, int]:
        return self.items[key].weight, key

    def _lightest(
        self,
        key: int,
        ways: Sequence[Direction],
        choices: Sequence[Direction],
    ) -> Direction:
        """The lightest choice that is enough; else the one that gives most for its weight."""
        need = self.items[key].need
        judged = []
        for place, choice in enumerate(choices):
            weight = sum(self.items[other].weight for other in choice if other not in self.hidden)
            low, high = self._reach(key, [*ways, choice], need) if need else (0, 0)
            enough = need is None or need.met(low, high)
            judged.append((not enough, weight if enough else weight / (1 + high - low), place))
        return choices[min(judged)[2]]


def _ways_of(key: int, solved: Solved[int], ways: Mapping[int, Direction]) -> list[Direction]:
    """The directions along which the figure moves, the lightest first."""
    row = solved.pivots.get(key)
    return [ways[key]] if row is None else [ways[free] for free in solved.free if free in row]
