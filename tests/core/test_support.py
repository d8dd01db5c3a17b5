"""When support may begin, CTI's phases by the calendar, and pauses."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.calendar import add_months
from core.codes import Combination, HousingGroup, Method, Step
from core.errors import DatesOutOfOrder, MissingValue
from core.records.housing import HousingLine
from core.support import (
    PHASES,
    HomeMissing,
    MethodNotGranted,
    PausesOverlap,
    Phase,
    Span,
    StartTooFarAhead,
    SupportWithoutCourse,
    check_apart,
    check_granted,
    check_home,
    check_inside_course,
    check_start,
    cti_phases,
    handover_due,
    is_late,
    planned_end,
)

ON = date(2026, 5, 4)
A_DAY = timedelta(days=1)
starts = some.dates(date(2014, 1, 1), date(2060, 12, 31))


def line(situation: str = "shelter_110", **columns: date | None) -> HousingLine:
    days = {
        "from_date": date(2026, 1, 1),
        "to_date": None,
        "allocated_date": None,
        "lease_signed_date": None,
        "waiting_list_date": None,
        **columns,
    }
    return HousingLine("id", 1, situation, HousingGroup.HOMELESS, **days)


@given(starts)
def test_the_phases_follow_each_other_without_gap_or_overlap(start: date):
    first, second, third = cti_phases(start)
    assert first.last + A_DAY == second.first
    assert second.last + A_DAY == third.first


@given(starts)
def test_the_phases_cover_everything_from_the_start_to_the_planned_end(start: date):
    spans = cti_phases(start)
    assert spans[0].first == start
    assert spans[-1].last == planned_end(start)
    assert [span.phase for span in spans] == list(PHASES)


@given(starts, some.integers(0, 300))
def test_every_day_until_the_planned_end_lies_in_exactly_one_phase(start: date, days: int):
    day = start + timedelta(days=days)
    within = [span for span in cti_phases(start) if span.first <= day <= span.last]
    assert len(within) == (day <= planned_end(start))


@given(starts)
def test_a_phase_begins_on_the_day_of_the_start_or_on_the_last_of_a_shorter_month(start: date):
    for place, span in enumerate(cti_phases(start)):
        assert span.first == add_months(start, 3 * place)
        assert span.first.day == start.day or (span.first + A_DAY).day == 1


@given(starts)
def test_the_hand_over_is_due_in_the_last_phase_and_before_the_end(start: date):
    due = handover_due(start)
    last = cti_phases(start)[-1]
    assert last.phase is Phase.TRANSFER
    assert last.first <= due <= last.last
    assert timedelta(days=28) <= planned_end(start) - due <= timedelta(days=31)


def test_the_last_of_may_ends_on_the_last_of_february():
    assert planned_end(date(2026, 5, 31)) == date(2027, 2, 28)


def test_a_leap_year_gives_the_twenty_ninth():
    assert planned_end(date(2027, 5, 31)) == date(2028, 2, 29)
    assert planned_end(date(2028, 2, 29)) == date(2028, 11, 29)


def test_the_phases_of_an_ordinary_start():
    assert [(span.first, span.last) for span in cti_phases(date(2026, 3, 2))] == [
        (date(2026, 3, 2), date(2026, 6, 1)),
        (date(2026, 6, 2), date(2026, 9, 1)),
        (date(2026, 9, 2), date(2026, 12, 2)),
    ]


def test_a_course_is_late_the_day_after_the_planned_end():
    assert not is_late(date(2026, 3, 2), date(2026, 12, 2))
    assert is_late(date(2026, 3, 2), date(2026, 12, 3))


@pytest.mark.parametrize("step", [Step.REFERRED, Step.ASSESSMENT, Step.REJECTED, Step.CLOSED])
def test_support_cannot_begin_outside_an_open_course(step: Step):
    with pytest.raises(SupportWithoutCourse):
        check_inside_course(step, date(2026, 1, 1), ON)


def test_support_cannot_begin_while_the_course_has_no_first_day():
    with pytest.raises(SupportWithoutCourse):
        check_inside_course(Step.START_UP, None, ON)


def test_support_cannot_begin_before_the_course_does():
    with pytest.raises(DatesOutOfOrder):
        check_inside_course(Step.START_UP, ON, ON - A_DAY)
    check_inside_course(Step.START_UP, ON, ON)


@pytest.mark.parametrize(
    ("method", "combination"),
    [
        (Method.CTI, Combination.SM),
        (Method.CTI, Combination.SM_ICM),
        (Method.ICM, Combination.SM_CTI),
        (Method.SM, Combination.SM),
        (Method.CTI, None),
    ],
)
def test_a_method_that_was_not_granted_cannot_begin(method, combination):
    with pytest.raises(MethodNotGranted):
        check_granted(method, combination)


def test_the_method_of_the_combination_can_begin():
    check_granted(Method.CTI, Combination.SM_CTI)
    check_granted(Method.ICM, Combination.SM_ICM)


def test_a_start_more_than_three_months_ahead_is_refused():
    check_start(date(2026, 8, 4), ON)
    with pytest.raises(StartTooFarAhead):
        check_start(date(2026, 8, 5), ON)
    with pytest.raises(MissingValue):
        check_start(None, ON)


def test_cti_cannot_begin_without_a_home():
    with pytest.raises(HomeMissing):
        check_home(Method.CTI, [], ON)
    with pytest.raises(HomeMissing):
        check_home(Method.CTI, [line()], ON)


@pytest.mark.parametrize("name", ["allocated_date", "lease_signed_date"])
def test_cti_can_begin_on_the_day_the_home_is_allocated_or_the_lease_signed(name: str):
    check_home(Method.CTI, [line(**{name: ON})], ON)
    with pytest.raises(HomeMissing):
        check_home(Method.CTI, [line(**{name: ON + A_DAY})], ON)


def test_a_waiting_list_is_no_home():
    with pytest.raises(HomeMissing):
        check_home(Method.CTI, [line(waiting_list_date=date(2026, 1, 1))], ON)


def test_a_home_that_is_lost_does_not_let_cti_begin():
    lost = line("own_home", lease_signed_date=date(2026, 1, 1), to_date=date(2026, 4, 1))
    with pytest.raises(HomeMissing):
        check_home(Method.CTI, [lost, line(from_date=date(2026, 4, 1))], ON)


def test_icm_begins_without_a_home():
    check_home(Method.ICM, [], ON)


days = some.dates(date(2026, 1, 1), date(2026, 3, 31))


@given(days, some.one_of(some.none(), days), days, some.one_of(some.none(), days))
def test_two_pauses_are_refused_exactly_when_they_share_a_day(first, last, other_first, other_last):
    shared = [
        day
        for day in (first, other_first)
        if first <= day <= (last or date.max) and other_first <= day <= (other_last or date.max)
    ]
    proper = (last is None or first <= last) and (other_last is None or other_first <= other_last)
    if not proper:
        return
    if shared:
        with pytest.raises(PausesOverlap):
            check_apart("from_date", first, last, [Span(other_first, other_last)])
    else:
        check_apart("from_date", first, last, [Span(other_first, other_last)])
