"""The state's refund of stays by section 110, and of support by section 85 a after them.

A running year is taken as the twelve months that end on the day. What counts in it is days with
refund: a day beyond the limit uses up nothing. So a stay without a break has refund again when its
first days are more than twelve months old.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import add_months

YEAR = 12
"""Months of a running year."""
FIRST, LAST = date.min, date.max
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RefundRule:
    """A row of the tables below: both days belong to the time in which it holds.

    `share` in per cent. `most`: days in a running year (section 110), or months after the
    discharge (section 85 a).
    """

    most: int
    share: int
    valid_from: date
    valid_to: date
    source: str


SHELTER = (
    RefundRule(
        120, 50, FIRST, date(2026, 3, 31), "Social- og Boligstyrelsen: refund of stays by s. 110"
    ),
    RefundRule(
        90, 50, date(2026, 4, 1), LAST, "Social- og Boligstyrelsen: refund of stays by s. 110"
    ),
)
"""Days with refund in a running year."""

SUPPORT = (RefundRule(24, 50, date(2023, 10, 1), LAST, "serviceloven s. 176 a"),)
"""Months with refund after the discharge, where support was decided on before it."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one stay, both included; `last` None: going on."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class RefundStanding:
    """Days with refund in the running year that ends on a day, the limit, and what is left.

    `until`: the last day with refund if a stay that goes on goes on; None where none does, or
    where no day is left.
    """

    used: int
    limit: int
    left: int
    until: date | None


def limit_on(on: date) -> int:
    """How many days in a running year have refund, by the rule of the day."""
    return next(rule.most for rule in SHELTER if rule.valid_from <= on <= rule.valid_to)


def refunded(stays: Iterable[Days], until: date) -> tuple[date, ...]:
    """The days with refund until that day, it included, oldest first.

    A day has refund where fewer days than the limit of that day had it in the running year.
    """
    return tuple(day for day, counts in _walk(_days(stays, until)) if counts)


def standing(stays: Iterable[Days], on: date) -> RefundStanding:
    """How the refund stands on the day."""
    known = tuple(stays)
    since = add_months(on, -YEAR)
    used = sum(day > since for day in refunded(known, on))
    limit = limit_on(on)
    return RefundStanding(used, limit, max(limit - used, 0), _until(known, on))


def support_until(section_85a: date | None, discharged: date | None) -> date | None:
    """The last day with refund of support by section 85 a; None where there is none.

    The decision has to lie before the day of the discharge; on the day itself is too late, since
    a day does not say which came first. Counted from the discharge: two years later is the last.
    """
    if section_85a is None or discharged is None or section_85a >= discharged:
        return None
    for rule in SUPPORT:
        if rule.valid_from <= discharged <= rule.valid_to:
            return add_months(discharged, rule.most)
    return None


def _until(stays: Iterable[Days], on: date) -> date | None:
    """A stay that goes on has refund at the longest for a running year."""
    if not any(each.last is None and each.first <= on for each in stays):
        return None
    last = None
    for day, counts in _walk(_days(stays, add_months(on, YEAR))):
        if day >= on:
            if not counts:
                break
            last = day
    return last


def _days(stays: Iterable[Days], until: date) -> list[date]:
    """Every day of the stays once, oldest first."""
    found: set[date] = set()
    for stay in stays:
        last = min(stay.last or until, until)
        found.update(stay.first + DAY * place for place in range((last - stay.first).days + 1))
    return sorted(found)


def _walk(days: Iterable[date]) -> Iterator[tuple[date, bool]]:
    counted: deque[date] = deque()
    for day in days:
        since = add_months(day, -YEAR)
        while counted and counted[0] <= since:
            counted.popleft()
        counts = len(counted) < limit_on(day)
        if counts:
            counted.append(day)
        yield day, counts
