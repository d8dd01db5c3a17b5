"""Who becomes ready to begin, and when: those who wait today, the undecided, and new referrals.

Referrals are Poisson at the rate at which they were accepted in the window; the rate itself is
drawn, so that five referrals in a year leave more open than fifty. Whoever is ready takes the next
free place, first come first served.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.codes import Combination, Method
from core.forecast.lengths import LONGEST, Curves, fresh, rests
from core.forecast.standing import Standing, Waiting

Numbers = NDArray[Any]

GRANTING: Mapping[Method, tuple[Combination, ...]] = {
    method: tuple(each for each in Combination if method in (Method.SM, each.support_method))
    for method in Method
}
"""The combinations that give a young person the method."""


FEW = 250
"""Futures that are counted together."""


@dataclass(frozen=True, slots=True)
class Delays:
    """Curves of the days from referral to decision, and from decision to a home; None: at once."""

    decision: Curves | None
    home: Curves | None


@dataclass(frozen=True, slots=True)
class Demand:
    """Who becomes ready, by day.

    `ready` [day, future] counts them; `asked` [future] is the day on which a young person referred
    today is.
    """

    ready: NDArray[np.uint16]
    asked: Numbers


def rates(known: Standing, futures: int, dice: np.random.Generator) -> dict[Combination, Numbers]:
    """Accepted referrals a day in each future: gamma with the observed rate as its mean."""
    exposure = max(known.exposure, 1)
    return {
        combination: dice.gamma(count, 1 / exposure, futures) if count else np.zeros(futures)
        for combination, count in known.accepted.items()
    }


def demand(
    method: Method,
    known: Standing,
    rate: Numbers,
    delays: Delays,
    horizon: int,
    dice: np.random.Generator,
) -> Demand:
    """Everybody who becomes ready for the method within the horizon (days)."""
    futures = len(rate)
    steps = [delays.decision, delays.home if method is Method.CTI else None]
    found = np.zeros((horizon + 1, futures), dtype=np.uint16)
    put(found, _waiting(known.waiting[method], delays.home, futures, dice))
    put(found, _undecided(known, method, steps, futures, dice))
    _put_referrals(found, rate, steps, dice)
    return Demand(found, _through(steps, 1, futures, dice)[0])


def put(found: NDArray[np.uint16], days: Numbers) -> None:
    """Count days [anybody, future] into [day, future]; beyond the horizon they never come."""
    last = len(found)
    for part in few_at_once(found.shape[1]):
        own = np.minimum(days[:, part], last)
        count(found[:, part], own, np.arange(own.shape[1]))


def count(found: NDArray[np.uint16], days: Numbers, futures: Numbers) -> None:
    """Add one for each pair of a day and a future; a day past the last is none."""
    last, width = found.shape
    flat = days.astype(np.intp, copy=False) * width + futures
    counted = np.bincount(flat.ravel(), minlength=(last + 1) * width)
    found += counted.reshape(last + 1, width)[:last].astype(np.uint16)


def few_at_once(futures: int) -> list[slice]:
    """So few futures that what is counted for them stays in the processor's own memory."""
    return [slice(first, min(first + FEW, futures)) for first in range(0, futures, FEW)]


def _waiting(
    waiting: Sequence[Waiting], home: Curves | None, futures: int, dice: np.random.Generator
) -> Numbers:
    """Ready tomorrow; who has no home waits for it as others have."""
    days = np.ones((len(waiting), futures), dtype=np.int32)
    without = [place for place, each in enumerate(waiting) if not each.ready]
    if home is not None and without:
        ages = np.array([waiting[place].days for place in without])
        days[without] = rests(home, ages, futures, dice)
    return days


def _undecided(
    known: Standing,
    method: Method,
    steps: list[Curves | None],
    futures: int,
    dice: np.random.Generator,
) -> Numbers:
    """When referrals without a decision are ready; never where the method is not granted."""
    number, (decision, home) = len(known.undecided), steps
    ready = np.ones((number, futures), dtype=np.int32)
    if decision is not None:
        ready[:] = rests(decision, np.array(known.undecided, dtype=int), futures, dice)
    ready += _through([home], number, futures, dice)
    granted = dice.random(ready.shape, dtype=np.float32) < _share(known, method)
    return np.where(granted, ready, 2 * LONGEST)


def _share(known: Standing, method: Method) -> float:
    """Of the decisions in the window, those that granted the method."""
    granted = sum(known.accepted[each] for each in GRANTING[method])
    return granted / known.decided if known.decided else 0.0


def _through(
    steps: list[Curves | None], number: int, futures: int, dice: np.random.Generator
) -> Numbers:
    """The days that all steps take together: [number, future]."""
    total: Numbers = np.zeros((number, futures), dtype=np.int32)
    for step in steps:
        if step is not None:
            np.add(total, fresh(step, number, futures, dice), out=total)
    return total


def _put_referrals(
    found: NDArray[np.uint16],
    rate: Numbers,
    steps: list[Curves | None],
    dice: np.random.Generator,
) -> None:
    """Referrals from tomorrow on. Moved by a delay each, they stay Poisson, at another rate."""
    expected = _decided_by(steps, len(found))
    numbers = dice.poisson(rate * expected.sum())
    edges = np.cumsum(expected) / max(expected.sum(), 1e-12)
    cells = np.searchsorted(edges, (np.arange(1 << 16) + 0.5) / (1 << 16))
    for part in few_at_once(len(rate)):
        own = numbers[part]
        days = cells[dice.integers(0, 1 << 16, int(own.sum()), dtype=np.uint16)]
        count(found[:, part], days, np.repeat(np.arange(len(own)), own))


def _decided_by(steps: list[Curves | None], days: int) -> Numbers:
    """For each day, how many are ready on it if one is referred on each day from tomorrow."""
    pmf = np.eye(1, days)[0]
    for step in steps:
        if step is not None:
            going_on = step.going_on.mean(axis=0)[:days]
            pmf = np.convolve(pmf, -np.diff(going_on, prepend=1.0))[:days]
    ready = np.cumsum(pmf)
    return np.concatenate([[0.0], ready[:-1]])
