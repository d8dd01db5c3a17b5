"""How the indicators of CTI and ICM are decided."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from core.calendar import add_months
from core.codes import Combination, Method
from core.cti_progress import paused_days
from core.fidelity.definitions import threshold
from core.fidelity.of_meetings import Decided, seen
from core.fidelity.window import Window
from core.records.fidelity import CasePractice, SupportGiven
from core.support import Phase, PhaseSpan, cti_phases, planned_end

EXCUSED = frozenset({"moved_away", "deceased", "changed_method"})
"""Reasons of an end that say nothing of whether the method was held to; own choice."""


def cti_home(case: CasePractice, window: Window) -> Decided:
    """Of each course begun: there was a home on its first day; a rule set aside is no home."""
    for course in _of(case, Method.CTI):
        if window.holds(course.start):
            yield seen(case, course.start, kept=course.home_at_start)


def cti_phases_planned(case: CasePractice, window: Window) -> Decided:
    """Of each phase lived through: its plan was made in time."""
    for course in _of(case, Method.CTI):
        for span in _lived(course):
            if window.holds(span.last):
                last = span.first + timedelta(days=threshold("phase_plan_days", span.first))
                made = course.plans.get(span.phase)
                yield seen(case, span.last, kept=made is not None and made <= last)


def cti_community(case: CasePractice, window: Window) -> Decided:
    """Of each course that has lived through its first phase: so many meetings out in it."""
    for course in _of(case, Method.CTI):
        for span in _lived(course):
            if span.phase is Phase.TRANSITION and window.holds(span.last):
                least = threshold("community_meetings", span.last)
                yield seen(case, span.last, kept=_within(course.out, span) >= least)


def cti_falling(case: CasePractice, window: Window) -> Decided:
    """Of each later phase lived through: fewer contacts a day of support than in the one before.

    Days of a pause do not count; a phase that was nothing but a pause is not compared.
    """
    for course in _of(case, Method.CTI):
        for before, span in pairwise(_lived(course)):
            if window.holds(span.last):
                earlier, later = _a_day(course, before), _a_day(course, span)
                if earlier is not None and later is not None:
                    yield seen(case, span.last, kept=later < earlier)


def cti_handover(case: CasePractice, window: Window) -> Decided:
    """Of each course still running a month before its end: the hand-over was agreed by then."""
    for course in _of(case, Method.CTI):
        ends = planned_end(course.start)
        due = add_months(ends, -threshold("handover_months", ends))
        if window.holds(due) and _runs(course, due):
            agreed = course.handover
            yield seen(case, due, kept=agreed is not None and agreed <= due)


def cti_no_early_stop(case: CasePractice, window: Window) -> Decided:
    """Of each course ended: not before its nine months, but for reasons that are excused."""
    for course in _ended(case, Method.CTI, window):
        earliest = planned_end(course.start) - timedelta(
            days=threshold("cti_early_days", course.start)
        )
        if course.end_reason not in EXCUSED:
            yield seen(case, course.end or window.last, kept=_runs(course, earliest))


def cti_ends_in_time(case: CasePractice, window: Window) -> Decided:
    """Of each course that has reached its nine months: it ended with them."""
    for course in _of(case, Method.CTI):
        last = planned_end(course.start) + timedelta(days=threshold("cti_late_days", course.start))
        late = last + timedelta(days=1)
        reached = _runs(course, planned_end(course.start))
        if window.holds(late) and reached:
            yield seen(case, late, kept=not _runs(course, late))


def follow_on_cti(case: CasePractice, window: Window) -> Decided:
    """Of each course of CTI ended: it was decided what support follows; none is a decision too."""
    return _follow_on(case, Method.CTI, window)


def follow_on_icm(case: CasePractice, window: Window) -> Decided:
    """The same of ICM."""
    return _follow_on(case, Method.ICM, window)


def icm_start(case: CasePractice, window: Window) -> Decided:
    """Of each who was granted ICM, when the days after the decision have passed: it has begun.

    A case that ended before that is not counted.
    """
    if case.combination is not Combination.SM_ICM or case.decided is None:
        return
    due = case.decided + timedelta(days=threshold("icm_start_days", case.decided))
    if window.holds(due) and (case.end is None or case.end > due):
        begun = any(course.start <= due for course in _of(case, Method.ICM))
        yield seen(case, due, kept=begun)


def _follow_on(case: CasePractice, method: Method, window: Window) -> Decided:
    for course in _ended(case, method, window):
        if course.end_reason not in EXCUSED:
            yield seen(case, course.end or window.last, kept=course.follow_on is not None)


def _of(case: CasePractice, method: Method) -> Iterator[SupportGiven]:
    return (course for course in case.support if course.method is method)


def _ended(case: CasePractice, method: Method, window: Window) -> Iterator[SupportGiven]:
    return (
        course
        for course in _of(case, method)
        if course.end is not None and window.holds(course.end)
    )


def _runs(course: SupportGiven, day: date) -> bool:
    return course.end is None or course.end >= day


def _lived(course: SupportGiven) -> tuple[PhaseSpan, ...]:
    """The phases lived through, as long as the course ran.

    One that was closed the few days early that are allowed is one.
    """
    early = timedelta(days=threshold("cti_early_days", course.start))
    return tuple(
        replace(span, last=min(span.last, course.end or span.last))
        for span in cti_phases(course.start)
        if _runs(course, span.last - early)
    )


def _within(days: tuple[date, ...], span: PhaseSpan) -> int:
    return sum(span.first <= day <= span.last for day in days)


def _a_day(course: SupportGiven, span: PhaseSpan) -> Fraction | None:
    days = (span.last - span.first).days + 1 - paused_days(course.pauses, span.first, span.last)
    return Fraction(_within(course.talks, span), days) if days > 0 else None
