"""Case meetings in a real store: picked, gone through, learnt from, followed up; who sees what."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from core.case_learning import CprInText, DecisionSettled, DecisionTold
from core.case_lots import TooFewToDraw, draw
from core.case_picking import AlreadyPicked, PickAnswered
from core.case_reviews import (
    NothingLearnt,
    NothingPicked,
    ReviewBegun,
    ReviewTold,
    WrongReviewState,
)
from core.codes import Role, Step
from core.errors import ChangedByOther, DateInFuture, NobodyChosen, NotAllowed, UnknownCode
from core.permissions import Act, may
from core.records.case_reviews import DecisionState, PickedBy, ReviewState
from core.records.programme import ProgrammeKind
from db import actions, queries
from db.engine import reading
from db.models import (
    AgreementRow,
    AuditRow,
    ContactRow,
    GoalRow,
    HousingRow,
    MeasurementRow,
    MeetingRow,
    new_id,
)
from tests.factories import ON, person, put, put_case, put_staff

pytestmark = pytest.mark.usefixtures("store")
DAY = timedelta(days=1)
LEAD = person(Role.PROJECT_LEAD)
OTHERS = [Role.COORDINATOR, Role.SUPPORT_WORKER, Role.REFERRER, Role.STEERING_GROUP]


def running(name="Vilma Vildspor", **columns):
    told = {"start_date": ON - 60 * DAY, "referral_date": ON - 80 * DAY, **columns}
    return put_case(name, step=Step.COLLABORATION, **told)


def plan(date=ON, theme="Når starten trækker ud", people=()):
    return actions.case_reviews.plan(ReviewTold(date=date, theme=theme, people=people), by=LEAD)


def pick(review_id, *cases, rule=None, by=LEAD):
    case_ids = [case.id for case in cases]
    actions.case_picking.pick(review_id, case_ids, rule=rule, by=by, on=ON)


def lots(review_id, wanted, rule=None):
    actions.case_picking.draw(review_id, wanted=wanted, rule=rule, by=LEAD, on=ON)


def move(review_id, to):
    actions.case_reviews.move(review_id, to, seen_version=review(review_id).version, by=LEAD, on=ON)


def review(review_id, by=LEAD):
    return queries.case_reviews.one(review_id, by=by)


def answer(one, by=LEAD, seen=None, **told):
    actions.case_learning.answer(one.id, told, seen_version=seen or one.version, by=by)


def decide(review_id, responsible, due=ON + DAY, text="Lave en dagsorden"):
    told = DecisionTold(text=text, responsible_id=responsible, due_date=due)
    return actions.case_learning.decide(review_id, told, by=LEAD)


def settle(decision_id, state=DecisionState.DONE, outcome=None, by=LEAD, version=1):
    actions.case_learning.settle(
        decision_id, state, outcome=outcome, seen_version=version, by=by, on=ON
    )


# ---------------------------------------------------------------- from plan to close


def test_a_meeting_is_planned_held_written_down_closed_and_followed_up():
    karen = put_staff()
    review_id = plan(people=(karen,))
    pick(review_id, running())
    move(review_id, ReviewState.HELD)
    (one,) = review(review_id).picks
    answer(one, worked="Ugentlig aftale", did_not_work=" ")
    actions.case_learning.learn(review_id, text="Få med er bedre end sent.", by=LEAD)
    decision_id = decide(review_id, karen)
    move(review_id, ReviewState.CLOSED)
    settle(decision_id, outcome="Den ligger klar.")
    told = review(review_id)
    assert (told.state, told.people) == (ReviewState.CLOSED, ((karen, "Karen Kold"),))
    assert told.picks[0].answers == {"worked": "Ugentlig aftale"}
    assert [each.text for each in told.learnings] == ["Få med er bedre end sent."]
    (decision,) = told.decisions
    assert (decision.state, decision.settled_date) == (DecisionState.DONE, ON)
    assert decision.outcome == "Den ligger klar."


def test_a_meeting_ahead_or_without_cases_was_not_held_and_without_learning_is_not_closed():
    ahead, empty = plan(date=ON + DAY), plan()
    pick(ahead, running())
    with pytest.raises(DateInFuture):
        move(ahead, ReviewState.HELD)
    with pytest.raises(NothingPicked):
        move(empty, ReviewState.HELD)
    pick(empty, running("Otto Odde"))
    move(empty, ReviewState.HELD)
    with pytest.raises(NothingLearnt):
        move(empty, ReviewState.CLOSED)
    with pytest.raises(WrongReviewState):
        move(ahead, ReviewState.CLOSED)


def test_a_closed_meeting_takes_nothing_more_until_it_is_opened_again():
    review_id = plan()
    pick(review_id, running())
    move(review_id, ReviewState.HELD)
    actions.case_learning.learn(review_id, text="Få med er bedre.", by=LEAD)
    move(review_id, ReviewState.CLOSED)
    told = review(review_id)
    for refused in (
        lambda: pick(review_id, running("Otto Odde")),
        lambda: lots(review_id, 1),
        lambda: answer(told.picks[0], worked="x"),
        lambda: actions.case_learning.learn(review_id, text="x", by=LEAD),
        lambda: decide(review_id, put_staff()),
        lambda: actions.case_reviews.change(
            review_id, ReviewTold(date=ON, theme="x"), seen_version=told.version, by=LEAD
        ),
    ):
        with pytest.raises(WrongReviewState):
            refused()
    assert review(review_id) == told
    move(review_id, ReviewState.HELD)
    answer(told.picks[0], worked="x")


def test_who_takes_part_changes_and_an_empty_plan_is_taken_back():
    karen, otto = put_staff(), put_staff("Otto Odde")
    review_id = plan(people=(karen,))
    told = ReviewTold(date=ON + DAY, theme="Nyt tema", people=(otto,))
    actions.case_reviews.change(review_id, told, seen_version=1, by=LEAD)
    assert review(review_id).people == ((otto, "Otto Odde"),)
    with pytest.raises(ChangedByOther):
        actions.case_reviews.change(review_id, told, seen_version=1, by=LEAD)
    actions.case_reviews.take_back(review_id, seen_version=2, by=LEAD)
    assert queries.case_reviews.every(by=LEAD) == ()
    begun = plan()
    pick(begun, running())
    with pytest.raises(ReviewBegun):
        actions.case_reviews.take_back(begun, seen_version=1, by=LEAD)


# ---------------------------------------------------------------- picking


def test_each_case_remembers_how_it_was_picked():
    late, other = running(), running("Otto Odde", start_date=ON - 300 * DAY)
    review_id = plan()
    pick(review_id, late)
    pick(review_id, other, rule="no_meeting")
    told = [(each.name, each.how, each.rule) for each in review(review_id).picks]
    assert told == [
        ("Vilma Vildspor", PickedBy.HAND, None),
        ("Otto Odde", PickedBy.RULE, "no_meeting"),
    ]
    with pytest.raises(AlreadyPicked):
        pick(review_id, late)
    with pytest.raises(UnknownCode):
        pick(plan(), late, rule="no_meeting")
    with pytest.raises(NobodyChosen):
        pick(review_id)
    with pytest.raises(UnknownCode):
        pick(review_id, put_case("Henvist Hansen"))


def test_a_draw_can_be_done_again_by_whoever_has_its_seed_and_numbers():
    cases = [running(f"Ung {number}") for number in range(6)]
    running("Slut Sørensen", end_date=ON)
    review_id = plan()
    pick(review_id, cases[0])
    lots(review_id, 2)
    told = review(review_id)
    (made,) = told.draws
    numbers = {each.number for each in cases[1:]}
    assert numbers <= set(made.pool)
    assert cases[0].number not in made.pool
    assert draw(made.pool, 2, made.seed) == made.drawn
    assert {each.number for each in told.picks if each.how is PickedBy.CHANCE} == set(made.drawn)
    with pytest.raises(TooFewToDraw):
        lots(review_id, 9)


def test_lots_can_be_drawn_among_those_a_rule_points_at():
    far = [running(f"Ung {days}", start_date=ON - days * DAY) for days in (100, 200)]
    running("Ny Nielsen")
    review_id = plan()
    lots(review_id, 2, rule="no_meeting")
    assert {each.number for each in review(review_id).picks} == {each.number for each in far}
    assert {each.rule for each in review(review_id).picks} == {"no_meeting"}


def test_a_case_is_left_out_again_until_its_sheet_is_filled_in():
    review_id = plan()
    pick(review_id, running(), running("Otto Odde"))
    first, second = review(review_id).picks
    actions.case_picking.unpick(first.id, seen_version=1, by=LEAD)
    answer(second, worked="Aftalen holdt")
    with pytest.raises(PickAnswered):
        actions.case_picking.unpick(second.id, seen_version=2, by=LEAD)
    answer(second, seen=2)
    actions.case_picking.unpick(second.id, seen_version=3, by=LEAD)
    assert review(review_id).picks == ()


def test_sixteen_at_once_do_not_pick_the_same_case_twice():
    review_id, case = plan(), running()

    def take(_):
        try:
            return pick(review_id, case)
        except AlreadyPicked:
            return "refused"

    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(take, range(16))).count("refused") == 15
    assert len(review(review_id).picks) == 1


def test_the_rules_look_at_what_the_store_holds():
    case = running(start_date=ON - 300 * DAY)
    for days, score in ((200, 2), (100, 3), (50, 1)):
        scores = {"crime": score, "social_network": 6 - score}
        put(MeasurementRow(id=new_id(), case_id=case.id, date=ON - days * DAY, **scores))
    put(
        HousingRow(id=new_id(), case_id=case.id, from_date=ON - 90 * DAY, situation="own_home"),
        HousingRow(id=new_id(), case_id=case.id, from_date=ON - 9 * DAY, situation="hotel"),
        MeetingRow(id=new_id(), case_id=case.id, date=ON - 9 * DAY, kind="network", state="held"),
    )
    goal = GoalRow(id=new_id(), case_id=case.id, set_date=ON - 99 * DAY, text="Et mål")
    put(goal)
    due = {"goal_id": goal.id, "text": "Ringe", "responsible": "Karen"}
    put(
        *(AgreementRow(id=new_id(), follow_up_date=ON - DAY, **due) for _ in range(3)),
        AgreementRow(id=new_id(), follow_up_date=ON - DAY, status="done", **due),
        AgreementRow(id=new_id(), follow_up_date=ON, **due),
    )
    dropped = running("Otto Odde", end_date=ON - DAY, closure_reason="dropped_out")
    with_end = put_case(
        "Ane Aa",
        step=Step.CLOSED,
        start_date=ON - 99 * DAY,
        end_date=ON - DAY,
        closure_reason="dropped_out",
    )
    found = queries.case_picking.pointed_at(by=LEAD, on=ON)
    told = {rule: [(each.number, each.measure) for each in those] for rule, those in found.items()}
    assert told["declined"] == [(case.number, 1)]
    assert told["homeless_again"] == [(case.number, 10)]
    assert told["late_agreements"] == [(case.number, 3)]
    assert told["no_meeting"] == told["improved"] == []
    assert {number for number, _ in told["unplanned_end"]} == {dropped.number, with_end.number}
    assert told["longest"] == [(case.number, 300)]


# ---------------------------------------------------------------- writing


def test_a_stale_sheet_is_refused_and_told_what_stands_there_now():
    review_id = plan()
    pick(review_id, running())
    (one,) = review(review_id).picks
    answer(one, worked="Det ene")
    with pytest.raises(ChangedByOther) as refused:
        answer(one, worked="Det andet")
    assert refused.value.changes == {"worked": "Det ene"}
    assert refused.value.version == 2
    assert review(review_id).picks[0].answers == {"worked": "Det ene"}


def test_what_was_learnt_is_put_otherwise_and_taken_out():
    review_id = plan()
    learning = actions.case_learning.learn(review_id, text="Før", by=LEAD)
    actions.case_learning.change_learning(learning, text="Efter", seen_version=1, by=LEAD)
    assert [each.text for each in review(review_id).learnings] == ["Efter"]
    with pytest.raises(ChangedByOther):
        actions.case_learning.forget_learning(learning, seen_version=1, by=LEAD)
    actions.case_learning.forget_learning(learning, seen_version=2, by=LEAD)
    assert review(review_id).learnings == ()


def test_a_cpr_number_is_refused_and_nothing_is_written():
    review_id = plan()
    pick(review_id, running())
    with pytest.raises(CprInText):
        actions.case_learning.learn(review_id, text="650304-1234 gik frem", by=LEAD)
    with pytest.raises(CprInText):
        answer(review(review_id).picks[0], worked="6503041234")
    told = review(review_id)
    assert (told.learnings, told.picks[0].answers, told.picks[0].version) == ((), {}, 1)


def test_a_decision_is_changed_settled_once_and_opened_again():
    karen, otto = put_staff(), put_staff("Otto Odde")
    decision_id = decide(plan(), karen)
    told = DecisionTold(text="Ny ordlyd", responsible_id=otto, due_date=ON)
    actions.case_learning.change_decision(decision_id, told, seen_version=1, by=LEAD)
    mine = person(Role.SUPPORT_WORKER, staff_id=otto)
    with pytest.raises(NotAllowed):
        settle(decision_id, by=person(Role.COORDINATOR, staff_id=karen), version=2)
    settle(decision_id, DecisionState.DROPPED, "Andre tog den", by=mine, version=2)
    with pytest.raises(DecisionSettled):
        settle(decision_id, version=3)
    actions.case_learning.open_again(decision_id, seen_version=3, by=LEAD)
    (review_,) = queries.case_reviews.every(by=LEAD)
    (decision,) = review_.decisions
    assert (decision.text, decision.state, decision.outcome) == (
        "Ny ordlyd",
        DecisionState.OPEN,
        None,
    )


def test_the_log_knows_whose_case_a_sheet_is_about():
    case, review_id = running(), plan()
    pick(review_id, case)
    answer(review(review_id).picks[0], worked="Aftalen holdt")
    with reading() as session:
        lines = {
            row.table_name: row.case_id
            for row in session.query(AuditRow)
            if row.act == Act.RUN_CASE_REVIEWS
        }
    assert lines["case_review_picks"] == lines["case_review_answers"] == case.id


# ---------------------------------------------------------------- who sees what


def test_a_worker_sees_the_sheets_of_their_own_and_what_was_learnt_by_all():
    karen = put_staff()
    review_id = plan()
    pick(review_id, running(coordinator_id=karen), running("Otto Odde"))
    for one in review(review_id).picks:
        answer(one, worked="Aftalen holdt")
        put(MeasurementRow(id=new_id(), case_id=one.case_id, date=ON, crime=3))
    actions.case_learning.learn(review_id, text="Få med er bedre.", by=LEAD)
    lots_of = plan()
    lots(lots_of, 1)
    mine = person(Role.COORDINATOR, staff_id=karen)
    told = review(review_id, by=mine)
    assert [each.name for each in told.picks] == ["Vilma Vildspor"]
    assert told.others == 1
    assert [each.text for each in told.learnings] == ["Få med er bedre."]
    assert review(lots_of, by=mine).draws == ()
    everybody = review(review_id).picks
    assert set(queries.case_sheets.measured(everybody, by=mine)) == {told.picks[0].case_id}
    assert len(queries.case_sheets.measured(everybody, by=LEAD)) == 2
    hidden = next(each for each in review(review_id).picks if each.name == "Otto Odde")
    assert queries.case_sheets.numbers(hidden.case_id, by=mine, on=ON) is None


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_lead_runs_case_meetings(role):
    review_id, case, who = plan(), running(), person(role, staff_id=put_staff())
    told = ReviewTold(date=ON, theme="x")
    for refused in (
        lambda: actions.case_reviews.plan(told, by=who),
        lambda: actions.case_reviews.change(review_id, told, seen_version=1, by=who),
        lambda: actions.case_reviews.take_back(review_id, seen_version=1, by=who),
        lambda: pick(review_id, case, by=who),
        lambda: actions.case_learning.learn(review_id, text="x", by=who),
        lambda: queries.case_picking.pointed_at(by=who, on=ON),
    ):
        with pytest.raises(NotAllowed):
            refused()
    sees = may(who, Act.SEE_CASE_REVIEWS)
    assert len(queries.case_reviews.every(by=who)) == int(sees)
    assert bool(queries.case_reviews.staff(by=who, on=ON)) is sees


# ---------------------------------------------------------------- figures and dues


def test_a_sheet_has_the_case_in_numbers():
    case, karen = running(), put_staff()
    put(
        *(
            ContactRow(
                id=new_id(),
                case_id=case.id,
                worker_id=karen,
                date=ON - days * DAY,
                method="SM",
                activity="citizen_contact",
                minutes=45,
            )
            for days in (1, 5)
        ),
        HousingRow(id=new_id(), case_id=case.id, from_date=ON - DAY, situation="own_home"),
        MeetingRow(id=new_id(), case_id=case.id, date=ON - DAY, kind="network", state="held"),
        MeetingRow(id=new_id(), case_id=case.id, date=ON, kind="network", state="planned"),
    )
    told = queries.case_sheets.numbers(case.id, by=LEAD, on=ON)
    assert (told.meetings, told.last_meeting) == (1, ON - DAY)
    assert (told.contacts, told.minutes, told.last_contact) == (2, 90, ON - DAY)
    assert told.homes == ((ON - DAY, "own_home"),)
    assert sum(told.agreements.values()) == told.late == 0


def test_open_decisions_and_planned_meetings_are_due_in_the_programme():
    karen, review_id = put_staff(), plan(date=ON + 5 * DAY)
    late, soon = decide(review_id, karen, ON - DAY), decide(review_id, karen, ON + 31 * DAY)
    decide(review_id, karen, ON + 32 * DAY)
    settle(decide(review_id, karen, ON))
    told = queries.case_reviews.dues(on=ON)
    assert [(each.due_date, dict(each.address), each.staff_id) for each in told] == [
        (ON - DAY, {"decision": late}, karen),
        (ON + 5 * DAY, {"review": review_id}, None),
        (ON + 31 * DAY, {"decision": soon}, karen),
    ]
    assert {each.kind for each in told} == {ProgrammeKind.LEARNING}
    assert [each.overdue(ON) for each in told] == [True, False, False]
