from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import add_months, age_on, latest_by


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 5, 31), 9, date(2026, 2, 28)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_months_are_calendar_months(start, months, end):
    assert add_months(start, months) == end


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 240))
def test_more_months_never_lie_earlier(start, months):
    assert add_months(start, months) <= add_months(start, months + 1)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(-240, 240))
def test_the_day_of_the_month_is_kept_or_is_the_last_of_a_shorter_one(start, months):
    end = add_months(start, months)
    assert end.day == start.day or end.day < start.day
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months


def test_a_birthday_makes_a_year_older_on_the_day_itself():
    born = date(2008, 5, 4)
    assert age_on(born, date(2026, 5, 3)) == 17
    assert age_on(born, date(2026, 5, 4)) == 18


def test_a_leap_day_child_turns_a_year_older_on_the_first_of_march():
    born = date(2008, 2, 29)
    assert age_on(born, date(2026, 2, 28)) == 17
    assert age_on(born, date(2026, 3, 1)) == 18


def test_of_rows_that_have_begun_the_one_that_began_last_holds():
    rows = [
        ("b", date(2026, 3, 1), "as it was"),
        ("a", date(2026, 1, 1), "first"),
        ("a", date(2026, 6, 1), "later"),
        ("a", date(2026, 2, 1), "told last, but begun before"),
        ("b", date(2026, 3, 1), "told again for the same day"),
        ("c", date(2026, 9, 1), "not begun"),
    ]
    held = latest_by(rows, date(2026, 6, 1))
    assert list(held.items()) == [("b", "told again for the same day"), ("a", "later")]
    assert latest_by(rows, date(2025, 12, 31)) == {}
