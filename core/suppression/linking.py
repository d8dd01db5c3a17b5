"""How the objects of a release hang together: the two variants, and one period and the next."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.suppression.board import HALF, WHOLE, Board, Key, Spot
from core.suppression.structure import LEAVERS, STARTED, Family, Node, Time, read
from core.tallies import Figures

ROUNDING = 0.5
"""How far magnitudes that add up may be apart: hours and means are rounded."""


def link(board: Board, family: Family, objects: Mapping[Spot, Figures]) -> None:
    """Lay out all that is known between the objects for the family."""
    links = _Links(board, family, objects)
    for spot in objects:
        links.variants(spot)
        halves = [each for each in objects if (each.span, each.variant) == (HALF, spot.variant)]
        if spot.span == WHOLE and halves:
            links.over(spot, halves)
        elif spot.span == HALF and spot.place:
            links.next(halves[spot.place - 1], spot)


@dataclass(frozen=True, slots=True)
class _Links:
    """The links of one family on the board."""

    board: Board
    family: Family
    objects: Mapping[Spot, Figures]

    def key(self, node: str, spot: Spot, between: str = "") -> Key:
        """A figure of the family."""
        return Key(self.family.name, node, spot, between)

    def nodes(self, spot: Spot) -> list[Node]:
        """The figures that are on the board for the object."""
        return [node for node in self.family.nodes if self.key(node.name, spot) in self.board]

    def equal(self, node: Node, spot: Spot, parts: Sequence[Spot]) -> None:
        """The figure is the sum of the same one elsewhere."""
        within = ROUNDING if node.measure else 0
        keys = [self.key(node.name, part) for part in parts]
        self.board.equal(self.key(node.name, spot), keys, within=within)

    def variants(self, spot: Spot) -> None:
        """The variants add up, but for young people with a course in each."""
        parts = _parts(spot, self.objects)
        for node in self.nodes(spot) if parts else ():
            whole = self.key(node.name, spot)
            keys = [self.key(node.name, part) for part in parts]
            if sum(map(self.board.value, keys)) > self.board.value(whole) + ROUNDING:
                self._overlap(node, whole, keys)
            else:
                self.equal(node, spot, parts)

    def _overlap(self, node: Node, whole: Key, parts: Sequence[Key]) -> None:
        """Some are in both variants; the others are in one of them only."""
        both = self.key(node.name, whole.spot, "both")
        self.board.difference(node, both, whole, parts, sign=-1)
        for part in parts:
            others = [each for each in parts if each != part]
            self.board.difference(node, self.key(node.name, part.spot, "only"), whole, others)

    def over(self, spot: Spot, halves: Sequence[Spot]) -> None:
        """The whole time and the half-years in it."""
        for node in self.nodes(spot):
            _OVER[node.time](self, node, spot, halves)

    def next(self, before: Spot, spot: Spot) -> None:
        """One half-year and the next."""
        if self.family.name == "heads":
            parts = [self.key("stayers", before), self.key("started", spot)]
            self.board.equal(self.key("served", spot), parts)
        elif self.family.name == "decisions":
            self._add_queues(before, spot)
        elif not read(self.objects[spot], STARTED):
            self._add_change(before, spot)
        elif not read(self.objects[before], LEAVERS):
            self._add_change(spot, before)

    def _add_change(self, more: Spot, less: Spot) -> None:
        """Where nobody came, the others have left; where nobody left, the others are new."""
        for node in self.nodes(less):
            if node.time is Time.COHORT:
                self.beyond(node, less, more, "change")

    def beyond(self, node: Node, less: Spot, more: Spot, name: str) -> None:
        """Lay out what the figure has in the one object beyond the other."""
        key, there = self.key(node.name, less, name), self.key(node.name, more)
        self.board.difference(node, key, there, [self.key(node.name, less)])

    def _add_queues(self, before: Spot, spot: Spot) -> None:
        """By the half-year's end: who was referred and waits, who was accepted, not begun."""
        started = self.board.root(STARTED, spot)
        self._add_queue("waiting", before, spot, "referred", ("accepted", "rejected"))
        self._add_queue("not_begun", before, spot, "accepted", (), started)

    def _add_queue(
        self,
        name: str,
        before: Spot,
        spot: Spot,
        comes: str,
        goes: Sequence[str],
        began: Key | None = None,
    ) -> None:
        (node,) = (node for node in self.family.nodes if node.name == name)
        terms = {self.key(name, before, "queue" if before.place else ""): 1}
        terms[self.key(comes, spot)] = 1
        terms.update({self.key(each, spot): -1 for each in goes})
        value = sum(self.board.value(key) * sign for key, sign in terms.items())
        if name == "not_begun":
            value -= read(self.objects[spot], STARTED)
        if began is not None:
            terms[began] = -1
        here = self.key(name, spot, "queue")
        self.board.put_between(here, node, value, value)
        self.board.add({**terms, here: -1})


def _parts(spot: Spot, spots: Iterable[Spot]) -> list[Spot]:
    """The variants of the same period, where the spot is both together."""
    same = [each for each in spots if (each.place, each.span) == (spot.place, spot.span)]
    return [] if spot.variant else [each for each in same if each.variant]


def _flow(links: _Links, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """The half-years add up to the whole time."""
    links.equal(node, spot, halves)


def _cohort(links: _Links, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """Everybody served in a half-year is served in the whole time, and is the same there."""
    for half in halves:
        links.beyond(node, half, spot, "others")


def _state(links: _Links, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """The same for the last half-year only: both are as things were on its last day."""
    _cohort(links, node, spot, halves[-1:])


def _at_end(links: _Links, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """The whole time has the same as the last half-year."""
    links.equal(node, spot, halves[-1:])


def _loose(links: _Links, node: Node, spot: Spot, halves: Sequence[Spot]) -> None:
    """Nothing follows."""


_OVER: Mapping[Time, Callable[[_Links, Node, Spot, Sequence[Spot]], None]] = MappingProxyType(
    {
        Time.FLOW: _flow,
        Time.COHORT: _cohort,
        Time.STATE: _state,
        Time.AT_END: _at_end,
        Time.LOOSE: _loose,
    }
)
