"""What the work costs: hours times the rate in force, by young person, course and year (R25).

Registered hours only. What a year costs is told from hours and days in course, never from a course
that was short; what a course costs is told from courses that have ended, whatever their length.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from statistics import fmean, quantiles

from core.codes import Combination, Method, all_codes
from core.prices import in_prices_of, price_index
from core.published import Published, figure
from core.records.costs import ActivitySpent, Spent, Work

YEAR = 365.25
"""Days of a year."""

LEAST_DAYS = 90
"""Days in course below which a year is not told: a start-up week times fifty-two is no year."""

PUBLISHED_YEAR = 2016
"""The middle of the years 2015-2017 in which the published hours were registered (guide p. 26)."""

MINUTES = 60

_REMEMBERED = 64
"""Distributions that are remembered, for as long as the work is the same."""


class Basis(StrEnum):
    """What a cost is told over."""

    PER_YEAR = "per_year"
    PER_COURSE = "per_course"
    PER_YOUNG_PERSON = "per_young_person"


class Amount(StrEnum):
    """What is told."""

    HOURS = "hours"
    KRONER = "kroner"


@dataclass(frozen=True, slots=True)
class Part:
    """The work of one method, over a year or a whole course; `own` only the coordinator's."""

    method: Method
    basis: Basis
    own: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the table: what is added up, and where the published figure stands (None: nowhere).

    `name` is also the row in `published.csv`.
    """

    name: str
    amount: Amount
    basis: Basis
    parts: tuple[Part, ...] = ()
    published: tuple[str, str] | None = None

    @property
    def beside(self) -> Published | None:
        """The published figure."""
        return figure(self.published[0], self.name, self.published[1]) if self.published else None


_SM_YEAR = Part(Method.SM, Basis.PER_YEAR)
_COORDINATOR_YEAR = Part(Method.SM, Basis.PER_YEAR, own=True)
_CTI_COURSE = Part(Method.CTI, Basis.PER_COURSE)
_ICM_YEAR, _ICM_COURSE = Part(Method.ICM, Basis.PER_YEAR), Part(Method.ICM, Basis.PER_COURSE)
_SM_COURSE = Part(Method.SM, Basis.PER_COURSE)
_H, _K = Amount.HOURS, Amount.KRONER
_YEAR, _COURSE = Basis.PER_YEAR, Basis.PER_COURSE

MEASURES = (
    Measure("SM", _H, _YEAR, (_SM_YEAR,), ("hours", "per_year")),
    Measure("coordinator", _H, _YEAR, (_COORDINATOR_YEAR,), ("hours", "per_young_person")),
    Measure("ICM", _H, _YEAR, (_ICM_YEAR,), ("hours", "per_year")),
    Measure("SM", _K, _YEAR, (_SM_YEAR,), ("cost", "per_year")),
    Measure("SM_ICM", _K, _YEAR, (_ICM_YEAR, _SM_YEAR), ("cost", "per_year")),
    Measure("SM", _H, _COURSE, (_SM_COURSE,)),
    Measure("CTI", _H, _COURSE, (_CTI_COURSE,), ("hours", "per_course")),
    Measure("ICM", _H, _COURSE, (_ICM_COURSE,)),
    Measure("SM", _K, _COURSE, (_SM_COURSE,)),
    Measure("CTI", _K, _COURSE, (_CTI_COURSE,)),
    Measure("ICM", _K, _COURSE, (_ICM_COURSE,)),
    Measure("SM_CTI", _K, _COURSE, (_CTI_COURSE, _SM_YEAR), ("cost", "per_course")),
    *(
        Measure(each.value, amount, Basis.PER_YOUNG_PERSON)
        for amount in (_H, _K)
        for each in Combination
    ),
)
"""SM_CTI is one CTI course with one year of Samarbejdsmodellen, as published (guide p. 26)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A distribution in five numbers and its mean; quartiles as spreadsheets have them."""

    n: int
    low: float
    lower: float
    median: float
    upper: float
    high: float
    mean: float


def box(values: Sequence[float]) -> Box | None:
    """The distribution of the values; None of nothing."""
    if not values:
        return None
    lower, median, upper = (
        quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3
    )
    return Box(len(values), min(values), lower, median, upper, max(values), fmean(values))


# ---------------------------------------------------------------- prices


def years_unknown(work: Work) -> tuple[int, ...]:
    """Years with hours whose prices are not in the table."""
    return tuple(sorted({each.year for each in work.spent} - set(price_index())))


def amount_of(each: Spent | ActivitySpent, amount: Amount, prices: int | None) -> float:
    """Hours, or kroner in the prices of a year (None: as they were)."""
    hours = each.minutes / MINUTES
    if amount is Amount.HOURS:
        return hours
    return in_prices_of(hours * each.rate, each.year, prices)


def published_value(measure: Measure, prices: int | None) -> float | None:
    """The published figure; kroner in the prices of a year."""
    told = measure.beside
    if told is None or measure.amount is Amount.HOURS:
        return told.value if told else None
    return in_prices_of(told.value, PUBLISHED_YEAR, prices)


# ---------------------------------------------------------------- each measure


def values(work: Work, measure: Measure, prices: int | None = None) -> list[float]:
    """One value for each young person or course that the measure can be told of.

    A combination of a course and a year is told of those of whom both are.
    """
    told = _told(measure.amount, prices)
    if measure.basis is Basis.PER_YOUNG_PERSON:
        return _in_period(work, Combination(measure.name), told)
    found = [_part(work, part, told) for part in measure.parts]
    first, others = found[0], [_by_case(each) for each in found[1:]]
    return [
        value + sum(other[case] for other in others)
        for (case, _), value in first.items()
        if all(case in other for other in others)
    ]


@lru_cache(_REMEMBERED)
def spread(work: Work, measure: Measure, prices: int | None = None) -> Box | None:
    """How the values of the measure are distributed; None of nothing."""
    return box(values(work, measure, prices))


def _told(amount: Amount, prices: int | None) -> Callable[[Spent], float]:
    def told(each: Spent) -> float:
        return amount_of(each, amount, prices)

    return told


Key = tuple[str, str | None]
"""A case and a course of it."""


def _part(work: Work, part: Part, told: Callable[[Spent], float]) -> dict[Key, float]:
    if part.basis is Basis.PER_COURSE:
        return _courses(work, part, told)
    return _years(work, part, told)


def _years(work: Work, part: Part, told: Callable[[Spent], float]) -> dict[Key, float]:
    """What a year of each case costs: within the period, over its days in the method."""
    days: dict[str, int] = defaultdict(int)
    for stay in work.stays:
        if stay.method is part.method:
            days[stay.case_id] += stay.days
    sums = _sums(
        (
            each
            for each in work.spent
            if each.within and each.method is part.method and (each.by_coordinator or not part.own)
        ),
        told,
    )
    return {
        (case, None): sums.get((case, None), 0.0) * YEAR / number
        for case, number in days.items()
        if number >= LEAST_DAYS
    }


def _courses(work: Work, part: Part, told: Callable[[Spent], float]) -> dict[Key, float]:
    """What each course that ended in the period cost from its first day to its last."""
    spent = [each for each in work.spent if each.method is part.method]
    sums = _sums(spent, told, by_course=part.method is not Method.SM)
    return {
        (stay.case_id, stay.course_id): sums.get((stay.case_id, stay.course_id), 0.0)
        for stay in work.stays
        if stay.method is part.method and stay.closed
    }


def _sums(
    spent: Iterable[Spent], told: Callable[[Spent], float], *, by_course: bool = False
) -> dict[Key, float]:
    found: dict[Key, float] = defaultdict(float)
    for each in spent:
        found[each.case_id, each.course_id if by_course else None] += told(each)
    return found


def _by_case(found: Mapping[Key, float]) -> dict[str, float]:
    return {case: value for (case, _), value in found.items()}


def _in_period(work: Work, combination: Combination, told: Callable[[Spent], float]) -> list[float]:
    """What each young person in course cost within the period, all methods together."""
    sums = _sums((each for each in work.spent if each.within), told)
    return [
        sums.get((stay.case_id, None), 0.0)
        for stay in work.stays
        if stay.method is Method.SM and stay.combination is combination
    ]


def by_activity(
    work: Work, amount: Amount, prices: int | None = None
) -> dict[str, dict[Method, float]]:
    """What was registered within the period, by activity and method, in the order of the codes."""
    strange = sorted({each.activity for each in work.activities} - set(all_codes("activity")))
    found = {
        activity: dict.fromkeys(Method, 0.0) for activity in (*all_codes("activity"), *strange)
    }
    for each in work.activities:
        found[each.activity][each.method] += amount_of(each, amount, prices)
    return found
