"""Goals and agreements in the store."""

from datetime import date, timedelta

import pytest

from core.agreements import (
    AgreementSettled,
    AgreementStillOpen,
    FollowUpMissing,
    FollowUpTooEarly,
    GoalClosed,
    GoalStillOpen,
    ResponsibleMissing,
)
from core.codes import Role, Step
from core.errors import ChangedByOther, DatesOutOfOrder, NotAllowed, NotFound, WrongStep
from core.meetings import MeetingNotPlanned
from db import queries
from db.actions import goals, meetings
from tests.factories import ON, person, put_case
from tests.factories_network import (
    START,
    YOUNG,
    agreement_told,
    goal_told,
    plan_told,
    put_consent,
    put_started,
)

LEAD = person()


def put_goal(case):
    return goals.set_goal(case.id, goal_told(set_date=START), by=LEAD, on=ON)


def read(case):
    (goal,) = queries.network.file_of(case.id, by=LEAD).goals
    return goal


def settle(agreement_id, status="done", *, day=ON, seen=1):
    goals.settle(agreement_id, status=status, done_date=day, seen_version=seen, by=LEAD, on=ON)


def close(goal_id, status="reached", *, seen=1):
    goals.close_goal(goal_id, status=status, closed_date=ON, seen_version=seen, by=LEAD, on=ON)


def test_a_goal_is_kept_with_its_agreements_the_next_to_follow_up_first(store):
    case = put_started()
    goal_id = put_goal(case)
    goals.agree(goal_id, agreement_told(follow_up_date=date(2026, 8, 1)), by=LEAD)
    goals.agree(goal_id, agreement_told(text="Finde CPR-kort"), by=LEAD)
    goal = read(case)
    assert goal.text == "Blive på FGU til sommer"
    assert [each.text for each in goal.agreements] == ["Finde CPR-kort", "Ringe til FGU"]
    assert goal.agreements[0].status == "open"


def test_an_agreement_without_responsible_or_follow_up_is_refused_and_not_written(store):
    case = put_started()
    goal_id = put_goal(case)
    with pytest.raises(ResponsibleMissing):
        goals.agree(goal_id, agreement_told(responsible=" "), by=LEAD)
    with pytest.raises(FollowUpMissing):
        goals.agree(goal_id, agreement_told(follow_up_date=None), by=LEAD)
    assert read(case).agreements == ()


def test_an_agreement_is_not_followed_up_before_the_meeting_it_was_made_at(store):
    case = put_started()
    put_consent(case.id)
    meeting = meetings.plan(case.id, plan_told(), (YOUNG,), by=LEAD, on=ON)
    goal_id = put_goal(case)
    early = agreement_told(follow_up_date=ON - timedelta(days=1))
    with pytest.raises(FollowUpTooEarly):
        goals.agree(goal_id, early, meeting_id=meeting, by=LEAD)
    goals.agree(goal_id, early, by=LEAD)
    with pytest.raises(FollowUpTooEarly):
        goals.agree(goal_id, agreement_told(follow_up_date=START - timedelta(days=1)), by=LEAD)


def test_an_agreement_cannot_name_a_meeting_of_another_young_person(store):
    case, other = put_started(), put_started()
    put_consent(other.id)
    meeting = meetings.plan(other.id, plan_told(), (YOUNG,), by=LEAD, on=ON)
    with pytest.raises(NotFound):
        goals.agree(put_goal(case), agreement_told(), meeting_id=meeting, by=LEAD)


def test_an_agreement_is_settled_with_its_day_and_can_be_opened_again(store):
    case = put_started()
    agreement_id = goals.agree(put_goal(case), agreement_told(), by=LEAD)
    settle(agreement_id, "not_done")
    (kept,) = read(case).agreements
    assert (kept.status, kept.done_date) == ("not_done", ON)
    with pytest.raises(AgreementSettled):
        settle(agreement_id, seen=2)
    with pytest.raises(AgreementSettled):
        goals.change_agreement(agreement_id, agreement_told(), seen_version=2, by=LEAD)
    goals.reopen_agreement(agreement_id, seen_version=2, by=LEAD)
    (kept,) = read(case).agreements
    assert (kept.status, kept.done_date) == ("open", None)
    with pytest.raises(AgreementStillOpen):
        goals.reopen_agreement(agreement_id, seen_version=3, by=LEAD)


