"""What has changed between two network maps."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.network_compare import Shift, compare, same
from core.records.network_map import MapPerson

MOLLY = MapPerson("molly", "Molly Mor", "private", "mor", 2)
OVE = MapPerson("ove", "Ove Onkel", "private", "onkel", 1)

one_map = st.lists(
    st.builds(
        MapPerson,
        id=st.sampled_from("abcdef"),
        name=st.just("Molly"),
        sphere=st.sampled_from([None, "private", "professional"]),
        relation=st.none(),
        closeness=st.sampled_from([None, 1, 2, 3]),
        chosen_adult=st.booleans(),
        draw_on=st.sampled_from([None, "råd"]),
    ),
    unique_by=lambda one: one.id,
)
OPPOSITE = {
    Shift.CAME: Shift.LEFT,
    Shift.CLOSER: Shift.FARTHER,
    Shift.PLACED: Shift.TAKEN_OFF,
    Shift.DRAWN_ON: Shift.NOT_DRAWN_ON,
}


def told(earlier, later):
    return {change.shift: [one.name for one in change.people] for change in compare(earlier, later)}


@pytest.mark.parametrize(
    ("later", "shift"),
    [
        ({"closeness": 1}, Shift.CLOSER),
        ({"closeness": 3}, Shift.FARTHER),
        ({"closeness": None}, Shift.TAKEN_OFF),
        ({"sphere": "professional"}, Shift.OTHER_SIDE),
        ({"chosen_adult": True}, Shift.CHOSEN),
        ({"draw_on": "kørsel"}, Shift.DRAWN_ON),
    ],
)
def test_a_change_of_one_thing_is_told_as_that(later, shift):
    assert told([MOLLY, OVE], [replace(MOLLY, **later), OVE]) == {shift: ["Molly Mor"]}


def test_who_came_and_who_left_are_told_and_nothing_further_of_them():
    assert told([MOLLY], [OVE]) == {Shift.CAME: ["Ove Onkel"], Shift.LEFT: ["Molly Mor"]}


def test_a_newcomer_who_is_the_chosen_adult_is_told_as_both():
    found = told([replace(MOLLY, chosen_adult=True)], [MOLLY, replace(OVE, chosen_adult=True)])
    assert found == {
        Shift.CHOSEN: ["Ove Onkel"],
        Shift.NOT_CHOSEN: ["Molly Mor"],
        Shift.CAME: ["Ove Onkel"],
    }


def test_somebody_who_had_no_ring_has_got_a_place():
    assert told([replace(MOLLY, closeness=None)], [MOLLY]) == {Shift.PLACED: ["Molly Mor"]}


def test_a_new_name_is_no_change_of_place_but_the_maps_are_not_the_same():
    renamed = replace(MOLLY, name="Molly Moster")
    assert compare([MOLLY], [renamed]) == ()
    assert not same([MOLLY], [renamed])


@given(one_map)
def test_a_map_does_not_differ_from_itself_in_whatever_order(people):
    assert compare(people, list(reversed(people))) == ()
    assert same(people, list(reversed(people)))


@given(one_map, one_map)
def test_looked_at_backwards_every_change_is_its_opposite(earlier, later):
    there, back = (
        {change.shift: {one.id for one in change.people} for change in compare(*pair)}
        for pair in ((earlier, later), (later, earlier))
    )
    for shift, other in OPPOSITE.items():
        assert there.get(shift) == back.get(other)
        assert there.get(other) == back.get(shift)
