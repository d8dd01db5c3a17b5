"""Case meetings: how they move on, what is written down, and the group."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.case_learning import (
    CprInText,
    DecisionSettled,
    DecisionTold,
    check_open,
    checked_decision,
    checked_outcome,
    may_settle,
    open_first,
    written,
)
from core.case_reviews import (
    MAIN_EVENTS,
    MOVES,
    QUESTIONS,
    NothingLearnt,
    NothingPicked,
    Question,
    ReviewBegun,
    WrongReviewState,
    check_closed,
    check_held,
    check_move,
    check_not_begun,
    check_not_closed,
    checked_answers,
    checked_theme,
    group_changes,
    questions,
)
from core.codes import Role, all_codes
from core.development import Change, DomainCourse, Point
from core.errors import DateInFuture, MissingValue, TooLong
from core.records.case_reviews import Decision, DecisionState, PickedBy, ReviewState
from core.texts import LINE
from core.words import LANGUAGES, has_phrase
from tests.factories import ON, person

DAY = timedelta(days=1)


def test_a_meeting_moves_on_and_back_by_its_table():
    for now in ReviewState:
        for to in ReviewState:
            if to in MOVES[now]:
                check_move(now, to)
            else:
                with pytest.raises(WrongReviewState):
                    check_move(now, to)
    assert all(now in MOVES[to] for now in MOVES for to in MOVES[now])


def test_a_meeting_is_held_with_cases_and_not_ahead_of_its_day():
    check_held(ON, 1, ON)
    with pytest.raises(DateInFuture):
        check_held(ON + DAY, 1, ON)
    with pytest.raises(NothingPicked):
        check_held(ON, 0, ON)


def test_a_meeting_is_closed_with_something_learnt_or_decided():
    check_closed(learnt=1, decided=0)
    check_closed(learnt=0, decided=1)
    with pytest.raises(NothingLearnt):
        check_closed(learnt=0, decided=0)


def test_a_closed_meeting_is_not_changed_and_only_an_empty_plan_is_taken_back():
    check_not_closed(ReviewState.HELD)
    with pytest.raises(WrongReviewState):
        check_not_closed(ReviewState.CLOSED)
    check_not_begun(ReviewState.PLANNED, 0)
    for state, picks in ((ReviewState.PLANNED, 1), (ReviewState.HELD, 0)):
        with pytest.raises(ReviewBegun):
            check_not_begun(state, picks)


@pytest.mark.parametrize("number", ["650304-1234", "6503041234", "65 03 04 1234"])
def test_a_number_like_a_cpr_number_is_refused_wherever_it_is_written(number):
    text = f"Det gik godt for {number}."
    for refused in (
        lambda: written("text", text),
        lambda: checked_theme(text),
        lambda: checked_answers({"worked": text}, ON),
        lambda: checked_outcome(DecisionState.DONE, text),
    ):
        with pytest.raises(CprInText):
            refused()


def test_a_theme_is_one_line():
    assert checked_theme("  Når starten trækker ud ") == "Når starten trækker ud"
    with pytest.raises(TooLong):
        checked_theme("x" * (LINE + 1))
    with pytest.raises(MissingValue):
        checked_theme(" ")


def test_answers_are_kept_by_question_without_the_empty_ones():
    told = {"worked": " Ugentlig aftale ", "did_not_work": "  ", "again": None, "other": "x"}
    assert checked_answers(told, ON) == {"worked": "Ugentlig aftale"}


def test_the_questions_of_the_day_are_asked_and_have_words():
    assert questions(ON) == tuple(each.code for each in QUESTIONS)
    assert not Question("old", "-", valid_to=ON - DAY).valid(ON)
    assert not Question("new", "-", valid_from=ON + DAY).valid(ON)
    for language in LANGUAGES:
        assert all(has_phrase(language, f"case_review_sheet.{code}") for code in questions(ON))


def test_states_ways_and_main_events_have_words():
    for language in LANGUAGES:
        for state in ReviewState:
            assert has_phrase(language, f"code.review_state.{state}")
        for how in PickedBy:
            assert has_phrase(language, f"code.picked_by.{how}")
        for kind in MAIN_EVENTS:
            assert has_phrase(language, f"young_person.happening.{kind}")


def test_a_decision_says_what_who_and_when():
    told = DecisionTold(text="Lave en dagsorden", responsible_id="a", due_date=ON)
    assert checked_decision(told) == ("Lave en dagsorden", "a", ON)
    for missing in ("text", "responsible_id", "due_date"):
        values = {"text": "x", "responsible_id": "a", "due_date": ON, missing: None}
        with pytest.raises(MissingValue) as refused:
            checked_decision(DecisionTold(**values))
        assert refused.value.field == missing


def test_who_drops_a_decision_says_why():
    assert checked_outcome(DecisionState.DONE, None) is None
    assert checked_outcome(DecisionState.DROPPED, "Andre tog den") == "Andre tog den"
    with pytest.raises(MissingValue):
        checked_outcome(DecisionState.DROPPED, " ")
    check_open(DecisionState.OPEN)
    for state in (DecisionState.DONE, DecisionState.DROPPED):
        with pytest.raises(DecisionSettled):
            check_open(state)


def test_a_decision_is_settled_by_the_lead_and_by_who_sees_to_it():
    assert may_settle(person(Role.PROJECT_LEAD), "a")
    assert may_settle(person(Role.SUPPORT_WORKER, staff_id="a"), "a")
    assert not may_settle(person(Role.SUPPORT_WORKER, staff_id="b"), "a")
    assert not may_settle(person(Role.REFERRER, staff_id="a"), "a")


def decision(name: str, due: date, state: DecisionState, settled: date | None = None) -> Decision:
    return Decision(name, 1, "r", name, "a", "Karen Kold", due, state, settled, None)


def test_open_decisions_come_first_the_earliest_day_on_top():
    late = decision("late", ON - DAY, DecisionState.OPEN)
    soon = decision("soon", ON + DAY, DecisionState.OPEN)
    old = decision("old", ON, DecisionState.DONE, ON - 3 * DAY)
    new = decision("new", ON, DecisionState.DROPPED, ON)
    assert [each.id for each in open_first([old, soon, new, late])] == [
        "late",
        "soon",
        "new",
        "old",
    ]
    assert late.overdue(ON)
    assert not soon.overdue(ON)
    assert not old.overdue(ON)


def course(domain: str, *scores: int) -> DomainCourse:
    points = tuple(Point(ON + place * DAY, score, None) for place, score in enumerate(scores))
    return DomainCourse(domain, points)


def test_the_group_is_counted_by_domain_and_a_single_score_counts_nowhere():
    found = group_changes(
        [
            [course("crime", 2, 5, 3), course("mental_health", 4)],
            [course("crime", 3, 3), course("mental_health", 4, 1)],
        ]
    )
    assert found["crime"] == {Change.DECLINE: 0, Change.UNCHANGED: 1, Change.IMPROVEMENT: 1}
    assert found["mental_health"][Change.DECLINE] == 1
    assert sum(found["physical_health"].values()) == 0
    assert set(found) == set(all_codes("life_domain"))


@given(st.lists(st.lists(st.integers(1, 5), max_size=4), max_size=8))
def test_the_group_has_as_many_as_have_two_scores(scored):
    found = group_changes([[course("crime", *scores)] for scores in scored])
    assert sum(found["crime"].values()) == sum(len(scores) > 1 for scores in scored)
