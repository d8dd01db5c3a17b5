"""Small-scale tests: four steps in their order, an outcome, and one round after another."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from core.records.implementation import Outcome, PdsaStep
from core.small_tests import (
    OUTCOMES,
    STEPS,
    OutcomeTooEarly,
    RoundTaken,
    RoundUndecided,
    StepSkipped,
    check_may_go_on,
    check_outcome_stands,
    checked_test,
    step_now,
)
from core.words import LANGUAGES, has_phrase
from tests.factories_implementation import ON, small_test, small_test_told, steps

DAY = timedelta(days=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_and_outcome_has_words(language):
    for step in STEPS:
        for key in (f"small_tests.step.{step}", f"small_tests.now.{step}"):
            assert has_phrase(language, key)
    assert all(has_phrase(language, f"code.outcome.{each}") for each in Outcome)
    assert set(OUTCOMES) == set(Outcome)


def test_a_title_and_what_to_learn_are_needed():
    for field in ("title", "aim"):
        with pytest.raises(MissingValue) as refused:
            checked_test(small_test_told(**{field: " "}), ON)
        assert refused.value.field == field


def test_a_step_has_both_its_text_and_its_day():
    for step, field in (
        (PdsaStep("plan", "Vi prøver.", None), "plan_date"),
        (PdsaStep("plan", None, ON), "plan_text"),
    ):
        with pytest.raises(MissingValue) as refused:
            checked_test(small_test_told(steps=(step,)), ON)
        assert refused.value.field == field


def test_no_step_lies_ahead_or_before_the_one_it_follows():
    with pytest.raises(DateInFuture):
        checked_test(small_test_told(steps=(PdsaStep("plan", "Vi.", ON + DAY),)), ON)
    wrong = (PdsaStep("plan", "Vi.", ON), PdsaStep("do", "Gjort.", ON - DAY))
    with pytest.raises(DatesOutOfOrder) as refused:
        checked_test(small_test_told(steps=wrong), ON)
    assert refused.value.field == "do_date"


def test_the_outcome_comes_when_all_four_are_written_but_a_test_can_be_stopped_before():
    with pytest.raises(OutcomeTooEarly):
        checked_test(small_test_told(3, outcome="adopt"), ON)
    assert checked_test(small_test_told(4, outcome="adopt"), ON).outcome is Outcome.ADOPT
    assert checked_test(small_test_told(1, outcome="abandon"), ON).outcome is Outcome.ABANDON
    with pytest.raises(UnknownCode):
        checked_test(small_test_told(4, outcome="perhaps"), ON)


@given(some.sets(some.sampled_from(STEPS)))
def test_the_steps_are_written_from_the_first_without_a_gap(written):
    told = tuple(
        each if each.step in written else PdsaStep(each.step) for each in steps(len(STEPS))
    )
    in_order = written == set(STEPS[: len(written)])
    if in_order:
        found = checked_test(small_test_told(steps=told), ON)
        assert [each.step for each in found.steps if each.text] == list(STEPS[: len(written)])
    else:
        with pytest.raises(StepSkipped):
            checked_test(small_test_told(steps=told), ON)


def test_the_step_to_write_is_the_first_that_is_empty():
    assert [step_now(small_test(written=count)) for count in range(5)] == [*STEPS, None]


@pytest.mark.parametrize("outcome", [None, Outcome.ABANDON])
def test_no_round_follows_where_nothing_is_decided_or_it_is_given_up(outcome):
    with pytest.raises(RoundUndecided):
        check_may_go_on(small_test(written=4, outcome=outcome), [])


def test_one_round_follows_another_and_binds_its_outcome():
    first = small_test("one", written=4, outcome=Outcome.ADAPT)
    check_may_go_on(first, [first])
    both = [first, small_test("two", round_=2, continues="one")]
    with pytest.raises(RoundTaken):
        check_may_go_on(first, both)
    with pytest.raises(RoundTaken):
        check_outcome_stands(first, Outcome.ABANDON, both)
    check_outcome_stands(first, Outcome.ADAPT, both)
    check_outcome_stands(replace(first, outcome=None), Outcome.ADAPT, [first])
