"""Families that hang together, in all objects of a release, laid out as one puzzle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.suppression.hiding import Puzzle
from core.suppression.possible import Item, Need
from core.suppression.structure import Family, Guard, Node, Path
from core.suppression.threshold import small, threshold

HALF = "half"
WHOLE = "whole"

MARGIN = 0.25
"""How far from a hidden magnitude an attacker's guess must be able to lie: this share of it."""


NO_FLOOR = -(10**9)
"""A figure found by subtraction is below zero where records are odd: then it has no bound."""


def floor_of(value: float) -> float:
    """What a figure found by subtraction can not be below."""
    return 0 if value >= 0 else NO_FLOOR


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One object of figures: a half-year by its place, or the whole time; and a variant or ""."""

    place: int
    span: str
    variant: str


@dataclass(frozen=True, slots=True)
class Key:
    """One figure of a family in one object, or what lies between two objects."""

    family: str
    node: str
    spot: Spot
    between: str = ""


class Board:
    """The figures of some families by key, what is known between them, and which are hidden."""

    def __init__(self, families: Sequence[Family], k: int) -> None:
        self.families = families
        self._roots = {
            path: (family.name, node.name)
            for family in families
            for node in family.nodes
            for path in node.paths
        }
        self.k = threshold(k)
        self._puzzle = Puzzle()
        self._number: dict[Key, int] = {}
        self._people: dict[Key, float] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._number

    def root(self, path: Path, spot: Spot) -> Key | None:
        """The total at the path, where it is on this board; else it is known."""
        return Key(*self._roots[path], spot) if path in self._roots else None

    def value(self, key: Key) -> float:
        """The exact figure."""
        return self._puzzle.items[self._number[key]].value

    def put(self, key: Key, item: Item, people: float, *, hidden: bool) -> None:
        """Lay a figure out. `people`: how many are in it."""
        number = self._number.setdefault(key, len(self._number))
        self._puzzle.items[number] = item
        self._people[key] = people
        if hidden:
            self._puzzle.hidden.add(number)

    def add(self, terms: Mapping[Key, int]) -> None:
        """It is known what these come to."""
        self._puzzle.equations.append({self._number[key]: sign for key, sign in terms.items()})

    def protect(self) -> None:
        """Hide what must be hidden for the sake of others."""
        self._puzzle.protect(jointly=len(self.families) > 1)

    def found(self) -> list[Key]:
        """The small figures that can be found all the same."""
        found = set(self._puzzle.found())
        return [key for key, number in self._number.items() if number in found]

    def hidden(self) -> list[Key]:
        """The hidden figures."""
        return [key for key, number in self._number.items() if number in self._puzzle.hidden]

    def need(self, node: Node, value: float, people: float) -> Need | None:
        """How far a small figure must be able to go.

        A hidden count: k is possible, and values as far apart as 1 and k. What is no tally: 0 is
        possible, or k. A magnitude: a quarter off, to one side at least.
        """
        if value <= 0 or not 0 <= people < self.k or node.guard is Guard.MISSING:
            return None
        if node.measure:
            return Need(value * (1 - MARGIN), value * (1 + MARGIN), both=False)
        if node.paths:
            return Need(1, self.k, both=True)
        return Need(0, self.k, both=False)

    def difference(
        self, node: Node, key: Key, more: Key, less: Sequence[Key], *, sign: int = 1
    ) -> None:
        """Lay out what `more` has beyond `less` (sign -1: the other way): it can be found."""
        value = sign * (self.value(more) - sum(self.value(each) for each in less))
        people = sign * (self._people[more] - sum(self._people[each] for each in less))
        self.put_between(key, node, value, people)
        self.add({more: -1, key: sign, **dict.fromkeys(less, 1)})

    def put_between(self, key: Key, node: Node, value: float, people: float) -> None:
        """Lay out a figure that is no tally, guarded where it is a small number of people."""
        need = None
        if value > 0 and small(people, self.k) and node.guard is not Guard.MISSING:
            need = Need(0, self.k, both=False)
            if node.measure:
                need = Need(value * (1 - MARGIN), value * (1 + MARGIN), both=False)
        self.put(key, Item(value, floor_of(value), 0, need), people, hidden=True)

    def equal(self, whole: Key, parts: Sequence[Key], *, within: float = 0) -> None:
        """The parts come to the whole, unless the records are so odd that they do not."""
        difference = self.value(whole) - sum(self.value(part) for part in parts)
        if abs(difference) <= within:
            self.add({whole: -1, **dict.fromkeys(parts, 1)})
