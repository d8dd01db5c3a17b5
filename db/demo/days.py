"""Days as an office knows them: no meetings at weekends, nor between Christmas and New Year."""

from datetime import date, timedelta

_HOLIDAYS = frozenset({(12, day) for day in range(23, 32)} | {(1, 1), (6, 5)})


def _works(day: date) -> bool:
    return day.isoweekday() <= 5 and (day.month, day.day) not in _HOLIDAYS  # noqa: PLR2004 — Friday


_NEAR = 3
"""Days that something is moved back at the most, so that nothing new becomes old at Christmas."""


def workday(day: date, on: date | None = None) -> date:
    """The day or the next working day; where only that lies after `on`, one near before."""
    found = day
    while not _works(found):
        found += timedelta(days=1)
    if on is None or day > on or found <= on:
        return found
    before = workday_before(day)
    return before if (day - before).days <= _NEAR else day


def workday_before(day: date) -> date:
    """The day or the last working day before it."""
    while not _works(day):
        day -= timedelta(days=1)
    return day


def plus(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days=days)
