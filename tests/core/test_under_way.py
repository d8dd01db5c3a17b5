"""A meeting under way: the agenda, the turn, who is here, names, quick days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import MeetingState
from core.errors import UnknownCode
from core.meetings import MeetingNotPlanned
from core.records.network import Meeting, Participant
from core.under_way import (
    MeetingAhead,
    check_under_way,
    checked_place,
    following_meeting,
    is_here,
    names_at_table,
    next_turn,
    quick_days,
    under_way,
)

ON = date(2026, 5, 4)
TOMORROW = ON + timedelta(days=1)
AGENDA = "- Hvordan har du det?\n\n • Bolig \nFGU - til sommer\n"


def seat(id_, *, attended=None, answer=None):
    return Participant(id_, "other", None, True, attended, None, answer=answer)


def meeting(day=ON, state=MeetingState.PLANNED, following=None):
    return Meeting("m", 1, day, "network", state, None, None, following, *[None] * 6, ())


def test_a_planned_meeting_is_under_way_from_its_day_until_it_is_told_of_as_held():
    check_under_way(MeetingState.PLANNED, ON, ON)
    check_under_way(MeetingState.PLANNED, ON, TOMORROW)
    with pytest.raises(MeetingAhead):
        check_under_way(MeetingState.PLANNED, TOMORROW, ON)
    for state in (MeetingState.HELD, MeetingState.CANCELLED):
        with pytest.raises(MeetingNotPlanned):
            check_under_way(state, ON, ON)
        assert not under_way(meeting(state=state), ON)
    assert under_way(meeting(), ON)
    assert not under_way(meeting(TOMORROW), ON)


def test_a_place_lies_in_the_agenda_or_just_beyond_its_last_point():
    assert checked_place(0, AGENDA) == 0
    assert checked_place(3, AGENDA) == 3
    for place in (-1, 4):
        with pytest.raises(UnknownCode):
            checked_place(place, AGENDA)


def test_who_declined_is_not_here_unless_they_came_after_all():
    assert is_here(seat("a"))
    assert not is_here(seat("a", answer="declined"))
    assert is_here(seat("a", answer="declined", attended=True))
    assert not is_here(seat("a", answer="accepted", attended=False))


def test_the_turn_goes_around_past_those_who_are_not_here():
    table = [seat("a"), seat("b", attended=False), seat("c")]
    assert next_turn(table, None) == "a"
    assert next_turn(table, "a") == "c"
    assert next_turn(table, "c") == "a"
    assert next_turn(table, "gone") == "a"
    assert next_turn([seat("b", attended=False)], None) is None


@given(some.lists(some.booleans(), min_size=1, max_size=9))
def test_in_one_round_everybody_who_is_here_has_the_floor_exactly_once(here):
    table = [seat(str(place), attended=each) for place, each in enumerate(here)]
    turn, spoken = None, []
    for _ in range(sum(here)):
        turn = next_turn(table, turn)
        spoken.append(turn)
    assert spoken == [each.id for each in table if each.attended]


def test_quick_days_end_with_the_next_meeting_where_one_is_known_and_lies_ahead():
    days = quick_days(date(2026, 1, 31), date(2026, 3, 2))
    assert days == {
        "week": date(2026, 2, 7),
        "fortnight": date(2026, 2, 14),
        "month": date(2026, 2, 28),
        "next_meeting": date(2026, 3, 2),
    }
    assert "next_meeting" not in quick_days(ON, None)
    assert "next_meeting" not in quick_days(ON, ON)


def test_the_next_meeting_is_the_first_after_today_planned_or_agreed():
    held = meeting(date(2026, 4, 1), MeetingState.HELD, following=date(2026, 7, 1))
    planned = meeting(date(2026, 6, 1))
    called_off = meeting(date(2026, 5, 20), MeetingState.CANCELLED)
    assert following_meeting([meeting(), held, planned, called_off], ON) == date(2026, 6, 1)
    assert following_meeting([meeting(), held], ON) == date(2026, 7, 1)
    assert following_meeting([replace(held, next_meeting_date=ON)], ON) is None


def test_people_are_named_by_first_name_and_namesakes_told_apart():
    assert names_at_table(["Vilma Vildspor", None, "Jens Job"]) == ["Vilma", None, "Jens"]
    assert names_at_table(["Ida Bo", "Ida Aas", "Ida"]) == ["Ida B.", "Ida A.", "Ida"]
    assert names_at_table(["Ida Bo", "Ida Bak"]) == ["Ida B.", "Ida B. 2"]


@given(some.lists(some.sampled_from(["Ida Bo", "Ida Bak", "Ida", "Bo Bo", None]), max_size=8))
def test_no_two_people_at_the_table_are_named_alike(names):
    shown = [name for name in names_at_table(names) if name is not None]
    assert len(shown) == len(set(shown))
