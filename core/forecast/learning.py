"""What own courses and referrals teach: curves of lengths and delays, and rates of referrals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.codes import Combination, Method
from core.forecast.demand import Delays, rates
from core.forecast.lengths import PRIORS, Curves, curves
from core.forecast.standing import Standing

Numbers = NDArray[Any]

CURVES = 100
"""How many curves are drawn of each length; neighbouring futures share one."""

BLOCKS = 2
"""Parts in which the futures are lived, at the same time where there are processors for it; each
has its own chance, so that the answer does not hang on who is done first."""

RATES, LENGTHS, DELAYS, QUEUE, FLOW = range(5)
"""What chance is asked for: a source for each."""


@dataclass(frozen=True, slots=True)
class Dice:
    """A source of chance for each purpose, so that a change of one thing leaves the others."""

    seed: int
    block: int = 0

    def of(self, *purpose: int) -> np.random.Generator:
        """The source of a purpose."""
        return np.random.default_rng([self.seed, self.block, *purpose])


@dataclass(frozen=True, slots=True)
class Learnt:
    """What own courses and referrals have taught: lengths by method, delays, and rates.

    `rate` [future] are accepted referrals a day.
    """

    lengths: Mapping[Method, Curves]
    delays: Delays
    rate: Mapping[Combination, Numbers]

    @property
    def futures(self) -> int:
        """How many there are."""
        return len(self.rate[Combination.SM])

    def parts(self) -> Iterator["Learnt"]:
        """The same in blocks of futures, each with curves of its own."""
        curves = np.linspace(0, len(self.lengths[Method.SM].ends), BLOCKS + 1).astype(int)
        futures = np.linspace(0, self.futures, len(self.lengths[Method.SM].ends) + 1).astype(int)
        for first, last in pairwise(curves):
            if first < last:
                yield self._part(slice(first, last), slice(futures[first], futures[last]))

    def _part(self, curves: slice, futures: slice) -> "Learnt":
        return Learnt(
            {method: drawn.part(curves) for method, drawn in self.lengths.items()},
            Delays(
                self.delays.decision and self.delays.decision.part(curves),
                self.delays.home and self.delays.home.part(curves),
            ),
            {each: rate[futures] for each, rate in self.rate.items()},
        )


def learn(known: Standing, futures: int, dice: Dice) -> Learnt:
    """Curves of all lengths and delays, and the rates of accepted referrals."""
    number = min(CURVES, futures)
    lengths = {
        method: _certain(
            curves(known.lengths[method], PRIORS[method], number, dice.of(LENGTHS, place))
        )
        for place, method in enumerate(Method)
    }
    delays = Delays(
        curves(known.decision_delays, None, number, dice.of(DELAYS, 0)),
        curves(known.home_delays, None, number, dice.of(DELAYS, 1)),
    )
    return Learnt(lengths, delays, rates(known, futures, dice.of(RATES)))


def _certain(drawn: Curves | None) -> Curves:
    if drawn is None:
        raise ValueError("a prior always gives a curve")
    return drawn
