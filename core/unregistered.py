"""What the registration of hours lacks, so that no cost is read as lower than it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from core.codes import Method
from core.costs import LEAST_DAYS, MINUTES
from core.records.costs import Work


@dataclass(frozen=True, slots=True)
class Missing:
    """What the registration lacks.

    `without_hours` of `in_course` young people in course have none in the period, of `uncombined`
    it is not told what they were granted; `outside_hours` lie in no support course; `short` young
    people are left out of the figures by year.
    """

    without_hours: int
    in_course: int
    uncombined: int
    outside_hours: float
    short: int
    never_used: tuple[tuple[Method, str], ...]


EXPECTED: Mapping[Method, tuple[str, ...]] = MappingProxyType(
    {
        Method.SM: (
            "direct_contact",
            "coordination",
            "meeting_preparation",
            "meeting",
            "meeting_follow_up",
            "driving",
        ),
        Method.CTI: ("direct_contact", "coordination", "driving"),
        Method.ICM: ("direct_contact", "coordination", "driving"),
    }
)
"""The activities that the published hours hold (guide p. 25-26)."""


@lru_cache(4)
def missing(work: Work) -> Missing:
    """What the figures do not hold because nobody wrote it down."""
    told = {each.case_id for each in work.spent if each.within}
    cases = [stay for stay in work.stays if stay.method is Method.SM]
    used = {(each.method, each.activity) for each in work.activities}
    working = {stay.method for stay in work.stays}
    outside = (
        each.minutes
        for each in work.spent
        if each.within and each.method is not Method.SM and each.course_id is None
    )
    return Missing(
        without_hours=sum(stay.case_id not in told for stay in cases),
        in_course=len(cases),
        uncombined=sum(stay.combination is None for stay in cases),
        outside_hours=sum(outside) / MINUTES,
        short=sum(stay.days < LEAST_DAYS for stay in cases),
        never_used=tuple(
            (method, activity)
            for method, activities in EXPECTED.items()
            for activity in activities
            if method in working and (method, activity) not in used
        ),
    )
