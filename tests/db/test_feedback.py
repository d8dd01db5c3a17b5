"""Feedback on meetings: kept by role, taken back, and counted for project leaders."""

from datetime import date

import pytest

from core.codes import MeetingState, Role, Step, Variant
from core.errors import ChangedByOther, NotAllowed, NotFound, WrongStep
from core.feedback import FeedbackEmpty, FeedbackTold
from core.meetings import MeetingNotHeld
from core.tallies import Period
from db import queries
from db.actions import feedback
from db.engine import reading
from db.models import MeetingFeedbackRow, MeetingRow, new_id
from tests.factories import ON, person, put
from tests.factories_network import put_started
from tests.factories_support import put_course

LEAD = person()
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))

pytestmark = pytest.mark.usefixtures("store")


def put_held(case, day=ON, state=MeetingState.HELD):
    row = MeetingRow(
        id=new_id(), version=1, case_id=case.id, date=day, kind="network", state=state.value
    )
    put(row)
    return row.id


def told(role="young_person", score=4, **words):
    return FeedbackTold(role=role, score=score, **words)


def read(case):
    (meeting,) = queries.network.file_of(case.id, by=LEAD).meetings
    return meeting.feedback


def test_feedback_is_kept_under_the_role_and_shown_on_the_meeting():
    case = put_started()
    feedback.give(put_held(case), told(went_well="Pausen"), by=LEAD, on=ON)
    (kept,) = read(case)
    assert (kept.role, kept.score, kept.went_well, kept.day) == ("young_person", 4, "Pausen", ON)


def test_a_support_worker_may_ask_the_young_person_they_support():
    case = put_started(Step.SUPPORT)
    put_course(case.id, worker_id="bo")
    meeting = put_held(case)
    feedback.give(meeting, told(), by=person(Role.SUPPORT_WORKER, staff_id="bo"), on=ON)
    with pytest.raises(NotFound):
        feedback.give(meeting, told(), by=person(Role.SUPPORT_WORKER, staff_id="other"), on=ON)
    with pytest.raises(NotFound):
        feedback.give(meeting, told(), by=person(Role.STEERING_GROUP), on=ON)


def test_a_planned_meeting_and_an_empty_answer_are_refused_and_nothing_is_kept():
    case = put_started()
    with pytest.raises(MeetingNotHeld):
        feedback.give(put_held(case, state=MeetingState.PLANNED), told(), by=LEAD, on=ON)
    with pytest.raises(FeedbackEmpty):
        feedback.give(put_held(case), told(score=None), by=LEAD, on=ON)
    with reading() as session:
        assert session.query(MeetingFeedbackRow).count() == 0


def test_feedback_on_a_closed_case_is_refused():
    with pytest.raises(WrongStep):
        feedback.give(put_held(put_started(Step.CLOSED)), told(), by=LEAD, on=ON)


def test_feedback_entered_wrongly_is_taken_back_once():
    case = put_started()
    kept = feedback.give(put_held(case), told(), by=LEAD, on=ON)
    with pytest.raises(ChangedByOther):
        feedback.take_back(kept, seen_version=7, by=LEAD)
    feedback.take_back(kept, seen_version=1, by=LEAD)
    assert read(case) == ()
    with pytest.raises(NotFound):
        feedback.take_back(kept, seen_version=1, by=LEAD)


def test_a_role_with_few_answers_is_not_shown_and_another_by_count_and_mean():
    case = put_started()
    meeting = put_held(case)
    for score in (2, 3, 4, 5, 5):
        feedback.give(meeting, told(score=score), by=LEAD, on=ON)
    feedback.give(meeting, told("school", 1), by=LEAD, on=ON)
    feedback.give(meeting, told("school", None, went_well="Fint"), by=LEAD, on=ON)
    feedback.give(put_held(case, date(2027, 1, 1)), told(score=1), by=LEAD, on=ON)
    young, school = queries.feedback.by_role(YEAR, k=5, by=LEAD)
    assert (young.role, young.n, young.mean) == ("young_person", 5, 3.8)
    assert (school.role, school.n, school.mean) == ("school", None, None)
    assert queries.feedback.by_role(YEAR, Variant.U, k=5, by=LEAD) == ()
    assert queries.feedback.by_role(YEAR, k=1, by=LEAD)[1].n is None


def test_only_who_sees_results_sees_the_counts():
    with pytest.raises(NotAllowed):
        queries.feedback.by_role(YEAR, k=5, by=person(Role.COORDINATOR, staff_id="karen"))
