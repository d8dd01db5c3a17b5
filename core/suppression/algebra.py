"""Exact elimination over sparse linear equations: what follows from what, and what is left free.

An equation is a mapping from unknowns to whole coefficients; its right-hand side is known and does
not matter here. Everything is exact: whole numbers, and Fractions where whole numbers do not do.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

UnknownT = TypeVar("UnknownT")
Number = int | Fraction
Equation = Mapping[UnknownT, Number]


@dataclass(frozen=True, slots=True)
class Solved(Generic[UnknownT]):
    """The reduced echelon form: each pivot by the free unknowns that it depends on."""

    pivots: Mapping[UnknownT, Mapping[UnknownT, Number]]
    """pivot + sum(coefficient x free unknown) is known. Without free unknowns it is determined."""

    free: tuple[UnknownT, ...]

    def direction(self, free: UnknownT) -> dict[UnknownT, Number]:
        """How all unknowns move when the one free unknown goes up by 1 and the other free stay."""
        moved = {pivot: -row[free] for pivot, row in self.pivots.items() if free in row}
        return {free: 1, **moved}

    def equations(self) -> list[Equation[UnknownT]]:
        """The same equations in their reduced form, which is quicker to go on from."""
        return [{pivot: 1, **row} for pivot, row in self.pivots.items()]

    def directions(self) -> dict[UnknownT, dict[UnknownT, Number]]:
        """All such directions: together they are every way in which the unknowns can differ."""
        found: dict[UnknownT, dict[UnknownT, Number]] = {free: {free: 1} for free in self.free}
        for pivot, row in self.pivots.items():
            for free, number in row.items():
                found[free][pivot] = -number
        return found


def solve(equations: Iterable[Equation[UnknownT]], order: Sequence[UnknownT]) -> Solved[UnknownT]:
    """Eliminate the unknowns in that order; whatever is not in it is taken as known.

    An unknown becomes a pivot unless the ones before it fix it, so the earlier ones are pivots.
    """
    wanted = set(order)
    table = _Table(equations, wanted)
    pivots: dict[UnknownT, int] = {}
    for unknown in order:
        row = table.best_row(unknown)
        if row is not None:
            table.eliminate(unknown, row)
            pivots[unknown] = row
    return Solved(
        {unknown: table.without(row, unknown) for unknown, row in pivots.items()},
        tuple(unknown for unknown in order if unknown not in pivots),
    )


def connected(equations: Iterable[Equation[UnknownT]]) -> list[set[UnknownT]]:
    """The unknowns of the equations, in sets that no equation binds to each other."""
    found = dict[UnknownT, set[UnknownT]]()
    for equation in equations:
        bound = set(equation)
        for each in equation:
            bound |= found.get(each, set())
        found.update(dict.fromkeys(bound, bound))
    return list({id(bound): bound for bound in found.values()}.values())


class _Table(Generic[UnknownT]):
    """The rows while they are worked on, and in which of them each unknown stands."""

    def __init__(self, equations: Iterable[Equation[UnknownT]], wanted: set[UnknownT]) -> None:
        self._rows: list[dict[UnknownT, Number]] = []
        self._at: dict[UnknownT, set[int]] = defaultdict(set)
        self._used: set[int] = set()
        for equation in equations:
            kept = {key: number for key, number in equation.items() if key in wanted and number}
            for key in kept:
                self._at[key].add(len(self._rows))
            self._rows.append(kept)

    def best_row(self, unknown: UnknownT) -> int | None:
        """The shortest row not yet used with the unknown in it."""
        rows = self._at[unknown] - self._used
        return min(rows, key=lambda row: (len(self._rows[row]), row), default=None)

    def eliminate(self, unknown: UnknownT, row: int) -> None:
        """Make the unknown stand in this row only, with the coefficient 1."""
        self._used.add(row)
        pivot = self._rows[row]
        head = pivot[unknown]
        if head != 1:
            for key, number in pivot.items():
                pivot[key] = _whole(Fraction(number) / head)
        for other in sorted(self._at[unknown] - {row}):
            self._subtract(other, pivot, self._rows[other][unknown])

    def _subtract(self, other: int, pivot: Mapping[UnknownT, Number], times: Number) -> None:
        target = self._rows[other]
        for key, number in pivot.items():
            left = target.get(key, 0) - times * number
            if left:
                target[key] = left if isinstance(left, int) else _whole(left)
                self._at[key].add(other)
            elif key in target:
                del target[key]
                self._at[key].discard(other)

    def without(self, row: int, unknown: UnknownT) -> dict[UnknownT, Number]:
        """The rest of the row."""
        return {key: number for key, number in self._rows[row].items() if key != unknown}


def _whole(number: Fraction) -> Number:
    return number.numerator if number.denominator == 1 else number
