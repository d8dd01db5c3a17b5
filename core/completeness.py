"""Whether the time is registered: months in which a worker had young people and wrote nothing.

Time is reported every third month (R14, guide 2018 p. 27); figures of time and cost are told with
what they lack.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import add_months
from core.quarters import quarter
from core.records.contacts import WorkerMonths

QUARTER = 3
"""Months."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three calendar months; `first` is the first day."""

    first: date

    @property
    def last(self) -> date:
        """The last day."""
        return add_months(self.first, QUARTER) - timedelta(days=1)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of its months."""
        return tuple(add_months(self.first, place) for place in range(QUARTER))

    @property
    def number(self) -> int:
        """1 to 4."""
        return (self.first.month - 1) // QUARTER + 1


def quarter_of(day: date) -> Quarter:
    """The quarter that the day lies in."""
    return Quarter(quarter(day).from_date)


def quarters_to_tell(on: date) -> tuple[Quarter, ...]:
    """The quarter that goes on, where a month of it is over, and the one before it."""
    now = quarter_of(on)
    before = quarter_of(now.first - timedelta(days=1))
    return (now, before) if on.month != now.first.month else (before,)


def over(month: date, on: date) -> bool:
    """Whether the month that begins so is over."""
    return add_months(month, 1) <= on


def missing(
    workers: Iterable[WorkerMonths], quarter: Quarter, on: date
) -> Mapping[date, tuple[str, ...]]:
    """By month that is over: the names of workers with young people and without a single contact.

    Months in which nothing is missing are not there.
    """
    told = tuple(workers)
    found = {
        month: tuple(
            each.name for each in told if month in each.busy and month not in each.recorded
        )
        for month in quarter.months
        if over(month, on)
    }
    return {month: names for month, names in found.items() if names}


def last_day_to_report(quarter: Quarter) -> date:
    """By when the quarter's time is to be in: a month after its end; the sources say quarterly."""
    return add_months(quarter.last + timedelta(days=1), 1) - timedelta(days=1)


def lacking(workers: Iterable[WorkerMonths], quarter: Quarter, on: date) -> tuple[str, ...]:
    """The ids of workers with a month that is over, with young people and without a contact."""
    return tuple(
        each.staff_id
        for each in workers
        if any(
            month in each.busy and month not in each.recorded and over(month, on)
            for month in quarter.months
        )
    )
