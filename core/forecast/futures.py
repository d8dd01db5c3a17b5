"""The futures, many at once, day by day: places become free, people become ready, people begin.

Each array holds one number for every future. The n-th to begin has the same length in every run of
the same seed, so that two runs that differ in one worker differ by that worker alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.codes import Method
from core.forecast.demand import Demand
from core.forecast.places import BOTH, Mixed

Numbers = NDArray[Any]
NEVER = np.int32(np.iinfo(np.int32).max)
"""A day beyond the horizon; of a type of its own, or numpy would squeeze it into a smaller one."""


class Queue:
    """One method in all futures: who is busy, who waits, who has begun."""

    def __init__(
        self,
        method: Method,
        *,
        capacity: Numbers,
        ends: Numbers,
        busy: int,
        demand: Demand,
        lengths: Numbers,
        clock: Numbers,
    ) -> None:
        """Put the method as it stands today, and all that chance has decided about it.

        `capacity` [day] are the places of the pool, `busy` of them are taken today, and `ends`
        [day, future] of those become free; its last row holds what ends beyond the horizon.
        `lengths` holds those of all who will begin, future by future; `clock` [day] is added to
        one to give the day on which the place is free again.
        """
        days, futures = demand.ready.shape
        self.method, self.demand = method, demand
        self.capacity, self.ends = capacity, ends
        self._lengths, self._clock = lengths, clock
        totals = demand.ready.sum(axis=0, dtype=np.int32)
        self._every = np.arange(futures)
        self._first = np.cumsum(totals) - totals
        self.arrived = np.cumsum(demand.ready, axis=0, dtype=np.int32)
        self._ready_days: Numbers | None = None
        self.busy = np.full(futures, busy, dtype=np.int32)
        self.waiting = np.zeros(futures, dtype=np.int32)
        self.begun = np.zeros(futures, dtype=np.int32)
        self.noted = np.zeros((3, days, futures), dtype=np.int16)
        """Free places, people waiting, and how many have begun, on each day."""

    def begin(self, day: int) -> None:
        """Free what ends, add who is ready, and let as many begin as there is room for."""
        self.busy -= self.ends[day]
        self.waiting += self.demand.ready[day]
        starts = np.minimum(self.capacity[day] - self.busy, self.waiting)
        np.maximum(starts, 0, out=starts)
        self._take(day, starts)
        self.busy += starts
        self.waiting -= starts
        self.begun += starts

    def begin_one(self, day: int, futures: Numbers) -> Numbers:
        """One begins in each of the futures, outside the pool; returns when each place is free."""
        freed = self._freed(day, self._first[futures] + self.begun[futures])
        self.waiting[futures] -= 1
        self.begun[futures] += 1
        return freed

    def head(self, futures: Numbers) -> Numbers:
        """The day since which the first in the queue has been ready; NEVER where nobody waits."""
        if self._ready_days is None:
            ready = self.demand.ready.T
            days = np.tile(np.arange(ready.shape[1], dtype=np.int16), ready.shape[0])
            self._ready_days = np.append(np.repeat(days, ready.ravel()), np.int16(0))
        found = self._ready_days[self._first[futures] + self.begun[futures]]
        return np.where(self.waiting[futures] > 0, found, NEVER)

    def without(self, day: int) -> Numbers:
        """How many are busy beyond the places of the pool: their worker has gone."""
        beyond: Numbers = np.maximum(self.busy - self.capacity[day], 0)
        return beyond

    def note(self, day: int, mixed: Mixed) -> None:
        """Write down the day. A place is not free while somebody has lost their worker."""
        free = self.capacity[day] - self.busy
        if mixed and self.method in BOTH:
            free += mixed.free[BOTH.index(self.method)]
        self.noted[0, day] = np.maximum(free, 0)
        self.noted[1, day] = self.waiting + self.without(day)
        self.noted[2, day] = self.begun

    def _take(self, day: int, starts: Numbers) -> None:
        """So many begin in the pool in each future; note when their places are free.

        An index that is flat, and a one of the same kind, let numpy add forty times as fast.
        """
        futures = np.repeat(self._every, starts)
        before = np.cumsum(starts) - starts
        places = (self._first + self.begun - before)[futures] + np.arange(len(futures))
        rows = np.minimum(self._freed(day, places), len(self.ends) - 1)
        np.add.at(self.ends.reshape(-1), rows * len(starts) + futures, self.ends.dtype.type(1))

    def _freed(self, day: int, places: Numbers) -> Numbers:
        freed: Numbers = np.maximum(self._lengths[places] + self._clock[day], day + 1)
        return freed


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one method: at each day asked for [day, future], and firsts [future].

    `first_free` is the first day with a place nobody waits for; `asked` is the day on which a young
    person referred today is ready, and `begins` the day on which they begin. NEVER where not
    within the horizon.
    """

    free: Numbers
    waiting: Numbers
    first_free: Numbers
    asked: Numbers
    begins: Numbers


def run(queues: Mapping[Method, Queue], mixed: Mixed, horizon: int) -> None:
    """Live through all days, and note each."""
    for day in range(1, horizon + 1):
        if mixed:
            for method, busier in zip(BOTH, mixed.turn(day), strict=True):
                queues[method].busy += busier
        for queue in queues.values():
            queue.begin(day)
        if mixed:
            _share_mixed(queues, mixed, day)
        for queue in queues.values():
            queue.note(day, mixed)


def _share_mixed(queues: Mapping[Method, Queue], mixed: Mixed, day: int) -> None:
    """Who found no room in the pools goes to the workers of both methods, first come first served.

    Those who are ready since the same day: CTI first, whose home is waiting.
    """
    futures = np.arange(mixed.free.shape[1])
    while True:
        waits = np.stack([_may_share(queues[method], mixed, futures, day) for method in BOTH])
        some = waits.any(axis=0)
        if not some.any():
            return
        futures, waits = futures[some], waits[:, some]
        heads = [
            np.where(waits[place], queues[method].head(futures), NEVER)
            for place, method in enumerate(BOTH)
        ]
        chosen = np.argmin(heads, axis=0)
        for place, method in enumerate(BOTH):
            own = futures[chosen == place]
            workers = mixed.take(place, own, day)
            mixed.keep(workers, place, own, queues[method].begin_one(day, own))


def _may_share(queue: Queue, mixed: Mixed, futures: Numbers, day: int) -> Numbers:
    """Where somebody waits, and a place is left after all who have lost their worker."""
    spare = mixed.free[BOTH.index(queue.method), futures]
    over = np.maximum(queue.busy[futures] - queue.capacity[day], 0)
    waits: Numbers = (queue.waiting[futures] > 0) & (spare > over)
    return waits


def seen(queue: Queue, days: Sequence[int]) -> Seen:
    """What the run has noted of a method.

    The young person of today comes after all who were ready then; whoever begins behind them has
    the place that was theirs.
    """
    free, waiting, begun = queue.noted
    asked = queue.demand.asked
    ahead = queue.arrived[np.minimum(asked, len(free) - 1), np.arange(len(asked))]
    nobody_waits = (free > 0) & (waiting == 0)
    served = (nobody_waits | (begun > ahead)) & (np.arange(len(free))[:, None] >= asked)
    chosen = list(days)
    return Seen(free[chosen], waiting[chosen], _first_day(nobody_waits), asked, _first_day(served))


def _first_day(holds: Numbers) -> Numbers:
    """The first day after today on which it holds in each future; NEVER where on none."""
    holds[0] = False
    return np.where(holds.any(axis=0), np.argmax(holds, axis=0), NEVER)
