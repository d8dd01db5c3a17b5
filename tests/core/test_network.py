"""The network around the young person."""

from datetime import date

import pytest

from core.errors import MissingValue, TooLong, UnknownCode
from core.network import TwoChosenAdults, check_one_chosen_adult, checked
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
