"""Agreements as tasks: who sees which, answers and reminders, and what a reminder may say."""

from datetime import date, timedelta

import pytest

from core.agreements import AgreementSettled
from core.codes import Role, Step
from core.errors import MissingValue, NotFound
from core.records.overview import DueKind
from core.reminders import AnswerTold, Want
from db import queries
from db.actions import agreement_answers, goals, meetings, network
from tests.factories import ON, person, put_case, put_staff
from tests.factories_network import (
    OFFICER,
    START,
    YOUNG,
    agreement_told,
    goal_told,
    network_told,
    plan_told,
    put_consent,
    put_started,
)
from tests.factories_support import put_course

LEAD = person()
SOON = ON + timedelta(days=2)
LATE = ON - timedelta(days=1)

pytestmark = pytest.mark.usefixtures("store")


def put_agreement(case, due=SOON, **told):
    goal = goals.set_goal(
        case.id, goal_told(set_date=START, life_domain="education_employment"), by=LEAD, on=ON
    )
    return goals.agree(goal, agreement_told(follow_up_date=due, **told), by=LEAD)


def tasks(by=LEAD, **asked):
    return queries.tasks.of_agreements(by=by, on=ON, **asked)


def answer(agreement_id, kind="on_the_way", *, by=LEAD, **told):
    values = {"who": "Jens Job", "answered": ON, "text": "Ringer i morgen"}
    said = AnswerTold(kind=kind, **{**values, **told})
    return agreement_answers.answer(agreement_id, said, by=by, on=ON)


def test_the_overdue_come_first_then_what_presses_then_the_rest_by_day():
    case = put_started()
    far = put_agreement(case, ON + timedelta(days=30))
    later = put_agreement(case, ON + timedelta(days=60))
    soon = put_agreement(case, SOON)
    late = put_agreement(case, LATE)
    found = tasks()
    assert [task.agreement.id for task in found] == [late, soon, far, later]
    assert [task.overdue for task in found] == [True, False, False, False]
    assert [task.want for task in found[1:]] == [Want.REMIND, Want.WAIT, Want.WAIT]
    assert (found[0].name, found[0].case_number) == ("Vilma Vildspor", case.number)


def test_each_sees_the_agreements_of_their_own_young_people_only():
    with_karen = put_started(coordinator_id="karen")
    with_bo = put_started(Step.SUPPORT, coordinator_id="other")
    put_staff("Bo Støtte", "support_worker", staff_id="bo")
    put_course(with_bo.id, worker_id="bo")
    hers, his = put_agreement(with_karen), put_agreement(with_bo)
    seen = {
        who: {task.agreement.id for task in tasks(person(role, staff_id=who))}
        for who, role in (("karen", Role.COORDINATOR), ("bo", Role.SUPPORT_WORKER))
    }
    assert seen == {"karen": {hers}, "bo": {his}}
    assert {task.agreement.id for task in tasks()} == {hers, his}
    assert [task.agreement.id for task in tasks(number=with_bo.number)] == [his]
    for role in (Role.STEERING_GROUP, Role.ADMINISTRATOR, Role.REFERRER):
        assert tasks(person(role, staff_id="karen")) == ()


def test_settled_agreements_and_closed_cases_are_no_tasks():
    case = put_started()
    agreement_id = put_agreement(case)
    goals.settle(agreement_id, status="done", done_date=ON, seen_version=1, by=LEAD, on=ON)
    assert tasks() == ()
    assert queries.network.file_of(case.id, by=LEAD).goals[0].agreements[0].status == "done"


def test_a_support_worker_settles_and_answers_but_does_not_agree():
    case = put_started(Step.SUPPORT)
    put_course(case.id, worker_id="bo")
    bo = person(Role.SUPPORT_WORKER, staff_id="bo")
    agreement_id = put_agreement(case)
    answer(agreement_id, "done", by=bo)
    goals.settle(agreement_id, status="done", done_date=ON, seen_version=1, by=bo, on=ON)
    assert tasks() == ()


def test_answers_and_reminders_are_kept_in_order_and_shown_with_the_agreement():
    case = put_started()
    agreement_id = put_agreement(case)
    agreement_answers.remind(agreement_id, who="Jens Job", by=LEAD, on=ON)
    answer(agreement_id, "stuck", answered=ON)
    (task,) = tasks()
    assert [(each.kind, each.who) for each in task.agreement.answers] == [
        ("reminded", "Jens Job"),
        ("stuck", "Jens Job"),
    ]
    assert task.want is Want.UNSTICK
    (goal,) = queries.network.file_of(case.id, by=LEAD).goals
    assert goal.agreements[0].answers == task.agreement.answers


def test_an_answer_to_a_settled_agreement_or_of_a_stranger_is_refused():
    case = put_started()
    agreement_id = put_agreement(case)
    stranger = person(Role.COORDINATOR, staff_id="stranger")
    with pytest.raises(NotFound):
        answer(agreement_id, by=stranger)
    with pytest.raises(MissingValue):
        agreement_answers.remind(agreement_id, who=" ", by=LEAD, on=ON)
    goals.settle(agreement_id, status="not_done", done_date=ON, seen_version=1, by=LEAD, on=ON)
    with pytest.raises(AgreementSettled):
        answer(agreement_id)
    with pytest.raises(NotFound):
        agreement_answers.remind("nothing", who="Jens", by=LEAD, on=ON)


