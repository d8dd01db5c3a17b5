"""How far each of the seven steps is."""

from core.records.timeline import TrinState, Way
from core.seven_steps import states

N, U, D, X = TrinState.NOT_BEGUN, TrinState.UNDER_WAY, TrinState.DONE, TrinState.NOT_RELEVANT


def _states(**told):
    return list(states(Way(**told)).values())


def test_a_new_referral_has_its_first_step_under_way():
    assert _states() == [U, N, N, N, X, N, N]


def test_a_referral_taken_up_is_being_assessed():
    assert _states(taken_up=True) == [D, U, N, N, X, N, N]


def test_a_referral_turned_down_before_it_was_taken_up_ends_there():
    assert _states(turned_down=True) == [D, X, X, X, X, X, X]


def test_a_referral_turned_down_after_the_assessment_has_both_steps_done():
    assert _states(taken_up=True, turned_down=True) == [D, D, X, X, X, X, X]


def test_without_housing_support_steps_four_to_six_do_not_concern_the_case():
    assert _states(taken_up=True, accepted=True) == [D, D, U, X, X, X, N]


def test_granted_support_is_waited_for_and_a_homeless_young_person_moves_in():
    told = {"taken_up": True, "accepted": True, "granted_support": True, "homeless": True}
    assert _states(**told) == [D, D, U, U, N, N, N]
    assert _states(**told, met=True, home_promised=True) == [D, D, D, U, U, N, N]


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
    assert _states(**told, support_open=True, handover_agreed=True) == [D, D, D, D, D, U, N]
    assert _states(**told) == [D, D, D, D, D, D, N]
    assert _states(**told, closed=True) == [D, D, D, D, D, D, D]


def test_support_once_given_stays_done_when_the_combination_changes_to_none():
    told = {"taken_up": True, "accepted": True, "met": True, "support_begun": True}
    assert _states(**told)[3] is D


def test_what_never_began_in_a_closed_case_does_not_concern_it_any_more():
    told = {"taken_up": True, "accepted": True, "granted_support": True, "closed": True}
    assert _states(**told) == [D, D, X, X, X, X, D]
