"""Families laid out over all objects of a release: figures, sums, and what is hidden at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.suppression.board import HALF, WHOLE, Board, Key, Spot, floor_of
from core.suppression.linking import link
from core.suppression.possible import Item
from core.suppression.structure import Family, Guard, Node, Path, Sum, read
from core.suppression.threshold import threshold
from core.tallies import Figures

WEIGHT: Mapping[str, float] = {HALF: 1, WHOLE: 3}
LARGE = 50
"""A figure so large is worth half as much again as a small one of its kind."""

OF_BOTH = 4
"""A figure of the whole time and one of both variants are worth more than one of a part."""

Closed = frozenset[tuple[str, Spot]]
"""The families that are hidden wholly, zeros included, by object."""


@dataclass(frozen=True, slots=True)
class Tallied:
    """What is to be released, and the threshold."""

    objects: Mapping[Spot, Figures]
    k: int

    def value(self, node: Node, spot: Spot) -> float:
        """The exact figure."""
        figures = self.objects[spot]
        return node.measure(figures) if node.measure else read(figures, node.paths[0])

    def people(self, node: Node, spot: Spot) -> float:
        """How many are in the figure."""
        return node.people(self.objects[spot]) if node.people else self.value(node, spot)

    def few(self, node: Node, spot: Spot) -> bool:
        """Whether the figure is hidden for its own sake."""
        return self.value(node, spot) != 0 and self.people(node, spot) < threshold(self.k)


class Tables:
    """Which figures stand together in one table of the tallies: what can be told of the hidden.

    Whoever sees a hidden count knows that it is not 0, as zeros are shown; unless its whole table
    is hidden, or a zero in it.
    """

    def __init__(self, tallied: Tallied, families: Iterable[Family]) -> None:
        self._tallied = tallied
        self._cells = defaultdict[Path, list[tuple[str, Node]]](list)
        for family in families:
            for node in family.nodes:
                for path in node.paths:
                    self._cells[path[:-1]].append((family.name, node))

    def least(self, family: str, node: Node, spot: Spot, closed: Closed) -> float:
        """What the figure can not be below when it is hidden."""
        if node.measure:
            return 0
        open_to_zero = (family, spot) in closed and all(
            self._hides_zeros(path[:-1], spot, closed) for path in node.paths
        )
        return 0 if open_to_zero else min(1, self._tallied.value(node, spot))

    def _hides_zeros(self, table: Path, spot: Spot, closed: Closed) -> bool:
        cells = self._cells[table]
        wholly = all(
            (name, spot) in closed or self._tallied.few(node, spot) for name, node in cells
        )
        return wholly or any(
            (name, spot) in closed and not self._tallied.value(node, spot) for name, node in cells
        )


class Layout:
    """Some families on one board."""

    def __init__(
        self, tallied: Tallied, tables: Tables, families: Sequence[Family], closed: Closed
    ) -> None:
        self.board = Board(families, tallied.k)
        self._tallied = tallied
        self._tables = tables
        self._closed = closed

    def lay_out(self, without_n: Mapping[Spot, set[Path]]) -> Board:
        """All figures first, then what is known between them.

        `without_n`: the counts hidden so far; a mean is hidden with its own.
        """
        for spot in self._tallied.objects:
            for family in self.board.families:
                self._put_tallies(family, spot, without_n[spot])
                self._put_rests(family, spot)
        for spot in self._tallied.objects:
            for family in self.board.families:
                self._add_sums(family, spot)
        for family in self.board.families:
            link(self.board, family, self._tallied.objects)
        return self.board

    def _put_tallies(self, family: Family, spot: Spot, without_n: set[Path]) -> None:
        closed = (family.name, spot) in self._closed
        for node in family.nodes:
            if node.paths:
                hidden = closed or node.n in without_n or self._tallied.few(node, spot)
                self._put_tally(Key(family.name, node.name, spot), node, hidden=hidden)

    def _put_tally(self, key: Key, node: Node, *, hidden: bool) -> None:
        value, people = self._tallied.value(node, key.spot), self._tallied.people(node, key.spot)
        weight = node.weight * WEIGHT[key.spot.span] * (1 if key.spot.variant else OF_BOTH)
        weight *= 1 + value / (value + LARGE) if value > 0 else 1
        least = self._tables.least(key.family, node, key.spot, self._closed)
        item = Item(value, least, weight, self.board.need(node, value, people))
        self.board.put(key, item, people, hidden=hidden)

    def _put_rests(self, family: Family, spot: Spot) -> None:
        """What is no tally but can be found by subtraction; one may follow from another."""
        waiting = list(_sums(family, spot))
        while waiting:
            each = waiting.pop(0)
            members = (*each.parts, each.whole) if each.whole else each.parts
            keys = {name: Key(family.name, name, spot) for name in members}
            unknown = [name for name in members if keys[name] not in self.board]
            if len(unknown) > 1:
                waiting.append(each)
            elif unknown:
                known = [keys[part] for part in each.parts if part not in unknown]
                parts = sum(map(self.board.value, known))
                value = parts
                if unknown[0] != each.whole:
                    value = self._whole(each, spot, family) - parts
                (node,) = (node for node in family.nodes if node.name == unknown[0])
                self._put_rest(keys[unknown[0]], node, value)

    def _put_rest(self, key: Key, node: Node, value: float) -> None:
        """That nothing is missing is taken as known."""
        known = node.guard is Guard.MISSING and not value
        item = Item(value, floor_of(value), 0, self.board.need(node, value, value))
        self.board.put(key, item, value, hidden=not known)

    def _whole(self, each: Sum, spot: Spot, family: Family) -> float:
        """What the parts add up to."""
        root = read(self._tallied.objects[spot], each.root) if each.root else 0
        if each.whole is None:
            return root
        return self.board.value(Key(family.name, each.whole, spot)) - root

    def _add_sums(self, family: Family, spot: Spot) -> None:
        for each in _sums(family, spot):
            terms = {Key(family.name, part, spot): 1 for part in each.parts}
            if each.whole is not None:
                terms[Key(family.name, each.whole, spot)] = -1
            root = self.board.root(each.root, spot) if each.root else None
            if root is not None:
                terms[root] = -1 if each.whole is None else 1
            self.board.add(terms)


def _sums(family: Family, spot: Spot) -> Iterator[Sum]:
    from_start = spot.span == WHOLE or spot.place == 0
    return (each for each in family.sums if from_start or not each.to_date)