# ---------------------------------------------------------------- on Status


def standing(case, on=ON):
    return queries.overview.standing(case.number, by=LEAD, on=on)


def reminder(case, on=ON):
    return next((due for due in standing(case, on).dues if due.kind is DueKind.REMINDER), None)


def test_a_reminder_shows_three_days_before_until_it_was_sent():
    case = put_started(Step.COLLABORATION)
    agreement_id = put_agreement(case, ON + timedelta(days=3))
    assert reminder(case, ON - timedelta(days=1)) is None
    assert (reminder(case).due_date, reminder(case).overdue) == (ON + timedelta(days=3), False)
    agreement_answers.remind(agreement_id, who="Karen", by=LEAD, on=ON)
    assert reminder(case) is None
    assert reminder(case, ON + timedelta(days=4)).due_date == ON + timedelta(days=6)
    assert reminder(case, ON + timedelta(days=7)).overdue


def test_late_agreements_rise_to_status_and_are_counted_by_case():
    case, other = put_started(Step.COLLABORATION), put_started(Step.COLLABORATION)
    put_agreement(case, LATE)
    put_agreement(case, LATE - timedelta(days=2))
    put_agreement(case, SOON)
    put_agreement(other, SOON)
    assert standing(case).late(DueKind.AGREEMENT)
    assert standing(case).facts.agreements_late == 2
    assert not standing(other).late(DueKind.AGREEMENT)
    assert standing(other).facts.agreements_late == 0


def test_what_status_says_of_reminders_is_what_the_list_of_tasks_says():
    case = put_started(Step.COLLABORATION)
    for days in (-9, -1, 0, 2, 4, 40):
        put_agreement(case, ON + timedelta(days=days))
    asked = [task for task in tasks() if task.want is Want.REMIND]
    assert reminder(case) is not None
    assert len(asked) == 4
    for task in asked:
        agreement_answers.remind(task.agreement.id, who="Karen", by=LEAD, on=ON)
    assert reminder(case) is None


# ---------------------------------------------------- what a reminder may say


def may_say(case, responsible, **told):
    agreement_id = put_agreement(case, responsible=responsible, **told)
    return queries.tasks.reminding(agreement_id, by=LEAD, on=ON)


def test_a_consent_by_role_lets_a_professional_be_told_what_was_agreed():
    case = put_started()
    put_consent(
        case.id,
        party_role="employment_officer",
        information_types="education_employment",
    )
    meetings.plan(case.id, plan_told(), (YOUNG, OFFICER), by=LEAD, on=ON)
    assert may_say(case, "jens  job").in_full
    assert not may_say(case, "Sten Skole").in_full


def test_a_consent_to_other_information_does_not():
    case = put_started()
    put_consent(case.id, party_role="employment_officer", information_types="housing")
    meetings.plan(case.id, plan_told(), (YOUNG, OFFICER), by=LEAD, on=ON)
    assert not may_say(case, "Jens Job").in_full


def test_the_young_person_and_those_who_work_with_them_are_told_in_full():
    case = put_started(Step.SUPPORT)
    assert may_say(case, "Vilma").own
    assert may_say(case, "Karen Kold").in_full
    assert not may_say(case, "Karen Kold").own


def test_an_address_is_found_in_the_network():
    case = put_started()
    network.add_person(case.id, network_told(email="molly@example.dk"), by=LEAD, on=ON)
    assert may_say(case, "Molly Mor").email == "molly@example.dk"
    assert may_say(case, "Ingen Kendt").email is None


def test_a_reminder_of_somebody_elses_young_person_is_not_found():
    case = put_started(coordinator_id="karen")
    agreement_id = put_agreement(case)
    stranger = person(Role.COORDINATOR, staff_id="stranger")
    assert queries.tasks.reminding(agreement_id, by=stranger, on=ON) is None
    assert queries.tasks.reminding("nothing", by=LEAD, on=ON) is None


def test_who_builds_contact_knows_the_case_and_is_told_in_full():
    put_staff("Bo Bygger", "support_worker", staff_id="builder")
    assert may_say(put_started(contact_worker_id="builder"), "Bo Bygger").in_full
    assert not may_say(put_started(), "Bo Bygger").in_full


def test_an_agreement_made_at_a_meeting_says_which():
    case = put_case(step=Step.COLLABORATION, start_date=START, coordinator_id="karen")
    put_consent(case.id)
    meeting = meetings.plan(case.id, plan_told(), (YOUNG,), by=LEAD, on=ON)
    goal = goals.set_goal(case.id, goal_told(set_date=START), by=LEAD, on=ON)
    told = agreement_told(follow_up_date=date(2026, 6, 1))
    agreement_id = goals.agree(goal, told, meeting_id=meeting, by=LEAD)
    assert queries.tasks.reminding(agreement_id, by=LEAD, on=ON).met == ON
    (task,) = tasks()
    assert task.made == ON
