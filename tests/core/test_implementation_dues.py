"""What is due in the implementation, and from how long before its day it is told."""

from datetime import date, timedelta

from core.implementation_dues import dues
from core.records.implementation import Outcome, Owner
from core.records.programme import ProgrammeKind
from tests.factories_implementation import ON, agreement, answer, known, small_test

DAY = timedelta(days=1)
MONTH, TWO_MONTHS = date(2026, 6, 4), date(2026, 7, 4)


def test_a_question_is_told_from_a_month_before_its_day_for_its_owner():
    mine = answer(due_date=MONTH, owner=Owner("s", "Karen Kold"))
    (one,) = dues(known(answers=[mine]), ON)
    assert (one.kind, one.due_date, one.staff_id) == (ProgrammeKind.IMPLEMENTATION, MONTH, "s")
    assert one.address == {"step": "1", "question": "all_partners"}
    assert dues(known(answers=[mine]), ON - DAY) == ()


def test_a_typed_owner_leaves_it_to_the_project_leader():
    (one,) = dues(known(answers=[answer(due_date=ON, owner=Owner(None, "En leder"))]), ON)
    assert one.staff_id is None


def test_what_is_in_place_is_not_due():
    assert dues(known(answers=[answer(state="in_place", due_date=ON - DAY)]), ON) == ()


def test_an_agreement_is_told_from_two_months_before_it_is_to_be_renewed():
    one = agreement(renew=TWO_MONTHS)
    (found,) = dues(known(agreements=[one]), ON)
    assert (found.what, found.address["agreement"]) == ("Jobcenter Papirsø", "a")
    assert dues(known(agreements=[one]), ON - DAY) == ()
    assert dues(known(agreements=[agreement(renew=ON - DAY, ended=ON)]), ON) == ()


def test_a_test_is_due_until_its_outcome_is_decided():
    running = small_test(due_date=ON - DAY)
    (found,) = dues(known(tests=[running]), ON)
    assert found.overdue(ON)
    assert found.what == "Sms dagen før"
    decided = small_test(written=4, outcome=Outcome.ADOPT, due_date=ON - DAY)
    assert dues(known(tests=[decided]), ON) == ()


def test_the_earliest_comes_first():
    every = known(
        answers=[answer(due_date=ON)],
        agreements=[agreement(renew=ON - DAY)],
        tests=[small_test(due_date=ON + DAY)],
    )
    assert [each.due_date - ON for each in dues(every, ON)] == [-DAY, 0 * DAY, DAY]
