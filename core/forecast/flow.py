"""A method whose cap is only advice: nobody waits for a place, all begin when they are ready.

Without a queue there is nothing to live through day by day: what begins and what ends is counted.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.forecast.demand import Demand, count
from core.forecast.futures import NEVER, Seen, first_day
from core.forecast.lengths import Curves, by_curve, chosen

Numbers = NDArray[Any]


def flowed(
    *,
    capacity: Numbers,
    ends: NDArray[np.uint16],
    busy: int,
    demand: Demand,
    drawn: Curves,
    days: Sequence[int],
    dice: np.random.Generator,
) -> Seen:
    """What is seen of the method; those beyond the caps stand as waiting.

    `capacity` [day] are all places, `busy` of them are taken today, `ends` [day, future] of those
    become free.
    """
    arrived = np.cumsum(demand.ready, axis=0, dtype=np.int32)
    _add_ends(ends, demand.ready, drawn, dice)
    active = busy + arrived - np.cumsum(ends[: len(arrived)], axis=0, dtype=np.int32)
    free = capacity[:, None] - active
    begins = np.where(demand.asked < len(arrived), demand.asked, NEVER)
    noted = list(days)
    return Seen(
        free=np.maximum(free[noted], 0),
        waiting=np.maximum(-free[noted], 0),
        first_free=first_day(free > 0),
        asked=demand.asked,
        begins=begins,
    )


def _add_ends(
    ends: NDArray[np.uint16],
    ready: NDArray[np.uint16],
    drawn: Curves,
    dice: np.random.Generator,
) -> None:
    """Count the ends of all who begin on the day they are ready."""
    for part, _, lengths in by_curve(drawn, ready.shape[1]):
        own = ready[:, part]
        days = np.repeat(np.arange(len(own)), own.sum(axis=1, dtype=np.int64))
        every = np.tile(np.arange(own.shape[1]), len(own))
        lasts = lengths[chosen((len(days),), dice)]
        rows = np.minimum(days + lasts + 1, len(ends))
        count(ends[:, part], rows, np.repeat(every, own.ravel()))
