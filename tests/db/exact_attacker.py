"""Somebody with a solver: for each hidden count the least and the most it can be, exactly.

Unlike `attacker.py`, which tries tricks, this one misses nothing that follows from its sums: all of
them at once, with every count a whole number, none negative, and a hidden one not 0 where its table
shows others (unless a zero is hidden in it: whoever assumes so there is misled).
"""

from collections import defaultdict
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from tests.db.attacker_sums import NOT_RECORDED, Known

BEYOND = 1000
"""No more than so many are thought of beyond the truth: no count needs to be without bounds."""


class ExactAttacker(Known):
    """`attack` keeps in `found` the small counts that can be one number only."""

    def attack(self) -> None:
        """Look for another value of each small hidden count; a world in which several differ
        settles all of them."""
        left = [cell for cell in sorted(self.hidden, key=str) if self._guarded(cell)]
        while left:
            cell = left[0]
            self.tried += 1
            for world in self._extremes(cell):
                left = [
                    each for each in left if world.get(each, self.truth[each]) == self.truth[each]
                ]
            if left and left[0] == cell:
                self.found.append(("solver", cell, self.truth[cell]))
                left = left[1:]

    def interval(self, cell: Any) -> tuple[int, int]:
        """The least and the most the count can be."""
        low, high = (world[cell] for world in self._extremes(cell))
        return low, high

    def _guarded(self, cell: Any) -> bool:
        return 0 < self.truth[cell] < self.k and cell[1][0] not in NOT_RECORDED

    def _extremes(self, cell: Any) -> list[dict[Any, int]]:
        """A world where the count is as low as it can be, and one where it is as high."""
        part = self._part_of[cell]
        return [self._world(part, cell, sign) for sign in (1, -1)]

    def _world(self, part: "_Part", cell: Any, sign: int) -> dict[Any, int]:
        wanted = np.zeros(len(part.cells))
        wanted[part.cells.index(cell)] = sign
        answer = milp(
            wanted,
            constraints=part.constraint,
            bounds=part.bounds,
            integrality=np.ones_like(wanted),
        )
        assert answer.success, answer.message
        return dict(zip(part.cells, np.rint(answer.x).astype(int).tolist(), strict=True))

    @property
    def _part_of(self) -> "dict[Any, _Part]":
        if not hasattr(self, "_parts"):
            self._parts = {cell: part for part in self._make_parts() for cell in part.cells}
        return self._parts

    def _make_parts(self) -> "list[_Part]":
        """Hidden counts that are bound to each other by no sum are looked at apart."""
        rows = [
            {cell: sign for cell, sign in each.items() if cell in self.hidden and sign}
            for each in self.equations
        ]
        group = {cell: cell for cell in self.hidden}

        def head(cell: Any) -> Any:
            while group[cell] != cell:
                group[cell] = group[group[cell]]
                cell = group[cell]
            return cell

        for row in rows:
            for cell in row:
                group[head(cell)] = head(next(iter(row)))
        parts = defaultdict(list)
        for cell in sorted(self.hidden, key=str):
            parts[head(cell)].append(cell)
        sums = defaultdict(list)
        for row in rows:
            if row:
                sums[head(next(iter(row)))].append(row)
        return [_Part(self, cells, sums[key]) for key, cells in parts.items()]


class _Part:
    """Some hidden counts with all sums that bind them, for the solver."""

    def __init__(self, known: ExactAttacker, cells: list[Any], rows: list[dict[Any, int]]) -> None:
        self.cells = cells
        at = {cell: place for place, cell in enumerate(cells)}
        terms = [(n, at[cell], sign) for n, row in enumerate(rows) for cell, sign in row.items()]
        lines, places, signs = ([each[i] for each in terms] for i in range(3))
        table = coo_array((signs, (lines, places)), shape=(max(len(rows), 1), len(cells)))
        truth = np.array([known.truth[cell] for cell in cells], dtype=float)
        self.constraint = LinearConstraint(table.tocsr(), table @ truth, table @ truth)
        low = np.array([min(int(known.not_zero(cell)), known.truth[cell]) for cell in cells])
        self.bounds = Bounds(low, truth + BEYOND)
