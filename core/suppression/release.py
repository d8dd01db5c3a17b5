"""R19 over everything that is released: which figures are hidden in which object.

Families hang together through their totals only. Where a total is shown, the tables under it are
decided by themselves. Where it is hidden in some object, its own family and all that stand on it
are decided as one, so that every world that makes a figure safe obeys all their sums at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from core.suppression.board import Board, Key, Spot
from core.suppression.families import of_people
from core.suppression.families_of_work import of_work
from core.suppression.layout import Closed, Layout, Tables, Tallied
from core.suppression.structure import Family, Path, read
from core.suppression.threshold import small
from core.tallies import Figures

Group = tuple[Family, ...]
"""Families that are decided as one."""

Hidden = Mapping[Spot, set[Path]]


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
        families = (*of_people(figures), *of_work(figures))
        self._tables = Tables(Tallied(self.objects, self.k), families)
        of_means = [family for family in families if any(node.n for node in family.nodes)]
        for some in ([family for family in families if family not in of_means], of_means):
            self._decide([(family,) for family in some])

    def _decide(self, groups: Sequence[Group]) -> None:
        """Groups are joined where a total turns out hidden, until none is that reaches further."""
        decided: dict[Group, Hidden] = {}
        while True:
            for group in groups:
                if group not in decided:
                    decided[group] = self._hidden_in(group)
            hidden = {spot: set[Path]() for spot in self.objects}
            for group in groups:
                for spot, paths in decided[group].items():
                    hidden[spot] |= paths
            joined = _joined(groups, set(chain.from_iterable(hidden.values())))
            if len(joined) == len(groups) or not self.complement:
                break
            groups = joined
        for spot, paths in hidden.items():
            self.hidden[spot] |= paths

    def _hidden_in(self, group: Group) -> Hidden:
        """What must be hidden in a group; the tables in which figures can be found, wholly."""
        closed = self._under_small_totals(group)
        while True:
            board = self._laid_out(group, closed)
            if self.complement:
                board.protect()
                wider = _wider(group, closed, board.found(), self.objects)
                if wider != closed:
                    closed = wider
                    continue
            return _paths(group, board.hidden(), self.objects)

    def _laid_out(self, group: Group, closed: Closed) -> Board:
        tallied = Tallied(self.objects, self.k)
        return Layout(tallied, self._tables, group, closed).lay_out(self.hidden)

    def _under_small_totals(self, group: Group) -> Closed:
        """Under a small total all is small, and a table is hidden wholly."""
        held = set[Path]().union(*map(_held_in, group))
        return frozenset(
            (family.name, spot)
            for family in group
            for spot, figures in self.objects.items()
            for path in _roots(family)
            if path in held and small(read(figures, path), self.k)
        )


def _roots(family: Family) -> set[Path]:
    """The totals of other families that it stands on."""
    return {each.root for each in family.sums if each.root is not None}


def _totals_of(group: Group) -> set[Path]:
    """The totals that the families stand on, and those that they hold."""
    return set[Path]().union(*map(_roots, group), *map(_held_in, group))


def _held_in(family: Family) -> set[Path]:
    return {path for node in family.nodes for path in node.paths}


def _joined(groups: Sequence[Group], hidden: set[Path]) -> list[Group]:
    """The groups, those as one that have a hidden total in common."""
    found = list[Group]()
    for group in groups:
        mine = _totals_of(group) & hidden
        with_it = [other for other in found if _totals_of(other) & mine]
        found = [other for other in found if other not in with_it]
        found.append((*chain.from_iterable(with_it), *group))
    return found


def _wider(group: Group, closed: Closed, found: Sequence[Key], spots: Iterable[Spot]) -> Closed:
    """Hide more tables wholly for each figure found: its own, then those at the same place.

    At last all, in all objects: then twice as many young people would look the same.
    """
    for key in found:
        own = {(key.family, key.spot)}
        under = {(family.name, key.spot) for family in group if _roots(family)}
        here = {(family.name, key.spot) for family in group}
        everything = {(family.name, spot) for family in group for spot in spots}
        for more in (own, own | under, here, everything):
            if not closed.issuperset(more):
                closed |= more
                break
    return closed


def _paths(group: Group, keys: Iterable[Key], spots: Iterable[Spot]) -> Hidden:
    paths = {(family.name, node.name): node.paths for family in group for node in family.nodes}
    hidden = {spot: set[Path]() for spot in spots}
    for key in keys:
        if not key.between:
            hidden[key.spot].update(paths[key.family, key.node])
    return hidden
