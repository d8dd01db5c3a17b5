"""How far each of the seven steps is."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from core.records.timeline import TrinState, Way
from core.seven_steps import states

Z, N, L, D, X = TrinState  # not yet, not looked at, lacking, done, not relevant


def _states(**told):
    return list(states(Way(**told)).values())


def test_a_new_referral_waits_for_somebody_to_look_at_it():
    assert _states() == [N, Z, Z, Z, X, Z, Z]


def test_a_referral_taken_up_is_to_be_assessed():
    assert _states(taken_up=True) == [D, N, Z, Z, X, Z, Z]
    assert _states(taken_up=True, assessed=True) == [D, L, Z, Z, X, Z, Z]


def test_a_referral_turned_down_before_it_was_taken_up_ends_there():
    assert _states(turned_down=True) == [D, X, X, X, X, X, X]


def test_a_referral_turned_down_after_the_assessment_has_both_steps_done():
    assert _states(taken_up=True, turned_down=True) == [D, D, X, X, X, X, X]


def test_without_housing_support_steps_four_to_six_do_not_concern_the_case():
    told = {"taken_up": True, "accepted": True}
    assert _states(**told) == [D, D, N, X, X, X, N]
    assert _states(**told, coordinated=True) == [D, D, L, X, X, X, N]
    assert _states(**told, coordinated=True, met=True) == [D, D, D, X, X, X, N]


def test_granted_support_is_waited_for_and_a_homeless_young_person_moves_in():
    told = {"taken_up": True, "accepted": True, "granted_support": True, "homeless": True}
    assert _states(**told) == [D, D, N, N, N, Z, N]
    named = {"coordinated": True, "worker_named": True, "home_promised": True}
    assert _states(**told, **named) == [D, D, L, L, L, Z, N]
    assert _states(**told, **named, met=True) == [D, D, D, L, L, Z, N]


def test_support_that_runs_is_begun_and_ends_with_its_handover():
    told = {
        "taken_up": True,
        "accepted": True,
        "met": True,
        "granted_support": True,
        "homeless": True,
        "support_begun": True,
        "moved_in": True,
    }
    assert _states(**told, support_open=True) == [D, D, D, D, D, N, N]
    assert _states(**told, support_open=True, handover_agreed=True) == [D, D, D, D, D, L, N]
    assert _states(**told) == [D, D, D, D, D, D, N]
    assert _states(**told, closed=True) == [D, D, D, D, D, D, D]


def test_support_once_given_stays_done_when_the_combination_changes_to_none():
    told = {"taken_up": True, "accepted": True, "met": True, "support_begun": True}
    assert _states(**told)[3] is D


@given(st.builds(Way, **{field.name: st.booleans() for field in fields(Way)}))
def test_nothing_is_left_to_do_in_a_closed_case(way):
    assert set(states(replace(way, closed=True)).values()) <= {D, X}


def test_what_never_began_in_a_closed_case_does_not_concern_it_any_more():
    told = {"taken_up": True, "accepted": True, "granted_support": True, "closed": True}
    assert _states(**told) == [D, D, X, X, X, X, D]
