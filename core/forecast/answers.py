"""What the futures say, in few numbers: the middle one, and what eight in ten lie between."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.codes import Method
from core.forecast.demand import GRANTING
from core.forecast.futures import NEVER, Seen
from core.forecast.lengths import PRIORS, Curves
from core.forecast.standing import Length, Standing, free_now, places_now
from core.records.forecast import Grounds, MethodOutlook, MonthEnd, Now, Spread

Numbers = NDArray[Any]
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
"""The 80 % interval."""


def method_outlook(
    method: Method,
    known: Standing,
    now: Now,
    ends: Sequence[date],
    seen: Seen,
    drawn: Curves,
) -> MethodOutlook:
    """The answer for one method; `ends` are the days that were noted."""
    first_free = np.where(_nobody_waits(now), 0, seen.first_free)
    at_once = _nobody_waits(now) & (seen.asked == 0)
    begins = np.where(at_once, 0, seen.begins)
    queue = np.where(begins == NEVER, NEVER, np.maximum(begins - np.maximum(seen.asked, 1), 0))
    return MethodOutlook(
        method=method,
        now=now,
        months=tuple(map(_month, ends, seen.free, seen.waiting)),
        next_free=spread(first_free),
        chance=float((first_free != NEVER).mean()),
        wait=spread(begins),
        queue=spread(queue),
        grounds=_grounds(method, known, drawn),
    )


def joined(blocks: Sequence[Seen]) -> Seen:
    """What was seen of one method in all blocks of futures."""
    return Seen(
        free=np.concatenate([block.free for block in blocks], axis=1),
        waiting=np.concatenate([block.waiting for block in blocks], axis=1),
        first_free=np.concatenate([block.first_free for block in blocks]),
        asked=np.concatenate([block.asked for block in blocks]),
        begins=np.concatenate([block.begins for block in blocks]),
    )


def spread(values: Numbers) -> Spread:
    """Whole numbers that occur: no future has half a place. None for what is never."""
    found = np.quantile(values, (LOW, MIDDLE, HIGH), method="inverted_cdf")
    return Spread(*(None if value == NEVER else int(value) for value in found))


def today(known: Standing) -> dict[Method, Now]:
    """How each method stands on the day itself."""
    places, free = places_now(known), free_now(known)
    return {
        method: Now(
            places=places[method],
            active=len(known.running[method]),
            free=free[method],
            waiting=len(waiting),
            waiting_home=sum(not each.ready for each in waiting),
        )
        for method, waiting in known.waiting.items()
    }


def _nobody_waits(now: Now) -> bool:
    """Whether a place is free today that nobody who is ready waits for."""
    return now.free > now.waiting - now.waiting_home


def _month(day: date, free: Numbers, waiting: Numbers) -> MonthEnd:
    return MonthEnd(
        day=day,
        free=spread(free),
        chance=float((free > 0).mean()),
        waiting=spread(waiting),
        waiting_mean=float(waiting.mean()),
    )


def _grounds(method: Method, known: Standing, drawn: Curves) -> Grounds:
    ended = sum(each.ended for each in known.lengths[method])
    return Grounds(
        ended=ended,
        still_open=len(known.lengths[method]) - ended,
        prior_weight=PRIORS[method].weight,
        mean_days=drawn.mean,
        accepted=sum(known.accepted[each] for each in GRANTING[method]),
        exposure_days=known.exposure,
        decision_days=_median(known.decision_delays),
        home_days=_median(known.home_delays) if method is Method.CTI else None,
    )


def _median(lengths: Sequence[Length]) -> int | None:
    """Of those that have come to an end."""
    days = sorted(each.days for each in lengths if each.ended)
    return days[(len(days) - 1) // 2] if days else None
