"""Places by day: those of workers with one method in one pool, those who give both by themselves.

A worker who gives both CTI and ICM is never over one caseload in all (R07), so the places of the
two methods hang together and are counted worker by worker.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.caseload import SHARED, Workload, adds_up, cap_of, limit_for
from core.codes import Method
from core.forecast.standing import Standing, loads
from core.records.forecast import Hand

Numbers = NDArray[Any]
BOTH = (Method.CTI, Method.ICM)
PARTS = 1_000
"""Parts of full time that are told apart where caps are scaled by it (R08)."""


@dataclass(frozen=True, slots=True)
class Team:
    """Who gives one method only counts in `capacity` [day] of that method; `mixed` give both."""

    capacity: Mapping[Method, Numbers]
    over: Mapping[Method, Mapping[str, int]]
    """By how many a worker is over the cap: so many must end before a place is free."""
    mixed: tuple[Hand, ...]
    at_work: NDArray[np.bool_]
    """[mixed worker, day]."""


def team(known: Standing, horizon: int) -> Team:
    """The places of everybody from today to the horizon (days)."""
    mixed = tuple(hand for hand in known.hands if _is_mixed(hand, known))
    limits = {
        method: {
            hand.id: limit_for(
                method, Workload(hand.name, {}, hand.fte, hand.aftercare), known.settings, known.on
            )
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
    return Team(capacity, _over(limits, known), mixed, at_work)


def _over(
    limits: Mapping[Method, Mapping[str, int]], known: Standing
) -> dict[Method, dict[str, int]]:
    active = [(hand.id, load.active) for hand, load in loads(known)]
    return {
        method: {
            key: counts.get(method, 0) - own[key]
            for key, counts in active
            if key in own and counts.get(method, 0) > own[key]
        }
        for method, own in limits.items()
    }


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

    A caseload is counted in units of which every cap is a whole number, so that nothing is rounded.
    Arrays are [method, worker, future]; `BOTH` gives the order of the methods.
    """

    def __init__(self, known: Standing, crew: Team, futures: int) -> None:
        workers, days = crew.at_work.shape
        limits = [cap_of(method, known.on).limit for method in BOTH]
        unit = lcm(*limits) * (PARTS if known.settings.caps_scaled_by_fte else 1)
        self._kind: Any = np.int32 if known.settings.caps_scaled_by_fte else np.int16
        self._cost = [self._kind(unit // limit) for limit in limits]
        whole = [int(_part(hand, known) * unit) for hand in crew.mixed]
        self._whole = np.array(whole, dtype=self._kind).reshape(-1, 1) * crew.at_work
        self._at_work = crew.at_work
        self._taken = np.zeros((len(BOTH), workers, futures), dtype=self._kind)
        self._ends = np.zeros((days + 1, len(BOTH), workers, futures), dtype=np.uint8)

    def __bool__(self) -> bool:
        return bool(len(self._whole))

    def hold(self, worker: int, method: int, freed: Numbers) -> None:
        """Somebody the worker has today, until the day (of each future) the place is free."""
        self._taken[method, worker] += 1
        rows = np.minimum(freed, len(self._ends) - 1)
        self._ends[rows, method, worker, np.arange(len(freed))] += 1

    def turn(self, day: int) -> Numbers:
        """Give back what is free from the day on, and let workers come and go.

        Returns [method, future] by how many the pools are busier: the young people of who has gone
        are theirs from then on, and fewer once those end.
        """
        ended, gone = self._ends[day], ~self._at_work[:, day]
        self._taken -= ended
        busier: Numbers = np.zeros(self._taken.shape[::2], dtype=np.int32)
        if gone.any():
            busier += self._taken[:, gone].sum(axis=1, dtype=np.int32)
            self._taken[:, gone] = 0
        return busier

    def free(self, day: int) -> Numbers:
        """Free places: [method, future]. A place of one method takes from the other."""
        return self._places(self._left(day, slice(None)))

    def take(
        self, day: int, futures: Numbers, waits: Numbers, first: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Give places to those who wait (`waits` [method, future]), one worker after the other.

        `first` [future] is the method whose queue goes first. Returns how many each worker took,
        [method, worker, future], and the places that are free then, [method, future].
        """
        left, every = self._left(day, futures), np.arange(len(futures))
        cost, turns = np.array(self._cost), []
        for method in (first, 1 - first):
            wanted, each = waits[method, every].astype(self._kind), cost[method]
            given = np.zeros_like(left)
            for worker in range(len(left)):
                np.minimum(wanted, left[worker] // each, out=given[worker])
                wanted -= given[worker]
            left -= given * each
            turns.append(given)
        taken = np.stack([np.where(first == 0, *turns), np.where(first == 0, *turns[::-1])])
        self._taken[:, :, futures] += taken
        return taken, self._places(left)

    def keep(self, method: int, workers: Numbers, futures: Numbers, freed: Numbers) -> None:
        """The day on which each of the places taken is free again; some may be the same."""
        shape = self._ends.shape[1:]
        rows = np.minimum(freed, len(self._ends) - 1) * (shape[0] * shape[1] * shape[2])
        flat = rows + (method * shape[1] + workers) * shape[2] + futures
        np.add.at(self._ends.reshape(-1), flat, np.uint8(1))

    def _places(self, left: Numbers) -> Numbers:
        return np.stack([(left // cost).sum(axis=0, dtype=np.int32) for cost in self._cost])

    def _left(self, day: int, futures: Numbers | slice) -> Numbers:
        """What is left of each worker's caseload, in units: [worker, future]."""
        left: Numbers = np.array(self._whole[:, day, None])
        for taken, cost in zip(self._taken, self._cost, strict=True):
            left = left - taken[:, futures] * cost
        return np.maximum(left, 0, out=left)


def _part(hand: Hand, known: Standing) -> Fraction:
    """The worker's part of full time, where it counts (R08)."""
    if not known.settings.caps_scaled_by_fte or hand.fte is None:
        return Fraction(1)
    return Fraction(hand.fte).limit_denominator(PARTS)
