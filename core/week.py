"""Weeks from Monday to Sunday, as Danish calendars have them."""

from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days; `monday` is the first."""

    monday: date

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        return tuple(self.monday + timedelta(days=place) for place in range(DAYS))

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=DAYS - 1)

    @property
    def number(self) -> int:
        """The number of the week in its year (ISO 8601)."""
        return self.monday.isocalendar().week

    def turned(self, weeks: int) -> "Week":
        """So many weeks later, or earlier."""
        return Week(self.monday + timedelta(weeks=weeks))


def week_of(day: date) -> Week:
    """The week that the day lies in."""
    return Week(day - timedelta(days=day.weekday()))
