"""Places by day: those of workers with one method in one pool, those who give both by themselves.

A worker who gives both CTI and ICM is never over one caseload in all (R07), so the places of the
two methods hang together and are counted worker by worker.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.caseload import SHARED, Workload, adds_up, cap_of, limit_for
from core.codes import Method
from core.forecast.standing import Standing
from core.records.forecast import Hand

Numbers = NDArray[Any]
BOTH = (Method.CTI, Method.ICM)
UNIT = 40_000
"""One full caseload; so fine that a thousandth of full time and every cap are whole numbers."""


@dataclass(frozen=True, slots=True)
class Team:
    """Who gives one method only counts in `capacity` [day] of that method; `mixed` give both."""

    capacity: Mapping[Method, Numbers]
    limits: Mapping[Method, Mapping[str, int]]
    mixed: tuple[Hand, ...]
    at_work: NDArray[np.bool_]
    """[mixed worker, day]."""


def team(known: Standing, horizon: int) -> Team:
    """The places of everybody from today to the horizon (days)."""
    mixed = tuple(hand for hand in known.hands if _is_mixed(hand, known))
    limits = {
        method: {
            hand.id: limit_for(method, Workload(hand.name, {}, hand.fte), known.settings, known.on)
            for hand in known.hands
            if method in hand.methods and not (method in SHARED and hand in mixed)
        }
        for method in Method
    }
    days = {hand.id: _days_at_work(hand, known, horizon) for hand in known.hands}
    capacity = {
        method: _added([limit * days[key] for key, limit in own.items()], horizon)
        for method, own in limits.items()
    }
    at_work = np.array([days[hand.id] for hand in mixed], dtype=bool).reshape(-1, horizon + 1)
    return Team(capacity, limits, mixed, at_work)


def _is_mixed(hand: Hand, known: Standing) -> bool:
    return hand.methods >= SHARED and adds_up(Method.CTI, known.settings) == SHARED


def _days_at_work(hand: Hand, known: Standing, horizon: int) -> Numbers:
    """1 for each day from today that the worker is employed, else 0."""
    days = np.ones(horizon + 1, dtype=np.int32)
    if hand.active_from is not None:
        days[: max((hand.active_from - known.on).days, 0)] = 0
    if hand.active_to is not None:
        days[max((hand.active_to - known.on).days + 1, 0) :] = 0
    return days


def _added(parts: Sequence[Numbers], horizon: int) -> Numbers:
    total: Numbers = np.zeros(horizon + 1, dtype=np.int32)
    for part in parts:
        np.add(total, part, out=total)
    return total


class Mixed:
    """The young people of every worker who gives both methods, in every future.

    A pair of worker and future is one number, worker x futures + future; arrays are [method, pair].
    """

    def __init__(self, known: Standing, crew: Team, futures: int) -> None:
        self._futures = futures
        self._cost = np.array([UNIT // cap_of(method, known.on).limit for method in BOTH])
        self._whole = np.array([_units(hand, known) for hand in crew.mixed], dtype=np.int32)
        self._at_work = crew.at_work
        self._taken = np.zeros((2, len(crew.mixed) * futures), dtype=np.int32)
        self._room = np.zeros((2, len(crew.mixed) * futures), dtype=np.int32)
        self._ends: dict[int, list[tuple[int, Numbers]]] = {}
        self.free = np.zeros((2, futures), dtype=np.int32)
        """Free places by method and future; a place of one method takes from the other."""

    def __bool__(self) -> bool:
        return bool(len(self._whole))

    def hold(self, worker: int, method: int, freed: Numbers) -> None:
        """Somebody the worker has today, until the day (of each future) the place is free."""
        pairs = self._of(worker)
        self._taken[method, pairs] += 1
        self.keep(np.arange(pairs.start, pairs.stop), method, freed)

    def open(self) -> None:
        """Count the free places of today."""
        for worker in range(len(self._whole)):
            self._count_anew(worker, 0)

    def release(self, day: int, left: Numbers) -> None:
        """Give back the places that are free from that day on.

        `left` [method, future] counts down where the worker had gone, and the young person was
        somebody else's.
        """
        freed = self._ends.pop(day, [])
        for method in range(2):
            parts = [pairs for of, pairs in freed if of == method]
            if parts:
                self._release(day, method, np.concatenate(parts), left)

    def turn(self, day: int, left: Numbers) -> None:
        """Who comes or goes on the day; whose worker goes stands in `left` [method, future]."""
        for worker in range(len(self._whole)):
            before, now = self._at_work[worker, day - 1], self._at_work[worker, day]
            if before and not now:
                left += self._taken[:, self._of(worker)]
                self._taken[:, self._of(worker)] = 0
            if before != now:
                self._count_anew(worker, day)

    def take(self, method: int, futures: Numbers) -> Numbers:
        """One place in each of the futures, of whoever has most free; returns the pairs."""
        room = self._room[method].reshape(-1, self._futures)
        pairs: Numbers = np.argmax(room[:, futures], axis=0) * self._futures + futures
        self._taken[method, pairs] += 1
        self._recount(pairs)
        return pairs

    def keep(self, pairs: Numbers, method: int, freed: Numbers) -> None:
        """The day on which each of the places taken is free again."""
        inside = np.flatnonzero(freed < self._at_work.shape[1])
        if not len(inside):
            return
        order = inside[np.argsort(freed[inside], kind="stable")]
        days, firsts = np.unique(freed[order], return_index=True)
        for day, part in zip(days, np.split(pairs[order], firsts[1:]), strict=True):
            self._ends.setdefault(int(day), []).append((method, part))

    def _of(self, worker: int) -> slice:
        return slice(worker * self._futures, (worker + 1) * self._futures)

    def _release(self, day: int, method: int, pairs: Numbers, left: Numbers) -> None:
        here = self._at_work[pairs // self._futures, day]
        np.subtract.at(left[method], pairs[~here] % self._futures, np.int32(1))
        np.subtract.at(self._taken[method], pairs[here], np.int32(1))
        self._recount(np.unique(pairs[here]))

    def _recount(self, pairs: Numbers) -> None:
        """Free places of pairs, each there once."""
        workers, futures = np.divmod(pairs, self._futures)
        left = np.maximum(self._whole[workers] - self._cost @ self._taken[:, pairs], 0)
        for method in range(2):
            room = (left // self._cost[method]).astype(np.int32)
            np.add.at(self.free[method], futures, room - self._room[method, pairs])
            self._room[method, pairs] = room

    def _count_anew(self, worker: int, day: int) -> None:
        pairs = self._of(worker)
        left = np.maximum(self._whole[worker] - self._cost @ self._taken[:, pairs], 0)
        room = (left * self._at_work[worker, day]) // self._cost[:, None]
        self.free += (room - self._room[:, pairs]).astype(np.int32)
        self._room[:, pairs] = room


def _units(hand: Hand, known: Standing) -> int:
    """The worker's part of full time, in units of a caseload."""
    scaled = known.settings.caps_scaled_by_fte and hand.fte is not None
    part = Fraction(hand.fte or 0).limit_denominator(1000) if scaled else Fraction(1)
    return int(UNIT * part)
