from dataclasses import fields
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Step
from core.errors import WrongStep
from core.pathway import ACCEPTED_STEPS, MOVES, OPEN_STEPS, Footing, check_move, stands_on

footings = st.builds(Footing, *[st.booleans()] * len(fields(Footing)))


def test_every_step_has_its_moves():
    assert set(MOVES) == set(Step)


def test_every_step_can_be_reached_from_the_referral():
    reached, frontier = {Step.REFERRED}, [Step.REFERRED]
    while frontier:
        for step in MOVES[frontier.pop()] - reached:
            reached.add(step)
            frontier.append(step)
    assert reached == set(Step)


def test_a_case_with_an_open_support_course_cannot_be_closed():
    for step in (Step.SUPPORT, Step.MOVED_IN):
        with pytest.raises(WrongStep):
            check_move(step, Step.CLOSED)


def test_a_referral_cannot_skip_the_assessment():
    with pytest.raises(WrongStep):
        check_move(Step.REFERRED, Step.START_UP)


def test_every_step_is_where_a_case_with_some_records_stands():
    answers = product((False, True), repeat=len(fields(Footing)))
    assert {stands_on(Footing(*each)) for each in answers} == set(Step)


def test_every_move_of_the_table_is_allowed():
    for step, moves in MOVES.items():
        for to in moves:
            check_move(step, to)


def test_a_fresh_referral_stands_on_the_first_step():
    assert stands_on(Footing()) is Step.REFERRED


def test_an_accepted_case_with_a_held_network_meeting_is_under_way():
    assert stands_on(Footing(accepted=True, network_meeting_held=True)) is Step.COLLABORATION


def test_moving_in_counts_only_while_support_is_open():
    housed = Footing(accepted=True, support_ever=True, housed_in_own_home=True)
    assert stands_on(housed) is Step.SUPPORT_ENDED


@given(footings)
def test_an_ended_case_is_never_on_an_open_step(footing):
    step = stands_on(footing)
    if footing.turned_down or footing.ended:
        assert step not in OPEN_STEPS
    else:
        assert step in OPEN_STEPS


@given(footings)
def test_only_records_of_acceptance_or_support_put_a_case_past_the_decision(footing):
    if stands_on(footing) in ACCEPTED_STEPS:
        assert footing.accepted or footing.support_open or footing.support_ever
