"""How many futures are lived, and how far chance alone can then move the interval that is told.

Plain Python. The work grows with the people times the futures; the interval's own error does not
grow with the people, so that a large programme is told as surely in fewer futures.
"""

from dataclasses import dataclass
from math import sqrt

from core.forecast.standing import Standing

INSIDE = 0.8
"""The share of futures that the interval holds."""

ERROR = 0.025
"""The declared error: by so much (0-1) may the share inside be off, in 95 of 100 seeds."""

SURE = 1.96
"""Standard errors to each side that hold 95 of 100 (normal distribution)."""


@dataclass(frozen=True, slots=True)
class Size:
    """From so many people on, so many futures, and why."""

    people: int
    futures: int
    reason: str


SIZES = (
    Size(0, 10_000, "few people: whole numbers jump, and all is lived within two seconds"),
    Size(5_000, 5_000, "half the futures of twice the people: the same work"),
    Size(10_000, 2_000, "as above; the interval is off by less than two points"),
    Size(50_000, 1_000, "the fewest that keep the declared error"),
)
"""By the places taken, those who wait and those without a decision. Own choice."""


def futures_for(known: Standing) -> int:
    """How many futures a programme of that size is lived through."""
    people = people_in(known)
    return next(size.futures for size in reversed(SIZES) if size.people <= people)


def people_in(known: Standing) -> int:
    """The places taken, everybody who waits, and referrals without a decision."""
    taken = sum(map(len, known.running.values()))
    return taken + sum(map(len, known.waiting.values())) + len(known.undecided)


def interval_error(futures: int) -> float:
    """By how much the share inside the interval can be off (0-1): a binomial share of futures."""
    return SURE * sqrt(INSIDE * (1 - INSIDE) / futures)
