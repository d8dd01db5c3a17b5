"""The days that practice is looked at, and how lateness within them is found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.settings import Settings

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last`, both included: a quarter, or what has passed of it.

    `settings` are those in force on the last of them.
    """

    first: date
    last: date
    settings: Settings

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last

    def within(self, first: date | None, last: date | None) -> tuple[date, date] | None:
        """What it has in common with the days of a course; None where nothing, or no course.

        `last` None: the course still goes on.
        """
        if first is None:
            return None
        begun, ended = max(first, self.first), min(last or self.last, self.last)
        return (begun, ended) if begun <= ended else None


def first_late_day(
    span: tuple[date, date], due: date, days: Iterable[date], after: Callable[[date], date]
) -> date | None:
    """The first day of the span on which something was late; None where it never was.

    `due` is the last day for the first one, `after` gives the last day for the one that follows.
    `days` are those on which it was done, in their order; done the day after its last day is late.
    """
    first, last = span
    for day in days:
        late = max(due + _DAY, first)
        if late > last:
            return None
        if late <= day:
            return late
        due = after(day)
    late = max(due + _DAY, first)
    return late if late <= last else None
