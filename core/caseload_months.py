"""Caseloads over time: who had how many young people at the end of each month."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import add_months
from core.codes import Method
from core.records.caseload import MonthLoad

MONTHS = 24
"""How far back the page looks, the current month included."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A young person was passed on; until the day before `before` had them."""

    day: date
    before: str


@dataclass(frozen=True, slots=True)
class Held:
    """One young person with one worker, both days included; `last` None: still."""

    staff_id: str
    method: Method
    first: date
    last: date | None


def held(
    method: Method, now_with: str, first: date, last: date | None, handed: Iterable[Handed]
) -> Iterator[Held]:
    """A course as the spans of those who had it; who passed it on had it until the day before."""
    ordered = sorted(handed, key=lambda each: each.day)
    since = first
    for each in ordered:
        if each.day > since:
            yield Held(each.before, method, since, each.day - timedelta(days=1))
            since = each.day
    if last is None or last >= since:
        yield Held(now_with, method, since, last)


def days_of(on: date, months: int = MONTHS) -> tuple[date, ...]:
    """The last day of each month up to the one before, and `on`."""
    this = on.replace(day=1)
    firsts = [add_months(this, -back) for back in range(months - 2, -1, -1)]
    return (*(first - timedelta(days=1) for first in firsts), on)


def by_worker(
    spans: Iterable[Held], days: Sequence[date]
) -> Mapping[str | None, tuple[MonthLoad, ...]]:
    """Young people by worker on each of the days; under None those of all workers together."""
    steps: dict[tuple[str | None, Method], list[int]] = {}
    for span in spans:
        begins = bisect_left(days, span.first)
        ends = len(days) if span.last is None else bisect_right(days, span.last)
        if begins < ends:
            for whose in (span.staff_id, None):
                change = steps.setdefault((whose, span.method), [0] * (len(days) + 1))
                change[begins] += 1
                change[ends] -= 1
    found: dict[str | None, dict[Method, list[int]]] = {}
    for (whose, method), change in steps.items():
        found.setdefault(whose, {})[method] = _summed(change)
    return {
        whose: tuple(
            MonthLoad(day, {method: counts[place] for method, counts in by_method.items()})
            for place, day in enumerate(days)
        )
        for whose, by_method in found.items()
    }


def _summed(change: Sequence[int]) -> list[int]:
    total, sums = 0, []
    for each in change:
        total += each
        sums.append(total)
    return sums
