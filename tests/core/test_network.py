"""The network around the young person."""

from datetime import date

import pytest

from core.errors import MissingValue, TooLong, UnknownCode
from core.network import (
    NOT_IN_A_NETWORK,
    NothingMoved,
    TwoChosenAdults,
    check_one_chosen_adult,
    check_place,
    checked,
    roles,
)
from tests.factories_network import known, network_told

ON = date(2026, 5, 4)


def test_two_chosen_adults_are_refused():
    with pytest.raises(TwoChosenAdults) as refused:
        check_one_chosen_adult([known("Molly Mor", chosen_adult=True)])
    assert refused.value.facts == {"name": "Molly Mor"}


def test_the_chosen_adult_does_not_stand_in_their_own_way():
    check_one_chosen_adult([known(chosen_adult=True, id_="molly"), known()], but="molly")


def test_somebody_without_name_or_sphere_is_refused():
    with pytest.raises(MissingValue):
        checked(network_told(" "), ON)
    with pytest.raises(MissingValue):
        checked(network_told(sphere=None), ON)


def test_a_name_too_long_or_a_closeness_outside_the_three_is_refused():
    with pytest.raises(TooLong):
        checked(network_told("a" * 121), ON)
    with pytest.raises(UnknownCode):
        checked(network_told(closeness="4"), ON)
    assert checked(network_told(closeness="3"), ON).closeness == "3"


def test_nobody_in_a_network_is_the_young_person_or_the_chosen_adult_by_role():
    assert "guardian" in roles(ON)
    for role in NOT_IN_A_NETWORK:
        assert role not in roles(ON)
        with pytest.raises(UnknownCode):
            checked(network_told(participant_role=role), ON)
    assert checked(network_told(participant_role="school"), ON).participant_role == "school"


def test_what_somebody_can_help_with_and_where_they_work_are_kept_clean():
    told = checked(network_told(draw_on=" kørsel ", organisation="  "), ON)
    assert (told.draw_on, told.organisation) == ("kørsel", None)


def test_a_move_changes_the_side_or_the_ring_and_leaves_the_other():
    assert check_place(("private", 2), None, 1, ON) == ("private", 1)
    assert check_place(("private", 2), "professional", None, ON) == ("professional", 2)
    assert check_place((None, None), "private", 3, ON) == ("private", 3)


def test_a_move_to_where_somebody_stands_or_to_nowhere_is_refused():
    with pytest.raises(NothingMoved):
        check_place(("private", 2), None, 2, ON)
    with pytest.raises(UnknownCode):
        check_place(("private", 2), "club", None, ON)
    for ring in (0, 4):
        with pytest.raises(UnknownCode):
            check_place(("private", 2), None, ring, ON)
