"""Calendar quarters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quarters import following, last_closed, number, quarter, quarter_code
from core.tallies import Period

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "first", "last", "code"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), "2026-1"),
        (date(2024, 2, 29), date(2024, 1, 1), date(2024, 3, 31), "2024-1"),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30), "2026-2"),
        (date(2026, 8, 15), date(2026, 7, 1), date(2026, 9, 30), "2026-3"),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31), "2026-4"),
    ],
)
def test_a_day_lies_in_the_quarter_of_its_months(day, first, last, code):
    assert quarter(day) == Period(first, last)
    assert quarter_code(quarter(day)) == code


@given(days)
def test_every_day_lies_in_one_quarter_and_quarters_leave_no_day_out(day):
    here = quarter(day)
    assert here.from_date <= day <= here.to_date
    assert following(here).from_date == here.to_date + timedelta(days=1)
    assert number(following(here)) == number(here) % 4 + 1


@given(days)
def test_the_last_closed_quarter_is_right_before_that_of_the_day(day):
    assert last_closed(day).to_date < day
    assert following(last_closed(day)) == quarter(day)
