"""One case as a whole: everything dated is told, newest first, to who may see it."""

import json
from datetime import date, timedelta

import pytest

from core.codes import Coded, MeetingState, Method, Role, Step
from core.records.timeline import TrinState
from db import queries
from db.models import (
    CaseEventRow,
    ConsentRow,
    GoalRow,
    PauseRow,
    StatusRow,
    new_id,
)
from tests.factories import ON, person, put, put_case, put_staff
from tests.factories_overview import put_agreement, put_measurement, put_meeting, put_override
from tests.factories_support import put_course, put_home, put_supported_case

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)


def _story(case, by=LEAD, on=ON):
    return queries.timeline.story(case.id, by=by, on=on)


def _told(case, kind):
    return [each for each in _story(case).happenings if each.kind == kind]


def _kinds(case):
    return [each.kind for each in _story(case).happenings]


def test_the_way_from_referral_to_closure_is_told_newest_first():
    case = put_case(
        step=Step.CLOSED,
        referral_date=date(2025, 1, 1),
        referrer_name="Rie Ring",
        referral_reason="Sover hos en ven.",
        taken_up_date=date(2025, 1, 2),
        decision="accepted",
        decision_date=date(2025, 1, 20),
        combination="SM",
        start_date=date(2025, 2, 1),
        end_date=date(2026, 2, 1),
        closure_reason="planned",
    )
    assert _kinds(case) == ["closed", "started", "accepted", "taken_up", "referred_by"]
    first = _story(case).happenings[-1]
    assert (first.facts, first.said) == ({"who": "Rie Ring"}, "Sover hos en ven.")


def test_of_one_day_the_later_in_the_course_is_the_newer():
    case = put_case(step=Step.ASSESSMENT, referral_date=ON, taken_up_date=ON)
    assert _kinds(case) == ["taken_up", "referred"]


def test_a_refused_referral_says_why():
    case = put_case(
        step=Step.REJECTED,
        decision="rejected",
        decision_date=ON,
        reject_reason="declined",
        decision_reason="Vil ikke.",
    )
    (told,) = _told(case, "rejected")
    assert told.facts == {"reason": Coded("reject_reason", "declined")}
    assert told.said == "Vil ikke."


def test_meetings_held_and_planned_are_told_and_a_cancelled_one_by_its_event():
    case = put_case(step=Step.COLLABORATION)
    put_meeting(case.id, date(2026, 4, 1))
    put_meeting(case.id, ON + timedelta(days=9), state=MeetingState.PLANNED)
    put_meeting(case.id, date(2026, 4, 9), state=MeetingState.CANCELLED)
    kinds = _kinds(case)
    assert kinds == ["meeting_planned", "referred", "meeting_held"]


def test_support_is_told_with_its_worker_its_phases_so_far_and_its_pauses():
    put_staff("Bo Bro", "support_worker", staff_id="worker")
    case = put_supported_case(step=Step.SUPPORT)
    course = put_course(case.id, start_date=date(2026, 1, 15))
    put(
        PauseRow(
            id=new_id(),
            course_id=course.id,
            from_date=date(2026, 2, 1),
            to_date=date(2026, 2, 9),
            reason="admitted",
        )
    )
    (started,) = _told(case, "support_started")
    assert started.facts == {"method": Method.CTI, "worker": "Bo Bro"}
    assert [each.date for each in _told(case, "phase")] == [date(2026, 4, 15)]
    assert [each.date for each in _told(case, "paused")] == [date(2026, 2, 1)]
    assert [each.date for each in _told(case, "pause_ended")] == [date(2026, 2, 9)]


def test_a_course_that_ended_early_has_no_later_phases():
    case = put_supported_case(step=Step.SUPPORT_ENDED)
    put_course(
        case.id, start_date=date(2025, 1, 1), end_date=date(2025, 5, 1), end_reason="planned"
    )
    assert [each.date for each in _told(case, "phase")] == [date(2025, 4, 1)]
    assert len(_told(case, "support_ended")) == 1


def test_icm_has_no_phases():
    case = put_supported_case(step=Step.SUPPORT)
    put_course(case.id, method=Method.ICM, start_date=date(2025, 1, 1))
    assert _told(case, "phase") == []


def test_consents_goals_measurements_homes_and_statuses_are_told():
    case = put_supported_case()
    put(
        ConsentRow(
            id=new_id(),
            case_id=case.id,
            given_date=date(2026, 2, 3),
            given_by="young_person",
            party="Jobcentret",
            information_types="housing",
            withdrawn_date=date(2026, 4, 1),
        ),
        GoalRow(
            id=new_id(),
            case_id=case.id,
            set_date=date(2026, 3, 1),
            text="Egen bolig",
            status="reached",
            closed_date=date(2026, 4, 2),
        ),
        StatusRow(
            id=new_id(),
            case_id=case.id,
            date=date(2026, 2, 4),
            in_education=True,
            education_type="fgu",
        ),
        StatusRow(id=new_id(), case_id=case.id, date=date(2026, 3, 4), employment="internship"),
    )
    put_measurement(case.id, date(2026, 2, 5), kind="baseline")
    put_home(
        case.id,
        from_date=date(2026, 4, 3),
        allocated_date=date(2026, 3, 20),
        lease_signed_date=date(2026, 3, 25),
        waiting_list_date=date(2026, 2, 20),
    )
    assert _kinds(case) == [
        "housing",
        "goal_closed",
        "consent_withdrawn",
        "lease_signed",
        "home_allocated",
        "employment",
        "goal",
        "waiting_list",
        "measured",
        "in_education",
        "consent",
        "started",
        "referred",
    ]


