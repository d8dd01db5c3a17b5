"""Somebody who takes all that is released and tries to work out what is hidden.

The attacker knows that counts are never negative, that a hidden count is not 0, and k.
"""

from collections import defaultdict
from itertools import combinations
from typing import Any

from tests.db.attacker_sums import (
    FLOWS,
    NESTED,
    NESTED_IN_LAST,
    NOT_RECORDED,
    SERVED,
    Known,
    starts,
)

PRIME = 2**61 - 1
"""Elimination is done in whole numbers modulo this prime."""

ROUNDS = 12
"""How often bounds are drawn from all sums; two that chase each other never come to rest."""


class Attacker(Known):
    """Tries everything, counts the tries in `tried` and keeps what is found in `found`."""

    def attack(self) -> None:
        """Try everything; what is found stands in `found`."""
        self._subtract_everything()
        self._solve()
        self._narrow()

    def _note(self, how: str, cell: Any, value: float) -> None:
        if 0 < value < self.k and cell[1][0] not in NOT_RECORDED:
            self.found.append((how, cell, value))

    def _subtract_everything(self) -> None:  # noqa: C901
        """In each sum: the total less all that is shown, and each pair of figures of one kind."""
        for equation in self.equations:
            self.tried += 1
            inside = [cell for cell in equation if cell in self.hidden]
            if len({equation[cell] for cell in inside}) == 1 and not any(
                cell[1][0] in NOT_RECORDED for cell in inside
            ):
                left = sum(self.truth[cell] for cell in inside)
                if 0 < left < self.k:
                    self.found.append(("subtraction", tuple(inside), left))
        by_path = defaultdict(list)
        for (spot, path), value in self.seen.items():
            if value is not None:
                by_path[path].append((spot, value))
        for path, figures in by_path.items():
            for (one, first), (other, second) in combinations(figures, 2):
                self.tried += 1
                if self._lies_in(one, other, path) or self._lies_in(other, one, path):
                    self._note(
                        "difference", ((one, other), ("between", *path)), abs(first - second)
                    )

    def _lies_in(self, part: Any, whole: Any, path: tuple[Any, ...]) -> bool:
        """Whether whom the one object counts the other one counts too, and under the same path."""
        same_time = part[:2] == whole[:2]
        if not whole[2] and part[2] and same_time:
            return True
        earlier = (
            part[1] == "half" and whole[1] == "whole" and part[2] in {"", whole[2]} & {part[2]}
        )
        inside = earlier and (part[2] == whole[2] or not whole[2])
        last = part[0] == whole[0]
        named = starts(path, FLOWS) or starts(path, NESTED) or path == SERVED
        return inside and (named or (last and starts(path, NESTED_IN_LAST)))

    def _solve(self) -> None:
        """Gaussian elimination of the whole system: what has one solution only."""
        rows = [
            {cell: sign % PRIME for cell, sign in each.items() if cell in self.hidden and sign}
            for each in self.equations
        ]
        at = defaultdict(set)
        for number, row in enumerate(rows):
            for cell in row:
                at[cell].add(number)
        used: set[int] = set()
        for cell in sorted(self.hidden, key=str):
            free = at[cell] - used
            if free:
                pivot = min(free, key=lambda number: (len(rows[number]), number))
                used.add(pivot)
                self._clear(cell, pivot, rows, at)
        self.tried += len(self.hidden)
        for row in rows:
            if len(row) == 1:
                (cell,) = row
                self._note("elimination", cell, self.truth[cell])

    def _clear(self, cell: Any, pivot: int, rows: Any, at: Any) -> None:
        inverse = pow(rows[pivot][cell], -1, PRIME)
        rows[pivot] = {key: value * inverse % PRIME for key, value in rows[pivot].items()}
        for other in at[cell] - {pivot}:
            times = rows[other][cell]
            for key, value in rows[pivot].items():
                left = (rows[other].get(key, 0) - times * value) % PRIME
                if left:
                    rows[other][key] = left
                    at[key].add(other)
                elif key in rows[other]:
                    del rows[other][key]
                    if key != cell:
                        at[key].discard(other)
        at[cell] = {pivot}

    def _narrow(self) -> None:  # noqa: C901
        """Bounds from every sum, again and again: counts are whole and not negative."""
        low = {cell: int(self.not_zero(cell)) for cell in self.hidden}
        high = dict.fromkeys(self.hidden, 10**6)
        parts = [
            (
                [(cell, sign) for cell, sign in each.items() if cell in self.hidden],
                -sum(
                    sign * (self.truth[cell] or 0)
                    for cell, sign in each.items()
                    if cell not in self.hidden
                ),
            )
            for each in self.equations
        ]
        for _ in range(ROUNDS):
            moved = False
            for terms, known in parts:
                for cell, sign in terms:
                    self.tried += 1
                    others = [(c, s) for c, s in terms if c != cell]
                    least = known - sum(s * (high[c] if s > 0 else low[c]) for c, s in others)
                    most = known - sum(s * (low[c] if s > 0 else high[c]) for c, s in others)
                    if sign < 0:
                        least, most = -most, -least
                    if least > low[cell] or most < high[cell]:
                        low[cell], high[cell] = max(low[cell], least), min(high[cell], most)
                        moved = True
            if not moved:
                break
        for cell in self.hidden:
            if low[cell] == high[cell]:
                self._note("bounds", cell, self.truth[cell])
