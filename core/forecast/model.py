"""The forecast: from what is known on a day to free places and waiting in the year ahead.

The same standing, change, number of futures and seed give the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.calendar import add_months
from core.codes import Combination, Method
from core.forecast.answers import method_outlook
from core.forecast.demand import GRANTING, Delays, demand, put, rates
from core.forecast.futures import Queue, run, seen
from core.forecast.lengths import PRIORS, Curves, curves, in_rows, rests
from core.forecast.places import BOTH, Mixed, Team, team
from core.forecast.standing import CTI_CLOCK, Running, Standing, changed, loads
from core.records.forecast import Change, Outlook
from core.support import planned_end

Numbers = NDArray[Any]

FUTURES, SEED = 10_000, 7
MONTHS = 12
HORIZON = 366
"""Days looked ahead: twelve months, a leap year too."""

CURVES = 100
"""How many curves are drawn of each length; neighbouring futures share one."""

_RATES, _LENGTHS, _DELAYS, _QUEUE = range(4)


@dataclass(frozen=True, slots=True)
class Dice:
    """A source of chance for each purpose, so that a change of one thing leaves the others."""

    seed: int

    def of(self, *purpose: int) -> np.random.Generator:
        """The source of a purpose."""
        return np.random.default_rng([self.seed, *purpose])


@dataclass(frozen=True, slots=True)
class Learnt:
    """What own courses and referrals have taught: lengths by method, delays, and rates.

    `rate` [future] are accepted referrals a day.
    """

    lengths: Mapping[Method, Curves]
    delays: Delays
    rate: Mapping[Combination, Numbers]


def forecast(
    known: Standing, change: Change | None = None, *, futures: int = FUTURES, seed: int = SEED
) -> Outlook:
    """Free places and waiting for each method, in so many futures from that day on."""
    dice, ends = Dice(seed), month_ends(known.on)
    learnt, then = learn(known, futures, dice), changed(known, change)
    crew = team(then, HORIZON)
    mixed = Mixed(then, crew, futures)
    queues = {
        method: _queue(method, then, crew, mixed, learnt, dice.of(_QUEUE, place))
        for place, method in enumerate(Method)
    }
    mixed.open()
    run(queues, mixed, HORIZON)
    days = [(day - known.on).days for day in ends]
    methods = {
        method: method_outlook(method, known, ends, seen(queue, days), learnt.lengths[method])
        for method, queue in queues.items()
    }
    return Outlook(known.on, futures, len(known.undecided), methods)


def month_ends(on: date, months: int = MONTHS) -> tuple[date, ...]:
    """The last days of this month and those after it; a last day itself is past."""
    first = date(on.year, on.month, 1)
    ends = [add_months(first, ahead) - timedelta(days=1) for ahead in range(1, months + 2)]
    return tuple(day for day in ends if day > on)[:months]


def learn(known: Standing, futures: int, dice: Dice) -> Learnt:
    """Curves of all lengths and delays, and the rates of accepted referrals."""
    number = min(CURVES, futures)
    lengths = {
        method: _certain(
            curves(known.lengths[method], PRIORS[method], number, dice.of(_LENGTHS, place))
        )
        for place, method in enumerate(Method)
    }
    delays = Delays(
        curves(known.decision_delays, None, number, dice.of(_DELAYS, 0)),
        curves(known.home_delays, None, number, dice.of(_DELAYS, 1)),
    )
    return Learnt(lengths, delays, rates(known, futures, dice.of(_RATES)))


def _certain(drawn: Curves | None) -> Curves:
    if drawn is None:
        raise ValueError("a prior always gives a curve")
    return drawn


def _queue(
    method: Method,
    known: Standing,
    crew: Team,
    mixed: Mixed,
    learnt: Learnt,
    dice: np.random.Generator,
) -> Queue:
    """The method as it stands today, and all that chance will decide about it."""
    rate = np.sum([learnt.rate[each] for each in GRANTING[method]], axis=0)
    wanted = demand(method, known, rate, learnt.delays, HORIZON, dice)
    running, drawn = known.running[method], learnt.lengths[method]
    pool = _pool(method, running, _freed(running, drawn, len(rate), dice), crew, mixed, known)
    return Queue(
        method,
        capacity=crew.capacity[method],
        ends=_by_day(pool, len(rate)),
        busy=len(pool),
        demand=wanted,
        lengths=in_rows(drawn, wanted.ready.sum(axis=0, dtype=np.int32), dice),
        clock=_clock(method, known.on),
    )


def _freed(
    running: Sequence[Running], drawn: Curves, futures: int, dice: np.random.Generator
) -> Numbers:
    """For each place taken, the day it is free in each future: [place, future]."""
    freed = rests(drawn, np.array([each.age for each in running], dtype=int), futures, dice)
    for place, each in enumerate(running):
        if each.freed is not None:
            freed[place] = each.freed
    return freed


def _pool(
    method: Method,
    running: Sequence[Running],
    freed: Numbers,
    crew: Team,
    mixed: Mixed,
    known: Standing,
) -> Numbers:
    """The places of the pool; those at workers of both methods go to them."""
    both = {hand.id: place for place, hand in enumerate(crew.mixed) if hand.at_work(known.on)}
    over = _over(method, crew, known)
    rows: dict[str, list[int]] = {}
    for place, each in enumerate(running):
        if method in BOTH and each.worker_id in both:
            mixed.hold(both[each.worker_id], BOTH.index(method), freed[place].astype(np.int64))
        else:
            rows.setdefault(each.worker_id if each.worker_id in over else "", []).append(place)
    parts = [np.sort(freed[own], axis=0)[over.get(key, 0) :] for key, own in rows.items()]
    return np.concatenate(parts) if parts else freed[:0]


def _over(method: Method, crew: Team, known: Standing) -> dict[str, int]:
    """By how many a worker is over the cap: so many must end before a place is free."""
    limits = crew.limits[method]
    found = {
        hand.id: load.active.get(method, 0) - limits[hand.id]
        for hand, load in loads(known)
        if hand.id in limits
    }
    return {key: number for key, number in found.items() if number > 0}


def _by_day(freed: Numbers, futures: int) -> NDArray[np.uint16]:
    """How many places become free on each day of each future; the last row is beyond all days."""
    found = np.zeros((HORIZON + 2, futures), dtype=np.uint16)
    put(found, freed)
    return found


def _clock(method: Method, on: date) -> Numbers:
    """For a start on each day: what makes of a length the day the place is free."""
    days = range(HORIZON + 1)
    if method is not Method.CTI:
        return np.array(days, dtype=np.int32) + 1
    starts = (on + timedelta(days=day) for day in days)
    return np.array(
        [(planned_end(start) - on).days - CTI_CLOCK + 1 for start in starts], dtype=np.int32
    )