def test_an_agreement_is_not_settled_before_it_was_made(store):
    agreement_id = goals.agree(put_goal(put_started()), agreement_told(), by=LEAD)
    with pytest.raises(DatesOutOfOrder):
        settle(agreement_id, day=START - timedelta(days=1))


def test_a_goal_is_closed_takes_no_more_agreements_and_can_be_opened_again(store):
    case = put_started()
    goal_id = put_goal(case)
    close(goal_id, "dropped")
    assert (read(case).status, read(case).closed_date) == ("dropped", ON)
    with pytest.raises(GoalClosed):
        goals.agree(goal_id, agreement_told(), by=LEAD)
    with pytest.raises(GoalClosed):
        close(goal_id, seen=2)
    with pytest.raises(GoalClosed):
        goals.change_goal(goal_id, goal_told(), seen_version=2, by=LEAD, on=ON)
    goals.reopen_goal(goal_id, seen_version=2, by=LEAD)
    assert (read(case).status, read(case).closed_date) == ("open", None)
    with pytest.raises(GoalStillOpen):
        goals.reopen_goal(goal_id, seen_version=3, by=LEAD)


def test_a_goal_and_an_agreement_from_a_stale_page_are_refused(store):
    case = put_started()
    goal_id = put_goal(case)
    goals.change_goal(goal_id, goal_told("Egen bolig"), seen_version=1, by=LEAD, on=ON)
    with pytest.raises(ChangedByOther):
        close(goal_id)
    agreement_id = goals.agree(goal_id, agreement_told(), by=LEAD)
    changed = agreement_told(responsible="Vilma Vildspor")
    goals.change_agreement(agreement_id, changed, seen_version=1, by=LEAD)
    with pytest.raises(ChangedByOther):
        settle(agreement_id)
    assert read(case).agreements[0].responsible == "Vilma Vildspor"


def test_goals_wait_for_the_decision_and_end_with_the_closure(store):
    for step in (Step.ASSESSMENT, Step.CLOSED):
        with pytest.raises(WrongStep):
            put_goal(put_case(step=step))


def test_a_support_worker_may_not_set_goals(store):
    case = put_started(coordinator_id=None)
    worker = person(Role.SUPPORT_WORKER, staff_id="bo", allocates=True)
    with pytest.raises(NotAllowed):
        goals.set_goal(case.id, goal_told(), by=worker, on=ON)


def test_own_words_what_a_goal_tells_about_and_who_follows_up_are_kept_and_changed(store):
    case = put_started()
    told = goal_told(
        set_date=START, own_words="Jeg vil ha min egen dør", information_type="housing"
    )
    goal_id = goals.set_goal(case.id, told, by=LEAD, on=ON)
    agreed = goals.agree(goal_id, agreement_told(follow_up_by="Molly Mor"), by=LEAD)
    goal = read(case)
    assert (goal.own_words, goal.information_type) == ("Jeg vil ha min egen dør", "housing")
    assert goal.agreements[0].follow_up_by == "Molly Mor"
    goals.change_goal(goal_id, goal_told(set_date=START), seen_version=1, by=LEAD, on=ON)
    goals.change_agreement(agreed, agreement_told(), seen_version=1, by=LEAD)
    assert (read(case).own_words, read(case).information_type) == (None, None)
    assert read(case).agreements[0].follow_up_by is None


def test_an_agreement_is_made_at_a_meeting_under_way_but_not_at_one_called_off(store):
    case = put_started()
    put_consent(case.id)
    meeting = meetings.plan(case.id, plan_told(), (YOUNG,), by=LEAD, on=ON)
    goal_id = put_goal(case)
    goals.agree(goal_id, agreement_told(), meeting_id=meeting, by=LEAD)
    assert read(case).agreements[0].meeting_id == meeting
    meetings.cancel(meeting, reason="Den unge er syg", seen_version=1, by=LEAD, on=ON)
    with pytest.raises(MeetingNotPlanned):
        goals.agree(goal_id, agreement_told(), meeting_id=meeting, by=LEAD)
