"""Closing a meeting books the next one in the same breath, or says why there is none."""

from datetime import date

import pytest

from core.codes import MeetingState
from core.consent import ConsentMissing
from core.holding import Came, NextMeeting
from core.meetings import BadTime
from db import queries
from db.actions import meetings
from tests.factories import ON, person
from tests.factories_network import (
    OFFICER,
    YOUNG,
    held_told,
    plan_told,
    put_consent,
    put_started,
)

LEAD = person()
NEXT = date(2026, 7, 1)
"""The day that `held_told` agrees on."""

pytestmark = pytest.mark.usefixtures("store")


def ready(**consent):
    case = put_started()
    put_consent(case.id, **consent)
    told = plan_told(start_time="14.30", place="Rådhuset")
    return case, meetings.plan(case.id, told, (YOUNG, OFFICER), by=LEAD, on=ON)


def all_of(case):
    return {one.day: one for one in queries.network.file_of(case.id, by=LEAD).meetings}


def close(case, meeting, **told):
    present = [each.id for each in all_of(case)[ON].participants]
    meetings.hold(meeting, held_told(*present, **told), seen_version=1, by=LEAD, on=ON)


def test_the_next_meeting_stands_planned_with_the_same_people_time_and_place():
    case, meeting = ready()
    close(case, meeting)
    booked = all_of(case)[NEXT]
    assert (booked.state, booked.kind) == (MeetingState.PLANNED, "network")
    assert (booked.start_time, booked.place) == ("14.30", "Rådhuset")
    assert booked.chair_name == "Karen Kold"
    assert [(each.role, each.invited, each.attended) for each in booked.participants] == [
        ("young_person", True, None),
        ("employment_officer", True, None),
    ]


def test_what_is_told_of_the_next_meeting_holds_and_the_young_person_is_always_invited():
    case, meeting = ready()
    told = NextMeeting(start_time="9:00", place="Ungehuset", purpose="Bolig", invited=frozenset())
    close(case, meeting, following=told)
    booked = all_of(case)[NEXT]
    assert (booked.start_time, booked.place, booked.purpose) == ("09.00", "Ungehuset", "Bolig")
    assert [each.role for each in booked.participants] == ["young_person"]


def test_somebody_who_just_came_is_kept_as_not_invited_and_invited_to_the_next():
    case, meeting = ready()
    close(case, meeting, came=(Came(role="school", name="Sten Skole", active=True),))
    (came,) = [each for each in all_of(case)[ON].participants if each.role == "school"]
    assert (came.invited, came.attended, came.active) == (False, True, True)
    assert "Sten Skole" in [each.name for each in all_of(case)[NEXT].participants]


def test_a_meeting_that_is_planned_for_the_day_already_is_not_booked_twice():
    case, meeting = ready()
    meetings.plan(case.id, plan_told(NEXT), (YOUNG,), by=LEAD, on=ON)
    close(case, meeting)
    assert len(queries.network.file_of(case.id, by=LEAD).meetings) == 2


def test_with_a_reason_nothing_is_booked():
    case, meeting = ready()
    close(case, meeting, no_next_meeting_reason="Flytter")
    assert set(all_of(case)) == {ON}


def test_where_no_consent_covers_the_next_day_nothing_at_all_is_written():
    case, meeting = ready(valid_to=date(2026, 6, 1))
    with pytest.raises(ConsentMissing) as refused:
        close(case, meeting)
    assert refused.value.field == "next_meeting_date"
    assert all_of(case)[ON].state is MeetingState.PLANNED
    assert set(all_of(case)) == {ON}


def test_a_time_that_is_none_undoes_the_closing_too():
    case, meeting = ready()
    with pytest.raises(BadTime):
        close(case, meeting, following=NextMeeting(start_time="halv tre"))
    assert all_of(case)[ON].state is MeetingState.PLANNED


def test_minutes_are_kept_with_what_they_tell_about_and_can_be_set_right():
    case, meeting = ready()
    close(case, meeting, minutes="Godt møde", minutes_types=("housing", "economy"))
    held = all_of(case)[ON]
    assert (held.minutes, held.minutes_types) == ("Godt møde", ("housing", "economy"))
    present = [each.id for each in held.participants]
    told = held_told(*present, minutes="Et godt møde")
    meetings.correct(meeting, told, seen_version=2, by=LEAD, on=ON)
    held = all_of(case)[ON]
    assert (held.minutes, held.minutes_types) == ("Et godt møde", None)
    assert len(all_of(case)) == 2
