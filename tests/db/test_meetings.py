"""Meetings from plan to record."""

from datetime import date, timedelta

import pytest

from core.codes import MeetingState, Role, Step
from core.consent import ConsentMissing
from core.errors import (
    ChangedByOther,
    DateInFuture,
    MissingValue,
    NotAllowed,
    NotFound,
    UnknownCode,
    WrongStep,
)
from core.meetings import (
    CoordinatorMissing,
    Invitation,
    MeetingBeforeStart,
    MeetingNotHeld,
    MeetingNotPlanned,
    NextMeetingMissing,
    NobodyAttended,
)
from db import queries
from db.actions import consents, meetings
from tests.factories import ON, person
from tests.factories_network import (
    OFFICER,
    START,
    YOUNG,
    held_told,
    plan_told,
    put_consent,
    put_started,
)

LEAD = person()


def put_ready(step=Step.START_UP, **columns):
    case = put_started(step, **columns)
    put_consent(case.id)
    return case


def plan(case, *invitations, by=LEAD, **told):
    return meetings.plan(case.id, plan_told(**told), invitations or (YOUNG, OFFICER), by=by, on=ON)


def read(case, meeting_id):
    file = queries.network.file_of(case.id, by=LEAD)
    return next(meeting for meeting in file.meetings if meeting.id == meeting_id)


def everybody(case, meeting_id):
    return [each.id for each in read(case, meeting_id).participants]


def hold(case, meeting_id, *, seen=1, by=LEAD, **told):
    held = held_told(*everybody(case, meeting_id), **told)
    meetings.hold(meeting_id, held, seen_version=seen, by=by, on=ON)


def step_of(case):
    return queries.cases.header(case.number, by=LEAD).step


def test_a_planned_meeting_is_kept_with_those_invited_and_the_coordinator_as_chair(store):
    case = put_ready()
    meeting = read(case, plan(case, start_time="9:05", place="Rådhuset", agenda="Bolig"))
    assert (meeting.state, meeting.day, meeting.start_time) == (MeetingState.PLANNED, ON, "09.05")
    assert meeting.chair_name == "Karen Kold"
    assert [(each.role, each.name, each.invited) for each in meeting.participants] == [
        ("young_person", "Vilma Vildspor", True),
        ("employment_officer", "Jens Job", True),
    ]


def test_a_network_meeting_without_consent_is_refused_and_nothing_is_written(store):
    case = put_started()
    with pytest.raises(ConsentMissing):
        plan(case)
    assert queries.network.file_of(case.id, by=LEAD).meetings == ()


@pytest.mark.parametrize(
    "columns",
    [
        {"valid_to": ON - timedelta(days=1)},
        {"withdrawn_date": ON},
        {"given_date": date(2026, 5, 5)},
    ],
)
def test_a_consent_that_does_not_cover_the_day_of_the_meeting_does_not_help(store, columns):
    case = put_started()
    put_consent(case.id, **columns)
    with pytest.raises(ConsentMissing):
        plan(case)


def test_a_guardians_consent_lets_no_meeting_be_planned_once_the_young_person_is_eighteen(store):
    case = put_started(birth_date=date(2008, 5, 5))
    put_consent(case.id, given_by="guardian")
    assert plan(case)
    with pytest.raises(ConsentMissing):
        plan(case, day=date(2026, 5, 5))


def test_a_stated_legal_basis_lets_the_meeting_be_planned(store):
    case = put_started()
    put_consent(case.id, legal_basis="section_11c", legal_basis_note="§ 11 c: fare for den unge")
    assert plan(case)


def test_a_talk_with_the_young_person_alone_needs_no_consent_until_somebody_is_invited(store):
    case = put_started()
    talk = plan(case, YOUNG, kind="individual")
    with pytest.raises(ConsentMissing):
        meetings.invite(talk, OFFICER, seen_version=1, by=LEAD, on=ON)
    assert len(read(case, talk).participants) == 1


def test_a_meeting_moved_past_the_end_of_the_consent_is_refused(store):
    case = put_started()
    put_consent(case.id, valid_to=ON)
    planned = plan(case)
    with pytest.raises(ConsentMissing):
        meetings.change_plan(
            planned, plan_told(ON + timedelta(days=1)), seen_version=1, by=LEAD, on=ON
        )


def test_a_meeting_whose_consent_was_withdrawn_cannot_be_held(store):
    case = put_started()
    consent_id = put_consent(case.id)
    planned = plan(case)
    consents.withdraw(consent_id, withdrawn_date=ON, seen_version=1, by=LEAD, on=ON)
    with pytest.raises(ConsentMissing):
        hold(case, planned)
    assert read(case, planned).state is MeetingState.PLANNED


def test_the_first_network_meeting_held_ends_the_start_up(store):
    case = put_ready()
    hold(case, plan(case))
    assert step_of(case) is Step.COLLABORATION
    assert queries.network.file_of(case.id, by=LEAD).version == 2


def test_a_talk_held_does_not_end_the_start_up(store):
    case = put_ready()
    hold(case, plan(case, kind="individual"))
    assert step_of(case) is Step.START_UP


@pytest.mark.parametrize("step", [Step.COLLABORATION, Step.SUPPORT, Step.MOVED_IN])
def test_a_network_meeting_leaves_a_later_step_as_it_is(store, step):
    case = put_ready(step)
    hold(case, plan(case))
    assert step_of(case) is step


