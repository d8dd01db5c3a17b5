"""What the forecast is made of (days, nobody's name but the workers'), and what it answers.

`History` is all that has happened, as days; `Outlook` is the answer for the twelve months ahead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.calendar import holds
from core.codes import Combination, Method


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who takes young people; `fte` is the part of full time (0-1, None: full)."""

    id: str
    name: str
    methods: frozenset[Method]
    fte: float | None = None
    active_from: date | None = None
    active_to: date | None = None
    aftercare: bool = False

    def at_work(self, on: date) -> bool:
        """Whether the worker is employed on the day; both ends are."""
        return holds(self.active_from, self.active_to, on)


@dataclass(frozen=True, slots=True)
class SupportSpan:
    """A support course; a pause moves no end, so it is not here."""

    worker_id: str
    method: Method
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class HomeSpan:
    """There was a home (lived in, allocated or its lease signed) from a day until another."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CaseSpan:
    """The days of a case. `supported` is the first day of its first support course."""

    referral: date
    decision: date | None = None
    accepted: bool = False
    combination: Combination | None = None
    coordinator_id: str | None = None
    start: date | None = None
    end: date | None = None
    supported: date | None = None
    homes: tuple[HomeSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """Everything as it was read on a day."""

    on: date
    hands: tuple[Hand, ...]
    courses: tuple[SupportSpan, ...]
    cases: tuple[CaseSpan, ...]


class Turn(StrEnum):
    """What may change in the staff."""

    JOINS = "joins"
    LEAVES = "leaves"


@dataclass(frozen=True, slots=True)
class Change:
    """What if: one more worker of a method in full time from a day, or one who is gone from it.

    `worker_id` names who leaves, `method` what the new one gives.
    """

    turn: Turn
    day: date
    method: Method | None = None
    worker_id: str | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of the futures, and the 80 % between the lowest and the highest tenth.

    In places, young people or days; None lies beyond the months looked at.
    """

    low: int | None
    median: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The last day of a month: free places, how likely one is free (0-1), and who then waits.

    `waiting` are young people who are ready to begin and have no place.
    """

    day: date
    free: Spread
    chance: float
    waiting: Spread
    waiting_mean: float


@dataclass(frozen=True, slots=True)
class Now:
    """How a method stands today: places in all, young people, free places, and who waits.

    `waiting_home` are those of the waiting who have no home yet (CTI).
    """

    places: int
    active: int
    free: int
    waiting: int
    waiting_home: int = 0

    @property
    def unclaimed(self) -> int:
        """The free places that are left when everybody who waits has got one."""
        return max(self.free - self.waiting, 0)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an answer rests on: own courses ended and still open, and referrals accepted.

    `mean_days` is the mean length of a course in the model; `prior_weight` how many own courses
    the published figure counts as. Delays are medians in days, None without own ones.
    """

    ended: int
    still_open: int
    prior_weight: float
    mean_days: float
    accepted: int
    exposure_days: int
    decision_days: int | None
    home_days: int | None


@dataclass(frozen=True, slots=True)
class MethodOutlook:
    """The answer for one method.

    `next_free` and `wait` are days from today: to the next place that nobody waits for, and from
    a referral today to the first day of support (of which `queue` for a place). `chance` is how
    likely a place comes free within the months looked at.
    """

    method: Method
    now: Now
    months: tuple[MonthEnd, ...]
    next_free: Spread
    chance: float
    wait: Spread
    queue: Spread
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast made on a day, of so many simulated futures; undecided referrals are in it."""

    on: date
    futures: int
    undecided: int
    methods: Mapping[Method, MethodOutlook]
