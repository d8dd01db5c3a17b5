"""Cases as the indicators of fidelity see them, made with plain functions."""

from dataclasses import replace
from datetime import date, timedelta

from core.calendar import add_months
from core.codes import Combination, Method, Variant
from core.fidelity.measured import OF_CASES
from core.fidelity.window import Window
from core.records.fidelity import CasePractice, MeetingHeld, SupportGiven
from core.settings import Settings
from core.support import cti_phases, handover_due, planned_end

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
"""The quarter that most examples look at."""

GOOD_ANSWERS = {
    "alone": False,
    "attended": True,
    "floor": True,
    "responsibilities": True,
    "follow_up": True,
    "map_exists": True,
    "map_used": True,
    "chosen_adult": True,
}


def window(first: date = FIRST, last: date = LAST, **settings: object) -> Window:
    """The third quarter of 2026, or other days."""
    return Window(first, last, replace(Settings(), **settings))  # type: ignore[arg-type]


def case(**told: object) -> CasePractice:
    """A case of variant H that began on 1 January 2026 and still runs."""
    values: dict[str, object] = {
        "id": "case",
        "variant": Variant.H,
        "decided": date(2026, 1, 1),
        "start": date(2026, 1, 1),
        "coordinated": True,
    }
    return CasePractice(**values | told)  # type: ignore[arg-type]


def held(*days: date, **answers: object) -> tuple[MeetingHeld, ...]:
    """Network meetings on those days; nothing is answered unless told."""
    return tuple(MeetingHeld(day, **answers) for day in days)  # type: ignore[arg-type]


def course(
    method: Method = Method.CTI, start: date = date(2026, 1, 1), **told: object
) -> SupportGiven:
    """A support course that still runs."""
    return SupportGiven(method, start, **told)  # type: ignore[arg-type]


def shares(code: str, *cases: CasePractice, within: Window | None = None) -> tuple[int, int]:
    """How many of how many the indicator counts as kept."""
    decide, looked_at = OF_CASES[code], within or window()
    seen = [each for one in cases for each in decide(one, looked_at)]
    return sum(each.kept for each in seen), sum(each.of for each in seen)


def days_from(first: date, last: date, months: int) -> tuple[date, ...]:
    """Every so many months after the one before, up to the last."""
    found = [first]
    while (day := add_months(found[-1], months)) <= last:
        found.append(day)
    return tuple(found[1:])


def perfect(
    start: date,
    until: date,
    *,
    variant: Variant = Variant.H,
    combination: Combination | None = Combination.SM,
    birth_date: date = date(2009, 3, 15),
) -> CasePractice:
    """A case in which everything is done as the method says, from its start to a day.

    Meetings are held every third month, in variant U every month: so they meet every age.
    """
    meetings = tuple(
        MeetingHeld(day, next_day=add_months(day, 3), **GOOD_ANSWERS)  # type: ignore[arg-type]
        for day in days_from(start, until, 1 if variant is Variant.U else 3)
    )
    method = combination.support_method if combination else None
    support = (perfect_course(method, start, until),) if method else ()
    return CasePractice(
        id=f"{start}{variant}{combination}",
        variant=variant,
        birth_date=birth_date,
        combination=combination,
        decided=start,
        start=start,
        coordinated=True,
        meetings=meetings,
        measured=days_from(start, until, 1),
        support=support,
    )


def perfect_course(method: Method, start: date, until: date) -> SupportGiven:
    """CTI in its three phases with ever fewer contacts, ended with its nine months; or ICM."""
    if method is Method.ICM:
        return SupportGiven(method, start, home_at_start=True)
    end = planned_end(start)
    talks = [
        span.first + timedelta(days=place * every)
        for span, every in zip(cti_phases(start), (7, 14, 30), strict=True)
        for place in range((span.last - span.first).days // every + 1)
    ]
    ended = end <= until
    return SupportGiven(
        method=method,
        start=start,
        end=end if ended else None,
        end_reason="planned" if ended else None,
        follow_on="none" if ended else None,
        handover=handover_due(start),
        home_at_start=True,
        plans={span.phase: span.first for span in cti_phases(start)},
        talks=tuple(talks),
        out=tuple(talks),
    )
