"""What the tallies are: their keys and units, the period, and how counts become figures.

One object of figures is made by `db.queries.tallies`; pages, exports and the command line all show
that one. Its shape is that of the JSON on the command line. The definition of each key in words
(population, unit, date rule) is `tally.<key>.definition` in the catalogues.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from core.distribution import Counted, mean, quantile, size
from core.texts import check_order

Figures = Mapping[str, Any]
"""All tallies of one period by key: numbers, None for what has no value, and mappings of them."""

UNKNOWN = "unknown"
"""The key of what was not recorded."""
OWN_UNKNOWN = frozenset({"housing_situation", "housing_group"})
"""Code lists in which `unknown` is a code of its own, with a word of its own."""

CHANGES = ("decline", "unchanged", "improvement")
"""The parts of `domain_change`."""
INVOLVED = ("young_person_involved", "team_involved")
"""Who took part in an ending; in `closure` they stand beside the reasons."""
FATES = ("done", "not_done", "overdue")
"""What became of the agreements that were due."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `from_date` to `to_date`, both included. Raises DatesOutOfOrder."""

    from_date: date
    to_date: date

    def __post_init__(self) -> None:
        check_order("to_date", self.from_date, self.to_date)


class Unit(StrEnum):
    """What a tally counts; every percentage is told with it (R20)."""

    CASES = "cases"
    YOUNG_PEOPLE = "young_people"
    MEETINGS = "meetings"
    AGREEMENTS = "agreements"
    DAYS = "days"
    HOURS = "hours"
    KRONER = "kroner"
    ANSWERS = "answers"


TALLIES: Mapping[str, Unit] = MappingProxyType(
    {
        "cases": Unit.CASES,
        "young_people_served": Unit.YOUNG_PEOPLE,
        "age": Unit.CASES,
        "age_at_start": Unit.CASES,
        "combination": Unit.CASES,
        "target_group": Unit.CASES,
        "variant": Unit.CASES,
        "days": Unit.DAYS,
        "days_in_course": Unit.CASES,
        "domain_baseline": Unit.CASES,
        "domain_change": Unit.CASES,
        "education": Unit.CASES,
        "employment": Unit.CASES,
        "housing_at_closure": Unit.CASES,
        "housing_latest": Unit.CASES,
        "closure": Unit.CASES,
        "meetings": Unit.MEETINGS,
        "agreements": Unit.AGREEMENTS,
        "hours": Unit.HOURS,
        "cost": Unit.KRONER,
        "caseload": Unit.CASES,
        "fidelity": Unit.ANSWERS,
    }
)
"""Every key in its order, and its unit. A case is one young person's course."""

BANDS = (30, 60, 90, 180, 365, 730)
"""The last day of each band of days in course; the band above them is open."""

BAND_NAMES = (
    f"0-{BANDS[0]}",
    *(f"{before + 1}-{last}" for before, last in pairwise(BANDS)),
    f"{BANDS[-1] + 1}+",
)


def band(days: int) -> str:
    """The band that a number of days falls in; what is below 0 falls in the first."""
    return BAND_NAMES[sum(days > last for last in BANDS)]


def ends_of(band_name: str) -> tuple[int, int | None]:
    """The first and the last day of a band; the band above all has no last."""
    first, _, last = band_name.removesuffix("+").partition("-")
    return int(first), int(last) if last else None


def banded(counted: Counted) -> dict[str, Any]:
    """Days in course: a count for each band, then n, mean and median (days)."""
    bands = dict.fromkeys(BAND_NAMES, 0)
    for days, count in counted.items():
        bands[band(days)] += count
    spread = {"n": size(counted), "mean": mean(counted), "median": quantile(counted, 0.5)}
    return {**bands, **spread}


def waited(counted: Counted) -> dict[str, Any]:
    """Days of waiting: n, median and 90th percentile, by linear interpolation (days)."""
    return {
        "n": size(counted),
        "median": quantile(counted, 0.5),
        "p90": quantile(counted, 0.9),
    }


def by_age(counted: Mapping[int | None, int]) -> dict[str, int]:
    """A count for each whole year of age that occurs; `unknown` where there is no birth date."""
    ages = {str(age): counted[age] for age in sorted(age for age in counted if age is not None)}
    return {**ages, UNKNOWN: counted[None]} if counted.get(None) else ages


def by_code(codes: Iterable[str], counted: Mapping[str | None, int]) -> dict[str, int]:
    """A count for each code, zeros too; codes outside the list, then what was not recorded."""
    counts = dict.fromkeys(codes, 0)
    counts.update({code: count for code, count in counted.items() if code is not None})
    counts[UNKNOWN] = counts.get(UNKNOWN, 0) + counted.get(None, 0)
    return counts


def changes(counted: Mapping[int, int]) -> dict[str, int]:
    """Decline, unchanged and improvement by the sign of latest - first (R15; report 2017, 5.2)."""
    return {
        "n": sum(counted.values()),
        "decline": counted.get(-1, 0),
        "unchanged": counted.get(0, 0),
        "improvement": counted.get(1, 0),
    }
