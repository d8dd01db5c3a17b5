"""Complementary suppression: hide more until no small figure can be found or narrowed down.

A puzzle is what an attacker has: figures, equations between them, and which figures are hidden. A
guarded figure is safe when worlds can be named that look the same from outside and in which it has
other values, far enough apart. What is declared safe is safe; what is not may be safe all the same
and costs a cell too many.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.suppression.algebra import Number, connected
from core.suppression.choosing import lightest
from core.suppression.possible import (
    Direction,
    Item,
    Push,
    Seen,
    World,
    Worlds,
    explore,
    safe_along,
)

WORTH_A_TRY = 4
"""The least weight of a figure that is tried shown again."""

EFFORT = 100_000
"""How much is tried: the number of trials times the number of figures in each."""


@dataclass
class Puzzle:
    """Figures by number, equations that every world obeys, and what is hidden."""

    items: dict[int, Item] = field(default_factory=dict)
    equations: list[Mapping[int, Number]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    _seen: list[World] = field(default_factory=list)
    """Worlds found so far; those that need more hidden than is now do not count now."""

    def protect(self, *, jointly: bool = False) -> None:
        """Hide as many shown figures as it takes for every guarded one to be safe.

        A figure that is 0 or weighs nothing is not hidden for the sake of another.
        """
        before = set(self.hidden)
        while (not jointly and self._protect_once()) or self._protect_singly():
            pass
        self._give_back(before)

    def found(self) -> list[int]:
        """The guarded figures for which no world could be named in which they are another."""
        if self._twice_looks_the_same():
            return []
        worlds, seen = self._worlds(), Seen(self.items, self.hidden, self._seen)
        return [key for key in self._guarded() if not self._can_be_another(key, worlds, seen)]

    def _twice_looks_the_same(self) -> bool:
        """Whether all is hidden; then twice as many of everybody is another world."""
        shown = (item.value for key, item in self.items.items() if key not in self.hidden)
        return not any(shown) and not any(
            sum(self.items[key].value * number for key, number in each.items())
            for each in self.equations
        )

    def _can_be_another(self, key: int, worlds: Worlds, seen: Seen) -> bool:
        value = self.items[key].value
        if seen.range_of(key) != (value, value):
            return True
        return any(
            push(sign, value + sign)
            for push in (worlds.along(key), worlds.best(key))
            for sign in (1, -1)
        )

    def _protect_once(self) -> bool:
        """One elimination, and all that it shows to be needed; whether anything was hidden."""
        guarded = self._guarded()
        others = [key for key in self._hidden_in_order() if not self.items[key].need]
        worlds = self._worlds([*guarded, *others, *self._hideable()])
        hid = [self._shelter(key, worlds.ways_of(key)) for key in guarded]
        return any(hid)

    def _protect_singly(self) -> bool:
        """Hide what moves in a world where a figure still exposed is safe; whether any did."""
        before = len(self.hidden)
        exposed = [key for key, _ in self._exposed({})]
        if exposed:
            worlds = self._worlds([*self._hidden_in_order(), *self._hideable()])
            seen = Seen(self.items, self.hidden, self._seen)
        for key in exposed:
            if not self._goes(key, seen.range_of(key), None):
                found = self._explored(key, seen, worlds.best(key, self._cost))
                self.hidden.update(*found)
        return len(self.hidden) > before

    def _cost(self, key: int) -> float:
        """What it costs to have a figure move."""
        return 0 if key in self.hidden else self.items[key].weight

    def _explored(self, key: int, seen: Seen, push: Push) -> list[World]:
        """Explore the worlds for a figure, and remember them."""
        need = self.items[key].need
        found = explore(seen, key, need, push) if need else []
        self._seen += found
        return found

    def _give_back(self, before: set[int]) -> None:
        """Show again what need not have been hidden; what is bound by no sum is tried apart."""
        self.equations = self._worlds().solved.equations()
        for keys in connected(self.equations):
            part = self._part(keys)
            part.show_again(keys - before)
            self.hidden -= keys - part.hidden

    def _part(self, keys: set[int]) -> "Puzzle":
        """Some of the hidden figures, with all that is known between them."""
        return Puzzle(
            {key: self.items[key] for key in sorted(keys)},
            [each for each in self.equations if not keys.isdisjoint(each)],
            set(keys),
            [{key: world[key] for key in keys & world.keys()} for world in self._seen],
        )

    def show_again(self, spare: set[int]) -> None:
        """Show what need not be hidden of these, the weightiest first."""
        exposed = dict(self._exposed({}))
        heavy = [key for key in spare if self.items[key].weight >= WORTH_A_TRY]
        groups = [sorted(heavy, key=self._order, reverse=True)]
        for _ in range(EFFORT // len(self.items)):
            if not groups:
                break
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
        worlds, seen = self._worlds(), Seen(self.items, self.hidden, self._seen)
        for key in self._guarded():
            if not self._goes(key, seen.range_of(key), known.get(key)):
                for push in (worlds.along(key), worlds.best(key)):
                    self._explored(key, seen, push)
                    if self._goes(key, seen.range_of(key), known.get(key)):
                        break
                else:
                    yield key, seen.range_of(key)

    def _goes(
        self, key: int, reached: tuple[float, float], known: tuple[float, float] | None
    ) -> bool:
        """Whether the figure is safe, or goes as far as is known to be possible."""
        need = self.items[key].need
        if need is None or need.met(*reached):
            return True
        return known is not None and reached[0] <= known[0] and reached[1] >= known[1]

    def _worlds(self, free: Sequence[int] | None = None) -> Worlds:
        """The worlds where what is hidden may differ, or what is given."""
        return Worlds(self.items, self.equations, self._hidden_in_order() if free is None else free)

    def _guarded(self) -> list[int]:
        return [key for key in self._hidden_in_order() if self.items[key].need]

    def _hidden_in_order(self) -> list[int]:
        """The hidden figures, those with most room below them first.

        An elimination expresses the first ones by the last; so what moves along with a small
        figure is large, and does not stop it at once.
        """
        return sorted(self.hidden, key=lambda key: (-self.items[key].slack, key))

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

    def _shelter(self, key: int, ways: Sequence[Direction]) -> bool:
        """Hide the lightest set that makes the figure safe; whether anything was hidden."""
        here = [way for way in ways if self.hidden.issuperset(way)]
        choices = [way for way in ways if not self.hidden.issuperset(way)]
        hid = False
        while not safe_along(self.items, key, here) and choices:
            best = lightest(self.items, self.hidden, key, here, choices)
            self.hidden.update(best)
            here = [way for way in ways if self.hidden.issuperset(way)]
            choices = [way for way in ways if not self.hidden.issuperset(way)]
            hid = True
        return hid

    def _order(self, key: int) -> tuple[float, int]:
        return self.items[key].weight, key
