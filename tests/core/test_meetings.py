"""Meetings: planned, held, and what each must hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import MeetingState, all_codes
from core.errors import DateInFuture, MissingValue, UnknownCode
from core.holding import Came, NextMeeting, checked_holding
from core.meetings import (
    ActiveWithoutAttending,
    BadTime,
    CoordinatorMissing,
    Invitation,
    MeetingBeforeStart,
    MeetingNotHeld,
    MeetingNotPlanned,
    NextMeetingMissing,
    NextMeetingTooEarly,
    NobodyAttended,
    check_held,
    check_not_cancelled,
    check_planned,
    checked_invitation,
    checked_plan,
    deviates,
    shares,
    start_time,
)
from tests.factories_network import START, held_told, plan_told

ON = date(2026, 5, 4)


def hold(held, *, kind="network", invited=("a", "b"), start=START):
    return checked_holding(held, kind=kind, invited=invited, start=start, on=ON)


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(".:"))
def test_every_time_of_day_is_kept_as_hours_and_minutes(hour, minute, sign):
    assert start_time("start_time", f"{hour}{sign}{minute:02d}") == f"{hour:02d}.{minute:02d}"


@pytest.mark.parametrize("typed", ["25.00", "14.60", "14", "halv tre", "1430", "14.3"])
def test_what_is_no_time_of_day_is_refused(typed):
    with pytest.raises(BadTime):
        start_time("start_time", typed)


def test_a_network_meeting_without_a_purpose_is_refused_but_a_talk_needs_none():
    with pytest.raises(MissingValue) as refused:
        checked_plan(plan_told(purpose=" "), start=START, on=ON)
    assert refused.value.field == "purpose"
    assert checked_plan(plan_told(kind="individual", purpose=None), start=START, on=ON)


def test_a_meeting_before_the_start_of_the_case_is_refused():
    with pytest.raises(MeetingBeforeStart):
        checked_plan(plan_told(START - timedelta(days=1)), start=START, on=ON)
    assert checked_plan(plan_told(START), start=START, on=ON).day == START


def test_a_meeting_of_a_case_without_a_coordinator_is_refused():
    with pytest.raises(CoordinatorMissing):
        checked_plan(plan_told(), start=None, on=ON)


def test_a_meeting_without_a_date_or_of_an_unknown_kind_is_refused():
    with pytest.raises(MissingValue):
        checked_plan(plan_told(None), start=START, on=ON)
    with pytest.raises(UnknownCode):
        checked_plan(plan_told(kind="party"), start=START, on=ON)


def test_an_invitation_to_an_unknown_role_is_refused():
    with pytest.raises(UnknownCode):
        checked_invitation(Invitation("astronaut"), ON)


def test_a_meeting_with_the_young_person_alone_shares_nothing():
    assert not shares("individual", {"young_person"})
    assert shares("individual", {"young_person", "school"})
    assert shares("network", {"young_person"})


def test_a_meeting_cannot_be_held_tomorrow():
    with pytest.raises(DateInFuture):
        hold(held_told("a", day=ON + timedelta(days=1)))


def test_a_meeting_cannot_be_held_before_the_start_of_the_case():
    with pytest.raises(MeetingBeforeStart):
        hold(held_told("a", day=START - timedelta(days=1)))


def test_a_meeting_nobody_came_to_was_not_held():
    with pytest.raises(NobodyAttended):
        hold(held_told())


def test_nobody_can_take_active_part_without_being_there():
    with pytest.raises(ActiveWithoutAttending) as refused:
        hold(held_told("a", active=frozenset({"a", "b"})))
    assert refused.value.facts["n"] == 1


def test_somebody_who_is_not_on_the_list_cannot_have_attended():
    with pytest.raises(UnknownCode):
        hold(held_told("stranger"))


def test_a_network_meeting_without_a_next_date_needs_a_reason_why():
    with pytest.raises(NextMeetingMissing):
        hold(held_told("a", next_meeting_date=None))
    told = hold(held_told("a", no_next_meeting_reason="Flytter til en anden kommune"))
    assert told.next_meeting_date is None
    assert hold(held_told("a", next_meeting_date=None), kind="individual")


def test_the_next_meeting_must_lie_after_the_meeting():
    with pytest.raises(NextMeetingTooEarly):
        hold(held_told("a", next_meeting_date=ON))


def test_a_reason_for_no_next_date_goes_where_there_is_one():
    told = hold(held_told("a", next_meeting_date=date(2026, 6, 1), no_next_meeting_reason="Nej"))
    assert told.no_next_meeting_reason is None


def test_every_item_of_the_checklist_is_kept_and_blank_is_not_no():
    told = hold(held_told("a", checklist={"well_run": False, "plan_useful": True}))
    assert tuple(told.checklist) == all_codes("checklist_item")
    assert len(told.checklist) == 18
    assert told.checklist["well_run"] is False
    assert told.checklist["well_prepared"] is None


def test_an_unknown_item_of_the_checklist_is_refused():
    with pytest.raises(UnknownCode):
        hold(held_told("a", checklist={"coffee": True}))


def test_only_a_yes_to_the_reverse_item_is_a_deviation():
    assert deviates("professionals_only_pre_meeting", True)
    assert not deviates("professionals_only_pre_meeting", False)
    assert not deviates("professionals_only_pre_meeting", None)
    assert not any(deviates(item, False) for item in all_codes("checklist_item"))


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_only_a_planned_meeting_can_be_held_changed_or_cancelled(state):
    check_planned(MeetingState.PLANNED)
    with pytest.raises(MeetingNotPlanned):
        check_planned(state)


def test_only_a_held_meeting_can_be_corrected_and_nobody_joins_a_cancelled_one():
    check_held(MeetingState.HELD)
    with pytest.raises(MeetingNotHeld):
        check_held(MeetingState.PLANNED)
    with pytest.raises(MeetingNotPlanned):
        check_not_cancelled(MeetingState.CANCELLED)


def test_minutes_say_what_they_tell_about_and_without_minutes_nothing_is_told():
    told = hold(held_told("a", minutes=" Godt møde ", minutes_types=("housing",)))
    assert (told.minutes, told.minutes_types) == ("Godt møde", ("housing",))
    assert hold(held_told("a", minutes_types=("housing",))).minutes_types == ()
    with pytest.raises(UnknownCode):
        hold(held_told("a", minutes="Godt", minutes_types=("gossip",)))


def test_somebody_who_just_came_was_there_and_needs_a_role():
    assert hold(held_told(came=(Came(role="school"),))).came == (Came(role="school"),)
    with pytest.raises(UnknownCode):
        hold(held_told("a", came=(Came(role="astronaut"),)))


def test_the_next_meeting_is_booked_with_people_of_this_one_and_a_real_time():
    booked = hold(held_told("a", following=NextMeeting(start_time="9:05", place=" Her ")))
    assert (booked.following.start_time, booked.following.place) == ("09.05", "Her")
    with pytest.raises(BadTime):
        hold(held_told("a", following=NextMeeting(start_time="tre")))
    with pytest.raises(UnknownCode):
        hold(held_told("a", following=NextMeeting(invited=frozenset({"stranger"}))))
