"""Calendar quarters: the one of a day, the last that is over, and how an address names one."""

from datetime import date, timedelta

from core.calendar import add_months
from core.tallies import Period

MONTHS = 3


def quarter(on: date) -> Period:
    """The quarter that a day lies in."""
    first = date(on.year, (on.month - 1) // MONTHS * MONTHS + 1, 1)
    return Period(first, add_months(first, MONTHS) - timedelta(days=1))


def following(period: Period) -> Period:
    """The quarter right after another."""
    return quarter(period.to_date + timedelta(days=1))


def last_closed(on: date) -> Period:
    """The last quarter that is over on a day."""
    return quarter(quarter(on).from_date - timedelta(days=1))


def number(period: Period) -> int:
    """1 to 4, by the month it begins in."""
    return period.from_date.month // MONTHS + 1


def quarter_code(period: Period) -> str:
    """2026-3; goes into addresses."""
    return f"{period.from_date.year}-{number(period)}"
