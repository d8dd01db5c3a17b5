"""Goals and agreements (R11)."""

from datetime import date, timedelta

import pytest

from core.agreements import (
    AgreementSettled,
    AgreementStatus,
    AgreementStillOpen,
    FollowUpMissing,
    FollowUpTooEarly,
    GoalClosed,
    GoalStatus,
    GoalStillOpen,
    ResponsibleMissing,
    check_agreement_open,
    check_agreement_settled,
    check_goal_closed,
    check_goal_open,
    checked_agreement,
    checked_goal,
    closing,
    overdue,
    settling,
)
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from tests.factories_network import START, agreement_told, goal_told

ON = date(2026, 5, 4)
TOMORROW, YESTERDAY = ON + timedelta(days=1), ON - timedelta(days=1)


@pytest.mark.parametrize("nobody", [None, "", "   "])
def test_an_agreement_that_nobody_answers_for_is_refused(nobody):
    with pytest.raises(ResponsibleMissing) as refused:
        checked_agreement(agreement_told(responsible=nobody), made=ON)
    assert refused.value.field == "responsible"


def test_an_agreement_without_a_follow_up_date_is_refused():
    with pytest.raises(FollowUpMissing) as refused:
        checked_agreement(agreement_told(follow_up_date=None), made=ON)
    assert refused.value.field == "follow_up_date"


def test_an_agreement_followed_up_before_it_was_made_is_refused():
    with pytest.raises(FollowUpTooEarly):
        checked_agreement(agreement_told(follow_up_date=YESTERDAY), made=ON)
    assert checked_agreement(agreement_told(follow_up_date=ON), made=ON).follow_up_date == ON


def test_an_agreement_about_nothing_is_refused():
    with pytest.raises(MissingValue):
        checked_agreement(agreement_told(text=" "), made=ON)


def test_a_goal_needs_words_and_a_day_between_the_start_and_today():
    with pytest.raises(MissingValue):
        checked_goal(goal_told(None), start=START, on=ON)
    with pytest.raises(DateInFuture):
        checked_goal(goal_told(set_date=TOMORROW), start=START, on=ON)
    with pytest.raises(DatesOutOfOrder):
        checked_goal(goal_told(set_date=START - timedelta(days=1)), start=START, on=ON)


def test_a_goal_may_lie_outside_the_life_domains_but_not_in_an_unknown_one():
    assert checked_goal(goal_told(), start=START, on=ON).life_domain is None
    with pytest.raises(UnknownCode):
        checked_goal(goal_told(life_domain="astrology"), start=START, on=ON)


def test_a_goal_is_closed_with_an_end_and_a_day_that_fit():
    assert closing("reached", ON, set_date=START, on=ON) is GoalStatus.REACHED
    with pytest.raises(UnknownCode):
        closing("open", ON, set_date=START, on=ON)
    with pytest.raises(MissingValue):
        closing("dropped", None, set_date=START, on=ON)
    with pytest.raises(DateInFuture):
        closing("dropped", TOMORROW, set_date=START, on=ON)
    with pytest.raises(DatesOutOfOrder):
        closing("dropped", START - timedelta(days=1), set_date=START, on=ON)


def test_an_agreement_is_settled_with_an_end_and_a_day_that_fit():
    assert settling("not_done", ON, made=START, on=ON) is AgreementStatus.NOT_DONE
    with pytest.raises(UnknownCode):
        settling("open", ON, made=START, on=ON)
    with pytest.raises(MissingValue):
        settling(None, ON, made=START, on=ON)
    with pytest.raises(DateInFuture):
        settling("done", TOMORROW, made=START, on=ON)
    with pytest.raises(DatesOutOfOrder):
        settling("done", START - timedelta(days=1), made=START, on=ON)


def test_what_is_closed_must_be_opened_before_it_changes():
    with pytest.raises(GoalClosed):
        check_goal_open("reached")
    with pytest.raises(AgreementSettled):
        check_agreement_open("done")


def test_what_is_open_cannot_be_opened_again():
    with pytest.raises(GoalStillOpen):
        check_goal_closed("open")
    with pytest.raises(AgreementStillOpen):
        check_agreement_settled("open")


def test_only_an_open_agreement_whose_day_has_passed_is_overdue():
    assert overdue("open", YESTERDAY, ON)
    assert not overdue("open", ON, ON)
    assert not overdue("not_done", YESTERDAY, ON)


def test_a_goal_keeps_the_young_persons_own_words_as_they_are():
    said = "Jeg gider ikke kommunen mer, jeg vil bare ha en nøgle!!"
    checked = checked_goal(goal_told(own_words=f" {said}\n"), start=START, on=ON)
    assert checked.own_words == said
    assert checked_goal(goal_told(own_words="  "), start=START, on=ON).own_words is None


def test_a_goal_outside_the_life_domains_may_say_what_it_tells_about():
    checked = checked_goal(goal_told(information_type="housing"), start=START, on=ON)
    assert (checked.life_domain, checked.information_type) == (None, "housing")
    with pytest.raises(UnknownCode):
        checked_goal(goal_told(information_type="astrology"), start=START, on=ON)


def test_an_agreement_may_name_who_follows_it_up():
    assert checked_agreement(agreement_told(), made=ON).follow_up_by is None
    named = checked_agreement(agreement_told(follow_up_by=" Molly "), made=ON)
    assert named.follow_up_by == "Molly"
