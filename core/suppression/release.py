"""R19 over everything that is released: which figures are hidden in which object.

Families are decided one after the other; a total is taken as known by the tables under it. Where
a total is small, the tables under it are hidden wholly; where a large total is hidden to shelter
another, they must not give it away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.suppression.board import HALF, WHOLE, Board, Key, Spot
from core.suppression.families import of_people
from core.suppression.families_of_work import of_work
from core.suppression.hiding import Item, Need
from core.suppression.linking import link, link_totals
from core.suppression.linking import total as _total
from core.suppression.structure import Family, Guard, Node, Path, Sum, read
from core.suppression.threshold import threshold
from core.tallies import Figures

WEIGHT: Mapping[str, float] = {HALF: 1, WHOLE: 3}
LARGE = 50
"""A figure so large is worth half as much again as a small one of its kind."""

OF_BOTH = 4
"""A figure of the whole time and one of both variants are worth more than one of a part."""


@dataclass
class Release:
    """All objects, and the paths hidden in each."""

    objects: Mapping[Spot, Figures]
    k: int
    complement: bool = True
    """Off only to show that an attacker finds what is hidden without it."""

    hidden: dict[Spot, set[Path]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.objects = {spot: self.objects[spot] for spot in sorted(self.objects)}
        self.hidden = {spot: set() for spot in self.objects}
        figures = list(self.objects.values())
        for family in (*of_people(figures), *of_work(figures)):
            _FamilyOfRelease(self, family).decide()


class _FamilyOfRelease:
    """One family: laid out over all objects, and solved."""

    def __init__(self, release: Release, family: Family) -> None:
        self._release = release
        self._family = family
        self._board = Board(family, release.k)

    def decide(self) -> None:
        """Hide what must be hidden.

        Where hidden counts can be found because none of them is 0, the whole table is hidden with
        its zeros.
        """
        closed = {spot for spot in self._release.objects if self._root_small(spot)}
        while True:
            self._lay_out(closed)
            if not self._release.complement:
                break
            self._board.protect()
            found = {key.spot for key in self._board.found()} - closed
            if not found:
                break
            closed |= found
        for key in self._board.hidden():
            if not key.between:
                self._release.hidden[key.spot].update(self._board.nodes[key.node].paths)

    def _lay_out(self, closed: set[Spot]) -> None:
        self._board = Board(self._family, self._release.k)
        for root in self._hidden_roots():
            self._put_root(root)
        for spot in self._release.objects:
            self._put_tallies(spot, closed=spot in closed)
            self._put_rests(spot)
            self._add_sums(spot)
        link(self._board, self._family.name, self._release.objects)

    def _hidden_roots(self) -> list[Path]:
        """The totals of other families that are hidden in some object."""
        roots = dict.fromkeys(each.root for each in self._family.sums if each.root is not None)
        hidden = set[Path]().union(*self._release.hidden.values())
        return [root for root in roots if root in hidden]

    def _put_root(self, root: Path) -> None:
        """A hidden total must be as free as the small one it shelters; how it adds up is known."""
        room = threshold(self._release.k) - 1
        for spot, figures in self._release.objects.items():
            value = read(figures, root)
            hidden = root in self._release.hidden[spot]
            need = Need(value - room, value + room, both=True) if hidden and value > room else None
            self._board.put(_total(root, spot), Item(value, 0, 0, need), value, hidden=hidden)
        link_totals(self._board, root, list(self._release.objects))

    def _root_small(self, spot: Spot) -> bool:
        hidden, figures = self._release.hidden[spot], self._release.objects[spot]
        return any(
            each.root in hidden and read(figures, each.root) < threshold(self._release.k)
            for each in self._family.sums
            if each.root
        )

    def _put_tallies(self, spot: Spot, *, closed: bool) -> None:
        figures = self._release.objects[spot]
        for node in self._family.nodes:
            if node.paths:
                value = node.measure(figures) if node.measure else read(figures, node.paths[0])
                people = node.people(figures) if node.people else value
                self._put_tally(Key(node.name, spot), node, value, people, closed=closed)

    def _put_tally(
        self, key: Key, node: Node, value: float, people: float, *, closed: bool
    ) -> None:
        """Whoever sees a hidden count knows it is not 0, unless the whole table is hidden."""
        weight = node.weight * WEIGHT[key.spot.span] * (1 if key.spot.variant else OF_BOTH)
        weight *= 1 + value / (value + LARGE) if value > 0 else 1
        least = 0 if closed or node.measure else min(1, value)
        item = Item(value, least, weight, self._board.need(node, value, people))
        few = value != 0 and people < threshold(self._release.k)
        without_n = node.n in self._release.hidden[key.spot]
        self._board.put(key, item, people, hidden=few or closed or without_n)

    def _put_rests(self, spot: Spot) -> None:
        """What is no tally but can be found by subtraction; one may follow from another."""
        waiting = list(self._sums(spot))
        while waiting:
            each = waiting.pop(0)
            members = (*each.parts, each.whole) if each.whole else each.parts
            unknown = [name for name in members if Key(name, spot) not in self._board]
            if len(unknown) > 1:
                waiting.append(each)
            elif unknown:
                known = [part for part in each.parts if part not in unknown]
                parts = sum(self._board.value(Key(part, spot)) for part in known)
                value = parts if unknown[0] == each.whole else self._whole(each, spot) - parts
                self._put_rest(Key(unknown[0], spot), value)

    def _put_rest(self, key: Key, value: float) -> None:
        """That nothing is missing is taken as known."""
        node = self._board.nodes[key.node]
        known = node.guard is Guard.MISSING and not value
        item = Item(value, min(0, value), 0, self._board.need(node, value, value))
        self._board.put(key, item, value, hidden=not known)

    def _whole(self, each: Sum, spot: Spot) -> float:
        """What the parts add up to."""
        root = read(self._release.objects[spot], each.root) if each.root else 0
        return root if each.whole is None else self._board.value(Key(each.whole, spot)) - root

    def _sums(self, spot: Spot) -> Iterator[Sum]:
        from_start = spot.span == WHOLE or spot.place == 0
        return (each for each in self._family.sums if from_start or not each.to_date)

    def _add_sums(self, spot: Spot) -> None:
        for each in self._sums(spot):
            terms = {Key(part, spot): 1 for part in each.parts}
            if each.whole is not None:
                terms[Key(each.whole, spot)] = -1
            if each.root is not None and _total(each.root, spot) in self._board:
                terms[_total(each.root, spot)] = -1 if each.whole is None else 1
            self._board.add(terms)
