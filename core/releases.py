"""What the steering group may ask for: closed half-years and the whole time, nothing else (R19).

A half-year is offered when it is over. Where fewer than k young people started, ended or stayed in
it, it is joined with the next; so the head counts are never hidden, and the tables under them can
be protected one by one. The whole time ends with the last one offered. Free dates, single months
and "today" are not offered: two that overlap by all but a day would single out whoever falls in
between.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.codes import Variant
from core.errors import RuleBroken
from core.suppression.threshold import small, threshold
from core.tallies import Period

SECOND_HALF = 7
"""The month in which the second half-year begins."""


class Span(StrEnum):
    """What a period of a release is."""

    HALF = "half"
    WHOLE = "whole"


class NotOffered(RuleBroken):
    """The period or variant is not among those that are shown to people without cases."""

    code = "release_not_offered"


@dataclass(frozen=True, slots=True)
class Offer:
    """A period that may be asked for, and the variants; None: both together, always first."""

    period: Period
    span: Span
    place: int
    """Half-years from 0; the whole time has the place of the last."""

    variants: tuple[Variant | None, ...]


def half_year(on: date) -> Period:
    """The half-year that a day lies in: January to June, or July to December."""
    first = date(on.year, SECOND_HALF if on.month >= SECOND_HALF else 1, 1)
    return Period(first, _next(first) - timedelta(days=1))


def half_year_code(half: Period) -> str:
    """2026-1-halvaar; goes into addresses and file names."""
    return f"{half.from_date.year}-{2 if half.from_date.month >= SECOND_HALF else 1}-halvaar"


def closed_half_years(first: date, on: date) -> tuple[Period, ...]:
    """The half-years over before `on`, from the one with the first day on, oldest first."""
    found, here = list[Period](), half_year(first)
    while here.to_date < on:
        found.append(here)
        here = half_year(_next(here.from_date))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Heads:
    """How many young people were there in a period, came, went and stayed. Unit: cases."""

    served: int
    started: int
    leavers: int
    stayers: int

    def then(self, later: "Heads") -> "Heads":
        """The two periods, one right after the other, as one."""
        return Heads(
            self.served + later.started,
            self.started + later.started,
            self.leavers + later.leavers,
            later.stayers,
        )

    def enough(self, k: int) -> bool:
        """Whether none of the figures is small: then no sum or difference of them is."""
        flows = (self.started, self.leavers, self.stayers)
        return self.served >= threshold(k) and not any(small(count, k) for count in flows)


def joined(half_years: Sequence[tuple[Period, Heads]], k: int) -> tuple[Period, ...]:
    """Half-years, joined with the following ones until enough young people came and went.

    The last are not offered before there are enough. What has been joined stays joined.
    """
    found = list[Period]()
    waiting: tuple[Period, Heads] | None = None
    for period, heads in half_years:
        first, so_far = (waiting[0], waiting[1].then(heads)) if waiting else (period, heads)
        waiting = (Period(first.from_date, period.to_date), so_far)
        if so_far.enough(k):
            found.append(waiting[0])
            waiting = None
    return tuple(found)


def offers(periods: Sequence[Period], enough: Callable[[Period], bool]) -> tuple[Offer, ...]:
    """What may be asked for: the whole time first, then the periods, newest first.

    The variants apart are offered where each has `enough`: for the whole time alone, or for all
    periods. For some of them they would give the others away.
    """
    if not periods:
        return ()
    whole = Period(periods[0].from_date, periods[-1].to_date)
    apart = (None, *Variant)
    split_whole = enough(whole)
    split = split_whole and all(enough(period) for period in periods)
    halves = tuple(
        Offer(period, Span.HALF, place, apart if split else (None,))
        for place, period in reversed(list(enumerate(periods)))
    )
    if len(periods) == 1:
        return halves
    last = len(periods) - 1
    return (Offer(whole, Span.WHOLE, last, apart if split_whole else (None,)), *halves)


def _next(first: date) -> date:
    if first.month < SECOND_HALF:
        return date(first.year, SECOND_HALF, 1)
    return date(first.year + 1, 1, 1)
