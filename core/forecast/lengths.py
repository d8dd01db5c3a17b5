"""How long courses last: the municipality's own ones by Kaplan-Meier, with a published prior.

The prior stands in the same table as so many invented courses. Kaplan-Meier over both is the mean
of a beta-Stacy process (Walker and Muliere 1997), and independent beta hazards are draws from it:
few own courses leave the curve wide, many leave nothing of the prior.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, cast

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.exceptions import StatisticalWarning
from numpy.typing import NDArray
from scipy.stats import gamma

from core.codes import Method
from core.forecast.standing import CTI_CLOCK, Length
from core.published import figure

Numbers = NDArray[Any]

MONTH = 365.25 / 12
"""Days of a month."""

LONGEST = 4096
"""Days to which a curve is told."""

CELLS = 1 << 14
"""Into so many equal parts a curve is cut for drawing."""

LEAST = 1 / 128
"""Below this share of a curve the end comes at the rate of the tail, whatever the age."""

POINTS = 128
"""Into so many invented courses a prior is spread."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed before own courses tell: `weight` courses with that mean (days).

    `shape` is that of a gamma distribution; None: all of exactly the mean. `tail` is the mean
    time (days) to the end once every known length is passed.
    """

    mean: float
    weight: float
    shape: float | None
    tail: float


def _published(method: Method) -> float:
    told = figure("course_length", method.value, "mean")
    if told is None:
        raise KeyError(method)
    return told.value * MONTH


WEIGHT = 10
"""How many own courses a prior counts as. Own choice: a year's worth of one full caseload."""

SHAPE = 2
"""Own choice: course lengths vary, and few end at once. The sources tell means only."""

OVERRUN = 30
"""Days a CTI course past its planned end is taken to go on, until own courses tell. Own choice."""

PRIORS: Mapping[Method, Prior] = MappingProxyType(
    {
        Method.SM: Prior(_published(Method.SM), WEIGHT, SHAPE, _published(Method.SM)),
        Method.ICM: Prior(_published(Method.ICM), WEIGHT, SHAPE, _published(Method.ICM)),
        Method.CTI: Prior(CTI_CLOCK, WEIGHT, None, OVERRUN),
    }
)


@dataclass(frozen=True, slots=True)
class Curves:
    """Drawn curves: the share still going on by day, and for each cell of it the day it ends.

    `going_on` is [curve, day], `ends` is [curve, cell].
    """

    going_on: Numbers
    ends: Numbers
    tail: float

    def part(self, chosen: slice) -> "Curves":
        """Some of the curves."""
        return Curves(self.going_on[chosen], self.ends[chosen], self.tail)

    @property
    def mean(self) -> float:
        """The mean length in days over all curves."""
        return float(self.going_on.mean(axis=0).sum())


def curves(
    lengths: Sequence[Length], prior: Prior | None, number: int, dice: np.random.Generator
) -> Curves | None:
    """So many curves drawn from what own lengths and the prior leave open; None without either."""
    days, ended, weights = _own(lengths)
    if prior is not None:
        invented = _invented(prior)
        days = np.concatenate([days, invented])
        ended = np.concatenate([ended, np.ones(len(invented), bool)])
        weights = np.concatenate([weights, np.full(len(invented), prior.weight / len(invented))])
    if not ended.any():
        return None
    tail = prior.tail if prior else max(float(days.mean()), 1.0)
    going_on = _drawn(*_table(days, ended, weights), tail, number, dice)
    return Curves(going_on, np.stack([_ends(curve) for curve in going_on]), tail)


def _own(lengths: Sequence[Length]) -> tuple[Numbers, Numbers, Numbers]:
    days = np.array([min(each.days, LONGEST - 1) for each in lengths], dtype=float)
    ended = np.array([each.ended for each in lengths], dtype=bool)
    return days, ended, np.ones(len(days))


def _invented(prior: Prior) -> Numbers:
    """The prior as lengths in whole days."""
    if prior.shape is None:
        return np.array([float(prior.mean)])
    middles = (np.arange(POINTS) + 0.5) / POINTS
    days = gamma.ppf(middles, prior.shape, scale=prior.mean / prior.shape)
    return cast(Numbers, np.clip(np.round(days), 1, LONGEST - 1))


