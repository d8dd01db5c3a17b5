"""Which backups are kept and for how long: a table, and what it says of given moments.

Nothing is thrown away that no row lets go of; within a row the newest of each hour, day, week or
month stays. Hours, days, weeks and months are those of UTC, so that each is always the same one.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Tier:
    """A row: for so long back, the newest backup of each `slot` is kept."""

    name: str
    lasts: timedelta
    slot: Callable[[datetime], Hashable]


def _each(moment: datetime) -> Hashable:
    return moment


def _hour(moment: datetime) -> Hashable:
    return moment.date(), moment.hour


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month


SCHEDULE = (
    Tier("all", timedelta(hours=24), _each),
    Tier("hourly", timedelta(days=3), _hour),
    Tier("daily", timedelta(days=30), _day),
    Tier("weekly", timedelta(weeks=12), _week),
    Tier("monthly", timedelta(days=366), _month),
)
"""Own choice: the last day in full, then ever further apart, a year back."""


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of the moments (UTC) that are kept; always the newest, however old it is."""
    made = sorted(set(moments))
    stay = set(made[-1:]) | {moment for moment in made if moment > now}
    for tier in SCHEDULE:
        newest = {tier.slot(moment): moment for moment in made if now - moment <= tier.lasts}
        stay |= set(newest.values())
    return frozenset(stay)


def next_one(newest: datetime | None, minutes: int, now: datetime) -> datetime:
    """When the next backup is due at the earliest; never in the past."""
    return max((newest or now) + timedelta(minutes=minutes), now)
