"""The futures, many at once, day by day: places become free, people become ready, people begin.

Each array holds one number for every future. The n-th to begin has the same length in every run of
the same seed, so that two runs that differ in one worker differ by that worker alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.forecast.demand import Demand
from core.forecast.places import Mixed

Numbers = NDArray[Any]
NEVER = np.int32(np.iinfo(np.int32).max)
"""A day beyond the horizon; of a type of its own, or numpy would squeeze it into a smaller one."""


class Queue:
    """One method in all futures: who is busy, who waits, who has begun."""

    def __init__(
        self,
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
        [day, future] of those become free; it goes on past the horizon, so that every end has its
        row. `lengths` holds those of all who will begin, future by future; `clock` [day] is added
        to one to give the day on which the place is free again, after that day.
        """
        days, futures = demand.ready.shape
        self.demand, self.capacity, self.ends = demand, capacity, ends
        self._lengths, self._clock = lengths, clock
        self.arrived = np.cumsum(demand.ready, axis=0, dtype=np.int32)
        self._first = np.cumsum(self.arrived[-1]) - self.arrived[-1]
        self._ready_days: Numbers | None = None
        self._every = np.arange(futures)
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
        futures = np.repeat(self._every, starts)
        flat = self.freed(day, self._every, starts, futures) * len(starts) + futures
        # A one of the same kind lets numpy add forty times as fast.
        np.add.at(self.ends.reshape(-1), flat, self.ends.dtype.type(1))
        self.busy += starts
        self.leave(self._every, starts)

    def freed(self, day: int, futures: Numbers, starts: Numbers, each: Numbers) -> Numbers:
        """When the place of each who begins today is free.

        `starts` begin in each of the futures; `each` is the place of that future in `futures`,
        once for each who begins, in order.
        """
        before = self._first[futures] + self.begun[futures] - np.cumsum(starts) + starts
        places = before[each]
        places += np.arange(len(each))
        found: Numbers = self._lengths[places] + self._clock[day]
        return found

    def leave(self, futures: Numbers, starts: Numbers) -> None:
        """Take those who begin out of the queue."""
        self.waiting[futures] -= starts
        self.begun[futures] += starts

    def head(self, futures: Numbers) -> Numbers:
        """The day since which the first in the queue has been ready, where somebody waits."""
        if self._ready_days is None:
            ready = self.demand.ready.T
            days = np.tile(np.arange(ready.shape[1], dtype=np.int16), ready.shape[0])
            self._ready_days = np.repeat(days, ready.ravel())
        found: Numbers = self._ready_days[self._first[futures] + self.begun[futures]]
        return found

    def over(self, day: int) -> Numbers:
        """How many are busy beyond the places of the pool: their worker has gone."""
        beyond: Numbers = np.maximum(self.busy - self.capacity[day], 0)
        return beyond

    def note(self, day: int, mixed: Numbers | int) -> None:
        """Write down the day; `mixed` are free places outside the pool.

        A place is not free while somebody has lost their worker.
        """
        free = self.capacity[day] - self.busy + mixed
        self.noted[0, day] = np.maximum(free, 0)
        self.noted[1, day] = self.waiting + self.over(day)
        self.noted[2, day] = self.begun


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


def run(queues: Sequence[Queue], mixed: Mixed, horizon: int, at: Callable[[int], None]) -> None:
    """Live through all days, and note each; the queues are those of `BOTH`, in that order.

    `at` hears of each day; what it raises ends the run.
    """
    for day in range(1, horizon + 1):
        at(day)
        if mixed:
            for queue, busier in zip(queues, mixed.turn(day), strict=True):
                queue.busy += busier
        for queue in queues:
            queue.begin(day)
        free = _share(queues, mixed, day) if mixed else (0, 0)
        for queue, places in zip(queues, free, strict=True):
            queue.note(day, places)


def _share(queues: Sequence[Queue], mixed: Mixed, day: int) -> Numbers:
    """Who found no room in the pools goes to the workers of both methods; returns what is left.

    The queue whose first has been ready longest goes first, of equals CTI, whose home is waiting.
    """
    free = mixed.free(day)
    spare = [places - queue.over(day) for places, queue in zip(free, queues, strict=True)]
    waits = np.stack([queue.waiting for queue in queues])
    np.minimum(waits, np.maximum(spare, 0), out=waits)
    futures = np.flatnonzero(waits.any(axis=0))
    if not len(futures):
        return free
    waits = waits[:, futures]
    given, free[:, futures] = mixed.take(day, futures, waits, _first_of(queues, futures, waits))
    for method, queue in enumerate(queues):
        _begin_at(queue, mixed, method, given[method], futures, day)
    return free


def _first_of(queues: Sequence[Queue], futures: Numbers, waits: Numbers) -> Numbers:
    """The method whose first in the queue has been ready longest, in each of the futures."""
    first: Numbers = (waits[0] == 0).astype(np.int64)
    both = np.flatnonzero(waits.all(axis=0))
    if len(both):
        cti, icm = (queue.head(futures[both]) for queue in queues)
        first[both] = icm < cti
    return first


def _begin_at(
    queue: Queue, mixed: Mixed, method: int, given: Numbers, futures: Numbers, day: int
) -> None:
    """So many begin at each worker of both methods: `given` [worker, future]."""
    by_future = given.T.ravel()
    some = np.flatnonzero(by_future)
    pairs = np.repeat(some, by_future[some])
    each, workers = np.divmod(pairs, len(given))
    starts = given.sum(axis=0)
    freed = queue.freed(day, futures, starts, each)
    mixed.keep(method, workers, futures[each], freed)
    queue.leave(futures, starts)


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
    return Seen(free[chosen], waiting[chosen], first_day(nobody_waits), asked, first_day(served))


def first_day(holds: Numbers) -> Numbers:
    """The first day after today on which it holds in each future; NEVER where on none."""
    holds[0] = False
    return np.where(holds.any(axis=0), np.argmax(holds, axis=0), NEVER)