def test_a_held_meeting_keeps_presence_checklist_and_the_next_date(store):
    case = put_ready()
    planned = plan(case)
    young, _ = everybody(case, planned)
    held = held_told(
        young,
        active=frozenset({young}),
        checklist={"young_person_attended": True, "well_run": False},
    )
    meetings.hold(planned, held, seen_version=1, by=LEAD, on=ON)
    meeting = read(case, planned)
    assert [(each.attended, each.active) for each in meeting.participants] == [
        (True, True),
        (False, False),
    ]
    assert meeting.checklist["young_person_attended"] is True
    assert meeting.checklist["well_run"] is False
    assert meeting.checklist["agenda_completed"] is None
    assert meeting.next_meeting_date == date(2026, 7, 1)


def test_a_network_meeting_without_next_date_or_reason_stays_planned(store):
    case = put_ready()
    planned = plan(case)
    with pytest.raises(NextMeetingMissing):
        hold(case, planned, next_meeting_date=None)
    with pytest.raises(NobodyAttended):
        meetings.hold(planned, held_told(), seen_version=1, by=LEAD, on=ON)
    with pytest.raises(DateInFuture):
        hold(case, planned, day=ON + timedelta(days=1))
    assert read(case, planned).state is MeetingState.PLANNED


def test_a_meeting_is_held_once_and_then_only_corrected(store):
    case = put_ready()
    planned = plan(case)
    hold(case, planned)
    with pytest.raises(MeetingNotPlanned):
        hold(case, planned, seen=2)
    young, _ = everybody(case, planned)
    told = held_told(young, checklist={"well_run": True})
    meetings.correct(planned, told, seen_version=2, by=LEAD, on=ON)
    meeting = read(case, planned)
    assert [each.attended for each in meeting.participants] == [True, False]
    assert meeting.checklist["well_run"] is True


def test_a_correction_after_the_consent_was_withdrawn_is_possible_on_the_same_day_only(store):
    case = put_started()
    consent_id = put_consent(case.id)
    planned = plan(case)
    hold(case, planned)
    consents.withdraw(consent_id, withdrawn_date=START, seen_version=1, by=LEAD, on=ON)
    ids = everybody(case, planned)
    meetings.correct(planned, held_told(*ids), seen_version=2, by=LEAD, on=ON)
    with pytest.raises(ConsentMissing):
        meetings.correct(
            planned, held_told(*ids, day=ON - timedelta(days=1)), seen_version=3, by=LEAD, on=ON
        )


def test_a_planned_meeting_cannot_be_corrected(store):
    case = put_ready()
    planned = plan(case)
    with pytest.raises(MeetingNotHeld):
        meetings.correct(planned, held_told("x"), seen_version=1, by=LEAD, on=ON)


def test_a_cancelled_meeting_keeps_its_reason_and_takes_nobody_more(store):
    case = put_ready()
    planned = plan(case)
    with pytest.raises(MissingValue):
        meetings.cancel(planned, reason=" ", seen_version=1, by=LEAD, on=ON)
    meetings.cancel(planned, reason="Den unge er syg", seen_version=1, by=LEAD, on=ON)
    meeting = read(case, planned)
    assert (meeting.state, meeting.cancel_reason) == (MeetingState.CANCELLED, "Den unge er syg")
    with pytest.raises(MeetingNotPlanned):
        meetings.invite(planned, OFFICER, seen_version=2, by=LEAD, on=ON)
    with pytest.raises(MeetingNotPlanned):
        meetings.change_plan(planned, plan_told(), seen_version=2, by=LEAD, on=ON)


def test_somebody_who_just_came_is_added_to_a_held_meeting_as_not_invited(store):
    case = put_ready()
    planned = plan(case)
    hold(case, planned)
    meetings.invite(planned, Invitation("school", "Sten Skole"), seen_version=2, by=LEAD, on=ON)
    last = read(case, planned).participants[-1]
    assert (last.role, last.invited, last.attended) == ("school", False, True)


def test_a_meeting_before_the_start_or_without_a_coordinator_is_refused(store):
    with pytest.raises(MeetingBeforeStart):
        plan(put_ready(), day=START - timedelta(days=1))
    with pytest.raises(CoordinatorMissing):
        plan(put_ready(start_date=None, coordinator_id=None))


def test_a_meeting_before_the_decision_step_or_after_the_closure_is_refused(store):
    for step in (Step.ASSESSMENT, Step.CLOSED):
        with pytest.raises(WrongStep):
            plan(put_ready(step))


def test_a_chair_nobody_knows_is_refused(store):
    with pytest.raises(UnknownCode):
        plan(put_ready(), chair_id="nobody")


def test_two_people_changing_one_meeting_hear_of_each_other(store):
    case = put_ready()
    planned = plan(case)
    meetings.change_plan(planned, plan_told(place="Biblioteket"), seen_version=1, by=LEAD, on=ON)
    with pytest.raises(ChangedByOther) as refused:
        meetings.change_plan(planned, plan_told(place="Kælderen"), seen_version=1, by=LEAD, on=ON)
    assert refused.value.changes == {"place": "Biblioteket"}


def test_a_support_worker_may_not_plan_and_a_stranger_does_not_find_the_case(store):
    case = put_ready()
    with pytest.raises(NotFound):
        plan(case, by=person(Role.COORDINATOR, staff_id="other"))
    unassigned = put_ready(coordinator_id=None)
    with pytest.raises(NotAllowed):
        plan(unassigned, by=person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True))
