"""What is due and late, duty by duty, and what holds for all of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.cadence import by_step, due, overdue_by_kind
from core.codes import Combination, Step, Variant
from core.duties import DUTIES
from core.pathway import OPEN_STEPS
from core.records.overview import DueKind, Standing
from core.records.people import Reach
from core.settings import Settings
from core.support import PHASES
from tests.factories_overview import STARTED, facts

SETTINGS = Settings()
NOBODY = Reach()


def _of(kind, on, **told):
    found = due(facts(**told), on, SETTINGS)
    return next((each for each in found if each.kind is kind), None)


def _last_day_in_time(kind, **told):
    """The due day, checked to be in time on that day and late on the next."""
    first = _of(kind, STARTED, **told)
    assert not _of(kind, first.due_date, **told).overdue
    assert _of(kind, first.due_date + timedelta(days=1), **told).overdue
    return first.due_date


def test_a_referral_waits_a_week_at_the_most():
    told = {"step": Step.REFERRED, "referral_date": date(2026, 3, 2)}
    assert _last_day_in_time(DueKind.TAKE_UP, **told) == date(2026, 3, 9)


def test_an_acute_referral_is_taken_up_by_the_next_day():
    told = {"step": Step.REFERRED, "referral_date": date(2026, 3, 2), "acute": True}
    assert _last_day_in_time(DueKind.TAKE_UP, **told) == date(2026, 3, 3)


def test_an_assessment_ends_with_a_decision_within_four_weeks_of_being_taken_up():
    told = {"step": Step.ASSESSMENT, "taken_up_date": date(2026, 3, 2)}
    assert _last_day_in_time(DueKind.DECISION, **told) == date(2026, 3, 30)


def test_an_accepted_young_person_has_a_coordinator_within_a_week():
    told = {"step": Step.START_UP, "reach": NOBODY, "decision_date": date(2026, 3, 2)}
    assert _last_day_in_time(DueKind.COORDINATOR, **told) == date(2026, 3, 9)
    assert _of(DueKind.COORDINATOR, date(2026, 4, 1)) is None


def test_whoever_is_granted_cti_and_has_no_home_waits_for_one_from_the_decision():
    told = {"combination": Combination.SM_CTI, "decision_date": date(2026, 1, 10)}
    assert _last_day_in_time(DueKind.HOME, **told) == date(2026, 1, 10)
    assert _of(DueKind.SUPPORT_START, STARTED, **told) is None


def test_with_a_home_it_is_the_support_that_is_waited_for():
    told = {
        "combination": Combination.SM_CTI,
        "decision_date": date(2026, 1, 10),
        "home_since": date(2026, 2, 1),
    }
    assert _of(DueKind.HOME, date(2026, 3, 1), **told) is None
    assert _last_day_in_time(DueKind.SUPPORT_START, **told) == date(2026, 2, 15)


def test_icm_needs_no_home_to_begin():
    told = {"combination": Combination.SM_ICM, "decision_date": date(2026, 1, 10)}
    assert _of(DueKind.HOME, date(2026, 3, 1), **told) is None
    assert _last_day_in_time(DueKind.SUPPORT_START, **told) == date(2026, 1, 24)


def test_support_that_runs_is_not_waited_for():
    told = {"combination": Combination.SM_ICM, "reach": Reach("c", frozenset({"w"}))}
    assert _of(DueKind.SUPPORT_START, date(2027, 1, 1), **told) is None


def test_the_first_network_meeting_is_held_within_three_months_of_the_start():
    assert _last_day_in_time(DueKind.MEETING) == date(2026, 4, 5)


def test_no_more_than_three_months_pass_between_two_meetings():
    assert _last_day_in_time(DueKind.MEETING, last_meeting=date(2026, 11, 30)) == date(2027, 1, 5)
    told = {"last_meeting": date(2026, 11, 30), "third_last_meeting": date(2026, 6, 1)}
    assert _last_day_in_time(DueKind.MEETING, **told) == date(2027, 2, 28)


def test_three_meetings_in_twelve_months_are_asked_of_variant_h_only():
    told = {"last_meeting": date(2026, 12, 20), "third_last_meeting": date(2026, 2, 1)}
    assert _of(DueKind.MEETING, STARTED, **told).reason == "meeting_year"
    assert _last_day_in_time(DueKind.MEETING, **told) == date(2027, 2, 1)
    told["variant"] = Variant.U
    assert _last_day_in_time(DueKind.MEETING, **told) == date(2027, 3, 20)


@pytest.mark.parametrize(
    ("last_meeting", "asked"),
    [
        (None, date(2026, 4, 1)),
        (date(2026, 2, 1), date(2026, 5, 1)),
    ],
)
def test_variant_u_meets_at_seventeen_and_a_half_and_a_meeting_shortly_before_counts(
    last_meeting, asked
):
    found = _of(
        DueKind.MEETING,
        date(2026, 3, 1),
        variant=Variant.U,
        birth_date=date(2008, 10, 1),
        last_meeting=last_meeting,
    )
    assert found.due_date == asked


def test_a_fixed_age_passed_before_the_course_began_is_not_asked_for():
    told = {"variant": Variant.U, "birth_date": date(2009, 12, 1), "last_meeting": STARTED}
    assert _of(DueKind.MEETING, STARTED, **told).reason == "meeting_gap"


def test_a_meeting_that_was_planned_and_never_recorded_is_late_the_day_after():
    assert _last_day_in_time(DueKind.MEETING, next_meeting=date(2026, 2, 3)) == date(2026, 2, 3)


def test_the_first_measurement_is_due_a_month_after_the_start():
    assert _last_day_in_time(DueKind.MEASUREMENT) == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("variant", "day"), [(Variant.H, date(2026, 4, 30)), (Variant.U, date(2026, 5, 31))]
)
def test_the_next_measurement_follows_the_interval_of_the_variant(variant, day):
    told = {"variant": variant, "last_measurement": date(2026, 1, 31)}
    assert _last_day_in_time(DueKind.MEASUREMENT, **told) == day


def test_a_municipality_sets_the_interval_of_measurements():
    found = due(
        facts(last_measurement=date(2026, 1, 31)), STARTED, Settings(measurement_months_h=6)
    )
    assert date(2026, 7, 31) in {each.due_date for each in found}


def test_an_open_agreement_is_late_the_day_after_its_follow_up():
    assert _last_day_in_time(DueKind.AGREEMENT, agreement_due=date(2026, 2, 9)) == date(2026, 2, 9)


def test_cti_ends_after_nine_months_and_is_handed_over_a_month_before():
    told = {"step": Step.SUPPORT, "cti_start": date(2026, 1, 31)}
    assert _last_day_in_time(DueKind.CTI_END, **told) == date(2026, 10, 31)
    assert _last_day_in_time(DueKind.CTI_HANDOVER, **told) == date(2026, 9, 30)


def test_an_agreed_handover_is_not_asked_for_again():
    told = {"cti_start": date(2026, 1, 31), "handover_agreed_date": date(2026, 8, 1)}
    assert _of(DueKind.CTI_HANDOVER, date(2026, 12, 1), **told) is None


def test_variant_u_is_prompted_about_support_after_eighteen_and_never_late_with_it():
    told = {"variant": Variant.U, "birth_date": date(2008, 10, 1)}
    assert _of(DueKind.ADULT_SUPPORT, date(2025, 12, 31), **told) is None
    prompt = _of(DueKind.ADULT_SUPPORT, date(2026, 9, 30), **told)
    assert (prompt.due_date, prompt.overdue) == (date(2026, 4, 1), False)
    assert _of(DueKind.ADULT_SUPPORT, date(2026, 10, 1), **told) is None
    assert _of(DueKind.ADULT_SUPPORT, date(2026, 5, 1), birth_date=date(2008, 10, 1)) is None


def test_variant_u_has_a_closing_plan_before_twenty_three():
    told = {"variant": Variant.U, "birth_date": date(2003, 10, 1)}
    assert _of(DueKind.CLOSING_PLAN, date(2026, 3, 29), **told) is None
    assert not _of(DueKind.CLOSING_PLAN, date(2026, 9, 30), **told).overdue
    assert _of(DueKind.CLOSING_PLAN, date(2026, 10, 1), **told).overdue


@pytest.mark.parametrize(
    ("variant", "birth_date", "last"),
    [
        (Variant.H, date(2001, 7, 1), date(2026, 6, 30)),
        (Variant.U, date(2002, 7, 1), date(2026, 6, 30)),
    ],
)
def test_whoever_grows_out_of_the_age_group_is_warned_about(variant, birth_date, last):
    told = {"variant": variant, "birth_date": birth_date}
    assert not _of(DueKind.AGE, last, **told).overdue
    assert _of(DueKind.AGE, last + timedelta(days=1), **told).overdue


def test_whoever_is_too_young_is_shown_until_old_enough():
    told = {"birth_date": date(2009, 6, 1)}
    assert not _of(DueKind.AGE, date(2026, 5, 31), **told).overdue
    assert _of(DueKind.AGE, date(2026, 6, 1), **told) is None


def test_without_a_birth_date_no_age_is_asked_about():
    found = due(facts(birth_date=None, variant=Variant.U), date(2030, 1, 1), SETTINGS)
    assert not {each.kind for each in found} & {
        DueKind.AGE,
        DueKind.ADULT_SUPPORT,
        DueKind.CLOSING_PLAN,
    }


def test_a_referral_that_waits_owes_neither_meeting_nor_measurement():
    found = due(facts(step=Step.REFERRED), date(2027, 1, 1), SETTINGS)
    assert {each.kind for each in found} == {DueKind.TAKE_UP}


def test_the_next_thing_to_do_is_never_a_warning_about_age():
    case = facts(birth_date=date(1999, 1, 1))
    standing = Standing(case, due(case, date(2026, 6, 1), SETTINGS))
    assert standing.dues[0].kind is DueKind.AGE
    assert standing.next.kind is not DueKind.AGE


def test_counts_keep_their_zeros_and_count_a_case_once_for_each_kind():
    case = facts(agreement_due=date(2026, 2, 9))
    standing = Standing(case, due(case, date(2026, 2, 10), SETTINGS))
    late = overdue_by_kind([standing, standing])
    assert late == dict.fromkeys(DueKind, 0) | {DueKind.AGREEMENT: 2, DueKind.MEASUREMENT: 2}
    assert by_step([standing])[Step.COLLABORATION] == 1
    assert set(by_step([])) == set(Step)


def test_every_duty_says_its_rule_and_its_source():
    assert all(duty.rule and duty.source for duty in DUTIES)
    assert len({duty.reason for duty in DUTIES}) == len(DUTIES)


def test_a_report_on_the_collaboration_is_due_after_the_start_and_after_the_last_one():
    assert _last_day_in_time(DueKind.REPORT_COLLAB) == date(2026, 4, 5)
    told = {"last_report_collab": date(2026, 3, 20)}
    assert _last_day_in_time(DueKind.REPORT_COLLAB, **told) == date(2026, 6, 20)
    assert _last_day_in_time(DueKind.REPORT_COLLAB, variant=Variant.U) == date(2026, 5, 5)


def test_a_report_on_the_support_is_due_only_where_there_is_support():
    assert _of(DueKind.REPORT_SUPPORT, date(2027, 1, 1)) is None
    told = {"support_since": date(2026, 2, 10)}
    assert _last_day_in_time(DueKind.REPORT_SUPPORT, **told) == date(2026, 5, 10)
    told["last_report_support"] = date(2026, 5, 1)
    assert _last_day_in_time(DueKind.REPORT_SUPPORT, **told) == date(2026, 8, 1)


def test_a_report_from_an_earlier_course_of_support_does_not_stand_for_this_one():
    told = {"support_since": date(2026, 2, 10), "last_report_support": date(2025, 6, 1)}
    assert _last_day_in_time(DueKind.REPORT_SUPPORT, **told) == date(2026, 5, 10)


def test_where_reports_are_not_written_none_is_due():
    without = Settings(individual_reports=False)
    found = due(facts(support_since=STARTED), date(2027, 1, 1), without)
    assert not {each.kind for each in found} & {DueKind.REPORT_COLLAB, DueKind.REPORT_SUPPORT}


DAYS = some.dates(date(2025, 1, 1), date(2027, 12, 31))
MAYBE = some.none() | DAYS
SOME_PHASES = some.frozensets(some.sampled_from(PHASES))
CASES = some.builds(
    facts,
    step=some.sampled_from(sorted(OPEN_STEPS)),
    variant=some.sampled_from(Variant),
    combination=some.none() | some.sampled_from(Combination),
    birth_date=some.none() | some.dates(date(1998, 1, 1), date(2012, 12, 31)),
    referral_date=DAYS,
    taken_up_date=MAYBE,
    decision_date=MAYBE,
    start_date=MAYBE,
    acute=some.booleans(),
    reach=some.sampled_from([NOBODY, Reach("c"), Reach("c", frozenset({"w"}))]),
    last_meeting=MAYBE,
    third_last_meeting=MAYBE,
    last_measurement=MAYBE,
    support_since=MAYBE,
    last_report_collab=MAYBE,
    last_report_support=MAYBE,
    agreement_due=MAYBE,
    cti_start=MAYBE,
    cti_planned=SOME_PHASES,
    cti_closed=SOME_PHASES,
    cti_met_out=some.integers(0, 4),
    cti_met_network=some.integers(0, 3),
    icm_start=MAYBE,
    icm_agreed=some.booleans(),
    icm_next_review=MAYBE,
    home_since=MAYBE,
)


@given(CASES, DAYS, some.integers(1, 1000))
def test_what_is_late_stays_late_while_nothing_happens(case, on, days):
    before = {each.kind for each in due(case, on, SETTINGS) if each.overdue}
    after = {each.kind for each in due(case, on + timedelta(days=days), SETTINGS) if each.overdue}
    assert before <= after


@given(CASES, DAYS)
def test_nothing_is_due_before_what_starts_it(case, on):
    started = {
        DueKind.TAKE_UP: case.referral_date,
        DueKind.DECISION: case.taken_up_date or case.referral_date,
        DueKind.COORDINATOR: case.decision_date or case.begun,
        DueKind.HOME: case.decision_date or case.begun,
        DueKind.SUPPORT_START: case.decision_date or case.begun,
        DueKind.MEETING: case.begun,
        DueKind.MEASUREMENT: min(case.last_measurement or case.begun, case.begun),
        DueKind.REPORT_COLLAB: case.begun,
        DueKind.REPORT_SUPPORT: case.support_since,
        DueKind.CTI_END: case.cti_start,
        DueKind.CTI_HANDOVER: case.cti_start,
        DueKind.CTI_PLAN: case.cti_start,
        DueKind.CTI_MEETINGS: case.cti_start,
        DueKind.CTI_CLOSING: case.cti_start,
        DueKind.ICM_AGREEMENT: case.icm_start,
        DueKind.ADULT_SUPPORT: case.begun,
    }
    for each in due(case, on, SETTINGS):
        assert each.due_date >= started.get(each.kind, date.min)


@given(CASES, DAYS)
def test_a_meeting_held_today_is_never_followed_by_a_late_gap(case, on):
    begun = replace(case, referral_date=min(case.referral_date, on), decision_date=None)
    met = replace(begun, start_date=None, last_meeting=on, third_last_meeting=on)
    late = [each.reason for each in due(met, on, SETTINGS) if each.overdue]
    assert not {"meeting_gap", "meeting_year", "meeting_age"} & set(late)


@given(CASES, DAYS)
def test_a_kind_is_told_once_and_the_soonest_comes_first(case, on):
    found = due(case, on, SETTINGS)
    assert len({each.kind for each in found}) == len(found)
    assert [each.due_date for each in found] == sorted(each.due_date for each in found)
