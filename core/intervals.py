"""How sure a figure is: intervals of shares and means, and when two figures may be told apart.

A figure of twenty young people says little about the next twenty. Every figure is therefore told
with the interval it is compatible with, and two figures are told apart only where their intervals
do not touch. Above and below are no judgement: less decline is better, less improvement worse.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist
from types import MappingProxyType

from core.student import t_quantile

LEVEL = 0.95
"""The level of every interval shown; a convention, as in most public statistics."""


class Kind(StrEnum):
    """What a figure is: a share of a whole (0-1), or a mean of scores."""

    SHARE = "share"
    MEAN = "mean"


class Comparison(StrEnum):
    """What may be said of an own figure beside a published one."""

    ABOVE = "above"
    BELOW = "below"
    NOT_TOLD_APART = "not_told_apart"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Fewest:
    """The fewest that a figure is compared from, and why."""

    n: int
    reason: str


FEWEST: Mapping[Kind, Fewest] = MappingProxyType(
    {
        Kind.SHARE: Fewest(
            20,
            "own choice: of 20, a half is known to within 20 percentage points either way; "
            "below that hardly any published share could be told apart",
        ),
        Kind.MEAN: Fewest(
            10,
            "own choice: the t interval trusts that means are spread normally, which scores from "
            "1 to 5 with most at one end do not reach with fewer",
        ),
    }
)


def too_few(n: int, kind: Kind = Kind.SHARE) -> bool:
    """Whether so few are behind a figure that it is not compared (`FEWEST`)."""
    return n < FEWEST[kind].n


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a figure is compatible with, both ends included."""

    low: float
    high: float

    def apart_from(self, other: "Interval") -> bool:
        """Whether no value lies in both."""
        return self.high < other.low or other.high < self.low

    def around(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def within(self, low: float, high: float) -> "Interval":
        """What of it lies on a scale."""
        return Interval(min(max(self.low, low), high), max(min(self.high, high), low))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval; `n` None where a source does not tell it."""

    kind: Kind
    value: float
    n: int | None
    interval: Interval


def wilson(count: float, n: int, level: float = LEVEL) -> Interval:
    """The interval of a share, count of n (Wilson 1927), in shares of 1.

    Stays within 0 and 1 and works for small n, where the interval of textbooks does not. A count
    may be a fraction, as it follows from a rounded percentage. ValueError for n < 1, a count
    outside 0..n, a level outside (0, 1).
    """
    if n < 1 or not 0 <= count <= n:
        raise ValueError("a share is a count of n, and n is at least 1")
    z = _normal_quantile(level)
    share, spread = count / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / n + spread / (4 * n))
    low = 0.0 if count == 0 else min(max(middle - half, 0.0), share)
    high = 1.0 if count == n else max(min(middle + half, 1.0), share)
    return Interval(low, high)


def interval_of_mean(*, mean: float, sd: float, n: int, level: float = LEVEL) -> Interval:
    """The t interval of a mean whose n and standard deviation (over n - 1) are known.

    ValueError for n < 2, a negative deviation, a level outside (0, 1).
    """
    if n < 2 or sd < 0:  # noqa: PLR2004 — n - 1 degrees of freedom
        raise ValueError("a mean has n of 2 or more and a deviation of 0 or more")
    half = t_quantile((1 + _checked(level)) / 2, n - 1) * sd / sqrt(n)
    return Interval(mean - half, mean + half)


def widest_sd(*, mean: float, n: int, low: float, high: float) -> float:
    """The largest deviation that n scores from low to high with that mean can have.

    All scores at the two ends (Bhatia and Davis 2000). ValueError where the mean is off the scale.
    """
    if not low <= mean <= high:
        raise ValueError("a mean lies on its scale")
    return sqrt((mean - low) * (high - mean) * n / max(n - 1, 1))


def share(count: int, n: int, level: float = LEVEL) -> Estimate:
    """A share with its Wilson interval. Errors as `wilson`."""
    return Estimate(Kind.SHARE, count / n if n else 0.0, n, wilson(count, n, level))


def mean_of_scores(
    *, mean: float, n: int, low: float, high: float, sd: float | None = None, level: float = LEVEL
) -> Estimate:
    """A mean of scores from low to high with its t interval, kept on the scale.

    Where the deviation is not known the widest possible one is taken: the interval is then too
    wide rather than too narrow, and nothing is told apart that may not be. A single score is
    compatible with the whole scale. ValueError for n < 1 or a mean off the scale.
    """
    if n < 1:
        raise ValueError("a mean has at least one score")
    spread = widest_sd(mean=mean, n=n, low=low, high=high) if sd is None else sd
    found = (
        Interval(low, high)
        if n == 1
        else interval_of_mean(mean=mean, sd=spread, n=n, level=level).within(low, high)
    )
    return Estimate(Kind.MEAN, mean, n, found)


def compare(own: Estimate, published: Estimate) -> Comparison:
    """Whether the own figure lies above or below the published one, as far as can be told.

    Above and below only where the two intervals do not touch (stricter than a test at that level:
    figures that just differ are not told apart). A published figure of unknown n brings only what
    rounding hides. ValueError for a share beside a mean.
    """
    if own.kind is not published.kind:
        raise ValueError("a share is not compared with a mean")
    if too_few(own.n or 0, own.kind):
        return Comparison.TOO_FEW
    if published.n is not None and too_few(published.n, published.kind):
        return Comparison.TOO_FEW
    if not own.interval.apart_from(published.interval):
        return Comparison.NOT_TOLD_APART
    return Comparison.ABOVE if own.interval.low > published.interval.high else Comparison.BELOW


def _normal_quantile(level: float) -> float:
    return NormalDist().inv_cdf((1 + _checked(level)) / 2)


def _checked(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    return level
