"""What CTI's phases and ICM's agreement put on the list of what is due, to the day."""

from datetime import date, timedelta

import pytest

from core.cadence import due
from core.codes import Step
from core.records.overview import DueKind
from core.settings import Settings
from core.support import PHASES, Phase, cti_phases
from tests.factories_overview import facts

START = date(2027, 11, 30)
FIRST, SECOND, THIRD = cti_phases(START)
A_DAY = timedelta(days=1)
ONE, TWO = frozenset(PHASES[:1]), frozenset(PHASES[:2])
ALL = frozenset(PHASES)


def of(kind, on, *, step=Step.MOVED_IN, **told):
    found = due(facts(step=step, **told), on, Settings())
    return next((each for each in found if each.kind is kind), None)


def last_day_in_time(kind, near, **told):
    """The due day as told on a day near it, checked to be in time then and late on the next."""
    day = of(kind, near, **told).due_date
    assert not of(kind, day, **told).overdue
    assert of(kind, day + A_DAY, **told).overdue
    return day


def cti(**told):
    return {"cti_start": START, **told}


@pytest.mark.parametrize(
    ("planned", "closed", "span"),
    [(frozenset(), frozenset(), FIRST), (ONE, frozenset(), SECOND), (ONE, TWO, THIRD)],
)
def test_the_plan_of_the_first_phase_without_one_is_due_two_weeks_into_it(planned, closed, span):
    told = cti(cti_planned=planned, cti_closed=closed)
    assert last_day_in_time(DueKind.CTI_PLAN, span.first, **told) == span.first + timedelta(14)


def test_a_course_with_all_its_plans_is_asked_for_none():
    assert of(DueKind.CTI_PLAN, THIRD.last, **cti(cti_planned=ALL)) is None


@pytest.mark.parametrize(
    ("closed", "span"), [(frozenset(), FIRST), (ONE, SECOND), (TWO, THIRD), (ALL, None)]
)
def test_the_closing_note_is_due_on_the_last_day_of_the_phase(closed, span):
    told = cti(cti_closed=closed)
    if span is None:
        assert of(DueKind.CTI_CLOSING, THIRD.last, **told) is None
    else:
        assert last_day_in_time(DueKind.CTI_CLOSING, span.last, **told) == span.last


def test_the_end_of_a_phase_in_a_leap_year():
    assert FIRST.last == date(2028, 2, 28)
    assert last_day_in_time(DueKind.CTI_CLOSING, FIRST.last, **cti()) == date(2028, 2, 28)


@pytest.mark.parametrize(("out", "network"), [(2, 2), (3, 1), (0, 0)])
def test_too_few_meetings_are_due_by_the_end_of_the_first_phase(out, network):
    told = cti(cti_met_out=out, cti_met_network=network)
    assert last_day_in_time(DueKind.CTI_MEETINGS, FIRST.last, **told) == FIRST.last


def test_enough_meetings_or_a_closed_phase_are_asked_for_no_more():
    enough = cti(cti_met_out=3, cti_met_network=2)
    assert of(DueKind.CTI_MEETINGS, SECOND.first, **enough) is None
    closed = cti(cti_closed=frozenset({Phase.TRANSITION}))
    assert of(DueKind.CTI_MEETINGS, SECOND.first, **closed) is None


def test_icm_is_agreed_two_weeks_in_and_reviewed_every_third_month():
    told = {"icm_start": START}
    assert last_day_in_time(DueKind.ICM_AGREEMENT, START, **told) == date(2027, 12, 14)
    assert last_day_in_time(DueKind.ICM_REVIEW, date(2028, 2, 1), **told) == date(2028, 2, 29)
    told |= {"icm_agreed": True, "icm_next_review": date(2028, 5, 1)}
    assert of(DueKind.ICM_AGREEMENT, THIRD.last, **told) is None
    assert last_day_in_time(DueKind.ICM_REVIEW, date(2028, 4, 20), **told) == date(2028, 5, 1)


def test_outside_support_nothing_of_it_is_asked_for():
    told = cti(icm_start=START)
    kinds = {
        each.kind for each in due(facts(step=Step.SUPPORT_ENDED, **told), THIRD.last, Settings())
    }
    assert not kinds & {
        DueKind.CTI_PLAN,
        DueKind.CTI_MEETINGS,
        DueKind.CTI_CLOSING,
        DueKind.ICM_AGREEMENT,
        DueKind.ICM_REVIEW,
    }
