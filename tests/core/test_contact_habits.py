"""What a worker usually records, the week, and what is missing in a quarter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import Method
from core.completeness import (
    Quarter,
    last_day_to_report,
    missing,
    over,
    quarter_of,
    quarters_to_tell,
)
from core.contact_habits import MOST_USUAL, STARTERS, Habit, habit_of, minutes_offered, usual
from core.contacts import Contact, with_driving
from core.records.contacts import WorkerMonths
from core.records.support import ContactLine
from core.week import week_of

ON = date(2026, 5, 4)


def line(activity="direct_contact", mode="phone", place=None, minutes=20, network=None):
    return ContactLine(
        "c", 1, ON, "w", "Ida", Method.CTI, activity, minutes, mode, place, network, None
    )


def test_the_most_frequent_comes_first_with_the_minutes_of_the_newest():
    lines = [line(minutes=10), line(mode="sms", minutes=5), line(minutes=30)]
    first, second = usual(lines)[:2]
    assert first == Habit("direct_contact", "phone", None, 10)
    assert second == Habit("direct_contact", "sms", None, 5)


def test_who_has_recorded_nothing_is_offered_what_anybody_begins_with():
    assert usual([]) == STARTERS


def test_what_anybody_begins_with_is_not_offered_twice():
    own = line(mode="face_to_face", place="home", minutes=45)
    offered = usual([own])
    assert offered[0] == habit_of(own)
    assert sum((each.mode, each.place) == ("face_to_face", "home") for each in offered) == 1


def test_driving_is_no_habit_of_its_own():
    assert usual([line(activity="driving", mode=None)] * 9) == STARTERS


LINES = some.lists(
    some.builds(
        line,
        activity=some.sampled_from(["direct_contact", "coordination", "driving"]),
        mode=some.sampled_from([None, "phone", "sms"]),
        minutes=some.integers(1, 300),
        network=some.booleans(),
    ),
    max_size=20,
)


@given(LINES)
def test_no_two_habits_look_the_same_and_there_are_never_too_many(lines):
    offered = usual(lines)
    assert len({each.key for each in offered}) == len(offered) <= MOST_USUAL


@given(some.lists(some.integers(1, 1440), max_size=6))
def test_every_length_of_a_habit_can_be_chosen(own):
    offered = minutes_offered(own)
    assert set(own) <= set(offered)
    assert list(offered) == sorted(set(offered))


def test_driving_goes_beside_the_contact_on_the_same_day():
    first, drive = with_driving(Contact(day=ON, activity="direct_contact", minutes=60), 30)
    assert (drive.day, drive.activity, drive.minutes) == (ON, "driving", 30)
    assert with_driving(first, None) == (first,)
    assert with_driving(first, 0) == (first,)


@given(some.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_every_day_lies_in_its_week_and_its_quarter(day):
    week, quarter = week_of(day), quarter_of(day)
    assert week.monday <= day <= week.sunday
    assert week.monday.weekday() == 0
    assert day in week.days
    assert quarter.first <= day <= quarter.last
    assert quarter_of(quarter.last) == quarter
    assert quarter_of(quarter.last + timedelta(days=1)).first == quarter.last + timedelta(days=1)


def test_the_first_days_of_january_may_lie_in_the_last_week_of_the_old_year():
    assert week_of(date(2027, 1, 1)).number == 53
    assert week_of(date(2027, 1, 1)).turned(1).number == 1


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 4, 30), [date(2026, 1, 1)]),
        (date(2026, 5, 1), [date(2026, 4, 1), date(2026, 1, 1)]),
        (date(2026, 1, 1), [date(2025, 10, 1)]),
    ],
)
def test_a_quarter_is_told_of_from_the_day_a_month_of_it_is_over(on, told):
    assert [each.first for each in quarters_to_tell(on)] == told


@pytest.mark.parametrize(("on", "is_over"), [(date(2026, 4, 30), False), (date(2026, 5, 1), True)])
def test_a_month_is_over_on_the_first_of_the_next(on, is_over):
    assert over(date(2026, 4, 1), on) is is_over


def test_the_report_is_due_a_month_after_the_quarter():
    assert last_day_to_report(Quarter(date(2026, 4, 1))) == date(2026, 7, 31)
    assert last_day_to_report(Quarter(date(2026, 10, 1))) == date(2027, 1, 31)


def test_who_had_young_people_and_wrote_nothing_is_missing_once_the_month_is_over():
    april, may = date(2026, 4, 1), date(2026, 5, 1)
    workers = [
        WorkerMonths("a", "Ida", frozenset({april, may}), frozenset({may})),
        WorkerMonths("b", "Per", frozenset({may}), frozenset()),
        WorkerMonths("c", "Åse", frozenset({april}), frozenset({april})),
    ]
    quarter = Quarter(april)
    assert missing(workers, quarter, date(2026, 5, 31)) == {april: ("Ida",)}
    assert missing(workers, quarter, date(2026, 6, 1)) == {april: ("Ida",), may: ("Per",)}
