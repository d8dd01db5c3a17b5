"""How the indicators of meetings, participation, agreements and measurements are decided."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from core.agreements import AgreementStatus
from core.calendar import add_months
from core.codes import Variant
from core.duties import MEETING_AGES
from core.fidelity.definitions import threshold
from core.fidelity.window import Window, first_late_day
from core.records.fidelity import CasePractice, MeetingHeld, Observation
from core.settings import interval

Decided = Iterator[Observation]


def seen(case: CasePractice, day: date, *, kept: bool) -> Observation:
    """One observation of a case."""
    return Observation(case.id, day, int(kept))


def coordinator_in_time(case: CasePractice, window: Window) -> Decided:
    """Decided when the days after the decision have passed; the course begins with a coordinator.

    A case that ended before that is not counted.
    """
    if case.decided is None:
        return
    due = case.decided + timedelta(days=threshold("coordinator_days", case.decided))
    if not window.holds(due) or (case.end is not None and case.end <= due):
        return
    in_time = case.coordinated and case.start is not None and case.start <= due
    yield seen(case, due, kept=in_time)


def three_meetings(case: CasePractice, window: Window) -> Decided:
    """Of who has been in a course of variant H for twelve months, on the last day looked at."""
    span = window.within(case.start, case.end)
    if case.variant is not Variant.H or span is None or case.start is None:
        return
    last = span[1]
    if add_months(case.start, 12) >= last:
        return
    held = sum(
        case.start <= each.day <= last and add_months(each.day, 12) >= last
        for each in case.meetings
    )
    yield seen(case, last, kept=held >= threshold("meetings_a_year", last))


def no_long_gap(case: CasePractice, window: Window) -> Decided:
    """No day of the course in the window lies further from the last meeting than is allowed."""
    span = window.within(case.start, case.end)
    if span is None or case.start is None:
        return
    months = threshold("meeting_gap_months", span[1])

    def after(day: date) -> date:
        return add_months(day, months)

    days = [each.day for each in case.meetings if each.day >= case.start]
    late = first_late_day(span, after(case.start), days, after)
    yield seen(case, late or span[1], kept=late is None)


def meetings_at_ages(case: CasePractice, window: Window) -> Decided:
    """Each fixed age of variant U that is reached in the course, when its time has passed."""
    if case.variant is not Variant.U or case.birth_date is None or case.start is None:
        return
    for months in MEETING_AGES:
        reached = add_months(case.birth_date, months)
        last = add_months(reached, threshold("meeting_age_late_months", reached))
        ended = case.end is not None and case.end < last
        if reached < case.start or ended or not window.holds(last):
            continue
        first = add_months(reached, -threshold("meeting_age_early_months", reached))
        held = any(first <= each.day <= last for each in case.meetings)
        yield seen(case, last, kept=held)


def next_meeting_booked(case: CasePractice, window: Window) -> Decided:
    """Of each meeting held, unless the course ended before the next would have been due."""
    for each in _held(case, window):
        until = add_months(each.day, threshold("meeting_gap_months", each.day))
        if case.end is None or case.end > until:
            yield seen(case, each.day, kept=each.next_day is not None)


def young_person_present(case: CasePractice, window: Window) -> Decided:
    """Of each meeting held at which it was recorded."""
    return _answered(case, window, lambda each: each.attended)


def young_person_floor(case: CasePractice, window: Window) -> Decided:
    """Of each meeting at which the young person was and it was recorded."""
    return _answered(case, window, lambda each: each.floor if each.attended else None)


def no_meeting_alone(case: CasePractice, window: Window) -> Decided:
    """Of each meeting held: no pre-meeting of professionals only since the meeting before.

    Told by the checklist or by who took part in a pre-meeting; not counted where neither tells.
    """
    before = date.min
    for each in case.meetings:
        met = any(before < day <= each.day for day in case.alone)
        if window.holds(each.day) and (met or each.alone is not None):
            yield seen(case, each.day, kept=not (met or each.alone))
        before = each.day


def responsible_agreed(case: CasePractice, window: Window) -> Decided:
    """Of each meeting held: agreed who does what, and who follows up."""
    return _answered(case, window, lambda each: _both(each.responsibilities, each.follow_up))


def agreements_kept(case: CasePractice, window: Window) -> Decided:
    """Of each agreement due while the course runs: done, and not later than the days of grace.

    Open ones wait for those days. Done without a day counts as in time.
    """
    for each in case.agreements:
        if not window.holds(each.due) or (case.end is not None and case.end < each.due):
            continue
        last = each.due + timedelta(days=threshold("agreement_grace_days", each.due))
        done = each.status == AgreementStatus.DONE
        waits = each.status in {None, AgreementStatus.OPEN} and window.last <= last
        if not waits:
            yield seen(case, each.due, kept=done and (each.done is None or each.done <= last))


def measured_in_time(case: CasePractice, window: Window) -> Decided:
    """No day of the course in the window on which a measurement was late."""
    span = window.within(case.start, case.end)
    if span is None or case.start is None:
        return
    every = interval(window.settings, case.variant)
    first_due = add_months(case.start, threshold("baseline_months", case.start))
    late = first_late_day(span, first_due, case.measured, lambda day: add_months(day, every))
    yield seen(case, late or span[1], kept=late is None)


def network_map_used(case: CasePractice, window: Window) -> Decided:
    """Of each meeting held: there was a map of the network, and it was used to prepare."""
    return _answered(case, window, lambda each: _both(each.map_exists, each.map_used))


def chosen_adult(case: CasePractice, window: Window) -> Decided:
    """Of who is in a course of variant U on the last day looked at.

    The last checklist that answers it tells; where none does, the map as it is now.
    """
    span = window.within(case.start, case.end)
    if case.variant is not Variant.U or span is None or case.start is None:
        return
    last = span[1]
    if add_months(case.start, threshold("chosen_adult_months", case.start)) >= last:
        return
    told = [
        each.chosen_adult
        for each in case.meetings
        if each.day <= last and each.chosen_adult is not None
    ]
    yield seen(case, last, kept=told[-1] if told else case.adult_marked)


def _held(case: CasePractice, window: Window) -> Iterator[MeetingHeld]:
    return (each for each in case.meetings if window.holds(each.day))


def _answered(
    case: CasePractice, window: Window, answer: Callable[[MeetingHeld], bool | None]
) -> Decided:
    for each in _held(case, window):
        told = answer(each)
        if told is not None:
            yield seen(case, each.day, kept=told)


def _both(one: bool | None, other: bool | None) -> bool | None:
    """No where either is no; not known where one is not answered and the other is yes."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
