"""The last day for the next network meeting by the variant's own rule (R09), at its edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.codes import MeetingState, Variant
from core.meeting_days import after_planned, rules, suggested_day
from core.records.overview import Due, DueKind
from core.settings import Settings
from tests.factories_network import meeting
from tests.factories_overview import STARTED, facts


def _rules(on=STARTED, **told):
    return {each.reason: each.due_date for each in rules(facts(**told), on, Settings())}


def _first(on=STARTED, **told):
    found = rules(facts(**told), on, Settings())[0]
    return found.reason, found.due_date


@pytest.mark.parametrize(
    ("last", "asked"),
    [
        (date(2026, 2, 14), date(2026, 5, 14)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 5, 29)),
    ],
)
def test_no_more_than_three_months_to_the_next_to_the_last_day_of_a_short_month(last, asked):
    told = {"last_meeting": last, "third_last_meeting": last}
    assert _first(**told) == ("meeting_gap", asked)


@pytest.mark.parametrize(
    ("third_last", "asked"),
    [
        (date(2027, 3, 1), date(2028, 3, 1)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
    ],
)
def test_variant_h_meets_three_times_in_any_twelve_months_leap_day_or_not(third_last, asked):
    told = {"last_meeting": asked - timedelta(days=10), "third_last_meeting": third_last}
    assert _first(**told) == ("meeting_year", asked)


@pytest.mark.parametrize(
    ("born", "asked", "last"),
    [
        (date(2008, 8, 31), date(2026, 2, 28), None),
        (date(2010, 8, 31), date(2028, 2, 29), date(2026, 9, 1)),
        (date(2008, 10, 31), date(2026, 4, 30), None),
        (date(2008, 8, 15), date(2026, 2, 15), None),
    ],
)
def test_seventeen_and_a_half_at_the_end_of_a_month(born, asked, last):
    told = {"variant": Variant.U, "birth_date": born, "last_meeting": last}
    assert _rules(**told)["meeting_age"] == asked
    assert "meeting_year" not in _rules(**told)


def test_the_rules_of_a_variant_stand_soonest_first_and_say_what_is_late():
    told = {"last_meeting": date(2026, 1, 10), "third_last_meeting": date(2025, 3, 1)}
    found = rules(facts(**told), date(2026, 4, 11), Settings())
    assert [(each.reason, each.overdue) for each in found] == [
        ("meeting_gap", True),
        ("meeting_year", False),
    ]


def test_what_the_team_agreed_is_no_rule():
    assert "meeting_planned" not in _rules(next_meeting=date(2026, 2, 1))


def test_what_is_planned_counts_where_the_one_after_it_is_planned():
    days = (date(2026, 1, 20), date(2026, 3, 1), date(2026, 5, 1))
    states = (MeetingState.HELD, MeetingState.HELD, MeetingState.PLANNED)
    listed = [
        meeting(day=day, state=state, id_=str(day)) for day, state in zip(days, states, strict=True)
    ]
    called_off = meeting(day=date(2026, 6, 1), state=MeetingState.CANCELLED, id_="off")
    talk = meeting(day=date(2026, 6, 2), kind="individual", id_="talk")
    found = after_planned(facts(), [*listed, called_off, talk])
    assert (found.last_meeting, found.third_last_meeting) == (days[2], days[0])


def test_without_any_meeting_the_facts_stand():
    assert after_planned(facts(), []) == facts()


def _due(day):
    return (Due(DueKind.MEETING, "meeting_gap", day, overdue=False, rule="R09"),)


def test_a_day_at_a_weekend_is_moved_to_the_friday_before():
    assert suggested_day(_due(date(2026, 5, 17)), date(2026, 5, 1)) == date(2026, 5, 15)


def test_where_it_is_late_a_working_day_a_week_ahead_is_suggested():
    assert suggested_day(_due(date(2026, 5, 1)), date(2026, 5, 9)) == date(2026, 5, 18)
    assert suggested_day((), date(2026, 5, 9)) is None


DAYS = some.dates(date(2025, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS)
def test_what_is_suggested_is_a_working_day_from_today_on_and_in_time_where_that_can_be(due, on):
    found = suggested_day(_due(due), on)
    assert found >= on
    assert found.weekday() < 5
    assert found <= due or due - timedelta(days=2) < on