def _table(days: Numbers, ended: Numbers, weights: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Days with an end, how many ended then, and how many might have: lifelines' event table."""
    with warnings.catch_warnings():
        # It warns that intervals of its own are not right with parts of courses; none is used.
        warnings.simplefilter("ignore", StatisticalWarning)
        fitted = KaplanMeierFitter().fit(days, ended, weights=weights)
    table = fitted.event_table[fitted.event_table["observed"] > 0]
    return (
        table.index.to_numpy(dtype=int),
        table["observed"].to_numpy(),
        table["at_risk"].to_numpy(),
    )


def _drawn(
    days: Numbers,
    ended: Numbers,
    at_risk: Numbers,
    tail: float,
    number: int,
    dice: np.random.Generator,
) -> Numbers:
    """Share still going on after each day, for each drawn curve.

    What goes on past the last known end comes to one at the rate of the tail.
    """
    stayed = np.maximum(at_risk - ended, 0)
    certain = stayed < 1e-9 * at_risk  # sums of parts of courses are inexact
    hazard = np.ones((number, len(days)))
    open_ = ~certain
    hazard[:, open_] = dice.beta(ended[open_], stayed[open_], (number, int(open_.sum())))
    by_day = np.zeros((number, LONGEST))
    by_day[:, days] = hazard
    by_day[:, days[-1] + 1 :] = -np.expm1(-1 / tail)
    return np.cumprod(1 - by_day, axis=1)


def _ends(going_on: Numbers) -> Numbers:
    """For each cell of the share, from 0 up, the first day on which no more than it goes on."""
    edges = np.ceil(np.append(1.0, going_on) * CELLS - 0.5).astype(np.int64)
    days = np.repeat(np.arange(LONGEST), edges[:-1] - edges[1:])
    never = np.full(CELLS - len(days), LONGEST)
    return np.concatenate([days, never])[::-1].astype(np.uint16)


def rests(
    drawn: Curves, ages: Numbers, futures: int, dice: np.random.Generator
) -> NDArray[np.uint16]:
    """Days until the place is free, of each age in each future: [age, future], 2 at the least.

    The end is drawn given that it has not come: from the share S(age + u) / S(age). Neighbouring
    futures share a curve.
    """
    found = np.empty((len(ages), futures), dtype=np.uint16)
    passed = np.clip(ages, 0, LONGEST - 1)
    for part, going_on, ends in by_curve(drawn, futures):
        share = going_on[passed]
        chance = dice.integers(0, 1 << 16, (len(ages), part.stop - part.start), dtype=np.uint16)
        cells = (chance * (share * CELLS).astype(np.uint32)[:, None]) >> 16
        left = ends[cells] - (ages - 1)[:, None].astype(np.int32)
        late = np.flatnonzero(share < LEAST)
        if len(late):
            left[late] = 2 + dice.exponential(drawn.tail, (len(late), left.shape[1]))
        found[:, part] = np.clip(left, 2, LONGEST)
    return found


def fresh(
    drawn: Curves, number: int, futures: int, dice: np.random.Generator
) -> NDArray[np.uint16]:
    """So many lengths in days from the first day, in each future: [number, future]."""
    found = np.empty((number, futures), dtype=np.uint16)
    for part, _, ends in by_curve(drawn, futures):
        found[:, part] = ends[chosen((number, part.stop - part.start), dice)]
    return found


def in_rows(drawn: Curves, counts: Numbers, dice: np.random.Generator) -> NDArray[np.uint16]:
    """Lengths in days from the first day, `counts` [future] of each, one future after another."""
    parts = [
        ends[chosen((int(counts[part].sum()),), dice)]
        for part, _, ends in by_curve(drawn, len(counts))
    ]
    return np.concatenate(parts)


def chosen(shape: tuple[int, ...], dice: np.random.Generator) -> Numbers:
    """Cells of a curve, each as likely as any other."""
    return dice.integers(0, CELLS, shape, dtype=np.uint16)


def by_curve(drawn: Curves, futures: int) -> Iterator[tuple[slice, Numbers, Numbers]]:
    """The futures of each curve, and the curve."""
    edges = np.linspace(0, futures, len(drawn.ends) + 1).astype(int)
    for place, (first, last) in enumerate(pairwise(edges)):
        yield slice(int(first), int(last)), drawn.going_on[place], drawn.ends[place]
