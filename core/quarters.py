"""Quarters of the calendar: what is reviewed and measured every third month (R14)."""

from datetime import date, timedelta

from core.calendar import add_months
from core.tallies import Period

MONTHS = 3


def quarter_of(day: date) -> Period:
    """The quarter that a day lies in."""
    first = date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)
    return Period(first, add_months(first, MONTHS) - timedelta(days=1))


def before(quarter: Period, back: int = 1) -> Period:
    """The quarter so many quarters earlier."""
    return quarter_of(add_months(quarter.from_date, -MONTHS * back))


def quarters_to(quarter: Period, count: int) -> tuple[Period, ...]:
    """So many quarters, oldest first; the last is the one given."""
    return tuple(before(quarter, back) for back in range(count - 1, -1, -1))
