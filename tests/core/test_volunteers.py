"""Volunteers and those who wait for one: neither side waits unseen, no place is given twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.errors import BadValue, DatesOutOfOrder, MissingValue
from core.records.volunteers import Match, Volunteer, VolunteerBoard, Wish
from core.volunteers import (
    AlreadyMatched,
    VolunteerAway,
    VolunteerFull,
    VolunteerStillMatched,
    VolunteerTold,
    WishStands,
    by_month,
    check_keeps,
    check_place,
    check_unmatched,
    checked_volunteer,
    checked_wish,
    free,
    idle_since,
    most_taken,
    taken,
    waits_since,
)

ON = date(2026, 5, 4)
DAY = timedelta(days=1)


def volunteer(places=1, since=date(2026, 1, 1), until=None, id_="v"):
    return Volunteer(id_, 1, "Frida Frivillig", "Klub Kompas", since, until, places, None, None)


def match(since, until=None, wish="w", volunteer_id="v"):
    return Match(f"{wish}{since}", 1, wish, volunteer_id, since, until)


def wish(since=date(2026, 2, 1), ended=None, id_="w"):
    return Wish(id_, 1, "case", 1001, "Vilma Vildspor", since, None, ended)


def told(**values):
    usual = {"name": "Frida", "organisation": "Klub Kompas", "available_from": ON}
    return VolunteerTold(**{**usual, **values})


def test_a_young_person_waits_from_the_day_of_the_wish():
    assert waits_since(wish(), [], ON) == date(2026, 2, 1)


def test_nobody_waits_before_the_wish_or_from_the_day_it_is_taken_back():
    assert waits_since(wish(ON + DAY), [], ON) is None
    assert waits_since(wish(ended=ON), [], ON) is None
    assert waits_since(wish(ended=ON), [], ON - DAY) is not None


@pytest.mark.parametrize(("on", "since"), [(ON, None), (ON + DAY, ON + DAY), (ON - DAY, None)])
def test_the_waiting_begins_anew_the_day_after_a_match_ended(on, since):
    assert waits_since(wish(), [match(date(2026, 3, 1), ON)], on) == since


def test_a_match_that_begins_tomorrow_still_leaves_the_young_person_waiting_today():
    assert waits_since(wish(), [match(ON + DAY)], ON) == date(2026, 2, 1)


def test_a_volunteer_without_a_young_person_waits_from_the_first_day():
    assert idle_since(volunteer(), [], ON) == date(2026, 1, 1)
    assert idle_since(volunteer(), [match(ON)], ON) is None
    assert idle_since(volunteer(), [match(date(2026, 2, 1), date(2026, 3, 1))], ON) == date(
        2026, 3, 2
    )
    assert idle_since(volunteer(until=ON - DAY), [], ON) is None


def test_no_place_is_given_twice():
    check_place(volunteer(2), [match(ON, wish="a")], ON)
    with pytest.raises(VolunteerFull):
        check_place(volunteer(2), [match(ON, wish="a"), match(ON, wish="b")], ON)


def test_a_place_that_somebody_takes_next_month_is_not_free_without_an_end_today():
    with pytest.raises(VolunteerFull):
        check_place(volunteer(1), [match(date(2026, 6, 1), wish="a")], ON)


def test_a_place_is_free_from_the_day_after_a_match_ended():
    ended = [match(date(2026, 2, 1), ON)]
    check_place(volunteer(1), ended, ON + DAY)
    with pytest.raises(VolunteerFull):
        check_place(volunteer(1), ended, ON)


def test_a_volunteer_who_is_away_can_not_be_matched():
    with pytest.raises(VolunteerAway):
        check_place(volunteer(until=ON), [], ON + DAY)


def test_a_volunteer_can_not_leave_or_take_fewer_while_young_people_are_there():
    running = [match(date(2026, 2, 1), wish="a"), match(date(2026, 2, 1), wish="b")]
    with pytest.raises(VolunteerStillMatched):
        check_keeps(told(available_to=ON, places=2), "v", running, ON)
    with pytest.raises(VolunteerStillMatched):
        check_keeps(told(places=1), "v", running, ON)
    check_keeps(told(places=2), "v", running, ON)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"name": " "}, MissingValue),
        ({"organisation": None}, MissingValue),
        ({"places": None}, MissingValue),
        ({"places": 0}, BadValue),
        ({"places": 21}, BadValue),
        ({"available_from": None}, MissingValue),
        ({"available_to": ON - DAY}, DatesOutOfOrder),
    ],
)
def test_a_volunteer_needs_a_name_an_organisation_places_and_days_in_order(values, refusal):
    with pytest.raises(refusal):
        checked_volunteer(told(**values))


def test_one_wish_at_a_time():
    with pytest.raises(WishStands):
        checked_wish(ON, None, [wish()], referred=date(2026, 1, 1), on=ON)
    ended = wish(ended=date(2026, 3, 1))
    assert checked_wish(ON, " At spille ", [ended], referred=date(2026, 1, 1), on=ON) == (
        ON,
        "At spille",
    )
    with pytest.raises(WishStands):
        checked_wish(date(2026, 2, 20), None, [ended], referred=date(2026, 1, 1), on=ON)


def test_one_volunteer_at_a_time():
    with pytest.raises(AlreadyMatched):
        check_unmatched(wish(), [match(date(2026, 3, 1))], ON)
    check_unmatched(wish(), [match(date(2026, 3, 1), ON - DAY)], ON)


def test_the_months_show_both_sides_on_their_last_day_and_today():
    board = VolunteerBoard(
        volunteers=(volunteer(2, until=date(2026, 6, 15)),),
        wishes=(wish(date(2026, 3, 31)), wish(date(2026, 4, 10), id_="x")),
        matches=(match(date(2026, 4, 20), wish="x"),),
    )
    shown = {line.day: line for line in by_month(board, ON, back=2, ahead=2)}
    assert list(shown) == [
        date(2026, 3, 31),
        date(2026, 4, 30),
        ON,
        date(2026, 6, 30),
        date(2026, 7, 31),
    ]
    assert [(line.places, line.free, line.waiting) for line in shown.values()] == [
        (2, 2, 1),
        (2, 1, 1),
        (2, 1, 1),
        (0, 0, 1),
        (0, 0, 1),
    ]


DAYS = some.dates(date(2026, 1, 1), date(2026, 12, 31))
MATCHES = some.lists(
    some.tuples(DAYS, some.none() | some.integers(0, 60)).map(
        lambda each: match(each[0], each[0] + each[1] * DAY if each[1] is not None else None)
    ),
    max_size=6,
)


@given(MATCHES, DAYS, some.integers(1, 4))
def test_a_place_that_is_granted_never_makes_any_later_day_too_full(matches, since, places):
    one = volunteer(places)
    try:
        check_place(one, matches, since)
    except (VolunteerFull, VolunteerAway):
        return
    more = [*matches, match(since, wish="new")]
    assert most_taken("v", more, since) <= places


@given(MATCHES, DAYS, some.integers(1, 4))
def test_free_and_taken_places_come_to_all_places_where_there_are_not_too_many(matches, on, places):
    one = volunteer(places)
    assert 0 <= free(one, matches, on) <= places
    if taken("v", matches, on) <= places:
        assert free(one, matches, on) + taken("v", matches, on) == places


@given(MATCHES, DAYS)
def test_who_waits_has_no_volunteer_on_that_day(matches, on):
    since = waits_since(wish(date(2026, 1, 1)), matches, on)
    assert (since is None) == any(each.runs(on) for each in matches)
    assert since is None or since <= on