def test_the_way_to_a_home_is_told_once_though_both_housing_rows_carry_it():
    case = put_case(step=Step.MOVED_IN)
    way = {"allocated_date": date(2026, 3, 20), "lease_signed_date": date(2026, 3, 25)}
    put_home(case.id, situation="family_friends", from_date=date(2026, 2, 1), **way)
    put_home(case.id, from_date=date(2026, 4, 3), **way)
    kinds = _kinds(case)
    assert (kinds.count("home_allocated"), kinds.count("lease_signed")) == (1, 1)
    assert kinds.count("housing") == 2


def test_a_moved_start_is_told_with_both_days():
    case = put_case(step=Step.SUPPORT)
    _event(case, "support_start_moved", before="2026-05-01", after="2026-05-15")
    (moved,) = _told(case, "support_start_moved")
    assert moved.facts == {"before": date(2026, 5, 1), "after": date(2026, 5, 15)}


def _event(case, kind, **details):
    put(
        CaseEventRow(
            id=new_id(),
            case_id=case.id,
            date=ON,
            kind=kind,
            reason="Flytter.",
            details=json.dumps(details),
        )
    )


def test_a_new_coordinator_is_told_by_name_and_a_new_combination_by_its_code():
    put_staff("Karen Kold", staff_id="karen")
    put_staff("Åge", staff_id="aage")
    case = put_case(step=Step.COLLABORATION)
    _event(case, "coordinator_changed", before="karen", after="aage")
    _event(case, "combination_changed", before="SM", after="SM_ICM")
    _event(case, "case_reopened", closed={"end_date": "2026-01-01"})
    (coordinator,) = _told(case, "coordinator_changed")
    assert coordinator.facts == {"before": "Karen Kold", "after": "Åge"}
    assert coordinator.said == "Flytter."
    (combination,) = _told(case, "combination_changed")
    assert combination.facts["after"] == Coded("combination", "SM_ICM")
    assert len(_told(case, "case_reopened")) == 1


def test_a_rule_set_aside_is_in_force_until_its_last_day_or_as_long_as_its_course():
    case = put_supported_case(step=Step.SUPPORT)
    running = put_course(case.id)
    ended = put_course(case.id, end_date=date(2026, 4, 1))
    put_override(case.id, rule="R04", subject_id=running.id)
    put_override(case.id, rule="R05", subject_id=ended.id)
    put_override(case.id, rule="R07", valid_to=ON)
    put_override(case.id, rule="R02", valid_to=ON - timedelta(days=1))
    story = _story(case)
    assert {granted.rule for granted in story.overrides} == {"R04", "R07"}
    assert len([each for each in story.happenings if each.kind == "override"]) == 4


def test_nothing_is_in_force_in_a_closed_case():
    case = put_case(step=Step.CLOSED)
    put_override(case.id)
    assert _story(case).overrides == ()


def test_the_seven_steps_follow_what_is_recorded():
    case = put_supported_case(step=Step.SUPPORT, target_group="homeless", taken_up_date=ON)
    put_course(case.id)
    put_meeting(case.id, date(2026, 2, 20))
    put_home(case.id, situation="family_friends", allocated_date=date(2026, 4, 1))
    assert list(_story(case).trin.values()) == [
        TrinState.DONE,
        TrinState.DONE,
        TrinState.DONE,
        TrinState.DONE,
        TrinState.LACKING,
        TrinState.NOT_SEEN,
        TrinState.NOT_SEEN,
    ]


def test_what_is_recorded_of_a_step_makes_it_looked_at_and_what_comes_after_can_not_begin():
    waiting = _story(put_case(step=Step.REFERRED)).trin
    assert [waiting[1], waiting[2]] == [TrinState.NOT_SEEN, TrinState.CLOSED_YET]
    assessing = {"step": Step.ASSESSMENT, "taken_up_date": ON}
    assert _story(put_case(**assessing)).trin[2] is TrinState.NOT_SEEN
    assert _story(put_case(**assessing, assessed_date=ON)).trin[2] is TrinState.LACKING
    accepted = {"step": Step.COLLABORATION, "decision": "accepted", "taken_up_date": ON}
    assert _story(put_case(**accepted)).trin[3] is TrinState.NOT_SEEN
    assert _story(put_case(**accepted, coordinator_id="karen")).trin[3] is TrinState.LACKING
    granted = accepted | {"combination": "SM_CTI"}
    assert _story(put_case(**granted)).trin[4] is TrinState.NOT_SEEN
    assert _story(put_case(**granted, contact_worker_id="bo")).trin[4] is TrinState.LACKING


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_who_may_not_see_the_case_is_told_nothing(role):
    case = put_case(step=Step.COLLABORATION, coordinator_id="karen")
    put_agreement(case.id, ON)
    assert _story(case, by=person(role, staff_id="karen")) is None
    assert _story(case, by=person(Role.COORDINATOR, staff_id="other")) is None
    assert _story(case, by=person(Role.COORDINATOR, staff_id="karen")) is not None


def test_a_case_that_is_not_there_has_no_story():
    assert queries.timeline.story("nowhere", by=LEAD, on=ON) is None
