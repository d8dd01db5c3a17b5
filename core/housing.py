"""What a young person's housing history must hold; the situations are a code list (VIVE 2019)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.errors import RuleBroken
from core.records.housing import HousingLine
from core.texts import check_order, past_date

HOMES = frozenset({"own_home", "own_home_at_risk"})
"""The situations in which the young person has a home of their own."""


class HousingOverlaps(RuleBroken):
    """A later situation is recorded already (facts: since)."""

    code = "housing_overlaps"


def check_follows(field: str, from_date: date, known: Iterable[HousingLine]) -> None:
    """A new situation begins after every one already known. Raises HousingOverlaps."""
    since = max(
        (max(line.from_date, line.to_date or line.from_date) for line in known), default=None
    )
    if since is not None and from_date < since:
        raise HousingOverlaps(field, since=since)


def version_of(lines: Iterable[HousingLine]) -> int:
    """What a page has seen of the housing: any new or changed line makes it greater."""
    return sum(line.version for line in lines)


def has_home(lines: Iterable[HousingLine], on: date) -> bool:
    """Whether there is a home on that day: lived in, allocated, or its lease signed (R04)."""
    return any(_is_home(line, on) for line in lines if line.to_date is None or on < line.to_date)


def lives_in_own_home(lines: Iterable[HousingLine], on: date) -> bool:
    """Whether the young person lives in a home of their own on that day (trin 5)."""
    return any(
        line.situation in HOMES
        and line.from_date <= on
        and (line.to_date is None or on < line.to_date)
        for line in lines
    )


@dataclass(frozen=True, slots=True)
class WayHome:
    """The days on the way to a home: on the waiting list, a home allocated, the lease signed."""

    waiting_list_date: date | None = None
    allocated_date: date | None = None
    lease_signed_date: date | None = None


def checked_way_home(way: WayHome, on: date) -> WayHome:
    """The same days. Raises DateInFuture, or DatesOutOfOrder where waiting comes last."""
    for name in ("waiting_list_date", "allocated_date", "lease_signed_date"):
        if getattr(way, name) is not None:
            past_date(name, getattr(way, name), on)
    check_order("allocated_date", way.waiting_list_date, way.allocated_date)
    check_order("lease_signed_date", way.waiting_list_date, way.lease_signed_date)
    check_order("lease_signed_date", way.allocated_date, way.lease_signed_date)
    return way


def keeps_way_home(before: str, now: str) -> bool:
    """Whether a new situation keeps the days on the way to a home.

    They go on through temporary places and into the home; a home that is lost takes them with it.
    """
    return before not in HOMES or now in HOMES


def _is_home(line: HousingLine, on: date) -> bool:
    lived_in = line.situation in HOMES and line.from_date <= on
    promised = (line.allocated_date, line.lease_signed_date)
    return lived_in or any(day is not None and day <= on for day in promised)
