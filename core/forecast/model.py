"""The forecast: from what is known on a day to free places and waiting in the year ahead.

The same standing, change, number of futures and seed give the same answer.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.calendar import add_months
from core.codes import Method
from core.forecast.answers import joined, method_outlook, today
from core.forecast.counting import futures_for
from core.forecast.demand import GRANTING, Demand, demand, put
from core.forecast.flow import flowed
from core.forecast.futures import Queue, Seen, run, seen
from core.forecast.learning import FLOW, QUEUE, Dice, Learnt, learn
from core.forecast.lengths import Curves, in_rows, rests
from core.forecast.places import BOTH, Mixed, Team, team
from core.forecast.standing import CTI_CLOCK, Running, Standing, changed
from core.forecast.watch import Watch
from core.records.forecast import Change, Outlook
from core.support import planned_end

Numbers = NDArray[Any]

SEED = 7
MONTHS = 12
HORIZON = 366
"""Days looked ahead: twelve months, a leap year too."""

SHORTEST = 3
"""Days that a place is taken at the least; nine months are up to two days more or less."""


def forecast(
    known: Standing,
    change: Change | None = None,
    *,
    futures: int | None = None,
    seed: int = SEED,
) -> Outlook:
    """Free places and waiting for each method, in so many futures from that day on.

    As many as `core.forecast.counting` says where none are told: of the programme as it stands, so
    that a change is held against the same number. Tells its headway.
    """
    futures = futures or futures_for(known)
    dice, ends = Dice(seed), month_ends(known.on)
    learnt, then = learn(known, futures, dice), changed(known, change)
    crew, days = team(then, HORIZON), [(day - known.on).days for day in ends]
    blocks = _all_lived(then, crew, days, list(learnt.parts()), seed)
    now = today(known)
    methods = {
        method: method_outlook(
            method,
            known,
            now[method],
            ends,
            joined([block[method] for block in blocks]),
            learnt.lengths[method],
        )
        for method in Method
    }
    return Outlook(known.on, futures, len(known.undecided), methods)


def _all_lived(
    known: Standing, crew: Team, days: Sequence[int], parts: Sequence[Learnt], seed: int
) -> list[dict[Method, Seen]]:
    """All futures, a part in a thread."""
    watch = Watch(len(parts), HORIZON)
    with ThreadPoolExecutor(len(parts)) as threads:
        running = [
            threads.submit(_lived, known, crew, days, part, Dice(seed, 1 + n), partial(watch.at, n))
            for n, part in enumerate(parts)
        ]
        watch.until_done(running)
    return [each.result() for each in running]


def _lived(
    known: Standing,
    crew: Team,
    days: Sequence[int],
    learnt: Learnt,
    dice: Dice,
    at: Callable[[int], None],
) -> dict[Method, Seen]:
    """Some of the futures, from today to the horizon; `at` hears of each day."""
    mixed = Mixed(known, crew, learnt.futures)
    queues = [
        _queue(method, known, crew, mixed, learnt, dice.of(QUEUE, place))
        for place, method in enumerate(BOTH)
    ]
    run(queues, mixed, HORIZON, at)
    found = {method: seen(queue, days) for method, queue in zip(BOTH, queues, strict=True)}
    return {**found, Method.SM: _flow(known, crew, mixed, learnt, dice.of(FLOW), days)}


def month_ends(on: date, months: int = MONTHS) -> tuple[date, ...]:
    """The last days of this month and those after it; a last day itself is past."""
    first = date(on.year, on.month, 1)
    ends = [add_months(first, ahead) - timedelta(days=1) for ahead in range(1, months + 2)]
    return tuple(day for day in ends if day > on)[:months]


def _queue(
    method: Method,
    known: Standing,
    crew: Team,
    mixed: Mixed,
    learnt: Learnt,
    dice: np.random.Generator,
) -> Queue:
    """The method as it stands today, and all that chance will decide about it."""
    wanted = _wanted(method, known, learnt, dice)
    drawn = learnt.lengths[method]
    pool = _pool(method, _freed(known.running[method], drawn, learnt, dice), crew, mixed, known)
    return Queue(
        capacity=crew.capacity[method],
        ends=_by_day(pool, learnt.futures),
        busy=len(pool),
        demand=wanted,
        lengths=_lengths_in(drawn, wanted, dice),
        clock=_clock(method, known.on),
    )


def _flow(
    known: Standing,
    crew: Team,
    mixed: Mixed,
    learnt: Learnt,
    dice: np.random.Generator,
    days: Sequence[int],
) -> Seen:
    """Samarbejdsmodellen, whose cap is only advice (`core.caseload.CAPS`)."""
    wanted = _wanted(Method.SM, known, learnt, dice)
    drawn = learnt.lengths[Method.SM]
    freed = _freed(known.running[Method.SM], drawn, learnt, dice)
    pool = _pool(Method.SM, freed, crew, mixed, known)
    return flowed(
        capacity=crew.capacity[Method.SM],
        ends=_by_day(pool, learnt.futures),
        busy=len(pool),
        demand=wanted,
        drawn=drawn,
        days=days,
        dice=dice,
    )


def _wanted(method: Method, known: Standing, learnt: Learnt, dice: np.random.Generator) -> Demand:
    rate = np.sum([learnt.rate[each] for each in GRANTING[method]], axis=0)
    return demand(method, known, rate, learnt.delays, HORIZON, dice)


def _freed(
    running: Sequence[Running], drawn: Curves, learnt: Learnt, dice: np.random.Generator
) -> Numbers:
    """For each place taken, the day it is free in each future: [place, future]."""
    ages = np.array([each.age for each in running], dtype=int)
    freed = rests(drawn, ages, learnt.futures, dice)
    for place, each in enumerate(running):
        if each.freed is not None:
            freed[place] = each.freed
    return freed


def _pool(method: Method, freed: Numbers, crew: Team, mixed: Mixed, known: Standing) -> Numbers:
    """The places of the pool; those at workers of both methods go to them."""
    both = {hand.id: place for place, hand in enumerate(crew.mixed) if hand.at_work(known.on)}
    over = crew.over[method]
    rows: dict[str, list[int]] = {}
    for place, each in enumerate(known.running[method]):
        if method in BOTH and each.worker_id in both:
            mixed.hold(both[each.worker_id], BOTH.index(method), freed[place])
        else:
            rows.setdefault(each.worker_id if each.worker_id in over else "", []).append(place)
    parts = [
        np.sort(freed[own], axis=0)[over[key] :] if key else freed[own] for key, own in rows.items()
    ]
    return np.concatenate(parts) if parts else freed[:0]


def _by_day(freed: Numbers, futures: int) -> NDArray[np.uint16]:
    """How many places become free on each day of each future, with rows for all later ends."""
    found = np.zeros((2 * HORIZON + 8, futures), dtype=np.uint16)
    put(found[: HORIZON + 1], freed)
    return found


def _lengths_in(drawn: Curves, wanted: Demand, dice: np.random.Generator) -> NDArray[np.uint16]:
    """Of all who will begin: what lasts past the horizon in any case is told as that."""
    found = in_rows(drawn, wanted.ready.sum(axis=0, dtype=np.int32), dice)
    return np.clip(found, SHORTEST, HORIZON, out=found)


def _clock(method: Method, on: date) -> Numbers:
    """For a start on each day: what makes of a length the day the place is free."""
    days = range(HORIZON + 1)
    if method is not Method.CTI:
        return np.array(days, dtype=np.int64) + 1
    starts = (on + timedelta(days=day) for day in days)
    return np.array(
        [(planned_end(start) - on).days - CTI_CLOCK + 1 for start in starts], dtype=np.int64
    )
